import type { Reading } from "../context.js";
import { Cursor } from "../xml/cursor.js";
import { openEnvelope, versionOf, type OpenEnvelope } from "../binding/envelope.js";
import type { Content, SoapBinding } from "../binding/binding.js";
import { mandatoryBlocks, ownRoles, type MandatoryBlock } from "../binding/mandatory.js";
import { shown, type XmlElement } from "../xml/element.js";
import type { Message } from "../complex/operation.js";
import type { EncodedBody, ReadBody } from "../complex/table.js";
import type { Server } from "./contract.js";
import { trim } from "../xml/characters.js";
import { isRequest, type ElementName } from "./routes.js";
import { EMPTY } from "../xml/tag-reader.js";

/** The part of an envelope that selects the operation. */
export interface EnvelopeHead {
  readonly binding: SoapBinding;
  /** The header blocks that this service must understand. */
  readonly mandatory: readonly MandatoryBlock[];
  /** The first element of the body that belongs to an operation, otherwise the first element. */
  readonly element: ElementName | undefined;
  /** Reads the header blocks that are addressed to this service. */
  readonly blocks: () => readonly XmlElement[];
  /** Reads the rest as a message of the operation. Throws Malformed if it does not fit, or if the body has a second call. */
  readonly read: (message: Message) => Content;
}

/**
 * Reads an envelope as far as needed. Returns undefined for another version of SOAP. Throws Malformed for any other
 * document.
 */
export function headOf(server: Server, document: Uint8Array, reading: Reading): EnvelopeHead | undefined {
  const cursor = new Cursor(document, reading);
  cursor.start();
  if (cursor.local !== "Envelope")
    cursor.fail(`expected <Envelope>, found ${shown(cursor.local, cursor.namespace)}`, cursor.at);
  const binding = versionOf(cursor);
  if (binding === undefined) return undefined;
  const { namespace } = cursor;
  let mandatory: readonly MandatoryBlock[] = [];
  const envelope = openEnvelope(document, cursor, () => {
    mandatory = mandatoryBlocks(cursor, binding);
  });
  const { element, body } =
    server.encoding === undefined
      ? literalCall(server, cursor, envelope)
      : encodedCall(server, cursor, server.encoding.openBody(cursor, namespace));
  return {
    binding,
    mandatory,
    element,
    blocks: () => blocksIn(document, reading, binding),
    read(message) {
      if (body !== undefined && message.encoded === server.encoding) return envelope.read(body, message);
      const again = openAgain(document, reading);
      const literal = again.literalBody((other) => refuseSecond(server, element, other));
      return again.read(literal, message);
    },
  };
}

/** The element that selects the operation, and the body unless the document must be read again. */
interface BodyHead {
  readonly element: ElementName | undefined;
  readonly body?: ReadBody;
}

/** Looks at the first element, which nearly always belongs to an operation: then one cursor reads everything. */
function literalCall(server: Server, cursor: Cursor, envelope: OpenEnvelope): BodyHead {
  const tag = cursor.started();
  let first: ElementName | undefined;
  const body = envelope.literalBody((other) => refuseSecond(server, first, other));
  if ((tag.flags & EMPTY) === 0 && cursor.lookAhead() && isRequest(server, cursor)) {
    first = nameOf(cursor);
    return { element: first, body };
  }
  while (cursor.next(tag)) {
    const element = nameOf(cursor);
    if (isRequest(server, element)) return { element };
    first ??= element;
    cursor.skip();
  }
  return { element: first };
}

/**
 * Looks for the call among the serialization roots (SOAP 1.1, 5.6). The other elements are values, whatever their names:
 * .NET names a value after its type, which can have the name of an operation.
 */
function encodedCall(server: Server, cursor: Cursor, { elements: list, read }: EncodedBody): BodyHead {
  const elements = list();
  const roots = elements.filter(({ isRoot }) => isRoot);
  const calls = roots.filter((element) => isRequest(server, element));
  const [first = roots[0] ?? elements[0]] = calls;
  const value = calls.length > 0 ? undefined : elements.find((element) => isRequest(server, element));
  if (value !== undefined) {
    const found = shown(value.local, value.namespace);
    const expected = "an element of an operation that no other element refers to";
    cursor.fail(`expected ${expected}, found ${found} as a value`, value.at);
  }
  const body: ReadBody = (plan, faultOf) => {
    // A body of several parts has an element for each.
    const members = new Set(plan.members);
    for (const call of calls) {
      const member = [...members].find(({ name }) => name.local === call.local);
      if (member === undefined) failAtSecond(cursor, first, call, call.at);
      members.delete(member);
    }
    return read(plan, faultOf);
  };
  return { element: first, body };
}

/** Refuses the element that was just opened beside the call if it could be one: a gateway may have checked either. */
function refuseSecond(server: Server, first: ElementName | undefined, other: Cursor): void {
  if (isRequest(server, other)) failAtSecond(other, first, other, other.at);
}

function failAtSecond(cursor: Cursor, first: ElementName | undefined, second: ElementName, at: number): never {
  const found = [first, second].map((element) => element && shown(element.local, element.namespace));
  return cursor.fail(`expected one element of an operation, found ${found.join(" and ")}`, at);
}

/** Opens the envelope again, which was valid up to its Body. */
function openAgain(document: Uint8Array, reading: Reading): OpenEnvelope {
  const cursor = new Cursor(document, reading);
  cursor.start();
  return openEnvelope(document, cursor, () => cursor.skip());
}

/** The header blocks of an envelope, which was valid up to its Body, that are addressed to the ultimate receiver. */
function blocksIn(document: Uint8Array, reading: Reading, binding: SoapBinding): readonly XmlElement[] {
  const cursor = new Cursor(document, reading);
  cursor.start();
  const { namespace } = cursor;
  const name = binding === "soap11" ? "actor" : "role";
  const blocks: XmlElement[] = [];
  openEnvelope(document, cursor, () => {
    const header = cursor.started();
    while (cursor.next(header)) blocks.push(cursor.element());
  });
  return blocks.filter(({ attributes }) => {
    const role = attributes.find((each) => each.namespace === namespace && each.name === name);
    return ownRoles.has(trim(role?.value ?? ""));
  });
}

/** The name in the start tag last read. */
function nameOf({ local, namespace }: Cursor): ElementName {
  return { local, namespace };
}

import type { SoapBinding } from "./binding.js";
import type { HeaderBlock } from "./codec.js";
import type { Reading, Writing } from "../context.js";
import { Cursor, type StartTag } from "../xml/cursor.js";
import { misfit, RequestError } from "../error.js";
import { readFault, writeFault, type NewFault } from "./fault.js";
import type { Fault } from "./reply.js";
import { elementsIn, readKnown } from "../complex/known.js";
import { bodyOf, onlyMember, shown } from "../complex/message.js";
import { Output } from "../xml/output.js";
import { findMember, planOf, type Plan } from "../complex/plan.js";
import { missingOf, readContent, readMember } from "../complex/read.js";
import type { Message, OpenBody, Table } from "../complex/table.js";
import type { XmlElement } from "../xml/element.js";
import { xsi } from "../xml/tag-reader.js";
import { writeContent, writeElement } from "../complex/write.js";

/** The content of an envelope, and its version of SOAP. */
export type Envelope =
  | { readonly kind: "message"; readonly binding: SoapBinding; readonly header: object; readonly value: unknown }
  | { readonly kind: "fault"; readonly binding: SoapBinding; readonly header: object; readonly fault: Fault };

export const soap11Namespace = "http://schemas.xmlsoap.org/soap/envelope/";
export const soap12Namespace = "http://www.w3.org/2003/05/soap-envelope";

/** Writes a message in its envelope. Throws a RequestError if a value does not fit its type. */
export function writeEnvelope(
  binding: SoapBinding,
  message: Message,
  value: unknown,
  header: object = {},
  blocks: readonly HeaderBlock[] = [],
  writing?: Writing,
): Uint8Array<ArrayBuffer> {
  return wrapped(
    binding,
    writing,
    (output) => {
      within("header", () => writeHeader(output, binding, message.header, header));
      blocks.forEach((block, index) =>
        within(`headerBlocks[${index}]`, () => writeElement(output, addressed(block, binding), "")),
      );
    },
    (output) => {
      const plan = planOf(message.body);
      const content = bodyOf(plan, value);
      if (message.encoded === undefined) writeContent(output, plan, content, "");
      else message.encoded.writeBody(output, plan, content, binding);
    },
  );
}

/**
 * Writes a fault in its envelope. `faults` is the table of its detail, `headerTable` that of its header blocks. Throws
 * a RequestError if a value does not fit its type.
 */
export function writeFaultEnvelope(
  binding: SoapBinding,
  fault: NewFault<object>,
  faults?: Table,
  header: object = {},
  headerTable: Table = nothing,
): Uint8Array<ArrayBuffer> {
  return wrapped(
    binding,
    undefined,
    (output) => within("header", () => writeHeader(output, binding, headerTable, header)),
    (output) => writeFault(output, binding, fault, faults),
  );
}

function writeHeader(output: Output, binding: SoapBinding, table = nothing, header: object): void {
  const plan = planOf(table);
  if (plan.encoding === null) writeContent(output, plan, header, "");
  else plan.encoding.writeHeader(output, plan, header, binding);
}

/** Writes an envelope around the output of the two functions. Leaves out a header without blocks. */
function wrapped(
  binding: SoapBinding,
  writing: Writing | undefined,
  writeHeader: (output: Output) => void,
  writeBody: (output: Output) => void,
) {
  const output = new Output(writing);
  const namespace = binding === "soap11" ? soap11Namespace : soap12Namespace;
  output.ascii(`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${namespace}" xmlns:xsi="${xsi}">`);
  const start = output.length;
  output.ascii("<soap:Header>");
  const empty = output.length;
  writeHeader(output);
  if (output.length === empty) output.length = start;
  else output.ascii("</soap:Header>");
  output.ascii("<soap:Body>");
  writeBody(output);
  output.ascii("</soap:Body></soap:Envelope>");
  return output.done();
}

/**
 * Reads the envelope of `message` or of a fault, with `faults` as the table of its detail and `faultHeader` as that of
 * its header. Accepts both versions, because a service may answer SOAP 1.2 with a fault of SOAP 1.1. Returns undefined
 * for a document other than an envelope. Throws Malformed if the envelope does not fit.
 */
export function readEnvelope(
  document: Uint8Array,
  message: Message = { body: nothing },
  reading?: Reading,
  faults?: Table,
  faultHeader?: Table,
): Envelope | undefined {
  const cursor = new Cursor(document, reading);
  cursor.start();
  if (cursor.local !== "Envelope") return undefined;
  const binding = versionOf(cursor);
  if (binding === undefined) return cursor.fail(misfit("an Envelope of SOAP 1.1 or 1.2", cursor.namespace), cursor.at);
  const envelope = openEnvelope(document, cursor, binding, () => cursor.skip());
  const body = message.encoded?.openBody(cursor, envelope.namespace) ?? literalBody(envelope);
  return readMessage(envelope, body, message, faults, faultHeader);
}

/** An envelope, read up to the start tag of its Body. */
export interface OpenEnvelope {
  readonly document: Uint8Array;
  readonly cursor: Cursor;
  readonly binding: SoapBinding;
  readonly namespace: string;
  readonly tag: StartTag;
  readonly hasHeader: boolean;
}

/** The version of the Envelope that was just opened; undefined for any other. */
export function versionOf({ namespace }: Cursor): SoapBinding | undefined {
  return namespace === soap11Namespace ? "soap11" : namespace === soap12Namespace ? "soap12" : undefined;
}

/** Opens the Body of the Envelope that was just opened. `passHeader` is called in the Header, and moves past its end tag. */
export function openEnvelope(
  document: Uint8Array,
  cursor: Cursor,
  binding: SoapBinding,
  passHeader: () => void,
): OpenEnvelope {
  const { namespace } = cursor;
  const tag = cursor.started();
  let more = cursor.next(tag);
  const hasHeader = more && isNamed(cursor, namespace, "Header");
  if (hasHeader) {
    passHeader();
    more = cursor.next(tag);
  }
  if (!more || !isNamed(cursor, namespace, "Body")) {
    cursor.fail(`expected <Body>, found ${more ? `<${cursor.local}>` : "nothing"}`, more ? cursor.at : tag.at);
  }
  return { document, cursor, binding, namespace, tag, hasHeader };
}

/** Reads the rest of an envelope whose Body is `body`. Throws Malformed if it does not fit. */
export function readMessage(
  { document, cursor, binding, namespace, tag, hasHeader }: OpenEnvelope,
  body: OpenBody,
  message: Message,
  faults?: Table,
  faultHeader: Table = message.header ?? nothing,
): Envelope {
  const { reading } = cursor;
  const content = body.read(planOf(message.body), (element) => readFault(element, faults, reading));
  while (cursor.next(tag)) {
    if (isNamed(cursor, namespace, "Body")) cursor.fail("expected one <Body>, found a second", cursor.at);
    cursor.skip();
  }
  cursor.finish();
  // The Body decides which header blocks to expect, so the Header is read after it.
  const openHeader = (): Cursor => headerOf(document, reading);
  if (content.fault !== undefined) {
    const readLiteral = (elements: readonly XmlElement[], table: Table) => readKnown(elements, table, reading);
    const { encoding } = planOf(faultHeader);
    const header =
      encoding === null || !hasHeader
        ? readLiteral(hasHeader ? elementsIn(openHeader().element()) : [], faultHeader)
        : encoding.readFaultHeader(openHeader, faultHeader, readLiteral);
    return { kind: "fault", binding, header, fault: content.fault };
  }
  const inHeader = hasHeader ? openHeader() : undefined;
  const headerPlan = planOf(message.header ?? nothing);
  if (inHeader === undefined) requireMembers(cursor, headerPlan, [], tag, "no <Header>");
  const readHeader = headerPlan.encoding?.readHeader ?? readContent;
  const header = inHeader ? readHeader(inHeader, headerPlan) : headerPlan.create(new Array(headerPlan.size));
  return { kind: "message", binding, header: header as object, value: content.value }; // the content of a table is an object
}

/** A cursor at the content of the Header, which is the first child of the Envelope. */
function headerOf(document: Uint8Array, reading: Reading): Cursor {
  const cursor = new Cursor(document, reading);
  cursor.start();
  cursor.next(cursor.started());
  return cursor;
}

/** The Body that was just opened, without an encoding. `see` is called in the start tag of each element outside of the plan. */
export function literalBody({ cursor, namespace }: OpenEnvelope, see?: (cursor: Cursor) => void): OpenBody {
  const body = cursor.started();
  return {
    read(plan, faultOf) {
      const values: unknown[] = new Array(plan.size);
      const only = onlyMember(plan);
      const any: XmlElement[] = [];
      let fault: ReturnType<typeof faultOf> | undefined;
      let other = "nothing";
      while (cursor.next(body)) {
        const member = findMember(plan, cursor.namespace, cursor.local);
        if (member !== undefined && (member.many || values[member.index] === undefined)) {
          readMember(cursor, plan, member, values);
        } else if (isNamed(cursor, namespace, "Fault")) {
          fault ??= faultOf(cursor.element());
        } else {
          see?.(cursor);
          // Elements that others refer to may occur beside the one that holds the value (SOAP 1.1, 5.1).
          other = shown(cursor.local, cursor.namespace);
          if (only === undefined) any.push(cursor.element());
          else cursor.skip();
        }
      }
      if (fault !== undefined) return { fault };
      requireMembers(cursor, plan, values, body, other);
      if (only !== undefined) return { value: values[only.index] };
      const value = plan.create(values);
      if (any.length > 0) value["$any"] = any;
      return { value };
    },
  };
}

function requireMembers(cursor: Cursor, plan: Plan, values: readonly unknown[], tag: StartTag, found: string): void {
  const missing = missingOf(plan, values, ({ name }) => shown(name.local, name.namespace.uri));
  if (missing !== "") cursor.fail(`expected ${missing}, found ${found}`, tag.at);
}

function isNamed(cursor: Cursor, namespace: string, local: string): boolean {
  return cursor.local === local && cursor.namespace === namespace;
}

/** The table of an empty header, and of the reply of a one-way operation. */
const nothing: Table = {};

function addressed(block: HeaderBlock, binding: SoapBinding): XmlElement {
  const { mustUnderstand, role } = block;
  const namespace = binding === "soap11" ? soap11Namespace : soap12Namespace;
  const attributes = [...block.attributes];
  if (mustUnderstand === true) attributes.push({ name: "mustUnderstand", namespace, value: "1" });
  if (role !== undefined) attributes.push({ name: binding === "soap11" ? "actor" : "role", namespace, value: role });
  return { ...block, attributes };
}

/** Adds the name of the option to the path of a RequestError. */
function within(option: string, write: () => void): void {
  try {
    write();
  } catch (error) {
    throw error instanceof RequestError ? error.within(option) : error;
  }
}

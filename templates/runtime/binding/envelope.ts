import type { Content, SoapBinding, HeaderBlock, OpenBody } from "./binding.js";
import type { Reading } from "../context.js";
import { Cursor, type StartTag } from "../xml/cursor.js";
import { misfit, RequestError, rethrowWithin, unlike } from "../error.js";
import { isUnderstood, mandatoryBlocks, type MandatoryBlock, type Understood } from "./mandatory.js";
import { openContent, readFault } from "./fault.js";
import { elementsIn, shown } from "../xml/element.js";
import { bodyOf, onlyMember, planOf, type Plan } from "../complex/plan.js";
import { Output, type Bytes, type Writing } from "../xml/output.js";
import { absentIn, readContent, readOthers } from "../complex/read.js";
import type { Faults, Message } from "../complex/operation.js";
import type { OpenContent, ReadBody, Table } from "../complex/table.js";
import { xsi } from "../xml/names.js";
import { writeContent } from "../complex/write.js";

export const soap11Namespace = "http://schemas.xmlsoap.org/soap/envelope/";
export const soap12Namespace = "http://www.w3.org/2003/05/soap-envelope";
export const soapNamespaces: Readonly<Record<SoapBinding, string>> = {
  soap11: soap11Namespace,
  soap12: soap12Namespace,
};

/** Writes a message in its envelope. Throws a RequestError if a value does not fit its type. */
export function writeEnvelope(
  binding: SoapBinding,
  message: Message,
  value: unknown,
  header: object = {},
  blocks: readonly HeaderBlock[] = [],
  writing?: Writing,
): Bytes {
  return writeAround(binding, writing, message.header, header, blocks, (output) => {
    const plan = planOf(message.body);
    const content = bodyOf(plan, value);
    output.content = content;
    output.references = message.references?.writer() ?? null;
    if (message.encoded === undefined) writeContent(output, plan, content, "");
    else message.encoded.writeBody(output, plan, content, binding);
  });
}

/** Writes an envelope around a Body. Leaves out a Header without blocks. Throws a RequestError if a block does not fit. */
export function writeAround(
  binding: SoapBinding,
  writing: Writing | undefined,
  table: Table | undefined,
  header: object,
  blocks: readonly HeaderBlock[],
  writeBody: (output: Output) => void,
): Bytes {
  const output = new Output(writing);
  const namespace = soapNamespaces[binding];
  output.ascii(`<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${namespace}" xmlns:xsi="${xsi}">`);
  const start = output.length;
  output.ascii("<soap:Header>");
  const empty = output.length;
  let place = "header";
  try {
    const plan = planOf(table ?? nothing);
    if (plan.encoding === null) writeContent(output, plan, header, "");
    else plan.encoding.writeHeader(output, plan, header, binding);
    for (const [index, block] of blocks.entries()) {
      place = `headerBlocks[${index}]`;
      // The form of earlier versions is an element itself.
      const { write } = Object(block) as Partial<HeaderBlock>;
      if (write === undefined) throw new RequestError(misfit("headerBlock(element)", block));
      block.write(output, binding);
    }
  } catch (error) {
    return rethrowWithin(error, place);
  }
  if (output.length === empty) output.length = start;
  else output.ascii("</soap:Header>");
  output.ascii("<soap:Body>");
  writeBody(output);
  output.ascii("</soap:Body></soap:Envelope>");
  return output.done();
}

/**
 * Reads the envelope of `message` or of a fault. Accepts both versions, because a service may answer SOAP 1.2 with a fault
 * of SOAP 1.1. Returns undefined for a document other than an envelope. `openBody` reads a literal Body in another way.
 * Throws Malformed if the envelope does not fit, or if a message, but not a fault, has a mandatory header block that is not
 * understood.
 */
export function readEnvelope(
  document: Uint8Array,
  message: Message = { body: nothing },
  reading?: Reading,
  faults?: Faults,
  openBody?: OpenBody,
  understands?: Understood,
): Content | undefined {
  const cursor = new Cursor(document, reading);
  cursor.start();
  if (cursor.local !== "Envelope") return undefined;
  const binding = versionOf(cursor);
  if (binding === undefined) return cursor.fail(misfit("an Envelope of SOAP 1.1 or 1.2", cursor.namespace), cursor.at);
  let mandatory: readonly MandatoryBlock[] = [];
  const opened = openEnvelope(document, cursor, () => {
    mandatory = mandatoryBlocks(cursor, binding);
  });
  const { namespace } = opened;
  const body =
    message.encoded?.openBody(cursor, namespace).read ?? openBody?.(cursor, namespace) ?? opened.literalBody();
  const envelope = opened.read(body, message, faults);
  if (envelope.kind === "ok") {
    for (const block of mandatory) {
      if (isUnderstood(block, message.header, understands)) continue;
      const found = `${shown(block.local, block.namespace)} with mustUnderstand`;
      cursor.refuse(unlike("a header block that the spec declares, or that `understands` names", found), block.at);
    }
  }
  return envelope;
}

/** An envelope, read up to the start tag of its Body. */
export interface OpenEnvelope {
  readonly namespace: string;
  /** A Body without an encoding. `see` is called in the start tag of each element outside of the plan. */
  readonly literalBody: (see?: (cursor: Cursor) => void) => ReadBody;
  /** Reads the rest. Throws Malformed if it does not fit. */
  readonly read: (body: ReadBody, message: Message, faults?: Faults) => Content;
}

/** The version of the Envelope that was just opened; undefined for any other. */
export function versionOf({ namespace }: Cursor): SoapBinding | undefined {
  return namespace === soap11Namespace ? "soap11" : namespace === soap12Namespace ? "soap12" : undefined;
}

/**
 * Opens the Body of the Envelope that was just opened. `passHeader` is called in the Header, and moves past its end tag.
 */
export function openEnvelope(document: Uint8Array, cursor: Cursor, passHeader: () => void): OpenEnvelope {
  const { namespace, reading } = cursor;
  const tag = cursor.started();
  let more = cursor.next(tag);
  const hasHeader = more && isNamed("Header");
  if (hasHeader) {
    passHeader();
    more = cursor.next(tag);
  }
  if (!more || !isNamed("Body")) {
    cursor.fail(unlike("<Body>", more ? `<${cursor.local}>` : "nothing"), more ? cursor.at : tag.at);
  }
  const bodyTag = cursor.started();
  return { namespace, literalBody, read };

  function isNamed(local: string): boolean {
    return cursor.local === local && cursor.namespace === namespace;
  }

  function read(body: ReadBody, message: Message, faults?: Faults): Content {
    cursor.references = message.references?.reader() ?? null;
    const content = body(planOf(message.body), (element) => readFault(element, faults, reading));
    while (cursor.next(tag)) {
      // The blocks of a Header could demand to be understood.
      if (isNamed("Body") || isNamed("Header"))
        cursor.fail(unlike("nothing after <Body>", `<${cursor.local}>`), cursor.at);
      // SOAP 1.1 allows other elements here (4.1.1), SOAP 1.2 none.
      reading.notice?.beside(cursor);
      cursor.skip();
    }
    cursor.finish();
    // The Body decides which header blocks to expect, so the Header is read after it.
    if (content.fault !== undefined) {
      const header =
        faults?.readHeader(hasHeader ? openHeader : null, message.header, reading) ??
        openContent(hasHeader ? elementsIn(openHeader().element()) : []);
      return { kind: "fault", header, fault: content.fault };
    }
    const plan = planOf(message.header ?? nothing);
    if (!hasHeader) requireMembers(cursor, plan, [], tag, "no <Header>");
    const readHeader = plan.encoding?.readHeader ?? readContent;
    const header = hasHeader ? readHeader(openHeader(), plan) : plan.create(new Array(plan.size));
    return { kind: "ok", header: header as OpenContent, value: content.value }; // the content of a table
  }

  /** A cursor at the content of the Header, which is the first child of the Envelope. */
  function openHeader(): Cursor {
    const cursor = new Cursor(document, reading);
    cursor.start();
    cursor.next(cursor.started());
    return cursor;
  }

  function literalBody(see?: (cursor: Cursor) => void): ReadBody {
    return (plan, faultOf) => {
      const values: unknown[] = new Array(plan.size);
      const only = onlyMember(plan);
      let found = "nothing";
      // Elements that others refer to may occur beside the one that holds the value (SOAP 1.1, 5.1).
      const others = readOthers(cursor, plan, bodyTag, values, (isKnown) => {
        if (isNamed("Fault")) return;
        see?.(cursor);
        found = shown(cursor.local, cursor.namespace);
        if (isKnown) cursor.refuse(unlike(`one ${found}`, "a second"), cursor.at);
        else if (only !== undefined) reading.notice?.beside(cursor);
      });
      const fault = others?.find((other) => other.name === "Fault" && other.namespace === namespace);
      if (fault !== undefined) return { fault: faultOf(fault) };
      requireMembers(cursor, plan, values, bodyTag, found);
      if (only !== undefined) return { value: values[only.index] };
      return { value: Object.assign(plan.create(values), openContent(others ?? [])) };
    };
  }
}

function requireMembers(cursor: Cursor, plan: Plan, values: readonly unknown[], tag: StartTag, found: string): void {
  const absent = absentIn(plan, values, ({ name }) => shown(name.local, name.namespace.uri));
  for (const { names } of absent) cursor.refuse(unlike(names, found), tag.at);
}

/** The table of an empty header, and of the reply of a one-way operation. */
const nothing: Table = {};

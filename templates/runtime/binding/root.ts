import { toUtf8 } from "../xml/charset.js";
import type { Reading, Writing } from "../context.js";
import { Cursor } from "../xml/cursor.js";
import { Malformed } from "../error.js";
import { onlyMember, shown, wrapperOf } from "../complex/message.js";
import { Output } from "../xml/output.js";
import { planOf, type Member, type Plan } from "../complex/plan.js";
import { readElement } from "../complex/read.js";
import type { Simple } from "../simple/simple.js";
import type { HttpOperation, Message, Table } from "../complex/table.js";
import type { XmlElement } from "../xml/element.js";
import { NIL, xsi } from "../xml/tag-reader.js";
import { writeContent, writeElement } from "../complex/write.js";

/**
 * Reads a reply of HTTP GET or POST. Its root is the response, or the only element of the response's wrapper. The
 * wrapper is then added, so that the value equals the one from SOAP; the same applies to a text reply. Throws Malformed
 * if the reply does not fit.
 */
export function readRoot(http: HttpOperation, message: Message, document: Uint8Array, reading: Reading = {}): unknown {
  const { plan, member, namespace } = rootOf(http, message);
  const values: unknown[] = new Array(plan.size);
  if (member === undefined) return plan.create(values);
  values[member.index] = http.text
    ? simpleOf(member).parse(decoded(document, reading), reading)
    : readDocument(http, plan, member, namespace, new Cursor(document, reading));
  return http.result === undefined ? values[member.index] : plan.create(values);
}

function readDocument({ root }: HttpOperation, plan: Plan, member: Member, namespace: string, cursor: Cursor): unknown {
  cursor.start();
  if (root !== undefined && (cursor.local !== root || cursor.namespace !== namespace))
    cursor.fail(`expected ${shown(root, namespace)}, found ${shown(cursor.local, cursor.namespace)}`, cursor.at);
  let value: unknown;
  // A root must exist, so an element that SOAP would omit is nil here.
  if ((cursor.flags & NIL) !== 0 && member.minOccurs === 0) cursor.skip();
  else if (root === undefined && member.whole !== null) value = around(member, cursor.element());
  else value = readElement(cursor, plan, member);
  cursor.finish();
  return value;
}

/** Wraps content in the element that SOAP sends around it. */
function around({ name: { local, namespace } }: Member, content: XmlElement): XmlElement {
  return { name: local, namespace: namespace.uri, attributes: [], children: [content] };
}

/** Writes the content of the element as the document: the inverse of `around`. */
function writeInside(output: Output, element: unknown) {
  const { children } = element as XmlElement; // the value of any content
  const root = children.find((child) => typeof child !== "string");
  if (root !== undefined) writeElement(output, root, "");
  return output.done();
}

function simpleOf({ simple }: Member): Simple<unknown> {
  if (simple === null) throw new Malformed("expected XML, which text cannot stand for", "", 1);
  return simple;
}

function decoded(document: Uint8Array, { charset }: Reading): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(toUtf8(document, charset));
  } catch (error) {
    throw error instanceof Malformed ? error : new Malformed("not utf-8", "", 1);
  }
}

/** Writes a reply of HTTP GET or POST, empty if it has no content. Throws a RequestError if the value does not fit. */
export function writeRoot(
  http: HttpOperation,
  message: Message,
  value: unknown,
  writing?: Writing,
): Uint8Array<ArrayBuffer> {
  const { plan, member, namespace } = rootOf(http, message);
  const output = new Output();
  if (member === undefined) return output.done();
  const { root = member.name.local, result } = http;
  const part: unknown = result === undefined ? value : new Map(Object.entries(value ?? {})).get(result);
  if (http.root === undefined && member.whole !== null) return writeInside(output, part);
  if (http.text) return new TextEncoder().encode([simpleOf(member).form(part, writing)].flat().join(","));
  const table: Table = {
    namespace: plan.namespace,
    sequence: { [root]: { type: member.type, nillable: true, namespace } },
  };
  const element = new Output(writing);
  writeContent(element, planOf(table), { [root]: part ?? null }, "");
  const written = element.done();
  const end = written.findIndex((byte) => byte === 32 || byte === 62); // the end of the tag's name, which may have a prefix
  output.ascii('<?xml version="1.0" encoding="utf-8"?>');
  output.bytes(written.subarray(0, end));
  output.ascii(` xmlns:xsi="${xsi}"`);
  output.bytes(written.subarray(end));
  return output.done();
}

/** The member that is the root, in the plan that contains it; undefined if a reply has no content. */
export function rootOf(
  http: HttpOperation,
  message: Message,
): { plan: Plan; member: Member | undefined; namespace: string } {
  const body = planOf(message.body);
  const namespace = http.namespace ?? body.namespace;
  if (http.result === undefined && (http.root !== undefined || http.text))
    return { plan: body, member: onlyMember(body), namespace };
  const { plan } = wrapperOf(body);
  return { plan, member: plan.members.find(({ key }) => key === http.result), namespace };
}

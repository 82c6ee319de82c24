import { Cursor, type ReadOptions } from "./cursor.js";
import { onlyMember, shown, wrapperOf } from "./message.js";
import { Output } from "./output.js";
import { planOf, type Member, type Plan } from "./plan.js";
import { readElement } from "./read.js";
import type { HttpOperation, Message, Table } from "./table.js";
import { NIL, xsi } from "./tag-reader.js";
import { writeContent } from "./write.js";

/**
 * Reads a reply of HTTP GET or POST. Its root is the response, or the one element in the response's wrapper; then the
 * wrapper is put round it, so that the value is the one that SOAP gives. Throws Malformed for what does not fit.
 */
export function readRoot(http: HttpOperation, message: Message, document: Uint8Array, options?: ReadOptions): unknown {
  const { plan, member, namespace } = rootOf(http, message);
  const values: unknown[] = new Array(plan.size);
  if (member === undefined) return plan.create(values);
  const cursor = new Cursor(document, options);
  cursor.start();
  if (cursor.local !== http.root || cursor.namespace !== namespace) {
    cursor.fail(
      `expected ${shown(http.root ?? "", namespace)}, found ${shown(cursor.local, cursor.namespace)}`,
      cursor.at,
    );
  }
  // A root cannot be left out: what SOAP omits is nil here.
  if ((cursor.flags & NIL) !== 0 && member.minOccurs === 0) cursor.skip();
  else values[member.index] = readElement(cursor, plan, member);
  cursor.finish();
  return http.result === undefined ? values[member.index] : plan.create(values);
}

/** Writes a reply of HTTP GET or POST: nothing if it has no content. Throws a RequestError for what does not fit. */
export function writeRoot(http: HttpOperation, message: Message, value: unknown) {
  const { plan, member, namespace } = rootOf(http, message);
  const output = new Output();
  if (member === undefined || http.root === undefined) return output.done();
  const { root, result } = http;
  const part: unknown = result === undefined ? value : new Map(Object.entries(value ?? {})).get(result);
  const table: Table = {
    namespace: plan.namespace,
    sequence: { [root]: { type: member.type, nillable: true, namespace } },
  };
  const element = new Output();
  writeContent(element, planOf(table), { [root]: part ?? null }, "");
  const name = new TextEncoder().encode(`<${root}`);
  output.ascii('<?xml version="1.0" encoding="utf-8"?>');
  output.bytes(name);
  output.ascii(` xmlns:xsi="${xsi}"`);
  output.bytes(element.done().subarray(name.length));
  return output.done();
}

/** The member that the root is, in the plan of what holds it; none where a reply has no content. */
function rootOf(http: HttpOperation, message: Message): { plan: Plan; member: Member | undefined; namespace: string } {
  const body = planOf(message.body);
  const namespace = http.namespace ?? body.namespace;
  if (http.root !== undefined && http.result === undefined) return { plan: body, member: onlyMember(body), namespace };
  const { plan } = wrapperOf(body);
  return { plan, member: plan.members.find(({ key }) => key === http.result), namespace };
}

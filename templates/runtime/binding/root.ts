import { toUtf8 } from "../xml/charset.js";
import type { Reading } from "../context.js";
import { Cursor } from "../xml/cursor.js";
import { Malformed, unlike } from "../error.js";
import { onlyMember, wrapperOf, planOf, type Member, type Plan } from "../complex/plan.js";
import { readElement } from "../complex/read.js";
import type { Simple } from "../simple/simple.js";
import type { HttpOperation, Message } from "../complex/table.js";
import { shown, type XmlElement } from "../xml/element.js";
import { NIL } from "../xml/tag-reader.js";

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
    ? readText(simpleOf(member), decoded(document, reading), reading)
    : readDocument(http, plan, member, namespace, new Cursor(document, reading));
  return http.result === undefined ? values[member.index] : plan.create(values);
}

/** Reads a reply that is text; a context that tolerates misfits is given one. */
function readText(type: Simple<unknown>, text: string, reading: Reading): unknown {
  if (reading.tolerance === undefined) return type.parse(text, reading);
  const cursor = new Cursor(new Uint8Array(), reading);
  cursor.hold(text, 0);
  return type.fit(text, reading, true) ?? cursor.misfit(type.name);
}

function readDocument({ root }: HttpOperation, plan: Plan, member: Member, namespace: string, cursor: Cursor): unknown {
  cursor.start();
  if (root !== undefined && (cursor.local !== root || cursor.namespace !== namespace))
    cursor.refuse(unlike(shown(root, namespace), shown(cursor.local, cursor.namespace)), cursor.at);
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

/** The type of a reply that is text. Throws Malformed if it has elements. */
export function simpleOf({ simple }: Member): Simple<unknown> {
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

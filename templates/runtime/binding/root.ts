import type { Reading } from "../context.js";
import { Cursor } from "../xml/cursor.js";
import { unlike } from "../error.js";
import { onlyMember, wrapperOf, planOf, type Member, type Plan } from "../complex/plan.js";
import { readElement } from "../complex/read.js";
import type { HttpOperation, Message } from "../complex/operation.js";
import { namesOf } from "./root-names.js";
import { shown, type XmlElement } from "../xml/element.js";

/**
 * Reads a reply of HTTP GET or POST. Its root is the response, or stands for the only element of the response's wrapper.
 * The wrapper is then added, so that the value equals the one from SOAP; the same applies to a text reply. Throws
 * Malformed if the reply does not fit.
 */
export function readRoot(http: HttpOperation, message: Message, document: Uint8Array, reading: Reading = {}): unknown {
  const reply = rootOf(http, message);
  const { plan, member, element, within } = reply;
  const values: unknown[] = new Array(within.size);
  if (member === undefined) return within.create(values);
  const text = http.text?.(member, document, reading);
  const value = text === undefined ? readDocument(reply, member, plan, new Cursor(document, reading)) : text.value;
  if (http.result === undefined || element === undefined) return value;
  // A repeated element that does not occur is absent.
  const isAbsent = element.many && Array.isArray(value) && value.length === 0;
  values[element.index] = isAbsent ? undefined : value;
  return within.create(values);
}

function readDocument({ root, namespace, element }: Root, member: Member, plan: Plan, cursor: Cursor): unknown {
  cursor.start();
  if (root !== undefined && !(namesOf(root).includes(cursor.local) && cursor.namespace === namespace))
    cursor.refuse(unlike(shown(root, namespace), shown(cursor.local, cursor.namespace)), cursor.at);
  let value: unknown;
  // A root must exist, so an element that SOAP would omit is nil here.
  if (element?.minOccurs === 0 && cursor.isNil()) cursor.skip();
  else if (root === undefined && member.whole !== null) value = around(member, cursor.element());
  else value = readElement(cursor, plan, member);
  cursor.finish();
  return value;
}

/** Wraps content in the element that SOAP sends around it. */
function around({ name: { local, namespace } }: Member, content: XmlElement): XmlElement {
  return { name: local, namespace: namespace.uri, attributes: [], children: [content] };
}

/** The root of a reply, and what it stands for. */
export interface Root {
  /** The name of the root; undefined if it may have any, or if there is none. */
  readonly root: string | undefined;
  readonly namespace: string;
  /** The element with the type of the root, in the plan that contains it; undefined if a reply has no content. */
  readonly member: Member | undefined;
  readonly plan: Plan;
  /** The element of the response that the root stands for, and the plan that contains it. */
  readonly element: Member | undefined;
  readonly within: Plan;
}

export function rootOf(http: HttpOperation, message: Message): Root {
  const body = planOf(message.body);
  const { root, reply, result } = http;
  const isBody = result === undefined && (root !== undefined || reply !== undefined || http.text !== undefined);
  const within = isBody ? body : wrapperOf(body).plan;
  const element = isBody ? onlyMember(body) : within.members.find(({ key }) => key === result);
  if (reply === undefined) {
    return { root, namespace: http.namespace ?? body.namespace, member: element, plan: within, element, within };
  }
  const plan = planOf(reply);
  const member = onlyMember(plan);
  const { local, namespace } = member?.name ?? {};
  return { root: local, namespace: namespace?.uri ?? "", member, plan, element, within };
}

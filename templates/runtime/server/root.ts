import { rootOf } from "../binding/root.js";
import { simpleOf } from "../binding/text-reply.js";
import { planOf } from "../complex/plan.js";
import type { HttpOperation, Message } from "../complex/operation.js";
import type { Table } from "../complex/table.js";
import { absent, writeContent } from "../complex/write.js";
import { writeParameter } from "../simple/parameter.js";
import { elementsIn, type XmlElement } from "../xml/element.js";
import { documentOf } from "../xml/document.js";
import { Output, type Bytes, type Writing } from "../xml/output.js";
import { xsi } from "../xml/names.js";
import { writeElement, writeRootElement } from "../xml/write-element.js";

/** Writes a reply of HTTP GET or POST, empty if it has no content. Throws a RequestError if the value does not fit. */
export function writeRoot(http: HttpOperation, message: Message, value: unknown, writing?: Writing): Bytes {
  const { root: stated, namespace, member, plan, element = member } = rootOf(http, message);
  const output = new Output();
  if (member === undefined || element === undefined) return output.done();
  const root = stated ?? member.name.local;
  const part: unknown = http.result === undefined ? value : new Map(Object.entries(value ?? {})).get(http.result);
  if (part === undefined && element.minOccurs > 0) throw absent(element);
  if (stated === undefined && member.whole !== null) return writeInside(output, part);
  if (http.text) return new TextEncoder().encode(writeParameter(simpleOf(member), part, writing).join(","));
  const { type } = member;
  const nillable = member.nil ?? member.nillable;
  const table: Table = { namespace: plan.namespace, sequence: { [root]: { type, nillable, namespace } } };
  const document = new Output(writing);
  if (part === undefined) writeElement(document, nilElement(root, namespace), "");
  else writeContent(document, planOf(table), (document.content = { [root]: part }), "");
  return documentOf(document.done());
}

/** The root of a reply without a result, because a document must have a root. */
function nilElement(name: string, namespace: string): XmlElement {
  return { name, namespace, attributes: [{ name: "nil", namespace: xsi, value: "true" }], children: [] };
}

/** Writes the content of the element as the document, from which reading restores the element. */
function writeInside(output: Output, element: unknown) {
  const [root] = elementsIn(element as XmlElement); // the value of any content
  if (root !== undefined) writeRootElement(output, root);
  return output.done();
}

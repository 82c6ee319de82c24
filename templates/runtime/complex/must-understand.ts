import { addAttributes } from "../xml/added-attributes.js";
import type { XmlAttribute } from "../xml/element.js";
import type { Output } from "../xml/output.js";

/** Adds mustUnderstand to the header block that was written from `at` on, unless its value has that attribute. */
export function mustUnderstand(output: Output, at: number, value: unknown): void {
  const { $attributes, attributes = $attributes } = Object(value) as Readonly<Record<string, unknown>>; // never null
  const isMarked = Array.isArray(attributes) && attributes.some((each: XmlAttribute) => each.name === "mustUnderstand");
  if (!isMarked) addAttributes(output, at, () => output.ascii(' soap:mustUnderstand="1"'));
}

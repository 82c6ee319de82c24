import type { XmlAttribute } from "../xml/element.js";
import type { Output } from "../xml/output.js";

/** Adds mustUnderstand to the header block that was written from `at` on, unless its value has that attribute. */
export function mustUnderstand(output: Output, at: number, value: unknown): void {
  const { $attributes, attributes = $attributes } = Object(value) as Readonly<Record<string, unknown>>; // never null
  const isMarked = Array.isArray(attributes) && attributes.some((each: XmlAttribute) => each.name === "mustUnderstand");
  if (!isMarked) addToTag(output, at, ' soap:mustUnderstand="1"');
}

/** Inserts ASCII into the start tag that begins at an offset, behind the name of the element. */
function addToTag(output: Output, at: number, text: string): void {
  const { length } = output;
  let end = at;
  while (end < length && !nameEnds.has(output.buffer[end] ?? 0)) end++;
  const rest = output.buffer.slice(end, length);
  output.length = end;
  output.ascii(text);
  output.bytes(rest);
}

/** The bytes behind a name in a start tag: a space, `/` or `>`. */
const nameEnds: ReadonlySet<number> = /* @__PURE__ */ new Set([0x20, 0x2f, 0x3e]);

import { rethrowWithin } from "../error.js";
import type { XmlElement } from "../xml/element.js";
import { listOf } from "../xml/expect.js";
import type { OpenContentWriter, Output } from "../xml/output.js";
import { beginTag, scopeOf } from "../xml/tag-writer.js";
import { writeElement } from "../xml/write-element.js";
import { attributesIn } from "./start-tag.js";

/**
 * Writes content that the spec does not declare: `$any` and `$attributes`. Tables have it whose values are both received
 * and sent; a port with this option writes such content of all values.
 */
export const openContent: OpenContentWriter = {
  writeAny,
  openTag(output, given, namespace, name, within) {
    const attributes = attributesIn(given);
    const tag = beginTag(output, scopeOf(within), { namespace, name }, attributes);
    tag.attributes(attributes);
    output.ascii(">");
    return tag;
  },
};

/** Writes `$any`, if it is present. */
export function writeAny(output: Output, any: unknown, within: string): void {
  if (any === undefined) return;
  for (const [index, element] of listOf(any, "$any").entries()) {
    try {
      writeElement(output, element as XmlElement, within); // which it checks
    } catch (error) {
      return rethrowWithin(error, `$any[${index}]`);
    }
  }
}

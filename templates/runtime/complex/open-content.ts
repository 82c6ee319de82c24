import { rethrowWithin } from "../error.js";
import type { XmlElement } from "../xml/element.js";
import { listOf } from "../xml/expect.js";
import type { OpenContentWriter, Output } from "../xml/output.js";
import { writeElement } from "../xml/write-element.js";
import { openElement } from "./start-tag.js";

/**
 * Writes content that the spec does not declare: `$any` and `$attributes`. Tables have it whose values are both received
 * and sent; a port with this option writes such content of all values.
 */
export const openContent: OpenContentWriter = {
  openElement,
  writeAny,
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

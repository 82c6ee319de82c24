import type { EncodedElement } from "./element.js";
import { enter, pass, sharedOf, type EncodedReading } from "./reading.js";
import type { Cursor } from "../xml/cursor.js";
import type { Simple } from "../simple/simple.js";

/** Reads a simple value. Errors name the accessor at an offset, because an element that others refer to has an arbitrary name. */
export function readSimple<T>(reading: EncodedReading, type: Simple<T>, element: EncodedElement, at: number): T {
  noticeAttributes(reading, element);
  return simpleAt(reading, type, element, at);
}

/** Reads a simple value without a look at its attributes. */
export function simpleAt<T>(reading: EncodedReading, type: Simple<T>, element: EncodedElement, at: number): T {
  const known = sharedOf(reading.texts, element);
  if (known?.has(type) === true) {
    pass(reading, element);
    return known.get(type) as T; // it was read as this type
  }
  enter(reading, element);
  const value = readText(reading.cursor, type, element.target === null ? -1 : at);
  known?.set(type, value);
  return value;
}

/**
 * Reads the content of the element that was just opened, and moves past its end tag. Errors are at an offset, or in the
 * element if that is negative.
 */
export function readText<T>(cursor: Cursor, type: Simple<T>, at: number): T {
  if (!cursor.content()) return undefined as T;
  if (at >= 0) cursor.hold(cursor.string(), at + 1);
  return type.read(cursor);
}

/** Lets the context see the attributes of an element whose value cannot keep them. */
export function noticeAttributes({ cursor }: EncodedReading, { at, attributes }: EncodedElement): void {
  if (attributes.length === 0) return;
  cursor.at = at;
  cursor.reading.notice?.attributes(cursor, attributes);
}

import { trim } from "../xml/characters.js";
import { misfit, unlike } from "../error.js";
import type { Simple } from "../simple/simple.js";
import { elementsIn, isMark, textIn, type EncodedElement } from "./element.js";
import { once, type EncodedReading } from "./reading.js";

/** Reads a simple value. Errors name the accessor, because an element that others refer to has an arbitrary name. */
export function readSimple<T>(
  reading: EncodedReading,
  type: Simple<T>,
  element: EncodedElement,
  accessor: EncodedElement,
): T {
  noticeAttributes(reading, element);
  return simpleAt(reading, type, element, accessor);
}

/** Reads a simple value without a look at its attributes. */
export function simpleAt<T>(
  reading: EncodedReading,
  type: Simple<T>,
  element: EncodedElement,
  accessor: EncodedElement,
): T {
  return once(reading, element, type, () => {
    const { cursor } = reading;
    const [inner] = elementsIn(element);
    if (inner !== undefined) {
      cursor.refuse(unlike("text", `<${inner.name}>`), inner.at, "", deepText(inner));
      // An empty text or no bytes would be a value that the message does not have.
      if (trim(textIn(element)) === "") return undefined as T;
    }
    cursor.hold(textIn(element), accessor.at + 1);
    return type.read(cursor);
  });
}

/** Lets the context see the attributes of an element whose value cannot keep them. */
export function noticeAttributes({ cursor }: EncodedReading, { at, attributes }: EncodedElement): void {
  const { notice } = cursor.reading;
  if (notice === undefined || attributes.every(isMark)) return;
  cursor.at = at;
  notice.attributes(
    cursor,
    attributes.filter((attribute) => !isMark(attribute)),
  );
}

/** Refuses text where only elements can be. */
export function refuseText({ cursor }: EncodedReading, element: EncodedElement): void {
  const text = textIn(element);
  if (trim(text) !== "") cursor.refuse(misfit("only elements", text), element.at + 1);
}

function deepText({ children }: EncodedElement): string {
  return children.map((child) => (typeof child === "string" ? child : deepText(child))).join("");
}

/** The text of an object; undefined if it contains elements. */
export function readText(
  { cursor }: EncodedReading,
  type: Simple<unknown>,
  element: EncodedElement,
  object: Record<string, unknown>,
): void {
  const text = textIn(element);
  if (elementsIn(element).length > 0 && trim(text) === "") return;
  cursor.hold(text, element.at + 1);
  object["$value"] = type.read(cursor);
}

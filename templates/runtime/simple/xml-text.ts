/** The texts of simple types in XML, outside a document. Texts of parameters can differ. */
import type { Reading } from "../context.js";
import { Cursor } from "../xml/cursor.js";
import { inTexts, Output, type Writing } from "../xml/output.js";
import { decodeUtf8 } from "../xml/utf8.js";
import type { Simple } from "./simple.js";

/** Parses a text. Throws Malformed. */
export function readText<T>(type: Simple<T>, text: string, reading?: Reading): T {
  // A cursor of its own, because locating an error that the caller catches is slow in a long document.
  const cursor = new Cursor(new Uint8Array(), reading);
  cursor.hold(text, 0);
  return type.read(cursor);
}

/** The text of a value, without escapes. Throws a RequestError. */
export function writeText<T>(type: Simple<T>, value: T, writing?: Writing): string {
  const output = new Output(writing);
  output.special = inTexts;
  type.write(output, value);
  return decodeUtf8(output.done());
}

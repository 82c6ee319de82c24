/** The texts of simple types as they stand in XML, outside of a document. Those of parameters can be others. */
import type { Reading, Writing } from "../context.js";
import { Cursor } from "../xml/cursor.js";
import { Output } from "../xml/output.js";
import type { Simple } from "./simple.js";

/** The value of a text. Throws Malformed. */
export function readText<T>(type: Simple<T>, text: string, reading?: Reading): T {
  // A document of its own: in a long one it takes long to find the place of an error that is no error to the caller.
  const cursor = new Cursor(new Uint8Array(), reading);
  cursor.hold(text, 0);
  return type.read(cursor);
}

/** The text of a value, not escaped. Throws a RequestError. */
export function writeText<T>(type: Simple<T>, value: T, writing?: Writing): string {
  const output = new Output(writing);
  type.write(output, value);
  // Every character that is escaped is escaped by its number, `&` too.
  return new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(output.done())
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

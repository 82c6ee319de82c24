import type { Cursor, StartTag } from "./cursor.js";
import type { Binding } from "./tag-reader.js";

/** A place between two tokens of a document, with the prefixes in scope. */
export interface Position {
  readonly i: number;
  readonly binding: Binding;
}

/** Moves a cursor to a place where it, or another cursor of the document, has been. */
export function moveTo(cursor: Cursor, { i, binding }: Position): void {
  cursor.i = i;
  cursor.binding = binding;
  cursor.peeked = -1;
}

/** Reads a start tag that this cursor, or another of the document, has read. */
export function openAgain(cursor: Cursor, { at: i, outer: binding }: Pick<StartTag, "at" | "outer">): void {
  moveTo(cursor, { i, binding });
  cursor.accept();
}

/** Calls `act`, which moves the cursor, and returns to its place. The start tag last read is another one then. */
export function elsewhere<T>(cursor: Cursor, act: () => T): T {
  const { i, binding } = cursor;
  const result = act();
  moveTo(cursor, { i, binding });
  return result;
}

import type { Reading } from "../context.js";
import { openContent } from "../complex/open-content.js";
import { planOf } from "../complex/plan.js";
import { readContent } from "../complex/read.js";
import type { Table } from "../complex/table.js";
import { writeContent } from "../complex/write.js";
import { misfit, RequestError, unlike } from "../error.js";
import type { Simple } from "../simple/simple.js";
import { isNCName } from "../xml/characters.js";
import { cursorAt } from "../xml/reread.js";
import { Cursor } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";
import { xsi } from "../xml/names.js";
import { Output, type Writing } from "../xml/output.js";

/** The table of a type, as generated modules export it, or a simple type of the runtime. */
export type TypeOf<T> = Table<T> | (() => Table<T>) | Simple<T>;

/** Reads an element of any name as a type. Throws {@link Malformed} if it does not fit, and for a nil element. */
export function readAs<T>(element: XmlElement, type: TypeOf<T>, options?: Pick<Reading, "maxDepth" | "validate">): T {
  const cursor = cursorAt(element, options);
  if (cursor.isNil()) cursor.fail(unlike("fit" in type ? type.name : "a value", "nil"), cursor.at);
  if (!("fit" in type)) return readContent(cursor, planOf(type)) as T; // the table of T
  cursor.content();
  return type.read(cursor);
}

/** Writes a value of a type as an element. Throws a {@link RequestError} if it does not fit. */
export function writeAs<T>(
  value: T,
  type: TypeOf<T>,
  name: string,
  namespace = "",
  options?: Pick<Writing, "validate">,
): XmlElement {
  if (!isNCName(name)) throw new RequestError(misfit("the name of an element", name));
  const output = new Output({ ...options, openContent });
  output.ascii(`<e xmlns:xsi="${xsi}">`);
  writeContent(output, planOf({ namespace, sequence: { [name]: { type } } }), { [name]: value }, "");
  output.ascii("</e>");
  const cursor = new Cursor(output.done(), { maxDepth: 1000 });
  cursor.start();
  cursor.next(cursor.started());
  return cursor.element();
}

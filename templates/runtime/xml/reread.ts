import type { Reading } from "../context.js";
import { Cursor } from "./cursor.js";
import type { XmlElement } from "./element.js";
import { Output } from "./output.js";
import { writeRootElement } from "./write-element.js";

/** A cursor at the content of an element, which is written for it. Throws a RequestError for what XML cannot hold. */
export function cursorAt(element: XmlElement, reading?: Reading): Cursor {
  const output = new Output();
  writeRootElement(output, element);
  const cursor = new Cursor(output.done(), { ...reading, charset: "utf-8" });
  cursor.start();
  return cursor;
}

/** The engine as the tests of tables use it: one type is read and written alone. */
import type { Reading } from "../../templates/runtime/context.js";
import { Cursor } from "../../templates/runtime/xml/cursor.js";
import { Output } from "../../templates/runtime/xml/output.js";
import { openContent } from "../../templates/runtime/complex/open-content.js";
import { planOf } from "../../templates/runtime/complex/plan.js";
import { readContent } from "../../templates/runtime/complex/read.js";
import type { Table } from "../../templates/runtime/complex/table.js";
import { writeContent } from "../../templates/runtime/complex/write.js";

export const namespace = "urn:n";
const text = new TextDecoder();

export function read(table: Table | (() => Table), xml: string, reading: Reading = {}): unknown {
  const cursor = new Cursor(new TextEncoder().encode(xml), reading);
  cursor.start();
  const value = readContent(cursor, planOf(table));
  cursor.finish();
  return value;
}

/** As the content of `<r xmlns="urn:n" xmlns:xsi="…">`. */
export function write(table: Table | (() => Table), value: unknown): string {
  const output = new Output({ openContent });
  writeContent(output, planOf(table), value, namespace);
  return text.decode(output.done());
}

export function wrap(content: string): string {
  return `<r xmlns="urn:n" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${content}</r>`;
}

/** The message of the error that `run` must throw, with its place in a document. */
export function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Error)
      return "line" in error
        ? `${String(Reflect.get(error, "path"))} (line ${String(error.line)}): ${error.message}`
        : error.message;
  }
  return "no error";
}

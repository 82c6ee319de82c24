import type { Reading } from "../context.js";
import type { Simple } from "./simple.js";

/** A type that only the values in samples suggest: a text that does not fit it remains a string. */
export function openType<T>(type: Simple<T>): Simple<T | string> {
  const isText = (value: T | string): value is string => typeof value === "string";
  const fit = (text: string, reading?: Reading, form?: boolean): T | string => type.fit(text, reading, form) ?? text;
  return {
    ...type,
    read: (cursor) => fit(cursor.string(), cursor.reading),
    fit,
    write: (output, value) => (isText(value) ? output.text(value) : type.write(output, value)),
    form: (value, writing) => (isText(value) ? value : type.form(value, writing)),
    parse: (text, reading) => fit(text, reading, true),
  };
}

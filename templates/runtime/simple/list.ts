import type { Writing } from "../xml/output.js";
import { misfit, RequestError, rethrowWithin } from "../error.js";
import { collapse, type Simple } from "./simple.js";
import { readText, writeText } from "./xml-text.js";

/** Items separated by white space in one text: `xs:list` (XSD 1.0 part 2, 2.5.1.2). The empty text has no items. */
export function list<T>(item: Simple<T>): Simple<T[]> {
  const name = `list of ${item.name}`;
  const textOf = (values: readonly T[], writing?: Writing, between = " "): string => {
    if (!Array.isArray(values)) throw new RequestError(misfit(name, values));
    return values.map((value: T, index) => itemText(item, value, index, writing)).join(between);
  };
  // A list of enumeration members holds flags, which ASMX separates by commas in a parameter.
  const isFlags = item.members !== undefined;
  const wordsOf = (text: string, form?: boolean): string[] => words(form && isFlags ? text.replace(/,/g, " ") : text);
  return {
    name,
    made: { kind: "list", item },
    ...(item.members !== undefined && { members: item.members }),
    read: (cursor) => {
      const { from } = cursor;
      return words(cursor.string()).map((word) => {
        cursor.hold(word, from);
        return item.read(cursor);
      });
    },
    fit: (text, reading, form) => {
      const items: T[] = [];
      for (const word of wordsOf(text, form)) {
        const value = item.fit(word, reading);
        if (value === undefined) return undefined;
        items.push(value);
      }
      return items;
    },
    write: (output, values) => output.text(textOf(values, output.writing)),
    form: (values, writing) => textOf(values, writing, isFlags ? ", " : " "),
    parse: (text, reading) => wordsOf(text, true).map((word) => readText(item, word, reading)),
  };
}

function words(text: string): string[] {
  const collapsed = collapse(text);
  return collapsed === "" ? [] : collapsed.split(" ");
}

function itemText<T>(item: Simple<T>, value: T, index: number, writing: Writing | undefined): string {
  try {
    const text = writeText(item, value, writing);
    if (text === "" || /[ \t\n\r]/.test(text)) throw new RequestError(misfit("text without white space", text));
    return text;
  } catch (error) {
    return rethrowWithin(error, index);
  }
}

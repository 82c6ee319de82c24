import { propertyKey, quotedLiteral, textLiteral } from "./escape.js";

/**
 * The properties of an object literal of texts, laid out as prettier would: the texts can be too long for prettier.
 * `indentation` is that of the properties.
 */
export function textProperties(texts: Texts, indentation: string): string {
  return Object.entries(texts)
    .map(([name, value]) => `${indentation}${keyOf(name)}: ${valueOf(value, indentation)},\n`)
    .join("");
}

/** Texts by name, possibly nested in objects. */
export interface Texts {
  readonly [name: string]: string | Texts;
}

function valueOf(value: string | Texts, indentation: string): string {
  if (typeof value === "string") return textLiteral(value);
  const properties = textProperties(value, `${indentation}  `);
  return properties === "" ? "{}" : `{\n${properties}${indentation}}`;
}

function keyOf(name: string): string {
  // Prettier removes the quotes from names that are identifiers in ES5; it leaves computed names alone.
  if (!/^[ -~]*$/.test(name)) return `[${quotedLiteral(name)}]`;
  const key = propertyKey(name);
  return key.startsWith('"') ? quotedLiteral(name) : key;
}

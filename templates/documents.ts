import type { ServedDocument } from "../generator/emit/documents.js";
import { quotedLiteral, propertyKey } from "./escape.js";

const printWidth = 100;

/**
 * The text of the module that holds a WSDL and what it imports, a line of them on each line, as prettier would lay it out: they
 * can be too long for it.
 */
export function documentsModule(documents: readonly ServedDocument[]): string {
  const properties = documents.map(({ name, text }) => property(keyOf(name), text.split("\n").map(quotedLiteral)));
  return `/** The WSDL that \`?wsdl\` shows, and what it imports, by name. */
export const documents: { readonly [name: string]: string } = {
${properties.join("")}};
`;
}

function keyOf(name: string): string {
  const key = propertyKey(name);
  return key.startsWith('"') ? quotedLiteral(name) : key;
}

function property(key: string, lines: readonly string[]): string {
  const short = `  ${key}: [${lines.join(", ")}].join("\\n"),\n`;
  return short.length <= printWidth + 1
    ? short
    : `  ${key}: [\n${lines.map((line) => `    ${line},\n`).join("")}  ].join("\\n"),\n`;
}

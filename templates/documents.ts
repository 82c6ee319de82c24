import type { ServedDocument } from "../generator/emit/documents.js";
import { textProperties } from "./texts.js";

/** The text of the module that holds a WSDL and the documents that it imports. */
export function documentsModule(documents: readonly ServedDocument[]): string {
  const texts = Object.fromEntries(documents.map(({ name, text }) => [name, text]));
  return `/** The WSDL that \`?wsdl\` shows, and what it imports, by name. */
export const documents: { readonly [name: string]: string } = {
${textProperties(texts, "  ")}};
`;
}

import type { HelpPages } from "./runtime/server/contract.js";
import { importsOf, textOf, type Import } from "./code.js";
import { stringLiteral } from "./escape.js";
import { runtime } from "./symbols.js";
import { textProperties } from "./texts.js";

interface PagesModule {
  readonly text: string;
  readonly imports: readonly Import[];
}

/** The module with the help pages of a service; `from` is the path of the runtime. */
export function pagesModule({ operations, ...texts }: HelpPages, from: string): PagesModule {
  const type = runtime("HelpPages");
  // Copies fit an index signature, which an interface does not.
  const copies = Object.entries(operations).map(([name, page]) => [name, { ...page }] as const);
  const text = `import type { ${textOf(type)} } from ${stringLiteral(from)};

/** The help pages of the service, for wherever it is served. */
export const pages: ${textOf(type)} = {
${textProperties({ ...texts, operations: Object.fromEntries(copies) }, "  ")}};
`;
  return { text, imports: importsOf(type) };
}

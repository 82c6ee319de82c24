/** Prints the page of the documentation on what generated code requires. */
import { versionOf, type SetUp } from "./set-up.js";

/** A set-up in which all calls gave what was expected, and its place in the list of all. */
export interface Result {
  readonly setUp: SetUp;
  readonly index: number;
}

/** The page, with a row for each name among the results. */
export function requirementsPage(results: readonly Result[]): string {
  const rows = new Map<string, SetUp[]>();
  for (const { setUp } of results) rows.set(setUp.name, [...(rows.get(setUp.name) ?? []), setUp]);
  const cells = [...rows].map(([name, setUps]) => rowOf(name, setUps));
  const widths = head.map((_, column) => Math.max(...[head, ...cells].map((row) => row[column]?.length ?? 0)));
  const line = (row: readonly string[], fill = " "): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0, fill)).join(" | ")} |`;
  const table = [line(head), line(["", "", "", "", ""], "-"), ...cells.map((row) => line(row))];
  return `${before}\n${table.join("\n")}\n\n${after}`;
}

const head = ["set-up", "versions", "`importExtension`", "settings", "result"];

function rowOf(name: string, setUps: readonly SetUp[]): readonly string[] {
  const [first] = setUps;
  const versions = new Set(setUps.map(({ version, shownVersion }) => shownVersion ?? versionOf(version)));
  const extensions = new Set(setUps.map(({ importExtension }) => `\`"${importExtension}"\``));
  return [name, [...versions].join(", "), [...extensions].join(", "), first?.settings ?? "", "works"];
}

const before = `# Requirements

\`soapwright\` itself runs on Node 20.19 and later. The code that it generates has no dependency. It needs:

- **TypeScript 5.0** or later, or a tool that strips types. Any target from ES2017 on, any kind of module, with \`strict\` or without.
- The library of **ES2020**, and either the DOM's types or those of Node: \`"lib": ["es2020", "dom"]\`.
- A platform with \`fetch\`, \`URL\`, \`TextDecoder\`, \`AbortSignal\` and streams of the web: Node 20 and later, Deno, Bun, edge workers and
  browsers. A browser calls a service of another origin [through a proxy](browsers.md).

In each of these set-ups the same program is built and calls a service: over SOAP 1.1 and 1.2, GET and POST, with a \`bigint\`, bytes, a
\`Date\` and a fault. The tests print this table from what the calls returned. \`importExtension\` is a key of
[the configuration](configuration.md#keys).
`;

const after = `"Every strict flag" includes those that are not part of \`strict\`, so that generated files pass in a project that sets them. Linters skip
generated files because of the comments in their first lines. ESLint warns of such a comment in a file that has nothing to report: with
\`--max-warnings 0\`, let it ignore the folder: \`globalIgnores(["generated/"])\`.
`;

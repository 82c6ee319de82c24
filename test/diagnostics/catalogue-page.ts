import { format } from "prettier";
import { configurationCodes } from "../../generator/diagnostics/configuration-codes.js";
import { declarationCodes } from "../../generator/diagnostics/declaration-codes.js";
import type { CodeEntries, CodeEntry, Paste } from "../../generator/diagnostics/entry.js";
import { exchangeCodes } from "../../generator/diagnostics/exchange-codes.js";
import { helpPageCodes } from "../../generator/diagnostics/help-page-codes.js";
import { outputCodes } from "../../generator/diagnostics/output-codes.js";
import { sampleCodes } from "../../generator/diagnostics/sample-codes.js";
import { sourceCodes } from "../../generator/diagnostics/source-codes.js";
import { wsdlCodes } from "../../generator/diagnostics/wsdl-codes.js";
import { printDiagnostics } from "../../generator/commands/print-diagnostics.js";
import type { Diagnostic } from "../../generator/diagnostic.js";
import { shell } from "../commands/workspace.js";
import { exampleText, fenced } from "./example-text.js";
import { defaultCommand, type Example } from "./example.js";

/** An example of a code, and the diagnostics of its run. */
export interface ExampleRun {
  readonly example: Example;
  readonly diagnostics: readonly Diagnostic[];
}

/** `docs/diagnostics.md`: the catalogue of codes as people read it, with the messages that the examples give. */
export function cataloguePage(runs: ReadonlyMap<string, ExampleRun>): Promise<string> {
  const contents = chapters.map(({ title }) => `- [${title}](#${title.toLowerCase().replaceAll(" ", "-")})`);
  const printed = chapters.map((chapter) => printChapter(chapter, runs));
  const text = [introduction, contents.join("\n"), ...printed].join("\n\n");
  return format(text, { parser: "markdown" });
}

const introduction = `<!-- Printed from generator/diagnostics and test/diagnostics by "npm run docs". -->

# Diagnostics

Every message has a place, a severity and a code: \`specs/shop/GetPrice.txt:12:3: error sample-cut: …\`. Search this page for the code.

An **error** keeps the spec from being generated. A **warning** means that something could not be read or is in doubt, and a **note** states how something was read. A message that concerns many places is printed once, with the first place and the count; \`--diagnostics json\` prints each of them. Codes do not change between versions.

Each code has an input that leads to it and the message that this input gives. The inputs are edits of a correct help page or WSDL of a service \`shop\`: lines with \`-\` are right, and lines with \`+\` are in their place. Lines for \`soapwright.config.json\` are shown with their key at the top level.`;

interface Chapter {
  readonly title: string;
  readonly entries: CodeEntries;
}

const chapters: readonly Chapter[] = [
  { title: "Files and folders", entries: sourceCodes },
  { title: "Help pages", entries: helpPageCodes },
  { title: "Recorded traffic", entries: exchangeCodes },
  { title: "Samples together", entries: sampleCodes },
  { title: "Documents of WSDL and XML Schema", entries: wsdlCodes },
  { title: "Services that a WSDL declares", entries: declarationCodes },
  { title: "Configuration", entries: configurationCodes },
  { title: "Generated files and reply files", entries: outputCodes },
];

function printChapter({ title, entries }: Chapter, runs: ReadonlyMap<string, ExampleRun>): string {
  const codes = Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
  return [`## ${title}`, ...codes.map(([code, entry]) => printEntry(code, entry, runs.get(code)))].join("\n\n");
}

function printEntry(code: string, { severities, cause, cure, paste }: CodeEntry, run: ExampleRun | undefined): string {
  return [
    `### ${code}`,
    `**${severitiesText(severities)}.** ${cause}`,
    ...(run === undefined ? [] : [exampleText(run.example), printRun(code, run)]),
    cure,
    ...(paste === undefined ? [] : [printPaste(paste)]),
  ].join("\n\n");
}

/** `Warning or error` */
function severitiesText(severities: CodeEntry["severities"]): string {
  const text = severities.join(" or ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The first message of the code, after the command if it is not the usual one. */
function printRun(code: string, { example: { command }, diagnostics }: ExampleRun): string {
  let text = command === defaultCommand ? "" : `$ npx soapwright ${command.join(" ")}\n`;
  const shown = diagnostics.filter((each) => each.code === code).slice(0, 1);
  printDiagnostics(shown, [], "text", shell("", { err: (line) => void (text += line) }));
  return fenced("text", text.trimEnd());
}

const languages = { configuration: "json", command: "sh", lines: "text" } as const satisfies Record<
  Paste["kind"],
  string
>;

function printPaste({ kind, text }: Paste): string {
  return fenced(languages[kind], text);
}

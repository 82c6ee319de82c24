import { format } from "prettier";
import { configurationCodes } from "../../generator/diagnostics/configuration-codes.js";
import { declarationCodes } from "../../generator/diagnostics/declaration-codes.js";
import type { CodeEntries, CodeEntry } from "../../generator/diagnostics/entry.js";
import { helpPageCodes } from "../../generator/diagnostics/help-page-codes.js";
import { outputCodes } from "../../generator/diagnostics/output-codes.js";
import { sampleCodes } from "../../generator/diagnostics/sample-codes.js";
import { sourceCodes } from "../../generator/diagnostics/source-codes.js";
import { wsdlCodes } from "../../generator/diagnostics/wsdl-codes.js";

/** `docs/diagnostics.md`: the catalogue of codes as people read it. */
export function cataloguePage(): Promise<string> {
  const contents = chapters.map(({ title }) => `- [${title}](#${title.toLowerCase().replaceAll(" ", "-")})`);
  const text = [introduction, contents.join("\n"), ...chapters.map(printChapter)].join("\n\n");
  return format(text, { parser: "markdown" });
}

const introduction = `<!-- Printed from generator/diagnostics by "npm run docs". -->

# Diagnostics

Every message has a place, a severity and a code: \`specs/shop/GetPrice.txt:12:3: error sample-cut: …\`. Search this page for the code.

An **error** keeps the spec from being generated. A **warning** means that something could not be read or is in doubt, and a **note** states how something was read. A message that concerns many places is printed once, with the first place and the count; \`--diagnostics json\` prints each of them. Codes do not change between versions.

Lines to paste into \`soapwright.config.json\` are shown with their key at the top level. \`shop\` stands for the name of your spec.`;

interface Chapter {
  readonly title: string;
  readonly entries: CodeEntries;
}

const chapters: readonly Chapter[] = [
  { title: "Files and folders", entries: sourceCodes },
  { title: "Help pages", entries: helpPageCodes },
  { title: "Samples together", entries: sampleCodes },
  { title: "Documents of WSDL and XML Schema", entries: wsdlCodes },
  { title: "Services that a WSDL declares", entries: declarationCodes },
  { title: "Configuration", entries: configurationCodes },
  { title: "Generated files and reply files", entries: outputCodes },
];

function printChapter({ title, entries }: Chapter): string {
  const codes = Object.entries(entries).sort(([one], [other]) => (one < other ? -1 : 1));
  return [`## ${title}`, ...codes.map(([code, entry]) => printEntry(code, entry))].join("\n\n");
}

function printEntry(code: string, { severities, cause, example, cure, paste }: CodeEntry): string {
  const message = `\`\`\`text\n${severities[0]} ${code}: ${example}\n\`\`\``;
  const lines = paste === undefined ? [] : [`\`\`\`text\n${paste}\n\`\`\``];
  return [`### ${code}`, `${severities.join(" or ")}. ${cause}`, message, cure, ...lines].join("\n\n");
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic, Report } from "../../../generator/diagnostic.js";
import { readCurl } from "../../../generator/read/exchange/read-curl.js";
import { readRecording } from "../../../generator/read/exchange/read-recording.js";
import { recordingPage } from "../../../generator/read/exchange/recording-page.js";
import type { HelpPage } from "../../../generator/read/help-page/help-page.js";
import { readHelpPage } from "../../../generator/read/help-page/read-help-page.js";
import { sourceKind } from "../../../generator/read/source-kind.js";
import type { Source } from "../../../generator/source.js";

/** The messages of one folder of the corpus, without the WSDLs that some of its files hold. */
export interface FolderReading {
  readonly sources: readonly Source[];
  readonly pages: readonly HelpPage[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readExchangeFolder(root: string, folder: string): FolderReading {
  const files = readdirSync(join(root, folder), { withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".jsonl"))
    .map(({ name }) => name)
    .sort();
  const sources = files.map((name) => ({
    path: `${folder}/${name}`,
    text: readFileSync(join(root, folder, name), "utf8"),
  }));
  const diagnostics: Diagnostic[] = [];
  const report: Report = (diagnostic) => void diagnostics.push(diagnostic);
  return { sources, pages: sources.flatMap((source) => pagesOf(source, report)), diagnostics };
}

function pagesOf(source: Source, report: Report): readonly HelpPage[] {
  const isKept = (): boolean => true;
  const recording = readRecording(source, report);
  if (recording !== undefined) return [recordingPage(source, recording, isKept, report)];
  if (sourceKind(source) !== "page") return [];
  const { exchanges, rest } = readCurl(source, report);
  const called = recordingPage(source, { exchanges, definitions: [] }, isKept, () => undefined);
  return [called, readHelpPage({ ...source, text: rest }, report, isKept)];
}

/** The messages that were read, each counted once, however many exchanges it is in. */
export function messagesIn(pages: readonly HelpPage[]): number {
  const places = pages.flatMap(({ operations }) =>
    operations.flatMap(({ samples, faults }) =>
      [...samples, ...faults].map(({ place }) => `${place.path}:${place.line}:${place.column}`),
    ),
  );
  return new Set(places).size;
}

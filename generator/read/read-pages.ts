import type { Report } from "../diagnostic.js";
import type { Source } from "../source.js";
import { readCurl } from "./exchange/read-curl.js";
import { recordingPage } from "./exchange/recording-page.js";
import type { HelpPage } from "./help-page/help-page.js";
import { readHelpPage } from "./help-page/read-help-page.js";
import { statedTables } from "./help-page/tables/state-parameters.js";
import { pageText } from "./help-page/text/page-text.js";

/** Reads pages. The calls of curl in a page are a page of their own; the files that they send are left out. */
export function readPages(
  sources: readonly Source[],
  keeps: (operation: string) => boolean,
  report: Report,
): readonly HelpPage[] {
  const byPath = new Map(sources.map((source) => [source.path, source]));
  const read = sources.map((source) => ({ source, ...readCurl(source, report, byPath) }));
  const sent = new Set(read.flatMap((each) => each.sent));
  return read.flatMap(({ source, exchanges, rest }) => {
    if (sent.has(source.path)) return [];
    if (exchanges.length === 0) return readHelpPage(source, report, keeps);
    const tables = statedTables(pageText(source));
    const recorded = recordingPage(source, { exchanges, definitions: [] }, keeps, report, tables);
    // The text around calls of curl may be mere prose.
    const reportRest: Report = (diagnostic) => {
      if (diagnostic.code !== "no-sample") report(diagnostic);
    };
    return [recorded, readHelpPage({ ...source, text: rest }, reportRest, keeps)];
  });
}

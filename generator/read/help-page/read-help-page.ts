import type { Diagnostic, Report } from "../../diagnostic.js";
import { placesOf, type Place, type Source } from "../../source.js";
import type { HelpPage } from "./help-page.js";
import { findMessages } from "./messages.js";
import { gatherOperations } from "./operations.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import { pageText, type PageText } from "./page-text.js";
import { residueIn } from "./prose.js";
import { readMessage, type Reading } from "./reading.js";

/**
 * Reads what an ASMX help page shows, as HTML or as the text that people copy from it. What cannot be read is reported; it is in
 * the page that is returned only where another sample shows the same.
 */
export function readHelpPage(source: Source, report: Report): HelpPage {
  if (source.text.length > largest) {
    const size = `${(source.text.length / megabyte).toFixed(1)} MB`;
    const message = `found a text of ${size}; expected a page of at most ${largest / megabyte} MB`;
    report(pageDiagnostic("source-too-large", "error", placesOf(source)(0), message));
    return { source, operations: [] };
  }
  const diagnostics: Diagnostic[] = [];
  const add = (diagnostic: Diagnostic) => diagnostics.push(diagnostic);
  const page = pageText(source);
  const readings = findMessages(page.text).map((message) => readMessage(page, message));
  if (readings.length === 0) {
    const message = "found no sample message; expected a request such as POST /service.asmx HTTP/1.1, or an envelope";
    const hint = "this lists the operations of a service: give the page of each operation instead";
    add(pageDiagnostic("no-sample", "error", page.place(0), message, source.text.includes("?op=") ? { hint } : {}));
  }
  reportResidues(page, readings, add);
  const content = gatherOperations(page, readings, add);
  diagnostics.toSorted((one, other) => comparePlaces(one.place, other.place)).forEach(report);
  return { source, ...content };
}

const megabyte = 2 ** 20;
/** In UTF-16 units. */
const largest = 16 * megabyte;

/** Text between messages is prose; where it does not look like it, something was not understood. */
function reportResidues(page: PageText, readings: readonly Reading[], report: Report): void {
  const starts = [...readings.map(({ start }) => start), page.text.length];
  for (const [index, start] of starts.entries()) {
    const from = readings[index - 1]?.end ?? 0;
    const residue = residueIn(page.text.slice(from, start));
    if (residue === undefined) continue;
    const message = `found "${residue.text}" outside of a message; expected it in one that starts with a request or status line`;
    report(pageDiagnostic("text-not-read", "warning", page.place(from + residue.offset), message));
  }
}

function comparePlaces(one: Place, other: Place): number {
  return one.line - other.line || one.column - other.column;
}

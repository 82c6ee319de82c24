import type { Diagnostic, Report, Severity } from "../../diagnostic.js";
import { placesOf, type Place, type Source } from "../../source.js";
import { findAnswers } from "./answers.js";
import type { HelpPage, PageAddress } from "./help-page.js";
import { listedOperations } from "./listed-operations.js";
import { urlsIn } from "./mentions.js";
import { findMessages } from "./messages.js";
import { gatherOperations } from "./page-operations.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import { pageText, type PageText } from "./text/page-text.js";
import { residueIn } from "./prose.js";
import { foreignPage, isRichText, pageWithoutSamples, requestsOf } from "./refusal.js";
import { targetOf } from "../../request-target.js";
import { readMessages, type Reading } from "./reading.js";
import { stateParameters, statedTables } from "./tables/state-parameters.js";
import { wsdlUrl } from "./wsdl-url.js";

/**
 * Reads an ASMX help page, as HTML or as copied text. Reports unreadable messages; the returned page contains their
 * operation only if another sample shows the same content.
 */
export function readHelpPage(
  source: Source,
  report: Report,
  isKept: (operation: string) => boolean = () => true,
): HelpPage {
  if (source.text.length > largest) {
    const size = `${(source.text.length / megabyte).toFixed(1)} MB`;
    const message = `found a text of ${size}, expected a page of at most ${largest / megabyte} MB`;
    report(pageDiagnostic("source-too-large", "error", placesOf(source)(0), message));
    return unread(source);
  }
  const diagnostics: Diagnostic[] = [];
  const page = readPage(source, isKept, (diagnostic) => diagnostics.push(diagnostic));
  const ordered = diagnostics.toSorted((one, other) => comparePlaces(one.place, other.place));
  ordered.slice(0, most).forEach(report);
  const [first, ...others] = ordered.slice(most);
  if (first !== undefined) report(leftOut(first, others));
  return page;
}

const megabyte = 2 ** 20;
/** The limit in UTF-16 units. */
const largest = 16 * 2 ** 20;
/** The limit on individual diagnostics of one source. */
const most = 200;

function readPage(source: Source, isKept: (operation: string) => boolean, report: Report): HelpPage {
  const page = pageText(source);
  page.remarks.forEach(report);
  if (isRichText(source.text)) {
    report(pageWithoutSamples(source, page));
    return unread(source);
  }
  const messages = findMessages(page.text);
  const readings = stateParameters(
    findAnswers(page, messages, readMessages(page, messages)),
    statedTables(page),
    report,
  );
  const foreign = foreignPage(page, messages, readings);
  if (foreign !== undefined) report(foreign);
  if (foreign?.severity === "error") return unread(source);
  const listed = listedOperations(page, readings.length > 0);
  if (readings.length === 0 && listed.length === 0) report(pageWithoutSamples(source, page));
  reportResidues(page, readings, report);
  const wsdl = listed.length > 0 ? wsdlUrl(page, requestsOf(readings)) : undefined;
  return {
    source,
    ...gatherOperations(page, readings, isKept, report),
    listed,
    addresses: addressesIn(page),
    ...(wsdl === undefined ? {} : { wsdl }),
  };
}

function unread(source: Source): HelpPage {
  return { source, operations: [], listed: [], addresses: [] };
}

/** Reports text between messages that looks like part of one, because something was not recognized. */
function reportResidues(page: PageText, readings: readonly Reading[], report: Report): void {
  const last = readings.at(-1)?.end ?? 0;
  const gaps = [...readings.map(({ prose }) => prose), page.text.slice(last)];
  for (const [index, gap] of gaps.entries()) {
    const from = readings[index - 1]?.end ?? 0;
    const residue = residueIn(gap);
    if (residue === undefined) continue;
    const message = `found "${residue.text}" outside of a message, expected it in one that starts with a request line or a status line`;
    report(pageDiagnostic("text-not-read", "warning", page.place(from + residue.offset), message));
  }
}

function addressesIn(page: PageText): readonly PageAddress[] {
  return [...page.addresses, ...urlsIn(page.text)].flatMap(({ url, start }) => {
    const { scheme, host, path } = targetOf(url);
    if (scheme === undefined || host === undefined || path === undefined) return [];
    return [{ scheme, host, path, place: page.place(start) }];
  });
}

/** Summarizes the diagnostics beyond the limit, with the highest severity among them. */
function leftOut(first: Diagnostic, others: readonly Diagnostic[]): Diagnostic {
  const all = [first, ...others];
  const count = (severity: Severity) => all.filter((each) => each.severity === severity).length;
  const severity = (["error", "warning", "note"] as const).find((each) => count(each) > 0) ?? "note";
  const message = `found ${all.length} more problems on this page (${count("error")} errors, ${count("warning")} warnings, ${count("note")} notes), expected at most ${most}`;
  return pageDiagnostic("diagnostics-left-out", severity, first.place, message);
}

function comparePlaces(one: Place, other: Place): number {
  return one.line - other.line || one.column - other.column;
}

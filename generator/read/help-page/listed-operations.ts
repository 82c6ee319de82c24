import type { Report } from "../../diagnostic.js";
import type { HelpPage, ListedOperation } from "./help-page.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import type { PageText } from "./text/page-text.js";
import { savingLine } from "./wsdl-url.js";
import { isName, isSentence, isTest } from "./prose.js";

/**
 * The operations that a page lists, each once: by links and addresses of their pages, or by name if a page has no
 * samples.
 */
export function listedOperations(page: PageText, hasSamples: boolean): readonly ListedOperation[] {
  const linked = page.links.length > 0 ? linkedOperations(page) : addressedOperations(page);
  const found = linked.length > 0 || hasSamples ? linked : namedOperations(page);
  const byName = new Map<string, ListedOperation>();
  for (const operation of found) if (!byName.has(operation.name)) byName.set(operation.name, operation);
  return [...byName.values()];
}

/** Reports for each list the operations that none of `pages` shows. */
export function reportNotShown(pages: readonly HelpPage[], report: Report): void {
  const shown = new Set(pages.flatMap(({ operations }) => operations.map(({ name }) => name)));
  for (const page of pages) {
    const { listed } = page;
    const missing = listed.filter(({ name }) => !shown.has(name));
    const [first] = missing;
    if (first === undefined) continue;
    const names = missing.slice(0, most).map(({ name }) => name);
    const more = missing.length > most ? ` and ${missing.length - most} more` : "";
    const message = `found ${names.join(", ")}${more} in a list of operations, expected ${missing.length === 1 ? "its help page" : "their help pages"}`;
    const instead = wsdlLine(page);
    const hint = `to call ${missing.length === 1 ? "it" : "them"}, save the help page as well: ?op=${first.name}${instead === undefined ? "" : `, or the WSDL: ${instead}`}`;
    report(pageDiagnostic("operation-not-shown", "note", first.place, message, { hint }));
  }
}

/** The line that saves the WSDL of a listed service, if the page shows where it is. */
export function wsdlLine({ source, wsdl }: HelpPage): string | undefined {
  return wsdl === undefined ? undefined : savingLine(source.path, wsdl);
}

/** The number of names in one message. */
const most = 12;

function linkedOperations({ text, links, place }: PageText): readonly ListedOperation[] {
  return links.map(({ operation, start, end }, index) => {
    const before = text.slice(end, links[index + 1]?.start ?? text.length);
    return { name: operation, ...documented(linesAfterBreak(before)), place: place(start) };
  });
}

/** The lines of a description, which follows the name without an empty line; the next item of the list does not. */
function linesAfterBreak(text: string): readonly string[] {
  return (
    /^[ \t]*((?:\n[ \t]*[^\s][^\n]*)*)/
      .exec(text)?.[1]
      ?.trim()
      .split(/\s*\n\s*/) ?? []
  );
}

function documented(lines: readonly string[]): { documentation?: string } {
  const documentation = lines.join("\n");
  return documentation === "" ? {} : { documentation };
}

function addressedOperations({ text, place }: PageText): readonly ListedOperation[] {
  return Array.from(text.matchAll(/\.asmx\?op=([A-Za-z_][\w.-]{0,255})/g), ({ 1: name = "", index }) => ({
    name: name.replace(/[.-]+$/, ""),
    place: place(index),
  }));
}

/**
 * The operations in the copied text of a service page: a title, a sentence, and each name on a line of its own with its
 * description below.
 */
function namedOperations({ text, place }: PageText): readonly ListedOperation[] {
  const listed: { name: string; lines: string[]; start: number }[] = [];
  let sentences = 0;
  let open = false;
  for (const { 0: line, index } of text.matchAll(/[^\n]*\n?/g)) {
    const item = line.replace(/^[ \t]*(?:[*•◦·-][ \t]*)?/, "");
    const content = item.trim();
    if (content === "") open = false;
    else if (sentences === 0) sentences += isSentence(content) ? 1 : 0;
    else if (isName(content)) {
      listed.push({ name: content, lines: [], start: index + line.length - item.length });
      open = true;
    } else if (open) listed.at(-1)?.lines.push(content);
    else if (listed.length > 0) break;
    else return [];
  }
  // The page of an operation begins like a list with one item, followed by its form.
  const isList = listed.length > 1 && !listed.some(({ name }) => isTest(name));
  return isList ? listed.map(({ name, lines, start }) => ({ name, ...documented(lines), place: place(start) })) : [];
}

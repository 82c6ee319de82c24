import { hintOf, type Diagnostic, type Severity } from "../diagnostic.js";
import { formatPlace, type Place, type Source } from "../source.js";
import type { Shell, Style } from "./shell.js";

/**
 * Prints diagnostics in the order of their discovery, on a terminal with excerpts from `sources`. Text output prints
 * repeated diagnostics once, with the first place; JSON output prints each.
 */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  form: "text" | "json",
  shell: Shell,
): void {
  if (form === "json") {
    for (const diagnostic of diagnostics) {
      const hint = hintOf(diagnostic);
      shell.err(`${JSON.stringify({ ...diagnostic, ...(hint !== undefined && { hint }) })}\n`);
    }
    return;
  }
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  for (const { diagnostic, count } of alike(diagnostics)) {
    const excerpt = shell.terminal ? excerptAt(diagnostic.place, texts.get(diagnostic.place.path), shell) : [];
    const lines = [format(diagnostic, count, shell), ...excerpt, ...notes(diagnostic, shell)];
    for (const line of lines) shell.err(`${line}\n`);
  }
}

interface Alike {
  readonly diagnostic: Diagnostic;
  readonly count: number;
}

/** Groups diagnostics that differ only in their places, and keeps the first place. */
function alike(diagnostics: readonly Diagnostic[]): readonly Alike[] {
  const found = new Map<string, Alike>();
  for (const diagnostic of diagnostics) {
    const { severity, code, message, hint } = diagnostic;
    const key = JSON.stringify([severity, code, message, hint]);
    const earlier = found.get(key);
    found.set(key, { diagnostic: earlier?.diagnostic ?? diagnostic, count: (earlier?.count ?? 0) + 1 });
  }
  return [...found.values()];
}

/** `2 errors, 1 warning` */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  return (["error", "warning", "note"] as const)
    .map((severity) => ({ severity, count: diagnostics.filter((found) => found.severity === severity).length }))
    .filter(({ count }) => count > 0)
    .map(({ severity, count }) => `${count} ${severity}${count === 1 ? "" : "s"}`)
    .join(", ");
}

const styles: { readonly [severity in Severity]: Style } = { error: "red", warning: "yellow", note: "cyan" };

function format({ severity, code, message, place }: Diagnostic, count: number, { style }: Shell): string {
  const head = style("bold", visible(formatPlace(place)));
  const more = count === 1 ? "" : ` (and at ${count - 1} more place${count === 2 ? "" : "s"})`;
  return `${head}: ${style(styles[severity], severity)} ${code}: ${visible(message)}${more}`;
}

/** At most two lines: the other places that the message does not show itself, and what to do. */
function notes(diagnostic: Diagnostic, { style }: Shell): readonly string[] {
  const { place, message, related = [] } = diagnostic;
  const shown = formatPlace(place);
  const others = related.map(formatPlace).filter((other) => other !== shown && !message.includes(other));
  const more = others.length > mostPlaces ? ` and ${others.length - mostPlaces} more` : "";
  const hint = hintOf(diagnostic);
  return [
    ...(others.length === 0 ? [] : [`  see ${visible(others.slice(0, mostPlaces).join(", "))}${more}`]),
    ...(hint === undefined ? [] : [`  ${style("green", "hint")}: ${visible(hint)}`]),
  ];
}

const mostPlaces = 3;

/** The line of a place with a caret below its column, cut to the width of the terminal. */
function excerptAt({ line, column }: Place, text: string | undefined, { columns, style }: Shell): readonly string[] {
  const found = text?.split("\n")[line - 1]?.replaceAll("\t", " ").trimEnd();
  if (found === undefined || found.trim() === "") return [];
  const width = Math.max(20, columns - 4);
  const from = column > width - 10 ? column - (width >> 1) : 0;
  const shown = visible(found.slice(from, from + width));
  return [`  ${style("dim", shown)}`, `  ${" ".repeat(Math.max(0, column - 1 - from))}${style("red", "^")}`];
}

/** Replaces control characters by U+FFFD, so that text of a spec cannot control the terminal. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, "\ufffd");
}

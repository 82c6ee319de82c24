import type { Diagnostic, Severity } from "../diagnostic.js";
import { formatPlace, type Place, type Source } from "../source.js";
import type { Shell, Style } from "./shell.js";

/** Prints diagnostics in the order they were found; on a terminal with the lines of `sources` that they speak of. */
export function printDiagnostics(
  diagnostics: readonly Diagnostic[],
  sources: readonly Source[],
  form: "text" | "json",
  shell: Shell,
): void {
  if (form === "json") {
    for (const diagnostic of diagnostics) shell.err(`${JSON.stringify(diagnostic)}\n`);
    return;
  }
  const texts = new Map(sources.map(({ path, text }) => [path, text]));
  for (const diagnostic of diagnostics) {
    const excerpt = shell.terminal ? excerptAt(diagnostic.place, texts.get(diagnostic.place.path), shell) : [];
    for (const line of [...format(diagnostic, shell), ...excerpt, ...notes(diagnostic, shell)]) shell.err(`${line}\n`);
  }
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

function format({ severity, code, message, place }: Diagnostic, { style }: Shell): readonly string[] {
  const head = style("bold", visible(formatPlace(place)));
  return [`${head}: ${style(styles[severity], severity)} ${code}: ${visible(message)}`];
}

function notes({ hint, related }: Diagnostic, { style }: Shell): readonly string[] {
  return [
    ...(related ?? []).map((place) => `  see ${visible(formatPlace(place))}`),
    ...(hint === undefined ? [] : [`  ${style("green", "hint")}: ${visible(hint)}`]),
  ];
}

/** The line of a place with a caret under its column, cut to the width of the terminal. */
function excerptAt({ line, column }: Place, text: string | undefined, { columns, style }: Shell): readonly string[] {
  const found = text?.split("\n")[line - 1]?.replaceAll("\t", " ").trimEnd();
  if (found === undefined || found.trim() === "") return [];
  const width = Math.max(20, columns - 4);
  const from = column > width - 10 ? column - (width >> 1) : 0;
  const shown = visible(found.slice(from, from + width));
  return [`  ${style("dim", shown)}`, `  ${" ".repeat(Math.max(0, column - 1 - from))}${style("red", "^")}`];
}

/** Text of a spec must not steer the terminal: what it would not print as a character is shown as U+FFFD. */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028-\u202e\u2066-\u2069]/gu, "\ufffd");
}

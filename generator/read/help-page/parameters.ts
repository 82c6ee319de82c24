import type { Diagnostic } from "../../diagnostic.js";
import type { SampleParameter } from "./help-page.js";
import type { RequestLine } from "./messages.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import { marksWithin, type PageText } from "./text/page-text.js";

/** The query or the form of a request. */
export interface Parameters {
  readonly parameters: readonly SampleParameter[];
  readonly remarks: readonly Diagnostic[];
}

export function readQuery(page: PageText, { target, targetStart }: RequestLine): Parameters {
  const query = target.indexOf("?") + 1;
  if (query === 0) return { parameters: [], remarks: [] };
  return readParameters(page, targetStart + query, targetStart + target.length);
}

/** A form is on one line. An empty form is absent, so that prose follows. */
export function readForm(page: PageText, start: number, limit: number): Parameters & { readonly end: number } {
  const [line = ""] = page.text.slice(start, limit).split("\n", 1);
  const form = line.trimEnd();
  if (!/^[^\s=&]+[ \t]*=/.test(form)) return { parameters: [], remarks: [], end: start };
  const end = start + form.length;
  return { ...readParameters(page, start, end), end };
}

/** If the page marks names, an `&` inside a filled-in value does not separate parameters. */
function readParameters(page: PageText, start: number, end: number): Parameters {
  const keys = marksWithin(page, start, end).filter(({ kind }) => kind === "key");
  const starts = keys.length > 0 ? keys.map((key) => key.start) : partStarts(page.text, start, end);
  const remarks: Diagnostic[] = [];
  const parameters: SampleParameter[] = [];
  for (const [index, at] of starts.entries()) {
    const next = starts[index + 1];
    const part = page.text.slice(at, next === undefined ? end : next - 1);
    if (part === "") continue;
    const equals = part.indexOf("=");
    const name = decoded((equals < 0 ? part : part.slice(0, equals)).trim());
    const value = equals < 0 ? "" : decoded(part.slice(equals + 1).trim());
    const place = page.place(at);
    if (equals < 0) {
      const message = `found the parameter "${name}" alone, expected "${name}="`;
      remarks.push(pageDiagnostic("parameter-without-value", "warning", place, message));
    }
    parameters.push({ name, value, place });
  }
  return { parameters, remarks };
}

function partStarts(text: string, start: number, end: number): readonly number[] {
  const ampersands = text.slice(start, end).matchAll(/&/g);
  return [start, ...Array.from(ampersands, ({ index }) => start + index + 1)];
}

function decoded(text: string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decodeURIComponent(spaced);
  } catch {
    return spaced;
  }
}

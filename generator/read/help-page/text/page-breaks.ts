import { replacements, type Edit } from "./mapped-text.js";
import type { Region } from "./sample-regions.js";

/** Finds form feeds, and the page numbers and running lines beside them, between the lines of samples. */
export function pageBreaks(text: string, samples: readonly Region[]): readonly Edit[] {
  return samples.flatMap(({ start, end }) => {
    const sample = text.slice(start, end);
    return gapsIn(sample).flatMap(({ text: gap, index }) =>
      breaksIn(gap, () => surroundings(sample, index, index + gap.length)).map((edit) => ({
        start: start + index + edit.start,
        end: start + index + edit.end,
        put: edit.put,
      })),
    );
  });
}

/** The runs of whole lines without markup, and the form feeds in other lines. */
function gapsIn(sample: string): readonly { readonly text: string; readonly index: number }[] {
  const gaps: { text: string; index: number }[] = [];
  /** The start of the current run; -1 outside of one. */
  let from = -1;
  const endRun = (end: number): void => {
    if (from >= 0) gaps.push({ text: sample.slice(from, end), index: from });
    from = -1;
  };
  for (let at = 0, end = 0; at < sample.length; at = end) {
    const lineBreak = sample.indexOf("\n", at);
    end = lineBreak < 0 ? sample.length : lineBreak + 1;
    const line = sample.slice(at, end);
    // The first line may begin before the sample.
    if (at > 0 && lineBreak >= 0 && !/[<>]/.test(line)) {
      if (from < 0) from = at;
      continue;
    }
    endRun(at);
    for (const { index } of line.matchAll(/\f/g)) gaps.push({ text: "\f", index: at + index });
  }
  endRun(sample.length);
  return gaps;
}

/**
 * Between elements every text is a running line. In a tag, a line has to be a page number to be one, and a
 * number alone may be a value. The text of an element loses only a form feed, which XML does not allow.
 */
function breaksIn(lines: string, where: () => "elements" | "tag" | "text"): readonly Edit[] {
  if (!lines.includes("\f") && !lines.split("\n").some(isPageNumber)) return [];
  const place = where();
  if (place === "elements") return [{ start: 0, end: lines.length, put: "" }];
  return Array.from(lines.matchAll(/[^\n]*\n|\f/g)).flatMap(({ 0: line, index }) => {
    if (place === "tag" && isPageNumber(line) && /[^\d\s]/.test(line))
      return [{ start: index, end: index + line.length, put: "" }];
    return replacements(line, /\f/g, () => "").map(({ start, end, put }) => ({
      start: index + start,
      end: index + end,
      put,
    }));
  });
}

function isPageNumber(line: string): boolean {
  return line.length <= longest && pageNumber.test(line.trim());
}

/** The length of the longest running line. */
const longest = 200;
/** `17`, `- 17 -`, `17 of 42`, or a line with `Page 17`. */
const pageNumber = new RegExp(
  [
    /^[-–—\s]*\d{1,5}(?:\s*(?:of|\/|von|de|di|sur|van)\s*\d{1,5})?[-–—\s]*$/,
    /^[^="]*(?:\b(?:page|pages|pag\.?|página|pagina|seite|blad|side|sida|strona)|\bстр(?:аница|\.)?)\s*\d{1,5}\b[^="]*$/,
    /^[^="]*第\s*\d{1,5}\s*页[^="]*$/,
  ]
    .map(({ source }) => source)
    .join("|"),
  "iu",
);

/** The surroundings of a part without markup. The text of an element is between its own tags. */
function surroundings(sample: string, start: number, end: number): "elements" | "tag" | "text" {
  const open = sample.lastIndexOf("<", start);
  const tag = sample.slice(Math.max(open, 0), start).trimEnd();
  if (!tag.includes(">")) return "tag";
  const next = sample.indexOf("<", end);
  if (!tag.endsWith(">") || next < 0 || sample.slice(end, next).trim() !== "") return "text";
  const opens = !/^<[/?!]|\/>$/.test(tag);
  return opens && sample.startsWith("</", next) ? "text" : "elements";
}

import type { Edit } from "./mapped-text.js";
import type { Region } from "./sample-regions.js";

/** Finds form feeds, and the page numbers and running lines beside them, between the lines of samples. */
export function pageBreaks(text: string, samples: readonly Region[]): readonly Edit[] {
  return samples.flatMap(({ start, end }) => {
    const sample = text.slice(start, end);
    return Array.from(sample.matchAll(betweenMarkup)).flatMap(({ 0: gap, index }) =>
      breaksIn(gap, () => isBetweenElements(sample, index, index + gap.length)).map((edit) => ({
        start: start + index + edit.start,
        end: start + index + edit.end,
        put: edit.put,
      })),
    );
  });
}

/** Whole lines without markup, or a form feed in another one. */
const betweenMarkup = /(?<=\n)(?:[^<>\n]*\n)+|\f/g;

/** In element content every text is a running line. Inside a tag or a text, a line has to be a page number to be one. */
function breaksIn(lines: string, isBetween: () => boolean): readonly Edit[] {
  const isBreak = lines.includes("\f") || lines.split("\n").some(isPageNumber);
  if (!isBreak) return [];
  if (isBetween()) return [{ start: 0, end: lines.length, put: "" }];
  return Array.from(lines.matchAll(/[^\n]*\n/g)).flatMap(({ 0: line, index }) => {
    // A number alone may be a value.
    if (isPageNumber(line) && !/^\s*\d*\s*$/.test(line)) return [{ start: index, end: index + line.length, put: "" }];
    return Array.from(line.matchAll(/\f/g), (feed) => ({
      start: index + feed.index,
      end: index + feed.index + 1,
      put: "",
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

/** True between two tags, except for the text of an element, which is between its own tags. */
function isBetweenElements(sample: string, start: number, end: number): boolean {
  const open = sample.lastIndexOf("<", start);
  const tag = sample.slice(Math.max(open, 0), start).trimEnd();
  const next = sample.indexOf("<", end);
  if (!tag.endsWith(">") || next < 0 || sample.slice(end, next).trim() !== "") return false;
  const opens = !/^<[/?!]|\/>$/.test(tag);
  return !(opens && sample.startsWith("</", next));
}

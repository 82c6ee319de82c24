import { showsPlainXml } from "./html-text.js";
import { replacements, type Edit } from "./mapped-text.js";
import { sampleRegions, within, type Region } from "./sample-regions.js";

/**
 * Resolves the references of HTML in envelopes that a text shows beside others as they are: mail programs and forums
 * escape one and not the other. An escaped envelope in an element of a message is its content. A text of escaped ones only is
 * HTML.
 */
export function withoutEscapedMessages(text: string): readonly Edit[] {
  const envelopes = escapedEnvelopes(text);
  if (envelopes.length === 0) return [];
  const escaped = [...envelopes, ...headerLines(text)].sort((one, other) => one.start - other.start);
  const starts = escaped.map(({ start }): Edit => ({ start, end: start, put: "" }));
  const inside = new Set(within(sampleRegions(text), starts).map(({ start }) => start));
  return escaped
    .filter(({ start }) => !inside.has(start))
    .flatMap(({ start, end }) =>
      replacements(text.slice(start, end), reference, (found = "", name = "") => characters.get(name) ?? found).map(
        (edit) => ({ start: start + edit.start, end: start + edit.end, put: edit.put }),
      ),
    );
}

/** The escaped envelopes that begin a line, each up to its end tag. */
function escapedEnvelopes(text: string): readonly Region[] {
  if (!text.includes("&lt;/") || !showsPlainXml(text)) return [];
  const regions: Region[] = [];
  let start: number | undefined;
  for (const { 0: found, 1: slash, index } of text.matchAll(edges)) {
    if (slash !== "/") {
      if (start === undefined && beginsLine(text, index)) start = index;
    } else if (start !== undefined) {
      regions.push({ start, end: index + found.length });
      start = undefined;
    }
  }
  return regions;
}

/** The lines of heads whose values have quotation marks. */
function headerLines(text: string): readonly Region[] {
  const lines = text.matchAll(/^[ \t]*(?:SOAPAction|Content-Type)[ \t]*:[^\n<]*/gim);
  return Array.from(lines, ({ 0: line, index }) => ({ start: index, end: index + line.length }));
}

const edges = /&lt;(?:\?xml\s|(\/?)(?:[\w.-]{1,64}:)?Envelope(?:(?=\s)|&gt;))/g;

/** True if only spaces are before an offset in its line, and the line before it is not the start tag of an element. */
function beginsLine(text: string, offset: number): boolean {
  const before = text.slice(Math.max(0, offset - longestIndent), offset);
  return /(?:^|\n)[ \t]*$/.test(before) && !/<[^<>/?!][^<>]*>\s*$/.test(before);
}

const longestIndent = 256;

const reference = /&(lt|gt|quot|apos|amp|nbsp|#39|#34|#x27|#x22);/g;
const characters: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["quot", '"'],
  ["apos", "'"],
  ["amp", "&"],
  ["nbsp", " "],
  ["#39", "'"],
  ["#34", '"'],
  ["#x27", "'"],
  ["#x22", '"'],
]);

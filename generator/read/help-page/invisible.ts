import { lastUpTo } from "../../source.js";

/** A text without what nobody sees, and for each offset in it the one in the text that it is of. */
export interface VisibleText {
  readonly text: string;
  readonly origin: (offset: number) => number;
}

/**
 * Takes away what word processors and web pages put into long words for line breaks, and marks of direction: they would become part of
 * addresses, names and namespaces. The joiners U+200C and U+200D stay, which words of several languages are spelled with.
 */
export function withoutInvisible(text: string): VisibleText {
  if (!anyInvisible.test(text)) return { text, origin: (offset) => offset };
  const spans = [
    ...Array.from(text.matchAll(invisible), ({ 0: found, index }) => ({ start: index, length: found.length })),
    ...Array.from(text.matchAll(uris), ({ 0: found, index }) =>
      Array.from(found.matchAll(fixedSpaces), (space) => ({ start: index + space.index, length: space[0].length })),
    ).flat(),
  ].toSorted((one, other) => one.start - other.start);
  const pieces: string[] = [];
  /** Where each piece starts in the result, and in `text`. */
  const starts: number[] = [];
  const origins: number[] = [];
  let length = 0;
  let at = 0;
  for (const { start, length: taken } of [...spans, { start: text.length, length: 0 }]) {
    pieces.push(text.slice(at, start));
    starts.push(length);
    origins.push(at);
    length += start - at;
    at = start + taken;
  }
  return {
    text: pieces.join(""),
    origin: (offset) => {
      const piece = lastUpTo(starts, offset);
      return (origins[piece] ?? 0) + offset - (starts[piece] ?? 0);
    },
  };
}

/** A text that references to characters stood for, with plain spaces and without what nobody sees. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2007\u202f]/g, " ").replace(invisible, "");
}

/** Soft hyphen, zero-width space, marks of direction, word joiner, byte order mark. */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const anyInvisible = /[\u00a0\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|&(?:nbsp|#160|#xa0);/i;
/** Where a URI is in quotes, which may hold a space. */
const uris = /(?:\bxmlns(?::[\w.-]{1,64})?[ \t]*=|\bSOAPAction[ \t]*:|\baction=)\s*(?:"[^"<>\n]*"|'[^'<>\n]*')/gi;
/** References are decoded later. */
const fixedSpaces = /\u00a0|&(?:nbsp|#160|#xa0);/gi;

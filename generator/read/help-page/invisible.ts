import { lastUpTo } from "../../source.js";

/** A text without invisible characters, which maps its offsets back. */
export interface VisibleText {
  readonly text: string;
  readonly origin: (offset: number) => number;
}

/**
 * Removes direction marks and the characters that word processors and web pages insert for line breaks, because they
 * would become part of addresses and names. Keeps the joiners U+200C and U+200D, which several languages need in words.
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
  /** The start of each piece in the result, and in `text`. */
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

/** A decoded text with plain spaces and without invisible characters. */
export function plainSpaces(text: string): string {
  return text.replace(/[\u00a0\u2007\u202f]/g, " ").replace(invisible, "");
}

/** Soft hyphen, zero-width space, direction marks, word joiner, byte order mark. */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const anyInvisible = /[\u00a0\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]|&(?:nbsp|#160|#xa0);/i;
/** Quoted URIs, which may contain a space. */
const uris = /(?:\bxmlns(?::[\w.-]{1,64})?[ \t]*=|\bSOAPAction[ \t]*:|\baction=)\s*(?:"[^"<>\n]*"|'[^'<>\n]*')/gi;
/** Non-breaking spaces; references are decoded later. */
const fixedSpaces = /\u00a0|&(?:nbsp|#160|#xa0);/gi;

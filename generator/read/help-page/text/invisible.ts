import type { Edit } from "./mapped-text.js";

/**
 * Removes direction marks and the characters that word processors and web pages insert for line breaks, because they
 * would become part of addresses and names. Keeps the joiners U+200C and U+200D, which several languages need in words.
 */
export function withoutInvisible(text: string): readonly Edit[] {
  if (!anyInvisible.test(text)) return [];
  const removal = (start: number, found: string): Edit => ({ start, end: start + found.length, put: "" });
  const hidden = Array.from(text.matchAll(invisible), ({ 0: found, index }) => removal(index, found));
  const spaces = Array.from(text.matchAll(uris)).flatMap(({ 0: uri, index }) =>
    Array.from(uri.matchAll(fixedSpaces), ({ 0: found, index: at }) => removal(index + at, found)),
  );
  return [...hidden, ...spaces].toSorted((one, other) => one.start - other.start);
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

/**
 * Code points from 0x80 on that may start a name (XML 1.0, fifth edition, production 4), as pairs of first and last.
 */
const nameStart = [
  0xc0, 0xd6, 0xd8, 0xf6, 0xf8, 0x2ff, 0x370, 0x37d, 0x37f, 0x1fff, 0x200c, 0x200d, 0x2070, 0x218f, 0x2c00, 0x2fef,
  0x3001, 0xd7ff, 0xf900, 0xfdcf, 0xfdf0, 0xfffd, 0x10000, 0xeffff,
];
/** Further code points that may follow (production 4a). */
const nameMore = [0xb7, 0xb7, 0x300, 0x36f, 0x203f, 0x2040];

/** True for a name without a colon ("Namespaces in XML 1.0", production 4). */
export function isNCName(text: string): boolean {
  let first = true;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (!isNameCharacter(code, first)) return false;
    first = false;
  }
  return !first;
}

function isNameCharacter(code: number, first: boolean): boolean {
  if (code < 0x80) {
    const letter = (code > 64 && code < 91) || (code > 96 && code < 123) || code === 95;
    return letter || (!first && ((code > 47 && code < 58) || code === 45 || code === 46));
  }
  return within(nameStart, code) || (!first && within(nameMore, code));
}

function within(ranges: readonly number[], code: number): boolean {
  for (let k = 0; k < ranges.length; k += 2) if (code >= ranges[k]! && code <= ranges[k + 1]!) return true; // k is in range
  return false;
}

/** The index of the first character that XML 1.0 forbids, lone surrogates included, or -1. */
export function forbiddenAt(text: string): number {
  for (let k = 0; k < text.length; k++) {
    const code = text.charCodeAt(k);
    if (code < 32 ? code !== 9 && code !== 10 && code !== 13 : code > 0xfffd) return k;
    if (code >= 0xd800 && code < 0xe000) {
      const next = text.charCodeAt(k + 1);
      if (code > 0xdbff || !(next >= 0xdc00 && next < 0xe000)) return k;
      k++;
    }
  }
  return -1;
}

/** True for a code point that XML 1.0 allows (production 2). */
export function isCharacter(code: number): boolean {
  if (code < 32) return code === 9 || code === 10 || code === 13;
  return code < 0xd800 || (code > 0xdfff && code < 0xfffe) || (code > 0xffff && code < 0x110000);
}

/** Removes the white space of XML (space, TAB, CR, LF) from both ends. */
export function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

export function isSpace(code: number | undefined): boolean {
  return code === 32 || code === 10 || code === 13 || code === 9;
}

/** The characters of XML 1.0: as bytes, as code points and in texts. */

/** The code points that a name may start with (XML 1.0, fifth edition, production 4), and those that may follow (4a). */
const nameStart =
  "A-Z_a-z\\xc0-\\xd6\\xd8-\\xf6\\xf8-\\u02ff\\u0370-\\u037d\\u037f-\\u1fff\\u200c\\u200d\\u2070-\\u218f\\u2c00-\\u2fef\\u3001-\\ud7ff\\uf900-\\ufdcf\\ufdf0-\\ufffd\\u{10000}-\\u{effff}";
const ncName = /* @__PURE__ */ new RegExp(
  `^[${nameStart}][${nameStart}.\\d\\xb7\\u0300-\\u036f\\u203f\\u2040-]*$`,
  "u",
);

/** True for a name without a colon: "Namespaces in XML 1.0", production 4. */
export function isNCName(text: string): boolean {
  return ncName.test(text);
}

/** Finds a character that XML 1.0 forbids (production 2). */
export const forbidden: RegExp = /[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;

/** True for a code point that XML 1.0 allows. */
export function isCharacter(code: number): boolean {
  return code >= 0 && code <= 0x10ffff && !forbidden.test(String.fromCodePoint(code));
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

/** Classes of the bytes in a document, as lookup tables. */

/** Classes of bytes in text. None has the bit of `EMPTY`, because `content` keeps that flag and them in one number. */
export const LINE = 1;
/** Begins a character that may be U+FFFE or U+FFFF, which XML forbids. */
export const LAST = 4;
export const LESS = 8;
export const REFERENCE = 16;
export const NOT_ASCII = 32;
export const CONTROL = 64;
export const GREATER = 128;
export const textClasses: Uint8Array = /* @__PURE__ */ classesOf((byte) => {
  if (byte > 127) return byte === 0xef ? LAST : NOT_ASCII;
  if (byte === 9 || byte === 10) return LINE;
  if (byte < 32) return CONTROL;
  return byte === 38 ? REFERENCE : byte === 60 ? LESS : byte === 62 ? GREATER : 0;
});

/** Classes of bytes in names. No name starts with MORE. */
export const START = 1;
const MORE = 2;
export const COLON = 3;
export const WIDE = 4;
export const nameClasses: Uint8Array = /* @__PURE__ */ classesOf((byte) => {
  if (byte > 127) return WIDE;
  if (byte === 58) return COLON;
  if ((byte > 64 && byte < 91) || (byte > 96 && byte < 123) || byte === 95) return START;
  return (byte > 47 && byte < 58) || byte === 45 || byte === 46 ? MORE : 0;
});

function classesOf(classOf: (byte: number) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, byte) => classOf(byte));
}

/** Classes of the bytes in a document, as lookup tables. */

/** Classes of bytes in text. Bits of the start tag's flags, which would disturb the fast path, are not used. */
const REFERENCE = 16;
const NOT_ASCII = 32;
export const CONTROL = 64;
export const GREATER = 128;
export const textClasses: Uint8Array = /* @__PURE__ */ classesOf((byte) =>
  byte > 127
    ? NOT_ASCII
    : byte === 38
      ? REFERENCE
      : byte === 62
        ? GREATER
        : byte < 32 && byte !== 9 && byte !== 10
          ? CONTROL
          : 0,
);

/** Classes of bytes in names. */
const START = 1;
export const MORE = 2;
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

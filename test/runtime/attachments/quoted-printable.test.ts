import fc from "fast-check";
import { expect, test } from "vitest";
import "../../support/seeded.js";
import { QuotedPrintableDecoder } from "../../../templates/runtime/attachments/quoted-printable.js";
import { inPieces } from "./parts.js";

/** The decoded text; undefined if it does not fit. */
function decoded(text: string, size = text.length + 1): string | undefined {
  const decoder = new QuotedPrintableDecoder();
  const pieces = inPieces(Buffer.from(text, "latin1"), size).map((piece) => decoder.decode(piece)?.slice());
  if (!decoder.isWhole || pieces.includes(undefined)) return undefined;
  return Buffer.concat(pieces as Uint8Array[]).toString("latin1"); // none is undefined
}

test.each([
  ["text as it is", "a b\r\nc\n", "a b\r\nc\n"],
  ["escapes, in lower case too", "=3D=c3=A9=00", "=\u00c3\u00a9\0"],
  ["line breaks that are not part of the text", "a=\r\nb=\nc= \t\r\nd=", "abcd"],
  ["spaces at the end of a line, which transport adds", "a \t\r\nb =20\r\nc \n \t", "a\r\nb  \r\nc\n"],
])("decodes %s", (_, text, expected) => {
  for (const size of [1, 2, 3, 100]) expect(decoded(text, size)).toBe(expected);
});

test.each([
  ["a sign before another character", "a=b"],
  ["half an escape", "=4"],
  ["half an escape before an end of line", "=4\r\n"],
  ["text after the sign of a line break", "a= b"],
  ["a return that begins no line break", "a=\rb"],
])("refuses %s", (_, text) => {
  for (const size of [1, 2, 3, 100]) expect(decoded(text, size)).toBe(undefined);
});

test("any bytes are read again, however they are escaped and cut", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 9 }), (bytes, size) => {
      const text = Array.from(bytes, (byte, k) =>
        byte > 32 && byte < 127 && byte !== 61
          ? String.fromCharCode(byte)
          : `=${byte.toString(16).padStart(2, "0")}${k % 5 === 0 ? "=\r\n" : ""}`,
      ).join("");
      expect(decoded(text, size)).toBe(Buffer.from(bytes).toString("latin1"));
    }),
    { numRuns: 100 },
  );
});

test("spaces are held back in a bounded number", () => {
  const decoder = new QuotedPrintableDecoder();
  let length = 0;
  for (let k = 0; k < 5000; k++) length += decoder.decode(Uint8Array.of(32))?.length ?? 0;
  expect(length).toBe(4000);
});

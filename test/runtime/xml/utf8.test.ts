import { expect, test } from "vitest";
import { decodeStrictly, encodeUtf8 } from "../../../templates/runtime/xml/utf8.js";

test.each(["", "ASCII", "Ελένη 北京市 😀", "\ufeffa byte order mark in front", "\ufffd and \ufffe", "a\ufeff"])(
  "decodes the UTF-8 of %j, also between other bytes",
  (text) => {
    const bytes = encodeUtf8(text);
    expect(decodeStrictly(bytes)).toBe(text);
    const [from, to] = [2, 2 + bytes.length];
    expect(decodeStrictly(Uint8Array.of(0xc3, 0xa9, ...bytes, 0xa9), from, to)).toBe(text);
  },
);

test.each([
  [[0x80]],
  [[0xc3]],
  [[0xc0, 0x80]],
  [[0xed, 0xa0, 0x80]],
  [[0xf4, 0x90, 0x80, 0x80]],
  [[0xef, 0xbb]],
  [[0xff]],
])("refuses the bytes %j, which are not UTF-8", (bytes) => {
  expect(() => decodeStrictly(Uint8Array.of(97, ...bytes, 97))).toThrow(TypeError);
  expect(() => decodeStrictly(Uint8Array.of(...bytes))).toThrow(TypeError);
});

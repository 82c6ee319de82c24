import * as builtin from "../../../templates/runtime/simple/binary.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Malformed } from "../../../templates/runtime/error.js";
import { Cursor } from "../../../templates/runtime/xml/cursor.js";
import { decode } from "../../../templates/runtime/simple/base64.js";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

/** The value of an element with this content, which nothing has looked at before. */
function readContent(content: string): Uint8Array {
  const cursor = new Cursor(new TextEncoder().encode(`<a>${content}</a>`));
  cursor.start();
  cursor.content();
  return builtin.base64Binary.read(cursor);
}

describe("binary", () => {
  test("base64 both ways, as the platform has it", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (value) => {
        const text = Buffer.from(value).toString("base64");
        expect(written(builtin.base64Binary, value)).toBe(text);
        expect(read(builtin.base64Binary, text)).toEqual(value);
        expect(parseParameter(builtin.base64Binary, text)).toEqual(value);
        expect(builtin.base64Binary.form(value)).toEqual([...value].map(String));
      }),
    );
  });

  test("base64 may contain white space anywhere", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 40 }),
        fc.array(fc.constantFrom("", "", " ", "\n", "\r\n\t")),
        (value, spaces) => {
          const text = [...Buffer.from(value).toString("base64")].map((letter, at) => (spaces[at] ?? "") + letter);
          expect(read(builtin.base64Binary, `${text.join("")} `)).toEqual(value);
        },
      ),
    );
  });

  test("base64 that is not exact is refused", () => {
    for (const text of [
      "A",
      "AA",
      "AAA",
      "AA=",
      "A===",
      "====",
      "AB==",
      "AAB=",
      "AA==AA==",
      "AA==A",
      "AA=A",
      "AAA=AAAA",
      "AA-_",
      "AAAé",
      "A A",
      "=AAA",
    ]) {
      expectRefused(builtin.base64Binary, text);
    }
    expectUnwritable(builtin.base64Binary, "AAAA");
    expectUnwritable(builtin.base64Binary, [1, 2]);
  });

  test("long base64 is read and written, and refused wherever it is not exact", () => {
    const letters = 32_768; // those of a chunk that is decoded at once
    for (const length of [letters * 0.75 - 1, letters * 0.75, letters * 1.5, letters * 1.5 + 1]) {
      const value = Uint8Array.from({ length }, (_, k) => (k * 31) ^ (k >> 8));
      const text = Buffer.from(value).toString("base64");
      expect(written(builtin.base64Binary, value) === text).toBe(true);
      for (const layout of [text, text.replace(/.{76}/g, "$&\r\n")]) {
        expect(Buffer.compare(readContent(layout), value)).toBe(0);
        expect(Buffer.compare(builtin.base64Binary.fit(layout) ?? new Uint8Array(), value)).toBe(0);
      }
    }
    const text = "ABCD".repeat(letters / 2);
    for (const at of [0, letters - 4, letters, letters * 2 - 4])
      for (const wrong of ["AB==", "A-_A", "AAA", "AAé", "AA&#1;", "A\0AA"]) {
        const changed = text.slice(0, at) + wrong + text.slice(at + 4);
        expect(() => readContent(changed), wrong).toThrow(Malformed);
        expect(builtin.base64Binary.fit(changed), wrong).toBe(undefined);
      }
    expect(readContent(text.replace("B", "&#66;"))).toEqual(readContent(text));
  });

  test.each([300, 33_000])("a byte in %i letters of base64 is a letter of it, white space or refused", (length) => {
    const letters = new TextEncoder().encode("QUJD".repeat(length / 4));
    const alphabet = /^[A-Za-z0-9+/]$/;
    for (const at of [0, 3, 255, 256, length - 5])
      for (let byte = 0; byte < 256; byte++) {
        const changed = letters.slice();
        changed[at] = byte;
        const isSpace = [9, 10, 13, 32].includes(byte);
        const isLegal = alphabet.test(String.fromCharCode(byte));
        const found = decode(changed, 0, length);
        expect(found !== undefined, `${byte} at ${at}`).toBe(isLegal);
        if (isLegal)
          expect(Buffer.compare(found ?? changed, Buffer.from(Buffer.from(changed).toString(), "base64"))).toBe(0);
        if (!isSpace) continue;
        // One letter more completes the last four.
        const whole = new Uint8Array(length + 1).fill(65);
        whole.set(changed);
        expect(decode(whole, 0, length + 1)?.length, `${byte} at ${at}`).toBe((length / 4) * 3);
      }
  });

  test("hex both ways", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (value) => {
        const text = Buffer.from(value).toString("hex");
        expect(written(builtin.hexBinary, value)).toBe(text.toUpperCase());
        expect(read(builtin.hexBinary, ` ${text}\n`)).toEqual(value);
      }),
    );
    for (const text of ["A", "0G", "0 0", "é0"]) expectRefused(builtin.hexBinary, text);
    expectUnwritable(builtin.hexBinary, "00");
  });
});

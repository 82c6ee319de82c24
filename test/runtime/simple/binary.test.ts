import * as builtin from "../../../templates/runtime/simple/binary.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

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

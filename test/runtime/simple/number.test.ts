import fc from "fast-check";
import * as builtin from "../../../templates/runtime/simple/number.js";
import { describe, expect, test } from "vitest";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import type { Simple } from "../../../templates/runtime/simple/simple.js";
import { expectRefused, expectUnwritable, read, written } from "../read-simple.js";

describe("integers", () => {
  const small: [Simple<number>, number, number][] = [
    [builtin.int, -2147483648, 2147483647],
    [builtin.short, -32768, 32767],
    [builtin.byte, -128, 127],
    [builtin.unsignedInt, 0, 4294967295],
    [builtin.unsignedShort, 0, 65535],
    [builtin.unsignedByte, 0, 255],
    [builtin.longAsNumber, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    [builtin.unsignedLongAsNumber, 0, Number.MAX_SAFE_INTEGER],
    [builtin.integerAsNumber, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ];
  test.each(small)("$name is a number in its range", (type, min, max) => {
    for (const value of [min, max, 0, 1, 9, 10, 99, 100]) {
      expect(read(type, String(value))).toBe(value);
      expect(written(type, value)).toBe(String(value));
    }
    for (const beyond of [BigInt(min) - 1n, BigInt(max) + 1n, 10n ** 40n, -(10n ** 40n)]) {
      expectRefused(type, String(beyond));
      expectUnwritable(type, Number(beyond));
    }
  });

  const large: [Simple<bigint>, Simple<string> | undefined, bigint | undefined, bigint | undefined][] = [
    [builtin.long, builtin.longAsString, -(2n ** 63n), 2n ** 63n - 1n],
    [builtin.unsignedLong, builtin.unsignedLongAsString, 0n, 2n ** 64n - 1n],
    [builtin.integer, builtin.integerAsString, undefined, undefined],
    [builtin.nonPositiveInteger, undefined, undefined, 0n],
    [builtin.negativeInteger, undefined, undefined, -1n],
    [builtin.nonNegativeInteger, undefined, 0n, undefined],
    [builtin.positiveInteger, undefined, 1n, undefined],
  ];
  test.each(large)("$name is a bigint in its range", (type, asString, min, max) => {
    for (const value of [min ?? -(10n ** 100n), max ?? 10n ** 100n]) {
      expect(read(type, String(value))).toBe(value);
      expect(written(type, value)).toBe(String(value));
      if (asString === undefined) continue;
      expect(read(asString, ` ${value} `)).toBe(String(value));
      expect(written(asString, String(value))).toBe(String(value));
    }
    for (const beyond of [min === undefined ? undefined : min - 1n, max === undefined ? undefined : max + 1n]) {
      if (beyond === undefined) continue;
      expectRefused(type, String(beyond));
      expectUnwritable(type, beyond);
      if (asString === undefined) continue;
      expectRefused(asString, String(beyond));
      expectUnwritable(asString, String(beyond));
    }
    expectUnwritable(type, 5);
    expectRefused(type, "9".repeat(5000));
  });

  test("signs, zeros and white space are read as in XML Schema", () => {
    expect(read(builtin.int, "\n +007 \t")).toBe(7);
    expect(read(builtin.int, "-0")).toBe(0);
    expect(written(builtin.int, -0)).toBe("0");
    expect(read(builtin.int, "-00000000000000000000012")).toBe(-12);
    expect(read(builtin.long, "+12")).toBe(12n);
    expect(read(builtin.longAsString, "+0012")).toBe("+0012");
    for (const text of [
      "",
      " ",
      "+",
      "-",
      "--1",
      "1.0",
      "1e3",
      "0x10",
      "1 2",
      "seven",
      "\u00a01",
      "١",
      "1_000",
      "12n",
    ]) {
      for (const [type] of [...small, ...large]) expectRefused(type, text);
    }
    for (const value of ["7", 7.5, NaN, Infinity, null, undefined, {}, true]) expectUnwritable(builtin.int, value);
  });
});

describe("numbers", () => {
  test("a decimal is kept verbatim", () => {
    for (const text of ["0", "-1.50", "+.5", "5.", "0.1234567890123456789012345678901234567890", "9".repeat(10_000)]) {
      expect(read(builtin.decimal, text)).toBe(text);
      expect(read(builtin.decimal, `\t${text}\n`)).toBe(text);
      expect(written(builtin.decimal, text)).toBe(text);
      expect(written(builtin.decimal, ` ${text}`)).toBe(text);
    }
    for (const text of ["", ".", "+", "1e3", "1,5", "INF", "NaN", "1.2.3", "--1", "1 000", "&", "٣"]) {
      expectRefused(builtin.decimal, text);
      expectUnwritable(builtin.decimal, text);
    }
    expectUnwritable(builtin.decimal, 1.5);
  });

  test("a decimal as a number is never written with an exponent", () => {
    expect(read(builtin.decimalAsNumber, "19.99")).toBe(19.99);
    expect(read(builtin.decimalAsNumber, "-.5")).toBe(-0.5);
    expect(read(builtin.decimalAsNumber, "5.")).toBe(5);
    expect(read(builtin.decimalAsNumber, "0.1234567890123456789")).toBe(0.1234567890123456789);
    expect(written(builtin.decimalAsNumber, 1e21)).toBe("1000000000000000000000");
    expect(written(builtin.decimalAsNumber, -1.5e-7)).toBe("-0.00000015");
    expect(written(builtin.decimalAsNumber, 5e-324)).toBe(`0.${"0".repeat(323)}5`);
    for (const value of [NaN, Infinity, "1", 1n]) expectUnwritable(builtin.decimalAsNumber, value);
    expectRefused(builtin.decimalAsNumber, "9".repeat(400));
    expectRefused(builtin.decimalAsNumber, "1e3");
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = written(builtin.decimalAsNumber, value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(read(builtin.decimalAsNumber, text)).toBe(value + 0);
      }),
    );
  });

  test("short decimals are read to the nearest number", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^-?\d{1,8}\.\d{1,6}$/), (text) => {
        expect(read(builtin.decimalAsNumber, text)).toBe(Number(text));
        expect(read(builtin.double, text)).toBe(Number(text));
      }),
    );
  });

  test("doubles and floats", () => {
    for (const type of [builtin.double, builtin.float]) {
      for (const [text, value] of [
        ["INF", Infinity],
        ["-INF", -Infinity],
        ["NaN", NaN],
        ["-0", -0],
        ["0.1", 0.1],
        ["1e+30", 1e30],
      ] as const) {
        expect(read(type, text)).toBe(value);
        expect(written(type, value)).toBe(text);
      }
      expect(read(type, " -1.5E-3 ")).toBe(-0.0015);
      expect(read(type, "+INF")).toBe(Infinity);
      // A parameter of ASMX has the words of .NET, and XML has not.
      expect(type.form(-Infinity)).toBe("-Infinity");
      expect(parseParameter(type, "-Infinity")).toBe(-Infinity);
      expect(() => read(type, "Infinity")).toThrow("Infinity");
      for (const text of ["", "infinity", "inf", "nan", "+NaN", "1e", "e5", "1e1.5", "0x1", ".", "1 2", "-", ".e1"]) {
        expectRefused(type, text);
      }
      expectUnwritable(type, "1");
      expectUnwritable(type, 1n);
    }
    expect(read(builtin.double, "1E+300")).toBe(1e300);
    expect(read(builtin.double, "1E400")).toBe(Infinity);
    expect(read(builtin.float, "-1E+300")).toBe(-Infinity);
    expectUnwritable(builtin.float, 1e300);
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(read(builtin.double, written(builtin.double, value))).toBe(value);
      }),
    );
    fc.assert(
      fc.property(fc.float(), (value) => {
        expect(read(builtin.float, written(builtin.float, value))).toBe(value);
      }),
    );
  });
});

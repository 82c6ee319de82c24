import { facets } from "../../../templates/runtime/simple/facets.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import * as runtime from "../../../templates/runtime/index.js";
import { Cursor } from "../../../templates/runtime/xml/cursor.js";
import { equal, order } from "../../../templates/runtime/simple/order.js";
import { Output } from "../../../templates/runtime/xml/output.js";
import { parseParameter } from "../../../templates/runtime/simple/parameter.js";
import type { Simple } from "../../../templates/runtime/simple/simple.js";
import { read as readUnchecked, written as writtenUnchecked } from "../read-simple.js";

const { decimal, int, list, restricted, string } = runtime;

function read<T>(type: Simple<T>, text: string): T {
  const cursor = new Cursor(new TextEncoder().encode(`<a>${text}</a>`), { validate: facets });
  cursor.start();
  cursor.content();
  return type.read(cursor);
}

function written<T>(type: Simple<T>, value: T): string {
  const output = new Output({ validate: facets });
  type.write(output, value);
  return new TextDecoder().decode(output.done());
}

/** Checks that a value and its text are right to a type, whichever way they go. */
function expectFits<T>(type: Simple<T>, value: T, text = String(value)): void {
  expect(read(type, text)).toEqual(value);
  expect(type.fit(text, { validate: facets })).toEqual(value);
  expect(written(type, value)).toBe(text);
  expect(parseParameter(type, [type.form(value, { validate: facets })].flat().join(","), { validate: facets })).toEqual(
    value,
  );
}

/** Checks that a value and its text are refused if facets are checked, and accepted otherwise. */
function expectMisfit<T>(type: Simple<T>, value: T, message: string, text = String(value)): void {
  const error = (name: string): unknown => expect.objectContaining({ name, message });
  expect(() => read(type, text)).toThrow(error("Malformed"));
  expect(type.fit(text, { validate: facets })).toBe(undefined);
  expect(() => written(type, value)).toThrow(error("RequestError"));
  expect(() => type.form(value, { validate: facets })).toThrow(error("RequestError"));
  expect(() => parseParameter(type, [type.form(value)].flat().join(","), { validate: facets })).toThrow(
    error("Malformed"),
  );
  expect(readUnchecked(type, text)).toEqual(value);
  expect(writtenUnchecked(type, value)).toBe(text);
}

describe("lengths", () => {
  test("count code points in a text", () => {
    expectFits(restricted(string, { maxLength: 5 }), "abcde");
    expectFits(restricted(string, { length: 2 }), "\u{1f600}é");
    expectFits(restricted(string, { minLength: 0, maxLength: 0 }), "");
    expectMisfit(restricted(string, { maxLength: 5 }), "abcdef", 'expected at most 5 characters, found "abcdef"');
    expectMisfit(
      restricted(string, { minLength: 2 }),
      "\u{1f600}",
      'expected at least 2 characters, found "\u{1f600}"',
    );
    expectMisfit(restricted(string, { length: 1 }), "", 'expected exactly 1 character, found ""');
  });

  test("count the characters of a text as read", () => {
    expect(written(restricted(runtime.token, { maxLength: 3 }), " a  b ")).toBe(" a  b ");
    expect(() => written(restricted(string, { maxLength: 3 }), " a  b ")).toThrow("expected at most 3 characters");
    expect(read(restricted(string, { length: 3 }), "&amp;<![CDATA[<]]>x")).toBe("&<x");
  });

  test("count bytes and items", () => {
    const bytes = new Uint8Array([1, 2, 3]);
    expectFits(restricted(runtime.base64Binary, { maxLength: 3 }), bytes, "AQID");
    expectMisfit(
      restricted(runtime.base64Binary, { maxLength: 2 }),
      bytes,
      "expected at most 2 bytes, found 3",
      "AQID",
    );
    expectMisfit(restricted(runtime.hexBinary, { length: 1 }), bytes, "expected exactly 1 byte, found 3", "010203");
    expect(() => written(restricted(list(int), { minLength: 1 }), [])).toThrow("expected at least 1 item, found 0");
    expect(read(restricted(list(int), { maxLength: 2 }), " 1  2 ")).toEqual([1, 2]);
    expect(() => read(restricted(list(int), { maxLength: 2 }), "1 2 3")).toThrow("expected at most 2 items, found 3");
    expectMisfit(restricted(runtime.NMTOKENS, { maxLength: 1 }), "aa bb", 'expected at most 1 item, found "aa bb"');
    expectFits(restricted(runtime.NMTOKENS, { maxLength: 1 }), "aabb");
  });

  test("do not apply to a number", () => {
    expectFits(restricted(int, { maxLength: 1 }), 12345);
  });
});

describe("patterns", () => {
  const zip = restricted(string, { patterns: ["[0-9]+", ".{5}"] });

  test("must all match", () => {
    expectFits(zip, "12345");
    expectMisfit(zip, "1234", 'expected text that matches .{5}, found "1234"');
    expectMisfit(zip, "1234x", 'expected text that matches [0-9]+, found "1234x"');
  });

  test("match the text, whatever its value", () => {
    const code = restricted(int, { patterns: ["\\d{3}"] });
    expect(read(code, " 007 ")).toBe(7);
    expectMisfit(code, 7, 'expected text that matches \\d{3}, found "7"');
    expectFits(restricted(decimal, { patterns: ["\\d+\\.\\d{2}"] }), "1.50");
    const words = restricted(list(string), { patterns: ["a&b c"] });
    expect(read(words, " a&amp;b  c")).toEqual(["a&b", "c"]);
    expect(written(words, ["a&b", "c"])).toBe("a&amp;b c");
    expect(read(restricted(runtime.token, { patterns: ["a b"] }), " a \n b ")).toBe("a b");
    expectMisfit(
      restricted(runtime.boolean, { patterns: ["0|1"] }),
      true,
      'expected text that matches 0|1, found "true"',
    );
  });

  test("are ignored if they are invalid", () => {
    expectFits(restricted(string, { patterns: ["("] }), "x");
  });
});

describe("bounds", () => {
  test("are of the type", () => {
    const grade = restricted(int, { minInclusive: "1", maxExclusive: "7" });
    for (const value of [1, 6]) expectFits(grade, value);
    expectMisfit(grade, 0, "expected at least 1, found 0");
    expectMisfit(grade, 7, "expected less than 7, found 7");
    const share = restricted(runtime.double, { minExclusive: "0", maxInclusive: "INF" });
    expectFits(share, 0.5);
    expectMisfit(share, 0, "expected more than 0, found 0");
    const large = restricted(runtime.long, { maxInclusive: "9007199254740993" });
    expectFits(large, 9007199254740993n);
    expectMisfit(large, 9007199254740994n, "expected at most 9007199254740993, found 9007199254740994n");
  });

  test("are exact", () => {
    const share = restricted(decimal, { maxInclusive: "0.1000000000000000000000000000000001" });
    expectFits(share, "0.1000000000000000000000000000000001");
    expectFits(share, "-5");
    expectMisfit(
      share,
      "0.1000000000000000000000000000000002",
      'expected at most 0.1000000000000000000000000000000001, found "0.1000000000000000000000000000000002"',
    );
  });

  test("hold for what the configuration makes of a type", () => {
    expectMisfit(restricted(runtime.longAsNumber, { minInclusive: "5" }), 4, "expected at least 5, found 4");
    expectMisfit(restricted(runtime.longAsString, { minInclusive: "10" }), "9", 'expected at least 10, found "9"');
    expectFits(restricted(runtime.longAsString, { minInclusive: "9" }), "10");
    expectMisfit(
      restricted(runtime.decimalAsNumber, { maxExclusive: "0.1" }),
      0.1,
      "expected less than 0.1, found 0.1",
    );
    const recent = restricted(runtime.dateTimeAsDate, { minInclusive: "2020-01-01T00:00:00Z" });
    expectFits(recent, new Date(Date.UTC(2020, 0)), "2020-01-01T00:00:00Z");
    expectMisfit(
      recent,
      new Date(0),
      'expected at least 2020-01-01T00:00:00Z, found "1970-01-01T00:00:00Z"',
      "1970-01-01T00:00:00Z",
    );
  });

  test("apply to dates, times and durations", () => {
    expectMisfit(
      restricted(runtime.date, { maxInclusive: "2020-02-29" }),
      "2020-03-01",
      'expected at most 2020-02-29, found "2020-03-01"',
    );
    expectFits(restricted(runtime.time, { minInclusive: "08:00:00" }), "08:00:00.000");
    expectMisfit(restricted(runtime.duration, { maxInclusive: "P1D" }), "PT25H", 'expected at most P1D, found "PT25H"');
    expectFits(restricted(runtime.duration, { maxInclusive: "P1M" }), "P30D");
  });

  test("are ignored if they are invalid for the type, or if the type has no order", () => {
    expectFits(restricted(int, { minInclusive: "one" }), 0);
    expectFits(restricted(string, { minInclusive: "b" }), "a");
  });
});

test("digits", () => {
  const price = restricted(decimal, { totalDigits: 5, fractionDigits: 2 });
  for (const value of ["123.45", "-0.1", "00123.4500", "12345", "+.25", "0", "5."]) expectFits(price, value);
  expectMisfit(price, "1.234", 'expected at most 2 digits after the point, found "1.234"');
  expectMisfit(price, "123456", 'expected at most 5 digits, found "123456"');
  expectMisfit(restricted(decimal, { totalDigits: 2 }), "0.001", 'expected at most 2 digits, found "0.001"');
  expectMisfit(restricted(int, { totalDigits: 1 }), 10, 'expected at most 1 digit, found "10"');
  expectMisfit(
    restricted(runtime.decimalAsNumber, { fractionDigits: 6 }),
    1e-7,
    'expected at most 6 digits after the point, found "0.0000001"',
    "0.0000001",
  );
});

test("an enumeration of values", () => {
  const size = restricted(int, { enumeration: ["1", "02"] });
  for (const value of [1, 2]) expectFits(size, value);
  expectMisfit(size, 3, 'expected "1" or "02", found "3"');
  expectFits(restricted(decimal, { enumeration: ["1.5"] }), "1.50");
  expectFits(restricted(runtime.float, { enumeration: ["NaN"] }), NaN);
  expectFits(restricted(runtime.hexBinary, { enumeration: ["0a"] }), new Uint8Array([10]), "0A");
  expectFits(restricted(runtime.dateTime, { enumeration: ["2020-01-01T00:00:00Z"] }), "2020-01-01T01:00:00+01:00");
  const pair = restricted(list(decimal), { enumeration: ["1 2"] });
  expectFits(pair, ["1.0", "2"], "1.0 2");
  expectMisfit(pair, ["1"], 'expected "1 2", found "1"', "1");
});

test("a restriction of a restriction checks both", () => {
  const inner = restricted(string, { minLength: 2 });
  const type = restricted(inner, { maxLength: 3 });
  expectFits(type, "ab");
  expectMisfit(type, "a", 'expected at least 2 characters, found "a"');
  expectMisfit(type, "abcd", 'expected at most 3 characters, found "abcd"');
  expectFits(restricted(string, {}), "anything");
  expect(() => written(type, 5 as never)).toThrow("expected string, found 5");
});

describe("order", () => {
  const sign = (name: string, a: string, b: string): number | undefined => {
    const there = order(name, a, b);
    const back = order(name, b, a);
    expect(back === undefined ? undefined : back + 0).toBe(there === undefined ? undefined : 0 - there);
    return there;
  };

  test("decimals are ordered by their numbers", () => {
    for (const [a, b] of [
      ["1", "2"],
      ["-2", "-1"],
      ["-1", "1"],
      ["9", "10"],
      ["0.5", "0.51"],
      ["-0.51", "-.5"],
      ["0.45", ".5"],
      ["99999999999999999998", "99999999999999999999"],
    ] as const) {
      expect(sign("decimal", a, b), `${a} ${b}`).toBe(-1);
    }
    for (const [a, b] of [
      ["1", "1.0"],
      ["-0", "0"],
      ["+01.50", "1.5"],
      [" 5. ", "5"],
    ] as const) {
      expect(sign("decimal", a, b)).toBe(0);
    }
    const numeral = fc.tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: 0, max: 4 }));
    fc.assert(
      fc.property(numeral, numeral, ([a, m], [b, n]) => {
        const textOf = (value: number, places: number) => (value / 10 ** places).toFixed(places);
        expect(sign("decimal", textOf(a, m), textOf(b, n))).toBe(Math.sign(a * 10 ** (4 - m) - b * 10 ** (4 - n)) + 0);
      }),
    );
  });

  test("points in time are ordered by their instants", () => {
    const moment = fc.date({
      min: new Date("0001-01-01T00:00:00Z"),
      max: new Date("9999-12-31T00:00:00Z"),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(moment, moment, fc.integer({ min: -840, max: 840 }), (a, b, offset) => {
        const shifted = new Date(b.getTime() + offset * 60_000);
        fc.pre(shifted.getUTCFullYear() > 0 && shifted.getUTCFullYear() < 10_000);
        const [hours, minutes] = [Math.floor(Math.abs(offset) / 60), Math.abs(offset) % 60].map((part) =>
          String(part).padStart(2, "0"),
        );
        const zoned = shifted.toISOString().replace("Z", `${offset < 0 ? "-" : "+"}${hours}:${minutes}`);
        expect(sign("dateTime", a.toISOString(), zoned)).toBe(Math.sign(a.getTime() - b.getTime()) + 0);
      }),
    );
  });

  test.each([
    ["dateTime", "2020-01-01T00:00:00.45", "2020-01-01T00:00:00.5", -1],
    ["dateTime", "2020-01-01T24:00:00", "2020-01-02T00:00:00.000", 0],
    ["dateTime", "-0001-01-01T00:00:00", "0001-01-01T00:00:00", -1],
    // Examples of XSD 1.0 part 2, 3.2.7.4.
    ["dateTime", "2000-01-15T00:00:00", "2000-02-15T00:00:00", -1],
    ["dateTime", "2000-01-15T12:00:00", "2000-01-16T12:00:00Z", -1],
    ["dateTime", "2000-01-01T12:00:00", "1999-12-31T23:00:00Z", undefined],
    ["dateTime", "2000-01-16T12:00:00", "2000-01-16T12:00:00Z", undefined],
    ["dateTime", "2000-01-16T00:00:00", "2000-01-16T12:00:00Z", undefined],
    ["dateTime", "999999999-01-01T00:00:00", "2000-01-01T00:00:00", undefined],
    ["date", "2020-02-29", "2020-03-01", -1],
    ["date", "2020-01-01+02:00", "2020-01-01Z", -1],
    ["time", "12:00:00", "12:00:00.1", -1],
    ["time", "24:00:00", "00:00:00", 0],
    ["time", "12:00:00+01:00", "12:00:00Z", -1],
    ["gYear", "1999", "2000", -1],
    ["gYear", "2000Z", "2000-05:00", -1],
    ["gYearMonth", "2000-02", "2000-10", -1],
    ["gMonth", "--02", "--10", -1],
    ["gMonthDay", "--02-29", "--03-01", -1],
    ["gDay", "---09", "---31", -1],
    ["duration", "P1D", "PT24H", 0],
    ["duration", "P1Y", "P12M", 0],
    ["duration", "PT0.5S", "PT0.45S", 1],
    ["duration", "-PT0.25S", "PT0S", -1],
    ["duration", "-PT1.5S", "-PT1.25S", -1],
    ["duration", "-PT0.5S", "-PT0.50S", 0],
    // Examples of XSD 1.0 part 2, 3.2.6.2.
    ["duration", "P1Y", "P364D", 1],
    ["duration", "P1Y", "P365D", undefined],
    ["duration", "P1Y", "P366D", undefined],
    ["duration", "P1Y", "P367D", -1],
    ["duration", "P1M", "P27D", 1],
    ["duration", "P1M", "P28D", undefined],
    ["duration", "P1M", "P31D", undefined],
    ["duration", "P1M", "P32D", -1],
    ["duration", "P5M", "P149D", 1],
    ["duration", "P5M", "P150D", undefined],
    ["duration", "P5M", "P153D", undefined],
    ["duration", "P5M", "P154D", -1],
    ["duration", `P${"9".repeat(50)}D`, "P1D", undefined],
    ["string", "a", "b", undefined],
  ])("of %s %s and %s is %s", (name, a, b, expected) => {
    expect(sign(name, a, b)).toBe(expected);
  });

  test("equal values have one order", () => {
    expect(equal(int, 1, 1)).toBe(true);
    expect(equal(int, 1, 1n)).toBe(false);
    expect(equal(runtime.double, 0, -0)).toBe(true);
    expect(equal(string, "a", "A")).toBe(false);
    expect(equal(list(int), [1], [1, 2])).toBe(false);
    expect(equal(restricted(list(decimal), { maxLength: 3 }), ["1.5"], ["1.50"])).toBe(true);
    expect(equal(runtime.hexBinary, new Uint8Array([1]), new Uint8Array([1]))).toBe(true);
  });
});

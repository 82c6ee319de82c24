import { facets } from "../../templates/runtime/simple/facets.js";
import type { Table } from "../../templates/runtime/complex/table.js";
import * as builtin from "../support/builtins.js";
import { describe, expect, test } from "vitest";
import { withDefault } from "../../templates/runtime/simple/default.js";
import { fixed } from "../../templates/runtime/simple/fixed.js";
import { list } from "../../templates/runtime/simple/list.js";
import { named } from "../../templates/runtime/simple/named.js";
import { restricted } from "../../templates/runtime/simple/restricted.js";
import type { Facets } from "../../templates/runtime/simple/simple.js";
import { union } from "../../templates/runtime/simple/union.js";
import { readText, writeText } from "../../templates/runtime/simple/xml-text.js";
import { NoValue, valueOf, type Choices } from "../../templates/stand-in/random.js";
import type { AnySimple } from "../../templates/stand-in/simple-values.js";
import { hostileTexts } from "../support/hostile-texts.js";
import { boolean, choicesOf, date, dateTime, decimal, int, integer, string, token, valuesOf } from "./random-values.js";

/** Values of a simple type, each of which is read back with its facets. */
function simplesOf(type: AnySimple, more: Partial<Choices> = {}): unknown[] {
  return valuesOf({ sequence: { it: type } }, more).map(({ it }) => {
    expect(readText(type, writeText(type, it, { validate: facets }), { validate: facets })).toEqual(it);
    return it;
  });
}

describe("simple types", () => {
  const types = Object.entries(builtin).flatMap(([name, type]): [string, AnySimple][] =>
    typeof type === "object" ? [[name, type]] : [],
  );

  test.each(types)("%s", (_, type) => {
    simplesOf(type);
    simplesOf(type, { texts: hostileTexts });
  });

  test("are legible unless asked for otherwise", () => {
    for (const value of simplesOf(string)) expect(value).toMatch(/^[a-z]+( [a-z]+)?$/);
    for (const value of simplesOf(decimal)) expect(value).toMatch(/^\d{1,3}\.\d\d$/);
    expect(simplesOf(string, { texts: hostileTexts })).toContain("naïve 漢字 😀");
    expect(simplesOf(builtin.double, { texts: hostileTexts })).toContainEqual(NaN);
  });

  const facets: readonly (readonly [AnySimple, Facets])[] = [
    [string, { length: 0 }],
    [string, { length: 7 }],
    [string, { maxLength: 2 }],
    [string, { minLength: 300 }],
    [string, { minLength: 20_000, maxLength: 20_001 }],
    [token, { minLength: 25, maxLength: 25 }],
    [builtin.NMTOKEN, { length: 20 }],
    [builtin.NCName, { length: 1 }],
    [builtin.NMTOKENS, { minLength: 3 }],
    [builtin.anyURI, { maxLength: 5 }],
    [builtin.language, { length: 11 }],
    [builtin.base64Binary, { length: 16 }],
    [builtin.hexBinary, { minLength: 3, maxLength: 3 }],
    [string, { patterns: ["[A-Z]{3}-\\d+"] }],
    [string, { patterns: ["[A-Z]*"], length: 12 }],
    [string, { patterns: ["\\d{3,}", "[1-3]*"] }],
    [string, { patterns: ["\\p{IsCyrillic}+"], maxLength: 4 }],
    [token, { patterns: ["\\S+@\\S+"], maxLength: 40 }],
    [int, { minInclusive: "5", maxInclusive: "5" }],
    [int, { minExclusive: "99998", maxExclusive: "100000" }],
    [int, { maxExclusive: "-1000000" }],
    [int, { totalDigits: 1 }],
    [int, { patterns: ["[1-9]\\d{3}"] }],
    [int, { patterns: ["[1-9]\\d{3}"], minInclusive: "5000" }],
    [integer, { minInclusive: "123456789012345678901234567890" }],
    [integer, { maxInclusive: "-1" }],
    [builtin.unsignedByte, { minInclusive: "250" }],
    [builtin.longAsNumber, { minInclusive: "1000000", maxInclusive: "1000100" }],
    [builtin.integerAsString, { minInclusive: "7777", maxInclusive: "7778" }],
    [decimal, { minExclusive: "0", maxExclusive: "1" }],
    [decimal, { minExclusive: "0", maxExclusive: "0.001" }],
    [decimal, { minInclusive: "-1.5", maxExclusive: "-1.25" }],
    [decimal, { minInclusive: "-0.999", maxInclusive: "-0.99", fractionDigits: 2 }],
    [decimal, { totalDigits: 3, fractionDigits: 3, maxExclusive: "1" }],
    [decimal, { fractionDigits: 0, minInclusive: "10.5" }],
    [decimal, { totalDigits: 1_000_000_000, minInclusive: "1000000" }],
    [decimal, { patterns: ["\\d+\\.\\d{4}"] }],
    [builtin.decimalAsNumber, { minInclusive: "0.1", maxInclusive: "0.2" }],
    [builtin.double, { minExclusive: "1e300" }],
    [builtin.double, { minInclusive: "0", maxInclusive: "1" }],
    [builtin.float, { minExclusive: "-0.5", maxExclusive: "-0.25" }],
    [date, { minInclusive: "2150-01-01" }],
    [date, { minExclusive: "2150-12-31", maxExclusive: "2151-01-02" }],
    [date, { maxExclusive: "1900-03-01" }],
    [date, { patterns: ["[^Z+]*"] }],
    [dateTime, { minExclusive: "2150-12-31T23:59:59Z" }],
    [dateTime, { maxInclusive: "1970-01-01T00:00:00" }],
    [dateTime, { patterns: [".*Z"] }],
    [dateTime, { patterns: [".*\\.\\d{3}Z"] }],
    [builtin.dateTimeAsDate, { minInclusive: "2150-01-01T00:00:00Z" }],
    [builtin.time, { minExclusive: "10:00:00", maxExclusive: "10:00:01" }],
    [builtin.gYear, { minExclusive: "2150" }],
    [builtin.gYearMonth, { maxExclusive: "1950-06" }],
    [builtin.gMonth, { minInclusive: "--03", maxInclusive: "--03" }],
    [builtin.duration, { minInclusive: "P400D" }],
    [boolean, { patterns: ["true"] }],
    [string, { enumeration: ["one", "two"] }],
    [decimal, { enumeration: ["1.50"], fractionDigits: 1 }],
    [list(int), { length: 4 }],
    [list(int), { minLength: 200 }],
    [list(token), { maxLength: 0 }],
    [list(string), { minLength: 2, patterns: ["\\S+ \\S+"] }],
    [list(int), { enumeration: ["1 2 3"] }],
    [union(int, boolean), { patterns: ["true|false"] }],
    [union(date, token), { patterns: ["[A-Z]{9}"] }],
    [builtin.enumeration(["Ann", "Bob", "Cleo"]), { patterns: ["C.*"] }],
  ];
  test.each(facets.map(([base, facets]) => [base.name, facets, base] as const))("%s with %o", (_, facets, base) => {
    simplesOf(restricted<unknown>(base, facets));
    simplesOf(restricted<unknown>(base, facets), { texts: hostileTexts });
  });

  test("facets of all types that are restricted count together", () => {
    const short = restricted(string, { maxLength: 6, patterns: ["[A-Z]*"] });
    const code = restricted(named(short, { name: "Code", namespace: "urn:a" }), { minLength: 6 });
    for (const value of simplesOf(code)) expect(value).toMatch(/^[A-Z]{6}$/);
    const positive = restricted(decimal, { minExclusive: "0" });
    const share = restricted(restricted(positive, { fractionDigits: 3 }), { maxInclusive: "0.002" });
    expect(new Set(simplesOf(share))).toEqual(new Set(["0.001", "0.002"]));
    const few = restricted(restricted(string, { enumeration: ["a", "b", "c"] }), { enumeration: ["b", "c"] });
    expect(new Set(simplesOf(few))).toEqual(new Set(["b", "c"]));
  });

  test("values between bounds differ", () => {
    expect(new Set(simplesOf(restricted(int, { minInclusive: "70000" }))).size).toBeGreaterThan(10);
    expect(new Set(simplesOf(restricted(decimal, { minInclusive: "2", maxInclusive: "3" }))).size).toBeGreaterThan(10);
  });

  test("enumerations, lists, unions", () => {
    expect(new Set(simplesOf(builtin.enumeration(["A", "B"])))).toEqual(new Set(["A", "B"]));
    expect(new Set(simplesOf(builtin.openEnumeration(["A", "B"])))).toEqual(new Set(["A", "B"]));
    const flags = simplesOf(list(builtin.enumeration(["A", "B", "C"]))).map(String);
    expect(new Set(flags)).toEqual(new Set(["A", "B", "C", "A,B", "B,C", "A,B,C"]));
    const lengths = simplesOf(list(int)).map((value) => (value as number[]).length); // a list of numbers
    expect(new Set(lengths)).toEqual(new Set([1, 2, 3]));
    expect(new Set(simplesOf(union(int, boolean)).map((value) => typeof value))).toEqual(
      new Set(["number", "boolean"]),
    );
  });

  test("fixed is the one text, and a default is one of many", () => {
    expect(new Set(simplesOf(fixed(int, "042")))).toEqual(new Set([42]));
    const found = new Set(simplesOf(withDefault(string, "EUR")));
    expect(found).toContain("EUR");
    expect(found.size).toBeGreaterThan(5);
    for (const value of simplesOf(withDefault(list(int), "7"), { texts: hostileTexts })) expect(value).not.toEqual([]);
  });

  const impossible: readonly (readonly [AnySimple, Facets])[] = [
    [string, { minLength: 2, maxLength: 1 }],
    [string, { minLength: 1_000_000_000 }],
    [int, { minInclusive: "3", maxInclusive: "2" }],
    [boolean, { enumeration: ["perhaps"] }],
    [string, { patterns: ["[^\\s\\S]"] }],
    [list(restricted(string, { patterns: [" "] })), { minLength: 1 }],
    [list(int), { minLength: 1_000_000_000 }],
  ];
  test.each(impossible.map(([base, facets]) => [base.name, facets, base] as const))(
    "there is no %s with %o",
    (_, facets, base) => {
      const table: Table = { sequence: { it: restricted<unknown>(base, facets) } };
      expect(() => valueOf(table, choicesOf(1))).toThrow(NoValue);
      const allowing: Table = { sequence: { it: { type: restricted<unknown>(base, facets), minOccurs: 0 } } };
      for (const value of valuesOf(allowing)) expect(value).toEqual({});
    },
  );

  test("fits refuses more values than the facets do", () => {
    const isOdd = (_: unknown, value: unknown): boolean => typeof value === "number" && value % 2 === 1;
    const type = restricted(int, { minInclusive: "10", maxInclusive: "99" });
    for (const value of simplesOf(type, { fits: isOdd })) expect(Number(value) % 2).toBe(1);
    const areOdd = (_: unknown, value: unknown): boolean => Array.isArray(value) || isOdd(_, value);
    const lists = simplesOf(restricted(list(type), { length: 3 }), { fits: areOdd });
    for (const value of lists.flat()) expect(Number(value) % 2).toBe(1);
  });
});

test("values of a union are those that their texts mean, which an earlier member may have too", () => {
  const type = union(boolean, restricted(int, { minInclusive: "0", maxInclusive: "2" }));
  for (const value of simplesOf(type)) expect(readText(type, writeText(type, value))).toBe(value);
});

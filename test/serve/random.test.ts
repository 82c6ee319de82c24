import { describe, expect, test } from "vitest";
import * as builtin from "../support/builtins.js";
import { anyType } from "../../templates/runtime/complex/any-type.js";
import { choice, optional, sequence } from "../../templates/runtime/complex/content.js";
import { withDefault } from "../../templates/runtime/simple/default.js";
import { derivation } from "../../templates/runtime/complex/derivation.js";
import { fixed } from "../../templates/runtime/simple/fixed.js";
import { repeated } from "../../templates/runtime/complex/group.js";
import { list } from "../../templates/runtime/simple/list.js";
import { mixed } from "../../templates/runtime/complex/mixed.js";
import { named } from "../../templates/runtime/simple/named.js";
import { pattern } from "../../templates/runtime/simple/pattern.js";
import { restricted } from "../../templates/runtime/simple/restricted.js";
import type { Facets } from "../../templates/runtime/simple/simple.js";
import type { Particle, Table } from "../../templates/runtime/complex/table.js";
import { union } from "../../templates/runtime/simple/union.js";
import { wildcard } from "../../templates/runtime/complex/wildcard.js";
import { readText, writeText } from "../../templates/runtime/simple/xml-text.js";
import { randomFrom } from "../../templates/serve/random-numbers.js";
import { messageValue, NoValue, valueOf, type Choices } from "../../templates/serve/random.js";
import type { AnySimple } from "../../templates/serve/simple-values.js";
import { hostileTexts } from "../support/hostile-texts.js";

const { boolean, date, dateTime, decimal, int, integer, string, token } = builtin;

const seeds = Array.from({ length: 25 }, (_, seed) => seed);

function choicesOf(seed: number, more: Partial<Choices> = {}): Choices {
  return { random: randomFrom(seed), valid: true, ...more };
}

function valuesOf(table: Table, more: Partial<Choices> = {}): Record<string, unknown>[] {
  return seeds.map((seed) => valueOf(table, choicesOf(seed, more)));
}

/** Values of a simple type, each of which is read back with its facets. */
function simplesOf(type: AnySimple, more: Partial<Choices> = {}): unknown[] {
  return valuesOf({ sequence: { it: type } }, more).map(({ it }) => {
    expect(readText(type, writeText(type, it, true), true)).toEqual(it);
    return it;
  });
}

describe("numbers", () => {
  test("the same seed gives the same ones, and seeds side by side do not begin alike", () => {
    const firsts = (seed: number): number[] => {
      const random = randomFrom(seed);
      return Array.from({ length: 5 }, () => random(1000));
    };
    expect(firsts(3)).toEqual(firsts(3));
    expect(new Set(seeds.map((seed) => firsts(seed).join())).size).toBe(seeds.length);
    expect(new Set(seeds.map((seed) => randomFrom(seed)(2))).size).toBe(2);
  });

  test("are from 0 up to the limit", () => {
    const random = randomFrom(5);
    const found = Array.from({ length: 500 }, () => random(3));
    expect(new Set(found)).toEqual(new Set([0, 1, 2]));
  });
});

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
    [string, { patterns: [pattern("[A-Z]{3}-\\d+")] }],
    [string, { patterns: [pattern("[A-Z]*")], length: 12 }],
    [string, { patterns: [pattern("\\d{3,}"), pattern("[1-3]*")] }],
    [string, { patterns: [pattern("\\p{IsCyrillic}+")], maxLength: 4 }],
    [token, { patterns: [pattern("\\S+@\\S+")], maxLength: 40 }],
    [int, { minInclusive: "5", maxInclusive: "5" }],
    [int, { minExclusive: "99998", maxExclusive: "100000" }],
    [int, { maxExclusive: "-1000000" }],
    [int, { totalDigits: 1 }],
    [int, { patterns: [pattern("[1-9]\\d{3}")] }],
    [int, { patterns: [pattern("[1-9]\\d{3}")], minInclusive: "5000" }],
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
    [decimal, { patterns: [pattern("\\d+\\.\\d{4}")] }],
    [builtin.decimalAsNumber, { minInclusive: "0.1", maxInclusive: "0.2" }],
    [builtin.double, { minExclusive: "1e300" }],
    [builtin.double, { minInclusive: "0", maxInclusive: "1" }],
    [builtin.float, { minExclusive: "-0.5", maxExclusive: "-0.25" }],
    [date, { minInclusive: "2150-01-01" }],
    [date, { minExclusive: "2150-12-31", maxExclusive: "2151-01-02" }],
    [date, { maxExclusive: "1900-03-01" }],
    [date, { patterns: [pattern("[^Z+]*")] }],
    [dateTime, { minExclusive: "2150-12-31T23:59:59Z" }],
    [dateTime, { maxInclusive: "1970-01-01T00:00:00" }],
    [dateTime, { patterns: [pattern(".*Z")] }],
    [dateTime, { patterns: [pattern(".*\\.\\d{3}Z")] }],
    [builtin.dateTimeAsDate, { minInclusive: "2150-01-01T00:00:00Z" }],
    [builtin.time, { minExclusive: "10:00:00", maxExclusive: "10:00:01" }],
    [builtin.gYear, { minExclusive: "2150" }],
    [builtin.gYearMonth, { maxExclusive: "1950-06" }],
    [builtin.gMonth, { minInclusive: "--03", maxInclusive: "--03" }],
    [builtin.duration, { minInclusive: "P400D" }],
    [boolean, { patterns: [pattern("true")] }],
    [string, { enumeration: ["one", "two"] }],
    [decimal, { enumeration: ["1.50"], fractionDigits: 1 }],
    [list(int), { length: 4 }],
    [list(int), { minLength: 200 }],
    [list(token), { maxLength: 0 }],
    [list(string), { minLength: 2, patterns: [pattern("\\S+ \\S+")] }],
    [list(int), { enumeration: ["1 2 3"] }],
    [union(int, boolean), { patterns: [pattern("true|false")] }],
    [union(date, token), { patterns: [pattern("[A-Z]{9}")] }],
    [builtin.enumeration(["Ann", "Bob", "Cleo"]), { patterns: [pattern("C.*")] }],
  ];
  test.each(facets.map(([base, facets]) => [base.name, facets, base] as const))("%s with %o", (_, facets, base) => {
    simplesOf(restricted<unknown>(base, facets));
    simplesOf(restricted<unknown>(base, facets), { texts: hostileTexts });
  });

  test("facets of all types that are restricted count together", () => {
    const short = restricted(string, { maxLength: 6, patterns: [pattern("[A-Z]*")] });
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
    const lengths = simplesOf(list(int)).map((value) => (value as number[]).length); // as the type says
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
    [string, { patterns: [pattern("[^\\s\\S]")] }],
    [list(restricted(string, { patterns: [pattern(" ")] })), { minLength: 1 }],
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

describe("messages", () => {
  test("the value is the one element's, or the body's", () => {
    const one = { body: { sequence: { a: { sequence: { b: int } } } } };
    const two = { body: { sequence: { a: int, b: int } } };
    expect(messageValue(one, choicesOf(1))).toEqual({ b: expect.any(Number) as number });
    expect(messageValue(two, choicesOf(1))).toEqual({
      a: expect.any(Number) as number,
      b: expect.any(Number) as number,
    });
    expect(messageValue({ body: {} }, choicesOf(1))).toEqual({});
  });

  test("the same seed gives the same value", () => {
    const table: Table = {
      attributes: { $a: { type: string, use: "optional" } },
      sequence: { b: { type: int, maxOccurs: 9 } },
    };
    expect(valuesOf(table)).toEqual(valuesOf(table));
    expect(new Set(valuesOf(table).map((value) => JSON.stringify(value))).size).toBeGreaterThan(20);
  });

  test("elements are there as often as they may be", () => {
    const lengthsOf = (particle: Particle): Set<number | null | undefined> =>
      new Set(
        valuesOf({ sequence: { it: particle } }).map(({ it }) =>
          Array.isArray(it) ? it.length : (it as null | undefined),
        ),
      );
    expect(lengthsOf({ type: int, minOccurs: 3, maxOccurs: 4 })).toEqual(new Set([3, 4]));
    expect(lengthsOf({ type: int, minOccurs: 0, maxOccurs: 2 })).toEqual(new Set([undefined, 1, 2]));
    expect(lengthsOf({ type: int, minOccurs: 40, maxOccurs: 40 })).toEqual(new Set([40]));
    expect(lengthsOf({ type: { list: { item: int } } })).toEqual(new Set([1, 2, 3]));
    expect(lengthsOf({ type: { sequence: {} }, nillable: true })).toContain(null);
  });

  test("always keeps elements there and from being nil", () => {
    const table: Table = {
      sequence: {
        a: { type: int, minOccurs: 0 },
        b: { type: int, nillable: true },
        c: { type: int, nillable: true, maxOccurs: 5 },
      },
    };
    const isEmpty = ({ a, b, c }: Record<string, unknown>): boolean =>
      a === undefined || b === null || (c as unknown[]).includes(null);
    expect(valuesOf(table).some(isEmpty)).toBe(true);
    expect(valuesOf(table, { always: () => true }).some(isEmpty)).toBe(false);
  });

  test("alternatives are one of each choice", () => {
    const table: Table = {
      sequence: { a: int, b: int, c: int },
      content: choice("a", sequence("b", optional(sequence("c")))),
    };
    const shapes = new Set(valuesOf(table).map((value) => Object.keys(value).join("")));
    expect(shapes).toEqual(new Set(["a", "b", "bc"]));
  });

  test("a derived type says which it is", () => {
    const circle: Table = { type: { name: "Circle", namespace: "" }, sequence: { radius: int } };
    const round: Table = {
      type: { name: "Round", namespace: "" },
      abstract: true,
      sequence: {},
      derivation: derivation({ Circle: () => circle }),
    };
    const lost: Table = { type: { name: "Lost", namespace: "" }, abstract: true, sequence: {} };
    const shape: Table = {
      type: { name: "Shape", namespace: "" },
      abstract: true,
      sequence: {},
      derivation: derivation({ Lost: () => lost, Round: () => round }),
    };
    for (const value of valuesOf(shape))
      expect(value).toEqual({ radius: expect.any(Number) as number, $type: "Circle" });
    expect(() => valueOf(lost, choicesOf(1))).toThrow(NoValue);
  });

  test("groups, mixed content, any content", () => {
    const inner: Table = { sequence: { k: string, v: { type: int, minOccurs: 0 } } };
    const table: Table = {
      sequence: {
        pairs: { type: repeated(inner), maxOccurs: Infinity },
        text: { type: mixed({ sequence: { b: string } }), minOccurs: 0, maxOccurs: Infinity },
        it: anyType,
        $any: { type: wildcard(["urn:b"]), minOccurs: 0, maxOccurs: Infinity },
      },
    };
    for (const { pairs, it, $any } of valuesOf(table)) {
      expect(pairs).toContainEqual(expect.objectContaining({ k: expect.any(String) as string }));
      expect(it).toMatchObject({ name: "it", children: [expect.any(String)] });
      expect($any).toBeUndefined();
    }
    expect(valuesOf(table, { valid: false }).some(({ $any }) => $any !== undefined)).toBe(true);
  });

  test("mixed content has elements with texts between them, each element at most once and in the schema's order", () => {
    const table: Table = {
      sequence: {
        $mixed: { type: mixed({ sequence: { b: string, i: int, $any: wildcard(), u: string } }), minOccurs: 0 },
      },
    };
    const all = valuesOf(table).map(({ $mixed = [] }) => $mixed as (string | object)[]);
    for (const items of all) {
      items.forEach((item, index) => {
        if (typeof item === "string") {
          expect(item).not.toBe("");
          expect(typeof items[index + 1]).not.toBe("string");
        }
      });
      const names = items.flatMap((item) => (typeof item === "string" ? [] : Object.keys(item)));
      expect(names).toEqual(["b", "i", "u"].filter((name) => names.includes(name)));
    }
    expect(new Set(all.map((items) => items.filter((item) => typeof item === "object").length))).toEqual(
      new Set([0, 1, 2, 3]),
    );
    const between = (items: (string | object)[]): boolean =>
      items.some((item, k) => typeof item === "string" && k > 0 && k < items.length - 1);
    expect(all.some(between)).toBe(true);
    expect(all.some((items) => typeof items[0] === "object")).toBe(true);
  });

  test("a group that has to be there has something in it, though it need not, however deep it is", () => {
    const empty = repeated({
      sequence: { a: { type: int, minOccurs: 0 }, b: { type: int, minOccurs: 0 } },
      content: choice("a", "b"),
    });
    let table: Table = { sequence: { $choice: { type: empty, minOccurs: 1, maxOccurs: Infinity } } };
    for (let depth = 0; depth < 8; depth++) table = { sequence: { inner: table } };
    for (const value of valuesOf(table)) {
      expect(JSON.stringify(value)).toMatch(/\{"\$choice":\[\{"[ab]":/);
      expect(JSON.stringify(value)).not.toContain("{}");
    }
    expect(() => valueOf({ sequence: { $choice: { type: repeated({}) } } }, choicesOf(1))).toThrow(NoValue);
  });

  test("a wildcard of which one has to be there has one, and else none where a schema is to find it valid", () => {
    const table = (minOccurs: number): Table => ({ sequence: { $any: { type: wildcard(["urn:other"]), minOccurs } } });
    for (const value of valuesOf(table(1))) expect(value).toMatchObject({ $any: [{ namespace: "urn:other" }] });
    for (const value of valuesOf(table(0))) expect(value).toEqual({});
  });

  test("a property may be called as any", () => {
    const table: Table = { sequence: { ["__proto__"]: int, constructor: int } };
    const value = valueOf(
      {
        ...table,
        sequence: Object.fromEntries([
          ["__proto__", int],
          ["constructor", int],
        ]),
      },
      choicesOf(1),
    );
    expect(Object.keys(value)).toEqual(["__proto__", "constructor"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });
});

describe("hostile tables", () => {
  /** How many values are in a value. */
  function sizeOf(value: unknown): number {
    if (typeof value !== "object" || value === null) return 1;
    return 1 + Object.values(value).reduce<number>((sum, part) => sum + sizeOf(part), 0);
  }
  const optionals = (count: number, type: Particle): Record<string, Particle> =>
    Object.fromEntries(
      Array.from({ length: count }, (_, k) => [`e${k}`, { minOccurs: 0, ...(type as object) }]),
    ) as Record<string, Particle>; // elements

  test("thousands of elements that refer to their own type", () => {
    const table: Table = { sequence: optionals(3_000, { type: () => table, maxOccurs: 100 }) };
    for (const seed of [1, 2, 3]) expect(sizeOf(valueOf(table, choicesOf(seed)))).toBeLessThan(5_000);
  });

  test("thousands of attributes again and again", () => {
    const attributes = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, k) => [`$a${k}`, { type: int, use: "optional" as const }]),
    );
    const table: Table = { attributes, sequence: optionals(100, { type: () => table }) };
    for (const seed of [1, 2, 3]) expect(sizeOf(valueOf(table, choicesOf(seed)))).toBeLessThan(5_000);
  });

  test("all of thousands of elements that have to be there", () => {
    const table: Table = { sequence: Object.fromEntries(Array.from({ length: 5_000 }, (_, k) => [`e${k}`, int])) };
    expect(Object.keys(valueOf(table, choicesOf(1)))).toHaveLength(5_000);
  });

  test("a type that has to hold itself, more of itself, or exponentially many", () => {
    const itself: Table = { sequence: { a: { type: () => itself } } };
    const twice: Table = { sequence: { a: { type: () => twice }, b: { type: () => twice } } };
    const often: Table = { sequence: { a: { type: int, minOccurs: 1_000_000_000, maxOccurs: Infinity } } };
    const doubling = Array.from({ length: 35 }, (_, k): Table => {
      const next = (): Table => doubling[k + 1] ?? {};
      return { sequence: { a: { type: next }, b: { type: next } } };
    });
    for (const table of [itself, twice, often, { sequence: { a: { type: () => doubling[0] ?? {} } } }]) {
      expect(() => valueOf(table, choicesOf(1))).toThrow(NoValue);
      for (const value of valuesOf({ sequence: { a: { type: () => table, minOccurs: 0 } } })) expect(value).toEqual({});
    }
  });

  test("a recursive type ends where it can", () => {
    const leaf: Table = { sequence: { value: int } };
    const operands = { left: { type: () => expression }, right: { type: () => expression } };
    const names = ["and", "or", "xor", "plus", "minus"];
    const expression: Table = {
      sequence: {
        ...Object.fromEntries(names.map((name) => [name, { type: { sequence: operands } }])),
        leaf: { type: () => leaf },
      },
      content: choice(...names, "leaf"),
    };
    for (const value of valuesOf(expression)) expect(sizeOf(value)).toBeLessThan(500);

    const node: Table = { abstract: true, sequence: {}, derivation: derivation({ Pair: () => pair, End: () => end }) };
    const pair: Table = {
      type: { name: "Pair", namespace: "" },
      sequence: { a: { type: () => node }, b: { type: () => node } },
    };
    const end: Table = { type: { name: "End", namespace: "" }, sequence: {} };
    for (const value of valuesOf(node)) expect(sizeOf(value)).toBeLessThan(500);

    const items: Table = { list: { item: { type: () => holder } } };
    const holder: Table = { sequence: { items: { type: () => items } } };
    for (const value of valuesOf(holder)) expect(sizeOf(value)).toBeLessThan(5_000);
  });

  test("types that are derived from each other, many levels down", () => {
    const tables = Array.from({ length: 500 }, (_, k): Table => ({
      type: { name: `T${k}`, namespace: "" },
      abstract: k < 499,
      sequence: {},
      ...(k < 499 && { derivation: derivation({ [`T${k + 1}`]: () => tables[k + 1] ?? {} }) }),
    }));
    expect(valueOf(tables[0] ?? {}, choicesOf(1))).toEqual({ $type: "T499" });
  });

  test("long texts, and facets that nothing or little meets, of many elements", () => {
    const long = restricted(string, { minLength: 50_000 });
    const never = restricted(string, { patterns: [pattern("(a|b|[^\\s\\S]){3}[^\\s\\S]")] });
    const table: Table = { sequence: { ...optionals(2_000, { type: never }), ...optionals(2, { type: long }) } };
    for (const seed of [1, 2, 3]) expect(Object.keys(valueOf(table, choicesOf(seed))).length).toBeLessThan(3);
    const tooLong: Table = { sequence: { a: { type: long, minOccurs: 1_000, maxOccurs: Infinity } } };
    expect(() => valueOf(tooLong, choicesOf(1))).toThrow(NoValue);
  });
});

test("values of a union are those that their texts mean, which an earlier member may have too", () => {
  const type = union(boolean, restricted(int, { minInclusive: "0", maxInclusive: "2" }));
  for (const value of simplesOf(type)) expect(readText(type, writeText(type, value))).toBe(value);
});

test("rows of an array of several dimensions are of one length", () => {
  const plane: Table = { list: { row: { list: { item: int } } }, dimensions: 2 };
  const cube: Table = { list: { plane }, dimensions: 3 };
  for (const { it } of valuesOf({ sequence: { it: cube } })) {
    const planes = it as number[][][]; // of the table
    const sizes = new Set(planes.map((rows) => [rows.length, ...new Set(rows.map((row) => row.length))].join()));
    expect(sizes.size).toBeLessThan(2);
    for (const rows of planes) expect(new Set(rows.map((row) => row.length)).size).toBeLessThan(2);
  }
});

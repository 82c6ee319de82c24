import { attributes } from "../../templates/runtime/index.js";
import { describe, expect, test } from "vitest";
import { anyType } from "../../templates/runtime/complex/any-type.js";
import { choice, optional, sequence } from "../../templates/runtime/complex/content.js";
import { derivation } from "../../templates/runtime/complex/derivation.js";
import { repeated } from "../../templates/runtime/complex/group.js";
import { mixed } from "../../templates/runtime/complex/mixed.js";
import { restricted } from "../../templates/runtime/simple/restricted.js";
import type { Particle, Table } from "../../templates/runtime/complex/table.js";
import { wildcard } from "../../templates/runtime/complex/wildcard.js";
import { messageValue, NoValue, valueOf } from "../../templates/stand-in/random.js";
import { choicesOf, int, string, valuesOf } from "./random-values.js";

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
      attributes: attributes({ $a: { type: string, use: "optional" } }),
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

  test("a value of a derived type names its type", () => {
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

  test("a property may have any name", () => {
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
    const many = Object.fromEntries(
      Array.from({ length: 2_000 }, (_, k) => [`$a${k}`, { type: int, use: "optional" as const }]),
    );
    const table: Table = { attributes: attributes(many), sequence: optionals(100, { type: () => table }) };
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
    const never = restricted(string, { patterns: ["(a|b|[^\\s\\S]){3}[^\\s\\S]"] });
    const table: Table = { sequence: { ...optionals(2_000, { type: never }), ...optionals(2, { type: long }) } };
    for (const seed of [1, 2, 3]) expect(Object.keys(valueOf(table, choicesOf(seed))).length).toBeLessThan(3);
    const tooLong: Table = { sequence: { a: { type: long, minOccurs: 1_000, maxOccurs: Infinity } } };
    expect(() => valueOf(tooLong, choicesOf(1))).toThrow(NoValue);
  });
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

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { choice, int, optional, sequence, string } from "../../../templates/runtime/index.js";
import type { Unfit } from "../../../templates/runtime/context.js";
import type { ContentModel, Table } from "../../../templates/runtime/complex/table.js";
import { namespace, read, refusal, wrap, write } from "../engine.js";

const payment: Table = {
  namespace,
  sequence: {
    Id: string,
    Card: { type: string, nillable: true },
    Cash: int,
    Currency: { type: string, minOccurs: 0 },
    Note: { type: string, minOccurs: 0 },
  },
  content: sequence("Id", choice("Card", sequence("Cash", "Currency")), "Note"),
};

describe("a choice", () => {
  test.each<[unknown, string]>([
    [{ Id: "a", Card: "c" }, "<Id>a</Id><Card>c</Card>"],
    [{ Id: "a", Card: null }, '<Id>a</Id><Card xsi:nil="true"/>'],
    [
      { Note: "n", Currency: "EUR", Cash: 5, Id: "a", Card: undefined },
      "<Id>a</Id><Cash>5</Cash><Currency>EUR</Currency><Note>n</Note>",
    ],
    [{ Id: "a", Cash: 5 }, "<Id>a</Id><Cash>5</Cash>"],
  ])("%j is written and read", (value, xml) => {
    expect(write(payment, value)).toBe(xml);
    expect(read(payment, wrap(xml))).toEqual(value);
  });

  test("is read in any order, with unknown elements between", () => {
    expect(
      read(payment, wrap("<New/><Note>n</Note><Currency>EUR</Currency><Other/><Cash>5</Cash><Id>a</Id><Cash>6</Cash>")),
    ).toMatchObject({
      Id: "a",
      Cash: 5,
      Currency: "EUR",
      Note: "n",
      Card: undefined,
      $any: [{ name: "New" }, { name: "Other" }, { name: "Cash", children: ["6"] }],
    });
  });

  test("with two alternatives is refused when read and when written, and kept by a lenient port", () => {
    const xml = wrap("<Id>a</Id><Card>c</Card><Cash>5</Cash>");
    const both = { Id: "a", Card: "c", Cash: 5 };
    const message = "expected one of Card, Cash, found Card and Cash";
    expect(refusal(() => read(payment, xml))).toBe(`r (line 1): ${message}`);
    expect(refusal(() => write(payment, both))).toBe(message);
    const found: Unfit[] = [];
    expect(read(payment, xml, { tolerance: { misfit: (unfit) => void found.push(unfit) } })).toEqual(both);
    expect(found).toMatchObject([{ reason: { expected: "one of Card, Cash", found: "Card and Cash" } }]);
  });

  test.each<[unknown, string]>([
    [{ Id: "a" }, "expected Card or Cash, found nothing"],
    [{ Card: "c" }, "Id: expected string, found nothing"],
    [{ Id: "a", Currency: "EUR" }, "Cash: expected int, found nothing"],
    [{ Id: "a", Card: "c", Currency: "EUR" }, "expected one of Card, Cash, found Card and Currency"],
    [{ Id: "a", Cash: "5" }, 'Cash: expected int, found "5"'],
    [{ Id: "a", Card: "c", New: 1 }, "New: expected no such property"],
  ])("%j is refused", (value, message) => {
    expect(refusal(() => write(payment, value))).toBe(message);
  });

  test.each([
    ["<Id>a</Id>", "expected <Card> or <Cash>, which are missing"],
    ["<Card>c</Card>", "expected <Id>, which is missing"],
    ["<Id>a</Id><Currency>EUR</Currency>", "expected <Cash>, which is missing"],
    ["", "expected <Id>, which is missing"],
  ])("%s is malformed", (xml, message) => {
    expect(refusal(() => read(payment, wrap(xml)))).toBe(`r (line 1): ${message}`);
  });

  test("with alternatives that begin alike is resolved by the later elements", () => {
    const table: Table = {
      namespace,
      sequence: { A: string, B: string, C: { type: string, minOccurs: 0 }, D: string },
      content: choice(sequence("A", "B"), sequence("A", "C", "D")),
    };
    for (const value of [
      { A: "a", B: "b" },
      { A: "a", D: "d" },
      { A: "a", C: "c", D: "d" },
    ]) {
      expect(read(table, wrap(write(table, value)))).toEqual(value);
    }
    expect(refusal(() => write(table, { A: "a" }))).toBe("expected B or D, found nothing");
    expect(refusal(() => write(table, { A: "a", C: "c" }))).toBe("D: expected string, found nothing");
    expect(refusal(() => write(table, { B: "b" }))).toBe("A: expected string, found nothing");
    expect(refusal(() => write(table, { A: "a", B: "b", D: "d" }))).toBe(
      "expected one of A with B, A with D, found A, B and D",
    );
    expect(refusal(() => read(table, wrap("<A>a</A>")))).toBe("r (line 1): expected <B> or <D>, which are missing");
  });

  test("may be optional", () => {
    const table: Table = {
      namespace,
      sequence: { A: string, B: string, C: string, D: string },
      content: sequence(optional(choice("A", "B")), optional(sequence("C", "D"))),
    };
    for (const value of [{}, { A: "a" }, { B: "b" }, { C: "c", D: "d" }, { B: "b", C: "c", D: "d" }]) {
      expect(read(table, wrap(write(table, value)))).toEqual(value);
    }
    expect(refusal(() => write(table, { C: "c" }))).toBe("D: expected string, found nothing");
    expect(refusal(() => read(table, wrap("<D>d</D>")))).toBe("r (line 1): expected <C>, which is missing");
    expect(refusal(() => write(table, { A: "a", B: "b" }))).toBe("expected one of A, B, found A and B");
  });

  test("is cut off in messages if it has many elements", () => {
    const keys = Array.from({ length: 1000 }, (_, k) => `E${k}`);
    const table: Table = {
      namespace,
      sequence: Object.fromEntries(keys.map((key) => [key, string])),
      content: choice(...keys),
    };
    expect(refusal(() => write(table, {}))).toBe("expected E0, E1, E2, E3, E4, E5 or 994 others, found nothing");
    expect(refusal(() => read(table, wrap("")))).toContain("expected <E0>, <E1>, <E2>, <E3>, <E4>, <E5> or 994 others");
    expect(write(table, { E999: "x" })).toBe("<E999>x</E999>");
  });

  test("may have members named after properties of every object", () => {
    const keys = ["constructor", "__proto__", "toString"];
    const table: Table = {
      namespace,
      sequence: Object.fromEntries(keys.map((key) => [key, string])),
      content: choice(...keys),
    };
    for (const key of keys) {
      const xml = `<${key}>x</${key}>`;
      const value = read(table, wrap(xml)) as object;
      expect(Object.entries(value).filter(([, part]) => part !== undefined)).toEqual([[key, "x"]]);
      expect(write(table, value)).toBe(xml);
    }
    expect(refusal(() => write(table, {}))).toBe("expected constructor, __proto__ or toString, found nothing");
  });
});

test("each way to leave members out of a content model is distinguished from the others", () => {
  const keys = Array.from({ length: 9 }, (_, k) => `E${k}`);
  const table: Table = {
    namespace,
    sequence: Object.fromEntries(keys.map((key) => [key, { type: string, minOccurs: 0 }])),
    content: sequence(...keys.slice(0, 8), choice("E8")),
  };
  for (let there = 0; there < 512; there++) {
    const value = Object.fromEntries(keys.filter((_, k) => (there >> k) & 1).map((key) => [key, key]));
    expect(read(table, wrap(write(table, value)))).toEqual(value);
  }
});

test("content that does not name the table's properties is found when it is first used", () => {
  const table = { namespace, sequence: { A: string, B: string } };
  expect(refusal(() => read({ ...table, content: choice("A", "C") }, wrap("")))).toBe(
    "the content of a table names C, which is not a property of it",
  );
  expect(refusal(() => read({ ...table, content: sequence("A") }, wrap("")))).toBe(
    "the content of a table does not name all its properties",
  );
});

/** A content model over consecutively named properties, and a predicate for the values that it allows. */
interface Model {
  readonly part: string | ContentModel;
  readonly keys: readonly string[];
  readonly value: Record<string, string>;
}

/** Whatever is drawn for it, the keys of a model are `prefix` and a number for each part on the way. */
function models(prefix: string, depth: number): fc.Arbitrary<Model> {
  const leaf = fc
    .string({ maxLength: 3, unit: "grapheme-ascii" })
    .map((text): Model => ({ part: prefix, keys: [prefix], value: { [prefix]: text } }));
  if (depth === 0) return leaf;
  const parts = fc
    .integer({ min: 1, max: 3 })
    .chain((count) => fc.tuple(...Array.from({ length: count }, (_, k) => models(`${prefix}_${k}`, depth - 1))));
  const all = (inner: readonly Model[]) => inner.flatMap(({ keys }) => keys);
  return fc.oneof(
    leaf,
    parts.map((inner) => ({
      part: sequence(...inner.map(({ part }) => part)),
      keys: all(inner),
      value: Object.assign({}, ...inner.map(({ value }) => value)) as Record<string, string>,
    })),
    fc.tuple(parts, fc.nat()).map(([inner, at]) => ({
      part: choice(...inner.map(({ part }) => part)),
      keys: all(inner),
      value: inner[at % inner.length]?.value ?? {},
    })),
    fc.tuple(models(prefix, depth - 1), fc.boolean()).map(([inner, there]) => ({
      part: optional(typeof inner.part === "string" ? sequence(inner.part) : inner.part),
      keys: inner.keys,
      value: there ? inner.value : {},
    })),
  );
}

const tableOf = ({ part, keys }: Model): Table => ({
  namespace,
  sequence: Object.fromEntries(keys.map((key) => [key, string])),
  content: typeof part === "string" ? sequence(part) : part,
});

test("a value that fits a content model is written, and read again in any order", () => {
  fc.assert(
    fc.property(models("E", 4), fc.array(fc.nat(), { minLength: 1, maxLength: 30 }), (model, order) => {
      const table = tableOf(model);
      const xml = write(table, model.value);
      expect(read(table, wrap(xml))).toEqual(model.value);
      const elements = Object.entries(model.value).map(([key]) => key);
      expect([...xml.matchAll(/<(\w+)>/g)].map((match) => match[1])).toEqual(elements);
      const shuffled = elements
        .map((key, k) => ({
          at: order[k % order.length] ?? 0,
          text: xml.slice(xml.indexOf(`<${key}>`), xml.indexOf(`</${key}>`) + key.length + 3),
        }))
        .sort((a, b) => a.at - b.at);
      expect(read(table, wrap(shuffled.map(({ text }) => text).join("")))).toEqual(model.value);
    }),
  );
});

test("content that was read can be written", () => {
  fc.assert(
    fc.property(models("E", 3), fc.array(fc.nat(), { maxLength: 6 }), (model, picks) => {
      const table = tableOf(model);
      const keys = [...new Set(picks.map((pick) => model.keys[pick % model.keys.length] ?? ""))];
      let value: unknown;
      try {
        value = read(table, wrap(keys.map((key) => `<${key}>x</${key}>`).join("")));
      } catch (error) {
        const reason = /^expected (.*, which (is|are) missing|one of .*, found .*)$/;
        expect(error).toHaveProperty("message", expect.stringMatching(reason));
        return;
      }
      expect(value).toEqual(Object.fromEntries(keys.map((key) => [key, "x"])));
      expect(refusal(() => write(table, value))).toBe("no error");
    }),
  );
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { writeEnvelope } from "../../templates/runtime/binding/envelope.js";
import {
  openContent,
  anyType,
  boolean,
  date,
  dateTimeAsDate,
  decimal,
  decimalAsNumber,
  double,
  enumeration,
  hexBinary,
  int,
  list,
  long,
  RequestError,
  restricted,
  string,
  union,
  type Message,
  type Table,
} from "../../templates/runtime/index.js";
import { operationOf } from "../../templates/runtime/binding/port.js";
import {
  fromJson,
  partFromJson,
  tableFromJson,
  toJson,
  type Conversion,
  type Json,
} from "../../templates/stand-in/json.js";
import { shownProblem } from "../../templates/stand-in/problem.js";
import { randomFrom } from "../../templates/stand-in/random-numbers.js";
import { messageValue } from "../../templates/stand-in/random.js";
import { hostileTexts } from "../support/hostile-texts.js";
import { everything } from "./everything.js";
import { generatedContracts } from "./generated.js";

const generated = generatedContracts.flatMap((contract) =>
  Object.values(contract().operations).flatMap(({ operation }) => {
    const { name, request, response } = operationOf(operation);
    return [
      { name: `the request of ${name}`, message: request },
      ...(response === undefined ? [] : [{ name: `the response of ${name}`, message: response }]),
    ];
  }),
);

test.each([{ name: "every construct", message: everything }, ...generated])(
  "values come back from JSON: $name",
  ({ message: { body, encoded } }) => {
    const message: Message = { body, ...(encoded && { encoded }) };
    for (let seed = 1; seed <= 24; seed++) {
      const texts = seed % 2 === 0 ? { texts: hostileTexts } : {};
      const value = messageValue(message, { random: randomFrom(seed), valid: seed % 3 !== 0, ...texts });
      const json: unknown = JSON.parse(JSON.stringify(toJson(value)));
      const back = fromJson(message, json);
      expect(back).toEqual({ kind: "value", value });
      expect(writeEnvelope("soap12", message, valueOf(back), {}, [], { openContent })).toEqual(
        writeEnvelope("soap12", message, value, {}, [], { openContent }),
      );
    }
  },
);

/** JSON that may occur anywhere in a document written by hand. */
const wrong: readonly unknown[] = [
  ...[null, true, 0, -1, 1.5, 1e30, "", "x", "2024-02-29", "\u0001", "\ud800", "Cat"],
  ...[[], [null], [[]], {}, { $type: "Dog" }, { $any: [{}] }, { $any: [{ name: "a", children: [{ name: "b" }] }] }],
  ...[{ $attributes: [{ name: "a", value: "b" }] }, { $attributes: {} }, { name: "x" }, { constructor: 1 }],
];

test("every accepted value can be written, whatever JSON it came from", () => {
  const found = { value: 0, problems: 0 };
  fc.assert(
    fc.property(fc.nat(), fc.nat(), fc.oneof(fc.constantFrom(...wrong), fc.jsonValue()), (seed, at, other) => {
      const value = messageValue(everything, { random: randomFrom(seed), valid: false });
      const conversion = fromJson(everything, replaced(toJson(value), at, other));
      found[conversion.kind]++;
      if (conversion.kind === "value") writeEnvelope("soap11", everything, conversion.value, {}, [], { openContent });
      else expect(conversion.problems).not.toEqual([]);
    }),
    { numRuns: 400 },
  );
  expect(Math.min(found.value, found.problems)).toBeGreaterThan(20);
});

/** The document with another value at some place. */
function replaced(json: Json, at: number, other: unknown): unknown {
  const count = sizeOf(json);
  let left = at % count;
  const visit = (part: unknown): unknown => {
    if (left-- === 0) return other;
    if (typeof part !== "object" || part === null) return part;
    if (Array.isArray(part)) return part.map(visit);
    return Object.fromEntries(Object.entries(part).map(([name, inner]: [string, unknown]) => [name, visit(inner)]));
  };
  return visit(json);
}

function sizeOf(json: unknown): number {
  if (typeof json !== "object" || json === null) return 1;
  return Object.values(json).reduce((sum: number, part: unknown) => sum + sizeOf(part), 1);
}

function valueOf(conversion: Conversion): unknown {
  if (conversion.kind === "value") return conversion.value;
  throw new Error(JSON.stringify(conversion.problems));
}

/** A message with one element `it`. */
function one(type: Table["sequence"]): Message {
  return {
    body: { namespace: "urn:one", sequence: { It: { namespace: "urn:one", ...(type && { sequence: type }) } } },
  };
}

test.each([
  ["text of a long", long, "12", 12n],
  ["a number for a long", long, 12, 12n],
  ["a number for a decimal", decimal, 2.5, "2.5"],
  ["a number for text", string, 5, "5"],
  ["text of a number", int, " 7 ", 7],
  ["text of a boolean", boolean, "true", true],
  ["words that JSON has no number for", double, "-INF", -Infinity],
  ["zero below zero", double, "-0", -0],
  ["a numeral in another form", double, " +0012.50e-1 ", 1.25],
  ["a numeral of a number without exponent", decimalAsNumber, "0.00000010", 1e-7],
  ["a long numeral of zero", decimalAsNumber, "-0.000", -0],
  ["base64 for bytes that are hexadecimal in XML", hexBinary, "AAEC", Uint8Array.of(0, 1, 2)],
  ["the text of a list", list(int), "1 2", [1, 2]],
  ["text of a time", dateTimeAsDate, "2024-02-29T12:00:00Z", new Date("2024-02-29T12:00:00Z")],
  ["a member of a union that takes it as it is", union(long, string), "7", "7"],
  ["a member of a union that reads it", union(long, date), "7", 7n],
  ["a facet that a server does not check", restricted(int, { maxInclusive: "3" }), 4, 4],
])("takes %s", (_, type, json, value) => {
  expect(fromJson(one({ It: type }), { It: json })).toEqual({ kind: "value", value: { It: value } });
});

test.each([
  ["a misfit", int, "seven", 'expected int, found "seven"'],
  ["a fraction", int, 1.5, "expected int, found 1.5"],
  ["null", int, null, /^expected int, found null; the spec does not declare it nillable/],
  ["an object", int, { a: 1 }, "expected int, found an object"],
  ["a list", string, ["a"], "expected string, found an array"],
  ["an exponent", decimal, 1e-9, "expected decimal, found 1e-9"],
  ["what was rounded", long, 12345678901234567890, /which is not exact as a number: it can be a string$/],
  ["a number beyond double", double, "1e400", 'expected double, found "1e400", which would be written as INF'],
  ["a number too close to zero", double, "1e-400", 'expected double, found "1e-400", which would be written as 0'],
  ["an item beyond double", list(double), "1 1e400", /which would be written as 1 INF$/],
  [
    "digits that a number loses",
    decimalAsNumber,
    "0.12345678901234567891",
    'expected decimal, found "0.12345678901234567891", which would be written as 0.12345678901234568',
  ],
  ["no base64", hexBinary, "A", 'expected base64 text, found "A"'],
  ["no member", enumeration(["Draft", "Sent"]), "Snet", 'expected "Draft" or "Sent", found "Snet"'],
  ["none of a union", union(int, date), "x", 'expected int or date, found "x"'],
  ["what XML cannot hold", string, "\u0001", "expected characters that XML can hold, found U+0001"],
  ["half a character", string, "\ud800", "expected characters that XML can hold, found U+D800"],
])("refuses %s", (_, type, json, message) => {
  const conversion = fromJson(one({ It: type }), { It: json });
  const said: unknown = typeof message === "string" ? message : expect.stringMatching(message);
  expect(conversion).toEqual({ kind: "problems", problems: [{ path: ["It"], message: said }] });
  expect(() => writeEnvelope("soap11", one({ It: type }), { It: json }, {}, [], { openContent })).toThrow(RequestError);
});

test("refuses a number of JSON that its parser does not take", () => {
  for (const text of ['{ "It": 1e400 }', '{ "It": -1e400 }']) {
    const { kind } = fromJson(one({ It: double }), JSON.parse(text));
    expect(kind).toBe("problems");
  }
});

test("says all that is wrong, and where", () => {
  const json: unknown = JSON.parse(`{
    "$id": "x", "$Lang": "en", "Simple": { "string": 1 }, "Lists": { "numbers": [1, "x"], "grid": [null, [1, {}]], "flags": "Read Wriet",
    "bytes": ["AA==", "?"], "nils": {} }, "Chosen": { "Shelf": 1, "Hall": "a" }, "Pet": { "Name": "Tom" }, "Odd": { "__proto__": { "x": 1 },
    "constructor": "?" }, "Text": "5", "Rows": { "$rows": [{ "$attributes": [], "Key": "k" }, {}] }, "Mixed": { "$mixed": ["a", { "b": "x",
    "i": 1 }, { "b": 1, "j": 2 }, 3] }, "Whole": { "name": "a b", "children": [1], "attributes": [{ "name": "x", "value": 5 }, {}] }
  }`);
  const { kind, ...rest } = fromJson(everything, json);
  expect(kind).toBe("problems");
  expect("problems" in rest && rest.problems.map(shownProblem)).toMatchInlineSnapshot(`
    [
      "$id: expected int, found "x"",
      "$Lang: unknown property "$Lang"; did you mean "$lang"?",
      "Simple.token: expected token, found nothing",
      "Simple.boolean: expected boolean, found nothing",
      "Simple.int: expected int, found nothing",
      "Simple.byte: expected unsignedByte, found nothing",
      "Simple.long: expected long, found nothing",
      "Simple.integer: expected integer, found nothing",
      "Simple.decimal: expected decimal, found nothing",
      "Simple.double: expected double, found nothing",
      "Simple.date: expected date, found nothing",
      "Simple.instant: expected dateTime, found nothing",
      "Simple.duration: expected duration, found nothing",
      "Simple.char: expected char, found nothing",
      "Simple.base64: expected base64Binary, found nothing",
      "Simple.hex: expected hexBinary, found nothing",
      "Simple.closed: expected "Draft" or "Sent", found nothing",
      "Simple.open: expected text, found nothing",
      "Simple.code: expected string, found nothing",
      "Simple.small: expected integer, found nothing",
      "Simple.either: expected int or hexBinary or list of boolean, found nothing",
      "Simple.usual: expected int, found nothing",
      "Simple.only: expected string, found nothing",
      "Lists.numbers[1]: expected long, found "x"",
      "Lists.grid[1][1]: expected int, found an object",
      "Lists.flags: expected list of "Read" or "Write", found "Read Wriet"",
      "Lists.bytes[1]: expected base64 text, found "?"",
      "Lists.nils: expected a list, found an object",
      "Chosen: expected one of Shelf, Hall, found Shelf and Hall",
      "Pet.$type: expected "Cat" or "Dog", found nothing",
      "Odd.__proto__.x: unknown property "x"; known: "constructor", "toString", "__proto__", "hasOwnProperty", "$any", "$attributes"",
      "Odd.constructor: expected int, found "?"",
      "Text: expected an object, found "5"",
      "Rows.$rows[0].$attributes: expected no such property: a group of elements has no attributes",
      "Rows.$rows[1].Key: expected string, found nothing",
      "Mixed.$mixed[1]: expected one of b, i, found b and i",
      "Mixed.$mixed[2].j: unknown property "j"; known: "b", "i", "$any", "$attributes"",
      "Mixed.$mixed[3]: expected an object, found 3",
      "Whole.name: expected an XML name, found "a b"",
      "Whole.children[0]: expected an object, found 1",
      "Whole.attributes[1].name: expected an XML name, found nothing",
      "Open: expected an object, found nothing",
    ]
  `);
});

test("a part may lack required members", () => {
  expect(partFromJson(everything, { Lists: { numbers: ["1"] }, Pet: { $type: "Cat", Lives: 9 } })).toEqual({
    kind: "value",
    value: { Lists: { numbers: [1n] }, Pet: { $type: "Cat", Lives: 9 } },
  });
  expect(partFromJson(everything, { Whole: { children: ["x"] } })).toEqual({
    kind: "value",
    value: { Whole: { children: ["x"] } },
  });
  expect(partFromJson(everything, { lists: {} })).toEqual({
    kind: "problems",
    problems: [{ path: ["lists"], message: 'unknown property "lists"; did you mean "Lists"?' }],
  });
});

test("a message without content has no value, and others have one", () => {
  expect(fromJson({ body: { namespace: "urn:one" } }, undefined)).toEqual({ kind: "value", value: {} });
  expect(fromJson({ body: { sequence: { It: { type: int, minOccurs: 0 } } } }, undefined)).toEqual({
    kind: "value",
    value: undefined,
  });
  expect(fromJson(one({}), undefined)).toEqual({
    kind: "problems",
    problems: [{ path: [], message: "expected an object, found nothing" }],
  });
});

test("a text with white space that separates or vanishes is not an item of a list", () => {
  const lists = one({ Texts: list(string), Bytes: list(hexBinary) });
  const { kind, ...rest } = fromJson(lists, { Texts: ["a b", "c"], Bytes: ["AQ==", ""] });
  expect(kind).toBe("problems");
  expect("problems" in rest && rest.problems.map(shownProblem)).toEqual([
    'Texts[0]: expected text without white space, found "a b"',
    'Bytes[1]: expected text without white space, found ""',
  ]);
});

test("header blocks and details are tables", () => {
  const table: Table = { namespace: "urn:one", sequence: { Key: string, Level: { type: long, minOccurs: 0 } } };
  expect(tableFromJson(table, { Level: 7, Key: "k" })).toEqual({ kind: "value", value: { Key: "k", Level: 7n } });
  expect(tableFromJson(table, {})).toEqual({
    kind: "problems",
    problems: [{ path: ["Key"], message: "expected string, found nothing" }],
  });
});

test("names that objects have are names like others", () => {
  const message = one({ ["__proto__"]: { type: int, minOccurs: 0 }, constructor: { type: int, minOccurs: 0 } });
  const json: unknown = JSON.parse('{ "__proto__": 1, "constructor": 2 }');
  const value = valueOf(fromJson(message, json));
  expect(Object.entries(value as object)).toEqual([
    ["__proto__", 1],
    ["constructor", 2],
  ]);
  expect(JSON.stringify(toJson(value))).toBe('{"__proto__":1,"constructor":2}');
  const refused = fromJson(one({}), JSON.parse('{ "__proto__": { "polluted": true }, "toString": 1 }'));
  expect(refused).toMatchObject({ problems: [{ path: ["__proto__"] }, { path: ["toString"] }] });
  expect({}).not.toHaveProperty("polluted");
});

test.each([
  ["objects", SelfTable, '{"Self":', "{}", "}"],
  ["elements", anyType, '{"name":"a","children":[', "", "]}"],
  ["lists", GridTable, "[", "", "]"],
])("the depth of JSON is bounded: %s", (_, type, open, middle, close) => {
  const json: unknown = JSON.parse(open.repeat(20_000) + middle + close.repeat(20_000));
  const deep = fromJson(one({ Self: type }), { Self: json });
  expect(deep).toMatchObject({
    problems: [{ message: "expected at most 768 values inside each other" }],
  });
});

test("values without a form in JSON become text", () => {
  const value = { Bytes: Uint8Array.of(255), Big: 2n ** 60n, Small: -3n, None: undefined, At: new Date(0), Not: NaN };
  expect(toJson(value)).toEqual({
    Bytes: "/w==",
    Big: "1152921504606846976",
    Small: -3,
    At: "1970-01-01T00:00:00Z",
    Not: "NaN",
  });
});

test("a graph has no JSON form, nor has what is too deep", () => {
  const shared = { Name: "both" };
  const cycle: { Next?: unknown } = {};
  cycle.Next = [cycle];
  for (const graph of [[shared, shared], cycle]) {
    expect(() => toJson(graph)).toThrow("expected a tree, found an object that is there twice");
  }
  let chain: object = {};
  for (let k = 0; k < 20_000; k++) chain = { chain };
  expect(() => toJson(chain)).toThrow("expected at most 768 values inside each other");
});

function SelfTable(): Table {
  return { namespace: "urn:one", sequence: { Self: { type: SelfTable, minOccurs: 0 } } };
}

function GridTable(): Table {
  return { namespace: "urn:one", list: { row: GridTable } };
}

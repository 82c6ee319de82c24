import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { expect, test } from "vitest";
import { callStatement, literal } from "../../../templates/stand-in/browser/literal.js";

function evaluated(text: string): unknown {
  return runInThisContext(`(${text})`);
}

const scalars = [
  fc.string({ unit: "binary" }),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: false }),
  fc.uint8Array({ maxLength: 40 }),
];
const key = fc.oneof(fc.string(), fc.constantFrom("__proto__", "$type", "constructor", "a-b", "ü", "\u202e"));
const { value: values } = fc.letrec((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, ...scalars, fc.array(tie("value")), fc.dictionary(key, tie("value"))),
}));

test("a literal is an expression of its value", () => {
  fc.assert(
    fc.property(values, (value) => {
      expect(evaluated(literal(value))).toEqual(value);
    }),
  );
});

test("a literal is what one would type", () => {
  expect(literal({ Sku: "A-1", $type: "Item", "a-b": [1, 2n, null], absent: undefined, Empty: [], None: {} })).toBe(
    `{ Sku: "A-1", $type: "Item", "a-b": [1, 2n, null], Empty: [], None: {} }`,
  );
  const at = new Date("2026-01-02T03:04:05Z");
  expect(literal([at, new Uint8Array([1, 255]), -0, Infinity, NaN])).toBe(
    `[new Date("2026-01-02T03:04:05.000Z"), new Uint8Array([1, 255]), -0, Infinity, NaN]`,
  );
  expect(literal({ Long: "x".repeat(60), Inner: { Other: "y".repeat(30), More: [{ A: 1 }, { B: 2 }] } })).toBe(`{
  Long: "${"x".repeat(60)}",
  Inner: { Other: "${"y".repeat(30)}", More: [{ A: 1 }, { B: 2 }] },
}`);
  expect(callStatement("const reply = await ", "getPrice", [{ code: `soap12("u")` }, { value: { Sku: "A-1" } }])).toBe(
    `const reply = await getPrice(soap12("u"), { Sku: "A-1" });`,
  );
});

test("nothing in a literal hides or reorders the surrounding text", () => {
  const hidden = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/u;
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      (text) => !hidden.test(literal([text, { [text]: 1 }]).replaceAll("\n", "")),
    ),
  );
});

test("objects that hold themselves, are very deep or are met very often end somewhere", () => {
  const self: { Name: string; Self?: unknown } = { Name: "a" };
  self.Self = self;
  expect(literal(self)).toBe(`{ Name: "a", Self: undefined /* an object that holds this one */ }`);
  let deep: unknown = "end";
  for (let k = 0; k < 5_000; k++) deep = { deep };
  expect(literal(deep)).toContain("/* cut here */");
  let often: unknown = {};
  for (let k = 0; k < 100; k++) often = [often, often];
  expect(literal(often).length).toBeLessThan(10_000_000);
});

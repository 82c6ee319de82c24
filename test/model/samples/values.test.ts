import { expect, test } from "vitest";
import { addLooks, commonLook, lookOf, showsValues } from "../../../generator/model/samples/values.js";
import type { SampleElement, SoapSample } from "../../../generator/read/help-page/help-page.js";

test.each([
  ["true", "boolean"],
  ["1", "int"],
  ["007", "text"],
  ["20240201", "int"],
  ["12345678901", "decimal"],
  ["9.50", "decimal"],
  ["2024-02-01T10:00:00", "dateTime"],
  ["2024-02-01T10:00:00.123+01:00", "dateTime"],
  ["2024-02-01", "text"],
  ["", "empty"],
])("%j looks like %s", (text, look) => {
  expect(lookOf(text)).toBe(look);
});

test("values have a look in common only where none differs, empty ones too", () => {
  expect(commonLook(addLooks({ boolean: 1 }, { boolean: 2 }))).toBe("boolean");
  expect(commonLook(addLooks({ boolean: 1 }, { empty: 1 }))).toBeUndefined();
  expect(commonLook({})).toBeUndefined();
});

test.each([
  ["most texts are values", ["a1", "b2", "int"], false, true],
  ["most texts are names of types", ["string", "int", "b2"], true, false],
  ["a recorded message has one text", ["a1"], true, true],
  ["a page has one text, which may be an enumeration", ["Open"], false, false],
  ["a page has one text, which stands for a value", ["?"], false, true],
  ["a page has one text that stands for a value among names of types", ["?", "int", "string"], false, false],
  ["a recorded message has none", [], true, true],
] as const)("tells what travelled from samples where %s", (_, texts, recorded, expected) => {
  expect(showsValues(sample(texts, recorded))).toBe(expected);
});

function sample(texts: readonly string[], recorded: boolean): SoapSample {
  const place = { path: "", line: 1, column: 1 };
  const children: SampleElement[] = texts.map((text) => ({
    kind: "element",
    name: "x",
    namespace: "",
    attributes: [],
    children: [{ kind: "text", text, place }],
    place,
  }));
  const body: SampleElement = { kind: "element", name: "Op", namespace: "", attributes: [], children, place };
  const head = { message: "request", binding: "soap11", header: [], place } as const;
  return { ...head, ...(recorded && { recorded }), body: [body] };
}

import { describe, expect, test } from "vitest";
import { clark, type Element, type Type } from "../../generator/model/service.js";
import { hasValueOf } from "../../generator/values/same-value.js";
import { attribute, complex, element, listOf, simple } from "../support/model.js";

const types: readonly Type[] = [
  complex("Ints", { int: "int*" }),
  complex("Numbers", { Number: "int*" }),
  complex("Nils", { int: "int!*" }),
  complex("Texts", { string: "string*" }),
  complex("Rows", { Row: "Ints*" }),
  complex("OtherRows", { Line: "Numbers*" }),
  complex("Knot", { Label: "string?", Next: "Knot?" }),
  complex("OtherKnot", { Label: "string?", Next: "OtherKnot?" }),
  complex("LooseKnot", { Label: "string!?", Next: "LooseKnot?" }),
  complex("NumberedKnot", { Label: "int?", Next: "NumberedKnot?" }),
  complex("Longer", { Label: "string?", Next: "Longer?", More: "string?" }),
  complex("Optional", { A: "int?" }),
  complex("Required", { A: "int" }),
  { ...complex("Marked", {}), attributes: [attribute("id", "int", "required")] },
  { ...complex("MaybeMarked", {}), attributes: [attribute("id", "int", "optional")] },
  { ...complex("Said", {}), content: { kind: "text", type: { kind: "builtin", name: "string" } } },
  { ...complex("Counted", {}), content: { kind: "text", type: { kind: "builtin", name: "int" } } },
  { ...complex("Base", {}), derived: ["{${namespace}}Knot"] },
  { ...complex("Other", {}), derived: ["{urn:shop}Longer"] },
  simple("Grade", ["Good", "Bad"]),
  simple("Short", ["Good"]),
  { ...simple("Open", ["Good"]), open: true },
  listOf("Grades", "Grade"),
  listOf("Shorts", "Short"),
];

const all = new Map(types.map((type) => [clark(type.name), type]));

function fits(root: Element | string, other: Element | string): boolean {
  const of = (each: Element | string) => (typeof each === "string" ? element("E", each) : each);
  return hasValueOf(of(root), of(other), all);
}

describe("a value of a root", () => {
  test.each([
    ["int", "int"],
    ["Ints", "Ints"],
    ["Ints", "Numbers"],
    ["Ints", "Nils"],
    ["Ints", "int*"],
    ["Rows", "OtherRows"],
    ["Knot", "OtherKnot"],
    ["Knot", "LooseKnot"],
    ["Required", "Optional"],
    ["Marked", "MaybeMarked"],
    ["Short", "Grade"],
    ["Short", "string"],
    ["Grade", "Open"],
    ["Shorts", "Grades"],
    ["int!", "int!"],
    ["int!", "int?"],
  ])("%s is one of %s", (root, other) => {
    expect(fits(root, other)).toBe(true);
  });

  test.each([
    ["int", "string"],
    ["Ints", "int"],
    ["int", "Ints"],
    ["Nils", "Ints"],
    ["Texts", "Ints"],
    ["Rows", "Ints"],
    ["LooseKnot", "Knot"],
    ["NumberedKnot", "Knot"],
    ["Longer", "Knot"],
    ["Knot", "Longer"],
    ["Optional", "Required"],
    ["MaybeMarked", "Marked"],
    ["Said", "Counted"],
    ["Said", "Knot"],
    ["Base", "Other"],
    ["Base", "Knot"],
    ["Grade", "Short"],
    ["string", "Grade"],
    ["Open", "Grade"],
    ["Grades", "Shorts"],
    ["Grades", "Grade"],
    ["int!", "int"],
  ])("%s is not one of %s", (root, other) => {
    expect(fits(root, other)).toBe(false);
  });
});

test("types can be nested deeper than the stack", () => {
  const depth = 20_000;
  const chain = (name: string) =>
    Array.from({ length: depth }, (_, index) => complex(`${name}${index}`, { Next: `${name}${index + 1}?` }));
  const deep = new Map(
    [...chain("A"), ...chain("B"), complex(`A${depth}`, { X: "int" }), complex(`B${depth}`, { X: "int" })].map(
      (type) => [clark(type.name), type],
    ),
  );
  expect(hasValueOf(element("E", "A0"), element("E", "B0"), deep)).toBe(true);
});

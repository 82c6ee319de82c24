import { expect, test } from "vitest";
import type { Particle } from "../../generator/model/service.js";
import { contentOf } from "../../generator/values/property-group.js";
import { complex, element, elements, group } from "../support/model.js";
import { shape } from "./group-text.js";

test("each alternative of a choice forbids what the others have", () => {
  const given = [
    element("Id", "string"),
    group("choice", [element("Card", "string"), group("sequence", elements({ Cash: "decimal", Currency: "string?" }))]),
  ];
  expect(contentOf(complex("Payment", given)).content).toEqual({
    kind: "sequence",
    parts: ["Id", { kind: "choice", parts: ["Card", { kind: "sequence", parts: ["Cash", "Currency"] }] }],
  });
  expect(shape(given)).toEqual(["Id", ["Card -Cash -Currency", "-Card Cash Currency?"]]);
});

test("a choice of more than eight alternatives is members that can be absent, and so are unions of more than 64 combinations", () => {
  const choice = (name: string, count: number): Particle =>
    group(
      "choice",
      Array.from({ length: count }, (_, k) => element(`${name}${k}`, "int")),
    );
  expect(shape([choice("A", 8)])).toEqual([expect.objectContaining({ length: 8 })]);
  expect(shape([choice("A", 9)])).toEqual(Array.from({ length: 9 }, (_, k) => `A${k}?`));
  const found = shape([choice("A", 8), choice("B", 8), choice("C", 2)]);
  expect(found).toEqual(["C0?", "C1?", expect.objectContaining({ length: 8 }), expect.objectContaining({ length: 8 })]);
});

import { expect, test } from "vitest";
import { assumeConventions } from "../../generator/model/conventions.js";
import { reach, withoutUnreached } from "../../generator/model/reach.js";
import type { Service, SimpleType } from "../../generator/model/service.js";
import { complex, element, message, operation, service, simple } from "../support/model.js";
import { key, zoo } from "./declared.js";
import { fault, list } from "./particles.js";

function locals({ types }: Service): readonly string[] {
  return types.map(({ name }) => name.local);
}

test("messages and faults reach types through groups, text, lists, unions and derived types, outer before inner", () => {
  expect(locals(withoutUnreached(zoo([complex("Plant", {})])))).toEqual([
    "Feed",
    "Animal",
    "Dog",
    "Bone",
    "Length",
    "Cat",
    "Lion",
    "Sizes",
    "Size",
    "Word",
    "Food",
    "Meat",
    "FeedResponse",
    "Hunger",
  ]);
});

test("a derived type does not reach the one that it is derived from", () => {
  const types = zoo().types;
  expect([...reach([element("Pet", "Dog")], { types })]).toEqual(["Dog", "Bone", "Length"].map(key));
});

test("a derived type is named only if the service has it", () => {
  const half = withoutUnreached({ ...zoo(), types: zoo().types.filter(({ name }) => name.local !== "Lion") });
  const [animal, cat] = ["Animal", "Cat"].map((local) => half.types.find(({ name }) => name.local === local));
  expect(animal).toMatchObject({ derived: [key("Dog"), key("Cat")] });
  expect(cat).not.toHaveProperty("derived");
});

test("types that refer to themselves in every way end", () => {
  const types = [
    complex("A", [element("a", "A")], { derived: [key("A"), key("B")] }),
    complex("B", {}, { derived: [key("A")] }),
    list("L", "L"),
  ];
  expect([...reach([element("a", "A"), element("l", "L")], { types })]).toEqual(["A", "B", "L"].map(key));
});

test("chains of types can be longer than the stack is deep", () => {
  const count = 20_000;
  const types = Array.from({ length: count }, (_, index) =>
    complex(`T${index}`, {}, { derived: [key(`T${index + 1}`)] }),
  );
  expect(reach([element("a", "T0")], { types }).size).toBe(count);
});

test("types in faults count as replies, and keep their declarations", () => {
  const asked = complex("Asked", { Id: "int" });
  const answered = complex("Hunger", { Since: "dateTime", Kind: "Kind" });
  const declared = { kind: "declared", places: [] } as const;
  const kind: SimpleType = { ...simple("Kind", ["a"]), evidence: { name: declared, content: declared } };
  const op = operation("Op", {
    request: message([element("Asked", "Asked")]),
    response: message([]),
    faults: [fault("Hungry", element("Hungry", "Hunger"))],
  });
  const [settled] = assumeConventions([service([op], [asked, answered, kind])]);
  expect(settled?.types).toEqual([asked, { ...answered, reply: true }, { ...kind, reply: true }]);
  expect(settled?.operations).toEqual([op]);
});

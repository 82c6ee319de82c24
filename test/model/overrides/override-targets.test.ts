import { expect, test } from "vitest";
import type { Override } from "../../../generator/configuration.js";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { applyOverrides } from "../../../generator/model/overrides/apply-overrides.js";
import { elementsIn } from "../../../generator/model/traversal.js";
import type { Service } from "../../../generator/model/service.js";
import { complex, element, service } from "../../support/model.js";
import { key, zoo } from "../declared.js";
import { choice, sequence } from "../particles.js";

function overridden(overrides: Readonly<Record<string, Override>>, of: Service = zoo()) {
  const diagnostics: Diagnostic[] = [];
  const place = { path: "soapwright.config.json", line: 1, column: 1 };
  const [changed] = applyOverrides(
    [of],
    { overrides },
    (each) => void diagnostics.push(each),
    () => place,
  );
  return { service: changed, diagnostics };
}

function membersOf(service: Service | undefined, local: string) {
  const type = service?.types.find(({ name }) => name.local === local);
  return type?.kind === "complex" ? elementsIn(type.content) : [];
}

test("members in groups have the paths that others have", () => {
  const { service, diagnostics } = overridden({
    "Food.Leaf": { type: "token", nillable: false },
    "Food.Meat": { maxOccurs: 2 },
  });
  expect(diagnostics).toEqual([]);
  expect(membersOf(service, "Food")).toMatchObject([
    { name: { local: "Meat" }, maxOccurs: 2 },
    { name: { local: "Leaf" }, type: { name: "token" }, nillable: false, evidence: { type: { kind: "overridden" } } },
  ]);
});

test("an element in several alternatives is one member", () => {
  const { service, diagnostics } = overridden(
    { "Food.Salt": { type: "int" } },
    withFood(
      choice([
        sequence([element("Meat", "string"), element("Salt", "string")]),
        sequence([element("Leaf", "string"), element("Salt", "string")]),
      ]),
    ),
  );
  expect(diagnostics).toEqual([]);
  expect(membersOf(service, "Food").map(({ type }) => type.name)).toEqual(["string", "int", "string", "int"]);
});

test("elements of faults, and of what faults hold, are overridden", () => {
  const { service, diagnostics } = overridden({
    "Feed.fault.Hungry": { nillable: true },
    "Hunger.Since": { type: "date" },
  });
  expect(diagnostics).toEqual([]);
  expect(service?.operations[0]?.faults).toMatchObject([{ name: "Hungry", element: { nillable: true } }]);
  expect(membersOf(service, "Hunger")).toMatchObject([{ type: { name: "date" } }]);
});

test("lists and unions are types that attributes can have", () => {
  const { service, diagnostics } = overridden({ "Meat.@of": { type: "Sizes" } });
  expect(diagnostics).toEqual([]);
  expect(service?.types.find(({ name }) => name.local === "Meat")).toMatchObject({
    attributes: [{ type: { kind: "type", name: key("Sizes") } }],
  });
});

test.each<[string, Readonly<Record<string, Override>>, string, string]>([
  ["a list", { Sizes: { open: true } }, "found open, expected name", "they are the facts of a type, and Sizes is one"],
  ["a type without enumeration", { Length: { open: true } }, "found open, expected name", "Length is one"],
  [
    "a member in a group, by a wrong name",
    { "Food.Meet": { minOccurs: 0 } },
    '"Food.Meet"',
    'did you mean "Food.Meat"?',
  ],
  [
    "a fault, by a wrong name",
    { "Feed.fault.Hungri": { minOccurs: 0 } },
    "Hungri",
    'did you mean "Feed.fault.Hungry"?',
  ],
])("%s has no such fact to override: an error with a hint", (_, overrides, found, hint) => {
  const { diagnostics } = overridden(overrides);
  expect(diagnostics).toMatchObject([{ severity: "error", code: "configuration-override" }]);
  expect(diagnostics[0]?.message).toContain(found);
  expect(diagnostics[0]?.hint).toContain(hint);
});

test("types that only an overridden reference reached are gone, from what is derived too", () => {
  const { service } = overridden({ "Feed.Animal": { type: "Dog" } });
  const left = service?.types.map(({ name }) => name.local) ?? [];
  expect(left).toContain("Dog");
  expect(left).not.toContain("Animal");
  expect(left).not.toContain("Lion");
  expect(JSON.stringify(service)).not.toContain("derived");
});

test("a port keeps its name at another address", () => {
  const [at] = applyOverrides(
    [zoo()],
    { address: "http://localhost/" },
    () => expect.fail(),
    () => ({
      path: "",
      line: 1,
      column: 1,
    }),
  );
  expect(at?.ports).toMatchObject([{ name: "ZooSoap", address: "http://localhost/" }, { binding: "soap12" }]);
});

function withFood(content: Parameters<typeof sequence>[0][number]): Service {
  const { operations, types } = zoo();
  const others = types.filter(({ name }) => name.local !== "Food");
  return service(operations, [...others, complex("Food", [content])]);
}

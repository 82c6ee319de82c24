import { expect, test } from "vitest";
import { clark, type Service, type Type } from "../../generator/model/service.js";
import { shareTypes } from "../../generator/model/share-types.js";
import { choiceKeys } from "../../generator/values/types.js";
import { attribute, complex, element, operation, qname, service, simple, substitutes } from "../support/model.js";
import { key, zoo } from "./declared.js";
import { any, choice, fault, list, sequence, union } from "./particles.js";

function named(name: string, shown: Service): Service {
  return { ...shown, name };
}

function localsOf(service: Service | undefined): readonly string[] {
  return service?.types.map(({ name }) => name.local) ?? [];
}

test("a service that is there twice shares every type", () => {
  const [one, two] = shareTypes([named("One", zoo()), named("Two", zoo())]);
  expect(two?.types).toEqual(one?.types);
  expect(localsOf(two)).toEqual(localsOf(zoo()));
});

const empty = { kind: "sequence", particles: [] } as const;

const facts: readonly (readonly [string, Type, Type])[] = [
  ["a facet", facet({ maxLength: 5 }), facet({ maxLength: 6 })],
  ["a pattern", facet({ patterns: ["a"] }), facet({})],
  ["a base", simple("T", ["1"]), simple("T", ["1"], false, "int")],
  ["an enumeration", simple("T", ["a"]), simple("T", ["a", "b"])],
  ["an item", list("T", "int"), list("T", "long")],
  ["a kind", list("T", "int"), union("T", "int")],
  ["a length of a list", list("T", "int"), list("T", "int", { facets: { length: 1 } })],
  ["members of a union", union("T", "int", "string"), union("T", "string", "int")],
  ["the kind of a group", complex("T", [choice(two())]), complex("T", [sequence(two(), { maxOccurs: 2 })])],
  ["occurrences of a group", complex("T", [choice(two())]), complex("T", [choice(two(), { minOccurs: 0 })])],
  ["a group", complex("T", two()), complex("T", [choice(two())])],
  ["an element in a group", complex("T", [choice(two())]), complex("T", [choice(two("long"))])],
  ["where wildcards end", complex("T", [any()]), complex("T", [any({ maxOccurs: 1 })])],
  ["namespaces of a wildcard", complex("T", [any()]), complex("T", [any({ namespaces: { not: "urn:x" } })])],
  ["abstractness", complex("T", {}), complex("T", {}, { abstract: true })],
  ["being an array", complex("T", {}), complex("T", {}, { array: true })],
  ["mixed content", complex("T", {}), { ...complex("T", {}), content: { ...empty, mixed: true } }],
  ["any order", complex("T", {}), { ...complex("T", {}), content: { ...empty, all: true } }],
  ["a default", withElement({}), withElement({ default: "1" })],
  ["a fixed value", withElement({ default: "1" }), withElement({ fixed: "1" })],
  ["an attribute's default", withAttribute({ default: "1" }), withAttribute({ default: "2" })],
  ["derived types", complex("T", {}, { derived: [key("Lion")] }), complex("T", {})],
];

test.each(facts)("types that differ in %s are two", (_, first, second) => {
  const [, two] = shareTypes([named("One", holding(first)), named("Two", holding(second))]);
  expect(localsOf(two)).toContain("Two_T");
  expect(localsOf(two)).not.toContain("T");
  expect(two?.types.find(({ name }) => name.local === "Two_T")?.xmlName).toEqual(first.name);
});

test("documentation and evidence do not distinguish types", () => {
  const said = { ...complex("T", {}), documentation: "Says more.", reply: true };
  const [one, two] = shareTypes([named("One", holding(complex("T", {}))), named("Two", holding(said))]);
  expect(localsOf(two)).toEqual(localsOf(one));
});

test("a type's other name is that of every reference to it, and XML keeps the first", () => {
  const changed = zoo().types.map((type) => (type.name.local === "Word" ? simple("Word", ["huge"]) : type));
  const [, two] = shareTypes([named("One", zoo()), named("Two", { ...zoo(), types: changed })]);
  const keys = new Set(two?.types.map(({ name }) => clark(name)));
  const text = JSON.stringify(two);
  for (const own of ["Word", "Size", "Sizes", "Lion", "Cat", "Animal", "Meat", "Food", "Feed"]) {
    expect(keys).toContain(key(`Two_${own}`));
    expect(text).not.toContain(`"${key(own)}"`);
  }
  expect(two?.types.find(({ name }) => name.local === "Two_Animal")).toMatchObject({
    derived: [key("Dog"), key("Two_Cat")],
    xmlName: { local: "Animal" },
  });
  expect(two?.types.find(({ name }) => name.local === "Dog")).not.toHaveProperty("xmlName");
});

test("types of faults are shared as others are", () => {
  const faulty = (type: string): Service =>
    service(
      [operation("Op", { faults: [fault("F", element("F", "F"))] })],
      [complex("Op", {}), complex("OpResponse", {}), complex("F", { Why: type })],
    );
  const [one, two] = shareTypes([named("One", faulty("int")), named("Two", faulty("string"))]);
  expect(one?.operations[0]?.faults[0]?.element.type).toEqual({ kind: "type", name: key("F") });
  expect(two?.operations[0]?.faults[0]?.element).toMatchObject({
    name: { local: "F" },
    type: { kind: "type", name: key("Two_F") },
  });
});

/** A service whose operation reaches the type. */
function holding(type: Type): Service {
  return zoo([complex("Holder", [element("Held", "T")]), type]);
}

function two(type = "int") {
  return [element("A", type), element("B", "int")];
}

function facet(facets: NonNullable<Extract<Type, { kind: "simple" }>["facets"]>): Type {
  return { ...simple("T", []), facets };
}

function withElement(more: { readonly default?: string; readonly fixed?: string }): Type {
  return complex("T", [{ ...element("A", "int"), ...more }]);
}

function withAttribute(more: { readonly default?: string }): Type {
  return complex("T", {}, { attributes: [{ ...attribute("a", "int"), ...more }] });
}

test("choices of one head that differ are two, whatever refers to them", () => {
  const owning = (type: string, ...pets: readonly string[]): Service => {
    const choice = substitutes(
      qname("Pet"),
      pets.map((name) => element(name, "int")),
    );
    return holding(complex(type, [choice]));
  };
  const headsOf = ({ types }: Service): readonly string[] => types.flatMap(choiceKeys);
  const services = shareTypes([
    named("One", owning("Owner", "Dog", "Cat")),
    named("Two", owning("Kennel", "Dog", "Cat")),
    named("Three", owning("Parade", "Dog", "Lion")),
  ]);
  expect(services.map(headsOf)).toEqual([[key("Pet")], [key("Pet")], [key("Three_Pet")]]);
});

import fc from "fast-check";
import { expect, test } from "vitest";
import { changeElements, elementsIn, mapElements, mapReferences } from "../../generator/model/traversal.js";
import { membersIn, referencesOf } from "../../generator/model/traversal.js";
import type { Content, Element, Particle } from "../../generator/model/service.js";
import { attribute, complex, element, qname, simple, substitutes } from "../support/model.js";
import { key } from "./declared.js";
import { any, choice, list, sequence, union } from "./particles.js";

const names = fc.constantFrom("A", "B", "C");
const contents: fc.Arbitrary<Content> = fc
  .letrec<{ particle: Particle; group: Particle }>((tie) => ({
    particle: fc.oneof(
      { depthSize: "small" },
      names.map((name) => element(name, "string")),
      fc.constant(any()),
      tie("group"),
    ),
    group: fc
      .tuple(fc.constantFrom(choice, sequence), fc.array(tie("particle"), { minLength: 1, maxLength: 3 }))
      .map(([group, particles]) => group(particles)),
  }))
  .particle.chain((particle) => fc.array(fc.constant(particle), { maxLength: 2 }))
  .map((particles) => ({ kind: "sequence", particles }));

test("mapping a content preserves it, and visits each element once", () => {
  fc.assert(
    fc.property(contents, (content) => {
      expect(mapElements(content, (each) => each)).toEqual(content);
      const changed = mapElements(content, (each) => ({ ...each, minOccurs: each.minOccurs + 1 }));
      expect(elementsIn(changed).map(({ minOccurs }) => minOccurs)).toEqual(elementsIn(content).map(() => 2));
      expect(membersIn(changed).map(({ kind }) => kind)).toEqual(membersIn(content).map(({ kind }) => kind));
      expect(JSON.stringify(content).match(/"kind":"(element|any)"/g) ?? []).toHaveLength(membersIn(content).length);
    }),
  );
});

test("groups nest as deep as readers let documents nest", () => {
  let particle: Particle = element("A", "string");
  for (let depth = 0; depth < 256; depth++) particle = depth % 2 ? choice([particle]) : sequence([particle]);
  expect(elementsIn({ kind: "sequence", particles: [particle] })).toHaveLength(1);
});

test("types refer to attributes, text, elements in any group, items, members and derived types", () => {
  const types = [
    complex("A", [choice([element("a", "B"), sequence([element("b", "C"), any()])])], {
      attributes: [attribute("c", "D")],
      derived: [key("E")],
    }),
    complex("T", { kind: "text", type: { kind: "type", name: key("F") } }),
    list("L", "G"),
    union("U", "H", "int"),
    simple("S", ["x"]),
  ];
  const keys = types.map((type) => referencesOf(type).map(({ name }) => name));
  expect(keys).toEqual([["D", "B", "C", "E"].map(key), [key("F")], [key("G")], [key("H"), "int"], []]);
  const renamed = types.map((type) => mapReferences(type, (name) => `${name}2`));
  expect(renamed.map((type) => referencesOf(type).map(({ name }) => name))).toEqual(
    keys.map((each) => each.map((name) => (name === "int" ? name : `${name}2`))),
  );
  expect(renamed.map(({ name }) => name)).toEqual(types.map(({ name }) => name));
});

test("a choice of which one element changes here is a substitution group no longer", () => {
  const choice = substitutes(qname("Pet"), [element("Dog", "int"), element("Cat", "int")]);
  const content = { kind: "sequence", particles: [choice] } as const;
  const nillable = (name: string) => (each: Element) => (each.name.local === name ? { ...each, nillable: true } : each);
  const headOf = (changed: Content) => changed.kind === "sequence" && changed.particles[0];
  expect(headOf(changeElements(content, nillable("Lion")))).toHaveProperty("head", choice.head);
  expect(headOf(changeElements(content, nillable("Cat")))).not.toHaveProperty("head");
  expect(headOf(mapElements(content, nillable("Cat")))).toHaveProperty("head", choice.head);
});

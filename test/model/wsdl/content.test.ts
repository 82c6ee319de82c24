import fc from "fast-check";
import { expect, test } from "vitest";
import type { Particle } from "../../../generator/model/service.js";
import { contentOf, declare, elementA, messages, sending, serviceOf, showContent, typesOf } from "./declare.js";

const b = '<xs:element name="b" type="xs:string"/>';

const c = '<xs:element name="c" type="xs:string"/>';

test.each([
  [
    "a sequence that occurs once is merged into the enclosing one",
    `<xs:sequence>${elementA}<xs:sequence>${b}${c}</xs:sequence></xs:sequence>`,
    "a, b, c",
  ],
  [
    "a sequence that may be absent is one",
    `<xs:sequence>${elementA}<xs:sequence minOccurs="0">${b}${c}</xs:sequence></xs:sequence>`,
    "a, (b, c)?",
  ],
  ["a choice among elements", `<xs:sequence>${elementA}<xs:choice>${b}${c}</xs:choice></xs:sequence>`, "a, (b | c)"],
  [
    "a choice in a choice is one choice",
    `<xs:choice>${elementA}<xs:choice>${b}${c}</xs:choice></xs:choice>`,
    "(a | b | c)",
  ],
  [
    "a sequence in a choice stays a sequence",
    `<xs:choice>${elementA}<xs:sequence>${b}${c}</xs:sequence></xs:choice>`,
    "(a | (b, c))",
  ],
  [
    "an alternative that can be absent makes the choice optional",
    `<xs:choice>${elementA}<xs:element name="b" minOccurs="0"/></xs:choice>`,
    "(a | b)?",
  ],
  ["an alternative that is nothing as well", `<xs:choice>${elementA}${b}<xs:sequence/></xs:choice>`, "(a | b)?"],
  [
    "a choice that repeats has each element once",
    `<xs:choice maxOccurs="unbounded">${elementA}<xs:element name="b" minOccurs="0" maxOccurs="unbounded"/></xs:choice>`,
    "(a | b)*",
  ],
  [
    "a sequence of what is optional that repeats is a choice",
    `<xs:sequence maxOccurs="unbounded"><xs:element name="a" minOccurs="0"/><xs:element name="b" minOccurs="0"/></xs:sequence>`,
    "(a | b)*",
  ],
  [
    "a repeated sequence of required elements stays a sequence",
    `<xs:sequence maxOccurs="unbounded">${elementA}${b}</xs:sequence>`,
    "(a, b)+",
  ],
  ["one element alone takes its group's occurrences", `<xs:sequence maxOccurs="5">${elementA}</xs:sequence>`, "a{1,5}"],
  [
    "and multiplies them",
    `<xs:sequence minOccurs="0" maxOccurs="unbounded"><xs:element name="a" maxOccurs="3"/></xs:sequence>`,
    "a*",
  ],
  [
    "unless some number between cannot be reached",
    `<xs:sequence maxOccurs="3"><xs:element name="a" minOccurs="3" maxOccurs="4"/></xs:sequence>`,
    "(a{3,4}){1,3}",
  ],
  [
    "what occurs no time is not there",
    `<xs:sequence>${elementA}<xs:element name="b" minOccurs="0" maxOccurs="0"/></xs:sequence>`,
    "a",
  ],
  [
    "groups that hold nothing are not there",
    `<xs:sequence>${elementA}<xs:choice/><xs:sequence><xs:sequence/></xs:sequence></xs:sequence>`,
    "a",
  ],
  ["an element may come again", `<xs:sequence>${elementA}${b}${elementA}</xs:sequence>`, "a, b, a"],
  ["a wildcard", `<xs:sequence>${elementA}<xs:any minOccurs="0" maxOccurs="unbounded"/></xs:sequence>`, "a, any*"],
  ["all", `<xs:all>${elementA}<xs:element name="b" minOccurs="0"/></xs:all>`, "a, b?"],
  ["all that may be absent", `<xs:all minOccurs="0">${elementA}${b}</xs:all>`, "a?, b?"],
])("%s", (_, particles, expected) => {
  expect(contentOf(particles)).toBe(expected);
});

test("a reference to a group is the group, as often as the reference says", () => {
  const group = `<xs:group name="g"><xs:sequence>${elementA}${b}</xs:sequence></xs:group>`;
  expect(contentOf('<xs:sequence><xs:group ref="tns:g"/></xs:sequence>', group)).toBe("a, b");
  expect(contentOf('<xs:group ref="tns:g" minOccurs="0"/>', group)).toBe("(a, b)?");
});

test("a group in itself is a warning with both places", () => {
  const { diagnostics } = declare(
    sending(`<xs:element name="Root"><xs:complexType><xs:group ref="tns:g"/></xs:complexType></xs:element>
      <xs:group name="g"><xs:sequence>${elementA}<xs:group ref="tns:g" minOccurs="0"/></xs:sequence></xs:group>`),
  );
  expect(messages(diagnostics)).toEqual([
    "warning group-recursive: found group g inside itself, expected an element between; any content is accepted",
  ]);
  expect(diagnostics[0]?.related).toHaveLength(1);
});

test("groups that double with each level are refused, not expanded", () => {
  const groups = Array.from({ length: 40 }, (_, level) => {
    const inner = level === 0 ? elementA : `<xs:group ref="tns:g${level - 1}"/><xs:group ref="tns:g${level - 1}"/>`;
    return `<xs:group name="g${level}"><xs:sequence>${inner}</xs:sequence></xs:group>`;
  }).join("");
  expect(contentOf('<xs:group ref="tns:g2"/>', groups)).toBe("a, a, a, a");
  const root = '<xs:element name="Root"><xs:complexType><xs:group ref="tns:g39"/></xs:complexType></xs:element>';
  expect(declare(sending(root + groups)).diagnostics.map(({ code }) => code)).toEqual(["content-too-large"]);
});

test("groups that refer to each other ten thousand deep are one content, groups that nest so are refused", () => {
  const chain = (inner: (reference: string) => string) =>
    Array.from({ length: 10_000 }, (_, index) => {
      const content = index === 0 ? elementA : inner(`<xs:group ref="tns:g${index - 1}"/>`);
      return `<xs:group name="g${index}"><xs:sequence>${content}</xs:sequence></xs:group>`;
    }).join("");
  expect(
    contentOf(
      '<xs:group ref="tns:g9999"/>',
      chain((reference) => reference),
    ),
  ).toBe("a");
  const root = '<xs:element name="Root"><xs:complexType><xs:group ref="tns:g9999"/></xs:complexType></xs:element>';
  const nested = chain((reference) => `${b}<xs:choice>${c}${reference}</xs:choice>`);
  expect(new Set(declare(sending(root + nested)).diagnostics.map(({ code }) => code))).toEqual(
    new Set(["groups-too-deep"]),
  );
});

test("xs:all and mixed content are marked", () => {
  const types = typesOf(
    `<xs:element name="Root"><xs:complexType mixed="true"><xs:all>${elementA}${b}</xs:all></xs:complexType></xs:element>`,
  );
  expect(types.get("Root")).toMatchObject({ content: { kind: "sequence", all: true, mixed: true } });
});

test("a wildcard keeps the namespaces that it takes", () => {
  const types = typesOf(`<xs:element name="Root"><xs:complexType><xs:sequence>
    <xs:any namespace="##other"/><xs:any namespace="##targetNamespace urn:x ##local"/></xs:sequence></xs:complexType></xs:element>`);
  expect(types.get("Root")).toMatchObject({
    content: { particles: [{ namespaces: { not: "urn:shop" } }, { namespaces: ["urn:shop", "urn:x", ""] }] },
  });
});

/** A particle of a schema or of a model, reduced to the messages that it allows. */
type Tree =
  | { readonly kind: "element"; readonly name: string; readonly occurs: string }
  | { readonly kind: "sequence" | "choice"; readonly inner: readonly Tree[]; readonly occurs: string };

test("the normal form of a content matches the same messages as the content", () => {
  const occurs = fc.constantFrom("0,1", "1,1", "0,", "1,", "2,3");
  const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.record({ kind: fc.constant("element" as const), name: fc.constantFrom("a", "b", "c"), occurs }),
      fc.record({
        kind: fc.constantFrom("sequence" as const, "choice" as const),
        inner: fc.array(tie("tree"), { minLength: 1, maxLength: 3 }),
        occurs,
      }),
    ),
  }));
  const words = wordsOf("abc", 4);
  fc.assert(
    fc.property(tree, (declared) => {
      const root = `<xs:element name="Root"><xs:complexType><xs:sequence>${xml(declared)}</xs:sequence></xs:complexType></xs:element>`;
      const type = serviceOf(sending(root)).types[0];
      const particles = type?.kind === "complex" && type.content.kind === "sequence" ? type.content.particles : [];
      const before = new RegExp(`^${pattern(declared)}$`);
      const after = new RegExp(`^${particles.map((particle) => pattern(treeOf(particle))).join("")}$`);
      expect(
        words.filter((word) => before.test(word) !== after.test(word)),
        showContent(type),
      ).toEqual([]);
      expect(particles.flatMap(idleGroups)).toEqual([]);
    }),
    { numRuns: 500 },
  );
});

/** All words of these letters that are at most so long. */
function wordsOf(letters: string, longest: number): readonly string[] {
  let words = [""];
  const all = [""];
  for (let length = 1; length <= longest; length++) {
    words = words.flatMap((word) => [...letters].map((letter) => word + letter));
    all.push(...words);
  }
  return all;
}

function xml(tree: Tree): string {
  const [min, max] = tree.occurs.split(",");
  const occurs = `minOccurs="${min}" maxOccurs="${max || "unbounded"}"`;
  if (tree.kind === "element") return `<xs:element name="${tree.name}" ${occurs}/>`;
  return `<xs:${tree.kind} ${occurs}>${tree.inner.map(xml).join("")}</xs:${tree.kind}>`;
}

function pattern(tree: Tree): string {
  if (tree.kind === "element") return `(?:${tree.name}){${tree.occurs}}`;
  return `(?:${tree.inner.map(pattern).join(tree.kind === "choice" ? "|" : "")}){${tree.occurs}}`;
}

function treeOf(particle: Particle): Tree {
  const occurs = `${particle.minOccurs},${particle.maxOccurs === "unbounded" ? "" : particle.maxOccurs}`;
  switch (particle.kind) {
    case "element":
      return { kind: "element", name: particle.name.local, occurs };
    case "any":
      throw new Error("no wildcard was declared");
    case "sequence":
    case "choice":
      return { kind: particle.kind, inner: particle.particles.map(treeOf), occurs };
  }
}

/** Redundant groups in a sequence. */
function idleGroups(particle: Particle): readonly Particle[] {
  if (particle.kind !== "sequence" && particle.kind !== "choice") return [];
  const { kind, particles } = particle;
  const isOnce = (each: Particle) => each.minOccurs === 1 && each.maxOccurs === 1;
  const idle = particles.filter((each) => each.kind === kind && isOnce(each));
  const alone = particles.length < 2 && isOnce(particle) ? [particle] : [];
  return [...idle, ...alone, ...particles.flatMap(idleGroups)];
}

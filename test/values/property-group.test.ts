import { expect, test } from "vitest";
import { contentOf, groupOf } from "../../generator/values/property-group.js";
import { clark, type Particle } from "../../generator/model/service.js";
import type { ContentModel, PropertyGroup } from "../../generator/values/value-model.js";
import { any, complex, element, elements, group, qname, substitutes } from "../support/model.js";
import { alternatives, shape } from "./group-text.js";

test.each<[string, readonly Particle[], unknown[]]>([
  ["an optional choice", [group("choice", elements({ A: "int", B: "int" }), "?")], [["A? -B", "-A B"]]],
  ["an optional sequence", [group("sequence", elements({ A: "int", B: "int" }), "?")], [["-A -B", "A B"]]],
  [
    "an optional sequence of what is optional",
    [group("sequence", elements({ A: "int?", B: "int?" }), "?")],
    ["A?", "B?"],
  ],
  ["a choice that can be empty", [group("choice", [element("A", "int"), group("sequence", [])])], ["A?"]],
  [
    "an alternative that never occurs",
    [group("choice", [element("A", "int"), { ...element("B", "int"), maxOccurs: 0 }])],
    ["A"],
  ],
  [
    "choices side by side",
    [group("choice", elements({ A: "int", B: "int" })), group("choice", elements({ C: "int", D: "int" }))],
    [
      ["A -B", "-A B"],
      ["C -D", "-C D"],
    ],
  ],
  [
    "a choice in an alternative",
    [
      group("choice", [
        element("A", "int"),
        group("sequence", [element("B", "int"), group("choice", elements({ C: "int", D: "int" }))]),
      ]),
    ],
    [["A -B -C -D", "-A B C -D", "-A B -C D"]],
  ],
])("%s", (_, particles, expected) => {
  expect(shape(particles)).toEqual(expected);
});

test("an element in two alternatives is one property, and a second one in the sequence another", () => {
  const shared = groupOf(
    [
      group("choice", [
        group("sequence", elements({ A: "int", B: "int" })),
        group("sequence", [element("A", "int?*"), element("C", "int")]),
      ]),
    ],
    "",
  );
  expect(properties(shared)).toEqual(["A", "B", "C"]);
  expect(shared.members[0]?.of).toMatchObject({ minOccurs: 1, maxOccurs: "unbounded" });
  // It must be there in the first, and need not in the second.
  expect(alternatives(shared)).toEqual([["A B -C", "A? -B C"]]);
  expect(properties(groupOf([...elements({ A: "int", B: "int", C: "int" }), element("A", "int")], ""))).toHaveLength(4);
  const otherwise = [element("A", "int"), element("A", "string")];
  expect(properties(groupOf([group("choice", otherwise)], ""))).toHaveLength(2);
});

test("an element of two alternatives must be there as often as both ask for", () => {
  const times = (minOccurs: number): Particle => ({ ...element("A", "int*"), minOccurs });
  const fewest = (...counts: readonly number[]): unknown => {
    return groupOf(
      [
        group(
          "choice",
          counts.map((count) => group("sequence", [times(count), ...elements({ B: "int" })])),
        ),
      ],
      "",
    ).members.find(({ property }) => property === "A")?.of;
  };
  for (const [counts, minOccurs] of [
    [[3], 3],
    [[2, 3], 2],
    [[3, 1], 1],
    [[0, 3], 1],
    [[0, 0], 0],
  ] as const) {
    expect(fewest(...counts)).toMatchObject({ minOccurs });
  }
});

test("groups that repeat are numbered by their kind, and hold groups themselves", () => {
  const pair = (kind: "choice" | "sequence", name: string): Particle =>
    group(kind, elements({ [`${name}1`]: "int", [`${name}2`]: "int" }), "*");
  const found = groupOf(
    [
      pair("choice", "a"),
      pair("sequence", "b"),
      pair("choice", "c"),
      group("sequence", [element("d", "int"), pair("choice", "e")], "*"),
    ],
    "",
  );
  expect(properties(found)).toEqual(["$choice", "$sequence", "$choice_2", "$sequence_2"]);
  const inner = found.members[3];
  expect(inner?.kind === "repeated" && properties(inner.of)).toEqual(["d", "$choice"]);
  expect(found.content).toBeUndefined();
});

test("wildcards share one property; one that stands last and takes anything needs none", () => {
  const found = contentOf(complex("A", [any(["urn:a"]), element("B", "int"), any({ not: "urn:b" }), any()]));
  expect(properties(found)).toEqual(["$any", "B"]);
  expect(found.members[0]?.of).toMatchObject({ namespaces: "any", maxOccurs: "unbounded" });
  expect(properties(contentOf(complex("A", [element("B", "int"), any()])))).toEqual(["B"]);
  expect(alternatives(groupOf([group("choice", [element("A", "int"), any(["urn:a"], { minOccurs: 1 })])], ""))).toEqual(
    [["A -$any", "-A $any"]],
  );
});

test("mixed content is texts and each of its elements, once", () => {
  const particles = [group("choice", [...elements({ b: "string*", i: "int?" }), any()], "*"), element("b", "string")];
  const { members } = contentOf(complex("Text", { kind: "sequence", mixed: true, particles }));
  expect(members).toHaveLength(1);
  const [mixed] = members;
  expect(mixed?.kind === "mixed" && properties(mixed.of)).toEqual(["b", "i", "$any"]);
});

test("groups inside each other without end are members that can be absent and repeat", () => {
  let nested: Particle = element("A", "int");
  for (let depth = 0; depth < 5000; depth++) {
    nested = group(
      depth % 2 === 0 ? "choice" : "sequence",
      [nested, element(`B${depth}`, "int")],
      depth % 3 === 0 ? "*" : "?",
    );
  }
  const found = groupOf([nested], "");
  expect(depthOf(found.content)).toBeLessThan(40);
  expect(found.members.length).toBeGreaterThan(0);
});

function properties({ members }: PropertyGroup): string[] {
  return members.map(({ property }) => property);
}

function depthOf(content: ContentModel | undefined): number {
  if (content === undefined || typeof content === "string") return 0;
  return 1 + Math.max(...(content.kind === "optional" ? [content.part] : content.parts).map(depthOf));
}

test("a choice with a name is one member, until unions have too many combinations", () => {
  const pets = (head: string, facts = "") => {
    const letters = [..."abcd"].map((letter) => element(`${head}${letter}`, "int"));
    return substitutes(qname(head), letters, facts);
  };
  expect(shape([pets("A"), pets("B", "?"), element("C", "int")])).toEqual([key("A"), `${key("B")}?`, "C"]);
  expect(shape([group("choice", [pets("A"), element("C", "int")])])).toEqual([[`${key("A")} -C`, `-${key("A")} C`]]);
  const four = [pets("A"), pets("B"), pets("C"), pets("D")];
  expect(shape(four)).toEqual([key("A"), key("B"), key("C"), "Da?", "Db?", "Dc?", "Dd?"]);
});

function key(local: string): string {
  return clark(qname(local));
}

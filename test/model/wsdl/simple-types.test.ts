import { expect, test } from "vitest";
import { typesOf } from "./declare.js";
import { element, restricted, root, simple } from "./schema-text.js";

test("steps of a restriction are one: the nearest bound, all patterns, those of a step as alternatives", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      simple(
        "A",
        restricted(
          "xs:string",
          '<xs:maxLength value="9"/><xs:minLength value="1"/><xs:pattern value="a+"/><xs:pattern value="b+"/>',
        ),
      ) +
      simple("B", restricted("tns:A", '<xs:maxLength value="5"/><xs:pattern value=".{2,}"/>')),
  );
  expect(types.get("B")).toMatchObject({
    base: "string",
    enumeration: [],
    facets: { minLength: 1, maxLength: 5, patterns: ["(a+)|(b+)", ".{2,}"] },
  });
});

test("a bound takes the place of the base's, inclusive or not", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      simple("A", restricted("xs:int", '<xs:minExclusive value="0"/><xs:maxInclusive value="10"/>')) +
      simple("B", restricted("tns:A", '<xs:minInclusive value="2"/>')),
  );
  expect(types.get("B")).toMatchObject({ base: "int", facets: { minInclusive: "2", maxInclusive: "10" } });
  expect(types.get("B")).not.toHaveProperty("facets.minExclusive");
});

test("an enumeration is that of the last step that has one; an anonymous one is Parent_Child", () => {
  const types = typesOf(
    root(
      `<xs:element name="size">${simple("", restricted("tns:Size", '<xs:enumeration value="S"/><xs:enumeration value="L"/>'))}</xs:element>`,
    ) +
      simple(
        "Size",
        restricted("xs:string", '<xs:enumeration value="S"/><xs:enumeration value="M"/><xs:enumeration value="L"/>'),
      ),
  );
  expect([...types.keys()]).toEqual(["Root", "Root_size"]);
  expect(types.get("Root_size")).toMatchObject({
    kind: "simple",
    enumeration: ["S", "L"],
    open: false,
    anonymous: true,
  });
});

test("white space that is not kept makes a string a token", () => {
  const types = typesOf(
    element("Root", "tns:A") + simple("A", restricted("xs:string", '<xs:whiteSpace value="collapse"/>')),
  );
  expect(types.get("A")).toMatchObject({ kind: "simple", base: "token" });
});

test("lists and unions keep their items and members, and facets of a list count items", () => {
  const types = typesOf(
    root(element("l", "tns:Few"), element("u", "tns:Either")) +
      simple("Many", '<xs:list itemType="xs:int"/>') +
      simple("Few", restricted("tns:Many", '<xs:maxLength value="3"/>')) +
      simple(
        "Either",
        `<xs:union memberTypes="xs:int tns:Many">${simple("", restricted("xs:string", '<xs:enumeration value="none"/>'))}</xs:union>`,
      ),
  );
  expect(types.get("Few")).toMatchObject({
    kind: "list",
    item: { kind: "builtin", name: "int" },
    facets: { maxLength: 3 },
  });
  expect(types.get("Either")).toMatchObject({
    kind: "union",
    members: [{ name: "int" }, { name: "{urn:shop}Many" }, { name: "{urn:shop}Either_member" }],
  });
  expect(types.get("Either_member")).toMatchObject({ enumeration: ["none"] });
});

test("members listed of a union or a list are texts", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      simple("A", '<xs:union memberTypes="xs:int xs:string"/>') +
      simple("B", restricted("tns:A", '<xs:enumeration value="1"/><xs:enumeration value="many"/>')),
  );
  expect(types.get("B")).toMatchObject({ kind: "simple", base: "token", enumeration: ["1", "many"] });
});

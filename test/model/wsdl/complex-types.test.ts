import { expect, test } from "vitest";
import { declare, messages, sending, showContent, typesOf } from "./declare.js";
import { complex, element, extension, restriction, root, sequence } from "./schema-text.js";

test("an extension has its base's attributes and content before its own", () => {
  const types = typesOf(
    element("Root", "tns:C") +
      complex("A", sequence(element("a", "xs:int")) + '<xs:attribute name="x"/>') +
      complex(
        "B",
        extension(
          "tns:A",
          '<xs:choice><xs:element name="b" type="xs:int"/><xs:element name="c" type="xs:int"/></xs:choice>',
        ),
      ) +
      complex("C", extension("tns:B", sequence(element("d", "xs:int")) + '<xs:attribute name="y" use="required"/>')),
  );
  expect(showContent(types.get("C"))).toBe("a, (b | c), d");
  expect(types.get("C")).toMatchObject({
    attributes: [
      { name: { local: "x" }, use: "optional" },
      { name: { local: "y" }, use: "required" },
    ],
  });
  expect([...types.keys()]).toEqual(["C"]);
});

test("a restriction has its own content, its base's attributes narrowed, and none that are prohibited", () => {
  const types = typesOf(
    element("Root", "tns:B") +
      complex(
        "A",
        `${sequence(element("a", "xs:int"), element("b", "xs:int", 'minOccurs="0"'))}
        <xs:attribute name="x" type="xs:string"/><xs:attribute name="y"/>`,
      ) +
      complex(
        "B",
        restriction(
          "tns:A",
          `${sequence(element("a", "xs:int"))}
        <xs:attribute name="x" type="xs:int" use="required" fixed="1"/><xs:attribute name="y" use="prohibited"/>`,
        ),
      ),
  );
  expect(showContent(types.get("B"))).toBe("a");
  expect(types.get("B")).toMatchObject({
    attributes: [{ name: { local: "x" }, type: { name: "int" }, use: "required", fixed: "1" }],
  });
});

test("types derived from anyType have no base", () => {
  const types = typesOf(
    element("Root", "tns:A") + complex("A", restriction("xs:anyType", sequence(element("a", "xs:int")))),
  );
  expect(showContent(types.get("A"))).toBe("a");
});

test("a type that is derived from itself is a warning, and any content is accepted", () => {
  const { diagnostics } = declare(
    sending(element("Root", "tns:A") + complex("A", extension("tns:B", "")) + complex("B", extension("tns:A", ""))),
  );
  expect(messages(diagnostics)).toEqual([
    "warning derivation-cycle: found A derived from itself, expected another base; any content is accepted",
  ]);
});

test("simple content is text with attributes, whatever it is derived from", () => {
  const simple = (kind: string, base: string, content: string) =>
    `<xs:simpleContent><xs:${kind} base="${base}">${content}</xs:${kind}></xs:simpleContent>`;
  const types = typesOf(
    root(element("p", "tns:Price"), element("s", "tns:SmallPrice")) +
      complex("Price", simple("extension", "xs:decimal", '<xs:attribute name="currency" type="xs:string"/>')) +
      complex("SmallPrice", simple("restriction", "tns:Price", '<xs:maxInclusive value="9"/>')),
  );
  expect(types.get("Price")).toMatchObject({
    content: { kind: "text", type: { kind: "builtin", name: "decimal" } },
    attributes: [{ name: { local: "currency" } }],
  });
  expect(types.get("SmallPrice")).toMatchObject({
    content: { kind: "text", type: { kind: "type", name: "{urn:shop}SmallPrice_value" } },
    attributes: [{ name: { local: "currency" } }],
  });
  expect(types.get("SmallPrice_value")).toMatchObject({ base: "decimal", facets: { maxInclusive: "9" } });
});

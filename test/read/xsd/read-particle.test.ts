import { expect, test } from "vitest";
import { complexType, placeless, readSchema } from "../wsdl/read.js";
import { named, xsd } from "./names.js";

test("a sequence keeps its particles in order, with what they occur", () => {
  const { derivation } = complexType(
    '<x:complexType name="T"><x:sequence minOccurs="0"><x:element name="a" type="x:int"/><x:choice maxOccurs="unbounded">' +
      '<x:element ref="t:b"/><x:group ref="t:g" minOccurs="0"/></x:choice></x:sequence></x:complexType>',
  );
  expect(placeless(derivation)).toEqual({
    kind: "none",
    particle: {
      kind: "sequence",
      minOccurs: 0,
      maxOccurs: 1,
      particles: [
        {
          kind: "element",
          minOccurs: 1,
          maxOccurs: 1,
          declaration: {
            kind: "element",
            name: { namespace: "", local: "a" },
            type: named("int", xsd),
            nillable: false,
            abstract: false,
            blocksSubstitution: false,
          },
        },
        {
          kind: "choice",
          minOccurs: 1,
          maxOccurs: "unbounded",
          particles: [
            { kind: "elementReference", name: { namespace: "urn:t", local: "b" }, minOccurs: 1, maxOccurs: 1 },
            { kind: "groupReference", name: { namespace: "urn:t", local: "g" }, minOccurs: 0, maxOccurs: 1 },
          ],
        },
      ],
    },
  });
});

test.each([
  ["", "any"],
  ['namespace="##any"', "any"],
  ['namespace="##other"', { not: "urn:t" }],
  ['namespace="##local ##targetNamespace urn:b"', ["", "urn:t", "urn:b"]],
])("a wildcard with %j takes %j", (attribute, namespaces) => {
  const { derivation } = complexType(
    `<x:complexType name="T"><x:sequence><x:any ${attribute}/></x:sequence></x:complexType>`,
  );
  expect(derivation).toMatchObject({ particle: { particles: [{ kind: "any", namespaces }] } });
});

test("attributes in a group of elements are read with a warning", () => {
  const { schemas, diagnostics } = readSchema(
    '<x:group name="G"><x:sequence><x:element name="b"/><x:attribute name="a" type="x:int"/></x:sequence><x:attributeGroup ref="t:A"/></x:group>' +
      '<x:group name="H"><x:all/></x:group>',
  );
  expect(schemas.groups.get("{urn:t}G")).toMatchObject({
    particle: { particles: [{ kind: "element" }] },
    attributes: [{ kind: "attributeGroup" }, { declaration: { name: { local: "a" } } }],
  });
  expect(schemas.groups.get("{urn:t}H")).not.toHaveProperty("attributes");
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual(
    ["attributeGroup", "attribute"].map(
      (name) =>
        `element-unexpected: found <x:${name}> in a group of elements, expected it in a type; read as an attribute of the types that refer to the group`,
    ),
  );
});

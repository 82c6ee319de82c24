import { expect, test } from "vitest";
import { complexType, placeless } from "../wsdl/read.js";
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

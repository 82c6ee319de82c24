import { expect, test } from "vitest";
import { complexType, readSchema } from "../wsdl/read.js";

test("a local element is in the target namespace if its form or the schema's default says so", () => {
  const content =
    '<x:complexType name="T"><x:all><x:element name="a"/><x:element name="b" form="unqualified"/></x:all></x:complexType>';
  const { derivation } = complexType(content, 'targetNamespace="urn:t" elementFormDefault="qualified"');
  expect(derivation).toMatchObject({
    particle: {
      kind: "all",
      particles: [
        { declaration: { name: { namespace: "urn:t", local: "a" } } },
        { declaration: { name: { namespace: "", local: "b" } } },
      ],
    },
  });
});

test("an element has its substitution group, and what it blocks", () => {
  const { schemas } = readSchema(
    '<x:element name="a" substitutionGroup="t:h"/><x:element name="b" block="extension"/>',
    'targetNamespace="urn:t" blockDefault="#all"',
  );
  expect(schemas.elements.get("{urn:t}a")).toMatchObject({
    substitutionGroup: { namespace: "urn:t", local: "h" },
    blocksSubstitution: true,
  });
  expect(schemas.elements.get("{urn:t}b")).toMatchObject({ blocksSubstitution: false });
});

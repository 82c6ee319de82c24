import { expect, test } from "vitest";
import { complexType, readSchema } from "../wsdl/read.js";
import { named, xsd } from "./names.js";

test("a local attribute is in no namespace unless its form says so, a referenced one in its own", () => {
  const { attributes } = complexType(
    '<x:complexType name="T"><x:attribute name="a"/><x:attribute name="b" form="qualified"/><x:attribute ref="t:c"/>' +
      '<x:attributeGroup ref="t:g"/></x:complexType>',
  );
  expect(attributes).toMatchObject([
    { declaration: { name: { namespace: "" }, type: named("anySimpleType", xsd) } },
    { declaration: { name: { namespace: "urn:t" } } },
    { declaration: { reference: { namespace: "urn:t", local: "c" } } },
    { kind: "attributeGroup", name: { namespace: "urn:t", local: "g" } },
  ]);
});

test("an attribute keeps its use and the white space of its default", () => {
  const { attributes } = complexType(
    '<x:complexType name="T"><x:attribute name="a" use="required"/><x:attribute name="b" default=" x "/>' +
      '<x:attribute name="c" use="prohibited"/></x:complexType>',
  );
  expect(attributes).toMatchObject([
    { use: "required" },
    { use: "optional", declaration: { default: " x " } },
    { use: "prohibited" },
  ]);
});

test.each([
  ["arrayType", "t:Item[]", { local: "Item", ranks: [1] }],
  ["arrayType", "x:string[,][]", { local: "string", ranks: [2, 1] }],
])("wsdl:%s %j is read", (attribute, value, { local, ranks }) => {
  const type = complexType(
    '<x:complexType name="T"><x:complexContent><x:restriction base="enc:Array">' +
      `<x:attribute ref="enc:arrayType" w:${attribute}="${value}"/></x:restriction></x:complexContent></x:complexType>`,
  );
  expect(type.arrayType).toMatchObject({ item: { local }, ranks });
  expect(type.attributes).toMatchObject([{ arrayType: { item: { local } } }]);
});

test("an array type without brackets is one dimension, with a warning", () => {
  const { schemas, codes } = readSchema(
    '<x:complexType name="T"><x:complexContent><x:restriction base="enc:Array">' +
      '<x:attribute ref="enc:arrayType" w:arrayType="t:Item"/></x:restriction></x:complexContent></x:complexType>',
  );
  expect(schemas.types.get("{urn:t}T")).toMatchObject({ arrayType: { item: { local: "Item" }, ranks: [1] } });
  expect(codes).toContain("attribute-invalid");
});

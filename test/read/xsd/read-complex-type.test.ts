import { expect, test } from "vitest";
import { complexType, readSchema } from "../wsdl/read.js";
import { named, xsd } from "./names.js";

test("an extension has its base and what it adds", () => {
  const type = complexType(
    '<x:complexType name="T" abstract="1"><x:complexContent mixed="true"><x:extension base="t:B"><x:sequence/>' +
      "<x:anyAttribute/></x:extension></x:complexContent></x:complexType>",
  );
  expect(type).toMatchObject({
    abstract: true,
    mixed: true,
    anyAttribute: true,
    derivation: { kind: "extension", base: { namespace: "urn:t", local: "B" }, content: { kind: "complex" } },
  });
});

test("a restriction of anyType is what a type without complexContent is", () => {
  const { derivation } = complexType(
    '<x:complexType name="T"><x:complexContent><x:restriction base="x:anyType"><x:sequence/></x:restriction>' +
      "</x:complexContent></x:complexType>",
  );
  expect(derivation).toMatchObject({ kind: "none", particle: { kind: "sequence" } });
});

test("simple content has facets and a type of its own where it restricts", () => {
  const { derivation } = complexType(
    '<x:complexType name="T"><x:simpleContent><x:restriction base="t:B"><x:simpleType><x:list itemType="x:int"/>' +
      '</x:simpleType><x:maxLength value="3"/></x:restriction></x:simpleContent></x:complexType>',
  );
  expect(derivation).toMatchObject({
    kind: "restriction",
    content: {
      kind: "simple",
      type: { kind: "anonymous", type: { variety: { kind: "list", item: named("int", xsd) } } },
      facets: [{ name: "maxLength", value: "3" }],
    },
  });
});

test("attributes and particles beside complexContent are read as its content, with a warning", () => {
  const { type, warnings } = readType(
    '<x:complexType name="T"><x:attribute name="early"/><x:complexContent><x:extension base="t:B"><x:sequence>' +
      '<x:element name="a"/></x:sequence></x:extension></x:complexContent><x:sequence><x:element name="late"/>' +
      '</x:sequence><x:attributeGroup ref="t:G"/><x:anyAttribute/></x:complexType>',
  );
  expect(type).toMatchObject({
    derivation: {
      content: { particle: { kind: "sequence", particles: [{ kind: "sequence" }, { kind: "sequence" }] } },
    },
    attributes: [{ declaration: { name: { local: "early" } } }, { kind: "attributeGroup" }],
    anyAttribute: true,
  });
  expect(warnings).toEqual(
    ["attribute", "sequence", "attributeGroup", "anyAttribute"].map(
      (name) => `element-unexpected: found <x:${name}> outside <x:extension>, expected it inside; read as its content`,
    ),
  );
});

test("an attribute beside simpleContent is read; a sequence, which text cannot have, is left out", () => {
  const { type, warnings } = readType(
    '<x:complexType name="T"><x:simpleContent><x:extension base="x:int"/></x:simpleContent>' +
      '<x:attribute name="unit"/><x:sequence/></x:complexType>',
  );
  expect(type).toMatchObject({
    derivation: { content: { kind: "simple" } },
    attributes: [{ declaration: { name: { local: "unit" } } }],
  });
  expect(warnings).toEqual([
    "element-unexpected: found <x:attribute> outside <x:extension>, expected it inside; read as its content",
    "element-unexpected: found <x:sequence> in <x:complexType>, expected what the schema of the document allows there; it is left out",
  ]);
});

test("a second group in a type is read after the first one", () => {
  const { type, warnings } = readType(
    '<x:complexType name="T"><x:sequence><x:element name="a"/></x:sequence><x:choice><x:element name="b"/></x:choice></x:complexType>',
  );
  expect(type).toMatchObject({ derivation: { particle: { particles: [{ kind: "sequence" }, { kind: "choice" }] } } });
  expect(warnings).toEqual([
    "element-unexpected: found <x:choice> after <x:sequence>, expected one group; they are read in this order",
  ]);
});

function readType(content: string) {
  const { schemas, diagnostics } = readSchema(content);
  return {
    type: schemas.types.get("{urn:t}T"),
    warnings: diagnostics.map(({ code, message }) => `${code}: ${message}`),
  };
}

test("attributes among the elements of a type are read as its attributes, with a warning", () => {
  const { type, warnings } = readType(
    '<x:complexType name="T"><x:sequence><x:attribute name="early" type="x:int"/><x:element name="a"/>' +
      '<x:choice><x:element name="b"/><x:attributeGroup ref="t:G"/></x:choice></x:sequence><x:attribute name="late"/></x:complexType>',
  );
  expect(type).toMatchObject({
    derivation: {
      particle: { particles: [{ kind: "element" }, { kind: "choice", particles: [{ kind: "element" }] }] },
    },
    attributes: [
      { declaration: { name: { local: "late" } } },
      { declaration: { name: { local: "early" } } },
      { kind: "attributeGroup" },
    ],
  });
  expect(warnings).toEqual([
    "element-unexpected: found <x:attribute> in <x:sequence>, expected it after that; read as an attribute of the type",
    "element-unexpected: found <x:attributeGroup> in <x:choice>, expected it after that; read as an attribute of the type",
  ]);
});

import { expect, test } from "vitest";
import { complexType, placeless, readSchema, simpleType } from "../wsdl/read.js";

const xsd = "http://www.w3.org/2001/XMLSchema";
const named = (local: string, namespace = "urn:t") => ({ kind: "named", name: { namespace, local } });

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

test("a union has its named and its own members in order", () => {
  const { variety } = simpleType(
    '<x:simpleType name="T"><x:union memberTypes="x:int t:S"><x:simpleType><x:restriction base="x:string">' +
      '<x:enumeration value="a"/></x:restriction></x:simpleType></x:union></x:simpleType>',
  );
  expect(variety).toMatchObject({
    kind: "union",
    members: [named("int", xsd), named("S"), { kind: "anonymous" }],
  });
});

test("facets keep their values as they stand", () => {
  const { variety } = simpleType(
    '<x:simpleType name="T"><x:restriction base="x:string"><x:pattern value="a b"/><x:enumeration value=" a "/>' +
      "</x:restriction></x:simpleType>",
  );
  expect(placeless(variety)).toEqual({
    kind: "restriction",
    base: named("string", xsd),
    facets: [
      { name: "pattern", value: "a b" },
      { name: "enumeration", value: " a " },
    ],
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

test("documentation is joined by paragraphs, with white space collapsed", () => {
  const { schemas } = readSchema(
    '<x:element name="a"><x:annotation><x:documentation>  one\n two \n\n three</x:documentation>' +
      "<x:documentation>four</x:documentation></x:annotation></x:element>",
  );
  expect(schemas.elements.get("{urn:t}a")?.documentation).toBe("one two\n\nthree\n\nfour");
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

test("the draft of 1999 is read in the words of 2001", () => {
  const { schemas } = readSchema(
    '<s:complexType xmlns:s="http://www.w3.org/1999/XMLSchema" name="T"><s:element name="a" type="s:timeInstant" ' +
      'minOccurs="0" maxOccurs="*" nullable="true"/></s:complexType>',
  );
  expect(schemas.types.get("{urn:t}T")).toMatchObject({
    derivation: {
      particle: {
        kind: "sequence",
        particles: [
          {
            minOccurs: 0,
            maxOccurs: "unbounded",
            declaration: { nillable: true, type: named("dateTime", xsd) },
          },
        ],
      },
    },
  });
});

test.each([
  ['minOccurs="2" maxOccurs="1"', { minOccurs: 1, maxOccurs: 1 }, ["attribute-invalid"]],
  ['maxOccurs="0"', { minOccurs: 0, maxOccurs: 0 }, []],
  ['minOccurs="3"', { minOccurs: 3, maxOccurs: 3 }, []],
  ['minOccurs="many"', { minOccurs: 1, maxOccurs: 1 }, ["attribute-invalid"]],
  ['maxOccurs="99999999999999999999"', { minOccurs: 1, maxOccurs: "unbounded" }, []],
])("an element with %s occurs %j", (attributes, occurs, expected) => {
  const { schemas, codes } = readSchema(
    `<x:complexType name="T"><x:sequence><x:element name="a" ${attributes}/></x:sequence></x:complexType>`,
  );
  expect(schemas.types.get("{urn:t}T")).toMatchObject({ derivation: { particle: { particles: [occurs] } } });
  expect(codes).toEqual(expected);
});

test("a place is where a component begins", () => {
  const { schemas } = readSchema('\n  <x:element name="a"/>');
  expect(schemas.elements.get("{urn:t}a")?.place).toEqual({ path: "a.wsdl", line: 2, column: 3 });
});

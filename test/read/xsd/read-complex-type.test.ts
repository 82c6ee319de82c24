import { expect, test } from "vitest";
import { complexType } from "../wsdl/read.js";
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

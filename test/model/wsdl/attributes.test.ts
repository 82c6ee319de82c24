import { expect, test } from "vitest";
import { typesOf } from "./declare.js";

test("attribute groups are expanded, references have their declaration's type, xml:lang needs none", () => {
  const types = typesOf(
    `<xs:element name="Root"><xs:complexType><xs:attributeGroup ref="tns:g"/><xs:attribute ref="xml:lang"/></xs:complexType></xs:element>
     <xs:attributeGroup name="g"><xs:attribute ref="tns:size" use="required"/><xs:attributeGroup ref="tns:h"/></xs:attributeGroup>
     <xs:attributeGroup name="h"><xs:attribute name="colour" default="red"/></xs:attributeGroup>
     <xs:attribute name="size" type="xs:int" default="3"/>`.replace(
      "<xs:element",
      '<xs:element xmlns:xml="http://www.w3.org/XML/1998/namespace"',
    ),
  );
  expect(types.get("Root")).toMatchObject({
    attributes: [
      { name: { namespace: "urn:shop", local: "size" }, type: { name: "int" }, use: "required", default: "3" },
      { name: { namespace: "", local: "colour" }, default: "red", use: "optional" },
      { name: { namespace: "http://www.w3.org/XML/1998/namespace", local: "lang" } },
    ],
  });
});

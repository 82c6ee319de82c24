import { expect, test } from "vitest";
import { declare, sending, typesOf } from "./declare.js";

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

test("attributes in a group of elements are those of each type that refers to it, however deep", () => {
  const { services, diagnostics } = declare(
    sending(
      `<xs:element name="Root"><xs:complexType><xs:sequence><xs:choice><xs:group ref="tns:g"/><xs:group ref="tns:h"/></xs:choice></xs:sequence><xs:attribute name="own"/></xs:complexType></xs:element>
     <xs:group name="g"><xs:sequence><xs:element name="a" type="xs:int"/><xs:group ref="tns:h"/></xs:sequence></xs:group>
     <xs:group name="h"><xs:sequence><xs:element name="b" type="xs:int"/><xs:attribute name="size" type="xs:int" use="required"/></xs:sequence></xs:group>`,
    ),
  );
  expect(diagnostics.map(({ code }) => code)).toEqual(["element-unexpected"]);
  const types = new Map(services.flatMap(({ types }) => types.map((type) => [type.name.local, type])));
  expect(types.get("Root")).toMatchObject({
    attributes: [
      { name: { local: "own" } },
      { name: { namespace: "", local: "size" }, type: { name: "int" }, use: "required" },
    ],
  });
});

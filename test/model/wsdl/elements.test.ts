import { expect, test } from "vitest";
import { declare, messages, sending, typesOf } from "./declare.js";

test("a reference to a global element has its name and its facts", () => {
  const types = typesOf(`<xs:element name="Root"><xs:complexType><xs:sequence>
      <xs:element ref="tns:Note" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
    <xs:element name="Note" type="xs:string" nillable="true" default="none"/>`);
  expect(types.get("Root")).toMatchObject({
    content: {
      particles: [{ name: { namespace: "urn:shop", local: "Note" }, nillable: true, default: "none", minOccurs: 0 }],
    },
  });
});

test("an element of an undeclared type is a warning that names it, and any content is accepted", () => {
  const { diagnostics } = declare(sending('<xs:element name="Root" type="tns:Nowhere"/>'));
  expect(messages(diagnostics)).toEqual([
    'warning component-unresolved: found no type "Nowhere" of "urn:shop", expected its declaration in the spec; any content is accepted',
  ]);
});

import { expect, test } from "vitest";
import { contentOf, declare, elementA, sending, showContent, typesOf } from "./declare.js";

const pets = `<xs:element name="Pet" type="tns:Animal" abstract="true"/>
  <xs:element name="Dog" substitutionGroup="tns:Pet"/><xs:element name="Poodle" type="xs:string" substitutionGroup="tns:Dog"/>
  <xs:element name="Cat" substitutionGroup="tns:Pet"/>
  <xs:complexType name="Animal"><xs:sequence>${elementA}</xs:sequence></xs:complexType>`;

test("a reference to a head is a choice of its substitution group", () => {
  expect(contentOf('<xs:sequence><xs:element ref="tns:Pet"/></xs:sequence>', pets)).toBe("(Dog | Cat | Poodle)");
  expect(contentOf('<xs:sequence><xs:element ref="tns:Dog" maxOccurs="unbounded"/></xs:sequence>', pets)).toBe(
    "(Dog | Poodle)+",
  );
});

test("a member without a type has the type of its head", () => {
  const types = typesOf(
    `<xs:element name="Root"><xs:complexType><xs:sequence><xs:element ref="tns:Cat"/></xs:sequence></xs:complexType></xs:element>${pets}`,
  );
  expect(types.get("Root")).toMatchObject({ content: { particles: [{ type: { name: "{urn:shop}Animal" } }] } });
});

test("an abstract element that nothing stands for takes any element, and is reported", () => {
  const { services, diagnostics } = declare(
    sending(`<xs:element name="Root"><xs:complexType><xs:sequence><xs:element ref="tns:Pet"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="Pet" abstract="true"/>`),
  );
  expect(showContent(services[0]?.types[0])).toBe("any");
  expect(diagnostics.map(({ code }) => code)).toEqual(["substitutes-missing"]);
});

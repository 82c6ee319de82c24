import { expect, test } from "vitest";
import type { Type } from "../../../generator/model/service.js";
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

const types = `<xs:complexType name="Owner"><xs:sequence>${elementA}<xs:element ref="tns:Pet" minOccurs="0"/></xs:sequence></xs:complexType>
  <xs:complexType name="Breeder"><xs:complexContent><xs:extension base="tns:Owner"><xs:sequence>
    <xs:element name="Dog" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>${pets}`;

test.each([
  ["alone", '<xs:element ref="tns:Pet"/>', ["Pet"]],
  ["that repeats", '<xs:element ref="tns:Pet" maxOccurs="unbounded"/>', ["Pet"]],
  ["in a choice", `<xs:choice><xs:element ref="tns:Pet"/>${elementA}</xs:choice>`, ["Pet"]],
  [
    "in a choice that repeats",
    `<xs:choice maxOccurs="unbounded"><xs:element ref="tns:Pet" minOccurs="0"/>${elementA}</xs:choice>`,
    ["Pet"],
  ],
  [
    "and another one that repeats",
    '<xs:element ref="tns:Pet"/><xs:element ref="tns:Pet" maxOccurs="9"/>',
    ["Pet", "Pet"],
  ],
  ["twice", '<xs:element ref="tns:Pet"/><xs:element ref="tns:Pet"/>', []],
  ["and to one of its members", '<xs:element ref="tns:Pet"/><xs:element ref="tns:Dog"/>', []],
  [
    "beside an element of one of its names",
    '<xs:element ref="tns:Pet"/><xs:element name="Cat" form="unqualified"/>',
    [],
  ],
])("the choice of a reference %s has the name of the head where its elements have their own", (_, particles, heads) => {
  const root = `<xs:element name="Root"><xs:complexType><xs:sequence>${particles}</xs:sequence></xs:complexType></xs:element>`;
  expect(headsIn(typesOf(root + pets).get("Root"))).toEqual(heads);
});

test("a choice of a base stays whole in a derived type, unless that adds one of its names", () => {
  const root =
    '<xs:element name="Root"><xs:complexType><xs:sequence><xs:element name="o" type="tns:Owner"/></xs:sequence></xs:complexType></xs:element>';
  const found = typesOf(root + types);
  expect([headsIn(found.get("Owner")), headsIn(found.get("Breeder"))]).toEqual([["Pet"], []]);
});

test("no choice of mixed content has a name: each element is by itself", () => {
  const root =
    '<xs:element name="Root"><xs:complexType mixed="true"><xs:sequence><xs:element ref="tns:Pet"/></xs:sequence></xs:complexType></xs:element>';
  expect(headsIn(typesOf(root + pets).get("Root"))).toEqual([]);
});

/** The heads of the choices in a type, in whatever groups. */
function headsIn(type: Type | undefined): readonly string[] {
  if (type?.kind !== "complex" || type.content.kind !== "sequence") throw new TypeError("expected a sequence");
  const heads: string[] = [];
  const pending = [...type.content.particles];
  for (let next = pending.shift(); next !== undefined; next = pending.shift()) {
    if (next.kind !== "sequence" && next.kind !== "choice") continue;
    if (next.head !== undefined) heads.push(next.head.local);
    pending.push(...next.particles);
  }
  return heads;
}

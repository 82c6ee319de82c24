import { expect, test } from "vitest";
import { readConfiguration } from "../../../generator/configuration.js";
import { hasErrors } from "../../../generator/diagnostic.js";
import { inspect } from "../../../generator/inspect.js";
import { clark, type Type } from "../../../generator/model/service.js";
import { membersIn } from "../../../generator/model/traversal.js";

const wsdl = `<wsdl:definitions targetNamespace="urn:shop" xmlns="urn:shop" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
  <wsdl:types>
    <xs:schema targetNamespace="urn:shop" elementFormDefault="qualified">
      <xs:element name="Get"><xs:complexType><xs:sequence><xs:element name="Base" type="Base"/><xs:element name="Closed" type="Closed"/></xs:sequence></xs:complexType></xs:element>
      <xs:complexType name="Base"><xs:sequence><xs:element name="Id" type="xs:int"/><xs:any namespace="##other"/></xs:sequence></xs:complexType>
      <xs:complexType name="Derived"><xs:complexContent><xs:extension base="Base"><xs:sequence><xs:element name="More" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
      <xs:complexType name="Closed"><xs:sequence><xs:element name="Id" type="xs:int"/></xs:sequence></xs:complexType>
    </xs:schema>
    <xs:schema targetNamespace="urn:note" elementFormDefault="qualified">
      <xs:element name="Note" nillable="true"><xs:complexType><xs:sequence><xs:element name="Part" type="xs:date"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="Other" type="xs:int"/>
      <xs:complexType name="Free"><xs:sequence><xs:element name="Part" type="xs:date"/></xs:sequence></xs:complexType>
    </xs:schema>
  </wsdl:types>
  <wsdl:message name="In"><wsdl:part name="in" element="Get"/></wsdl:message>
  <wsdl:portType name="P"><wsdl:operation name="Get"><wsdl:input message="In"/></wsdl:operation></wsdl:portType>
  <wsdl:binding name="B" type="P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <wsdl:operation name="Get"><soap:operation soapAction=""/><wsdl:input><soap:body use="literal"/></wsdl:input></wsdl:operation>
  </wsdl:binding>
  <wsdl:service name="S"><wsdl:port name="P" binding="B"><soap:address location="http://shop.example/"/></wsdl:port></wsdl:service>
</wsdl:definitions>`;

/** The members of the types and the diagnostics with these overrides. */
function overridden(overrides: object) {
  const text = JSON.stringify({ services: { shop: { overrides } } });
  const configuration = readConfiguration({ path: "soapwright.config.json", text }, () => undefined);
  const spec = { name: "shop", path: "specs/shop", sources: [{ path: "specs/shop/shop.wsdl", text: wsdl }] };
  const { services, diagnostics } = inspect(spec, configuration);
  const types = services.flatMap((service) => service.types);
  return {
    service: services[0],
    types: types.map(({ name }) => clark(name)),
    membersOf: (local: string) => types.filter(({ name }) => name.local === local).flatMap(members),
    problems: diagnostics.filter((each) => hasErrors([each])).map(({ message, hint }) => `${message}; ${hint}`),
  };
}

function members(type: Type): readonly string[] {
  if (type.kind !== "complex") return [];
  return membersIn(type.content).map((member) => {
    const { minOccurs, maxOccurs } = member;
    return `${member.kind === "any" ? "any" : clark(member.name)} ${minOccurs}..${maxOccurs}`;
  });
}

test("named elements precede the wildcard, in derived types too, which no longer requires others", () => {
  const { membersOf, problems } = overridden({
    "Base.$any": {
      elements: { Note: {}, "{urn:x}Size": { type: "int", maxOccurs: 2 }, Own: { type: "Free", minOccurs: 1 } },
    },
  });
  const named = ["{urn:note}Note 0..1", "{urn:x}Size 0..2", "{urn:shop}Own 1..1", "any 0..1"];
  expect(problems).toEqual([]);
  expect(membersOf("Base")).toEqual(["{urn:shop}Id 1..1", ...named]);
  expect(membersOf("Derived")).toEqual(["{urn:shop}Id 1..1", ...named, "{urn:shop}More 1..1"]);
});

test("a type without a wildcard has the elements last", () => {
  const { membersOf } = overridden({ "Closed.$any": { elements: { Extra: { type: "int", namespace: "" } } } });
  expect(membersOf("Closed")).toEqual(["{urn:shop}Id 1..1", "{}Extra 0..1"]);
});

test("only global elements and types that are named are added to the service", () => {
  const { types, service } = overridden({ "Base.$any": { elements: { Note: {} } } });
  expect(types).toContain("{urn:note}Note");
  expect(types).not.toContain("{urn:note}Free");
  expect(service).not.toHaveProperty("carried");
  expect(overridden({}).types).not.toContain("{urn:note}Note");
});

test("a global element keeps its facts, and other overrides find it", () => {
  const { service } = overridden({
    "Base.$any": { elements: { Note: {}, Other: {} } },
    "Base.Other": { type: "string" },
    "Note.Part": { minOccurs: 0 },
  });
  const elements = service?.types.flatMap((type) => (type.kind === "complex" ? membersIn(type.content) : [])) ?? [];
  const named = (local: string) => elements.find((each) => each.kind === "element" && each.name.local === local);
  expect(named("Note")).toMatchObject({ nillable: true, evidence: { type: { kind: "overridden" } } });
  expect(named("Other")).toMatchObject({ type: { name: "string" } });
  expect(named("Part")).toMatchObject({ minOccurs: 0 });
});

test.each([
  [
    { "Bose.$any": { elements: { Note: {} } } },
    'found elements of "Bose.$any", expected a type with elements, as Type.$any; did you mean "Base.$any"?',
  ],
  [
    { "Base.Id": { elements: { Note: {} } } },
    'found elements of "Base.Id", expected a type with elements, as Type.$any; did you mean "Base.$any"?',
  ],
  [
    { Base: { elements: { Note: {} } } },
    'found elements of "Base", expected a type with elements, as Type.$any; did you mean "Base.$any"?',
  ],
  [
    { "Get.request/Base": { elements: { Note: {} } } },
    'found elements of "Get.request/Base", expected a type with elements, as Type.$any; did you mean "Get.request/Base/$any"?',
  ],
  [
    { "Get.request/Base/Id": { elements: { Note: {} } } },
    'found elements of "Get.request/Base/Id", expected a type with elements, as Type.$any; did you mean "Get.request/Base/$any"?',
  ],
  [
    { "Bose.Id": { elements: { Note: {} } } },
    /^found elements of "Bose\.Id", expected a type with elements, as Type\.\$any; known: "[^"]+\.\$any"/,
  ],
  [
    { "Base.$any": { elements: { "{urn:shop}City": { type: "int" }, City: { type: "int", namespace: "urn:shop" } } } },
    "found the element City, which is that of {urn:shop}City, expected each element once; remove one of the two",
  ],
  [
    { "Base.$any": { elements: { Note: {}, "{urn:note}Note": {} } } },
    "found the element {urn:note}Note, which is that of Note, expected each element once; remove one of the two",
  ],
  [
    { "Base.$any": { elements: { Size: { type: "int", maxOccurs: 0 } } } },
    "found maxOccurs 0 of Size, expected 1 or more; leave out the element, or its maxOccurs",
  ],
  [
    { "Base.$any": { elements: { Gone: {} } } },
    'found the element Gone without a type, expected a global element of the spec, or a type; write "Gone": { "type": "string" }, or another type',
  ],
  [
    { "Base.$any": { elements: { Size: { type: "Fre" } } } },
    /^found the type "Fre", expected a builtin type or a type of the service; /,
  ],
  [
    { "Base.$any": { elements: { Id: { type: "int" } } } },
    "found the element Id, expected one that Base does not declare; correct it under its own path",
  ],
  [
    { "Base.$any": { elements: { "a b": { type: "int" } } } },
    'found the name "a b", expected an XML name, or {namespace}name; correct the name',
  ],
  [
    { "Base.$any": { elements: { Size: { type: "int", minOccurs: 2 } } } },
    "found minOccurs 2 and maxOccurs 1 of Size, expected a maxOccurs that is not less; give both in the override",
  ],
  [
    { "Base.$any": { elements: { Size: { type: "int" } }, minOccurs: 0 } },
    "found minOccurs beside elements, expected elements alone; write the other facts under the names of the elements",
  ],
  [
    { "Base.$any": { minOccurs: 0 } },
    "found minOccurs, expected elements; they are the facts of a wildcard, and Base is one",
  ],
])("%j is refused", (overrides, problem) => {
  const [first = ""] = overridden(overrides).problems;
  if (typeof problem === "string") expect(first).toBe(problem);
  else expect(first).toMatch(problem);
});

import { expect, test } from "vitest";
import { clark } from "../../../generator/read/xsd/qname.js";
import { definitions, read, readSchema, required } from "../wsdl/read.js";
import { named, xsd } from "./names.js";

test("a name without a prefix where no default namespace is means the target namespace, with a warning", () => {
  const { schemas, codes } = readSchema('<x:element name="a" type="T"/>');
  expect(schemas.elements.get("{urn:t}a")).toMatchObject({ type: { name: { namespace: "urn:t", local: "T" } } });
  expect(codes).toEqual(["prefix-missing"]);
});

test("a name without a prefix is in no namespace if the schema imports what is in none", () => {
  const { schemas } = readSchema('<x:import/><x:element name="a" type="T"/>');
  expect(schemas.elements.get("{urn:t}a")).toMatchObject({ type: { name: { namespace: "", local: "T" } } });
});

test("a message that is named in the namespace of WSDL is the target's, with a warning", () => {
  const text =
    '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:t"><portType name="P"><operation name="o">' +
    '<input message="M"/></operation></portType></definitions>';
  const { wsdl, codes } = read({ "a.wsdl": text });
  expect(required(wsdl).portTypes.get("{urn:t}P")?.operations[0]?.input?.message).toEqual({
    namespace: "urn:t",
    local: "M",
  });
  expect(codes).toEqual(["prefix-missing"]);
});

test("an unbound prefix is a warning, and names nothing that there is", () => {
  const { schemas, diagnostics } = readSchema('<x:element name="a" type="q:T"/><x:complexType name="T"/>');
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "prefix-unbound" }]);
  const type = schemas.elements.get("{urn:t}a")?.type;
  expect(type?.kind === "named" && schemas.types.has(clark(type.name))).toBe(false);
});

test("the unbound prefixes xs and xsd can only mean XML Schema", () => {
  const text =
    '<schema xmlns="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t"><element name="a" type="xs:int"/></schema>';
  const { wsdl, codes } = read({ "a.wsdl": definitions(`<w:types>${text}</w:types>`) });
  expect(wsdl?.schemas.elements.get("{urn:t}a")).toMatchObject({
    type: { name: { namespace: "http://www.w3.org/2001/XMLSchema", local: "int" } },
  });
  expect(codes).toEqual(["prefix-unbound"]);
});

test("a required attribute that is missing is an error", () => {
  const { diagnostics } = read({ "a.wsdl": definitions('<w:service name="S"><w:port name="p"/></w:service>') });
  expect(diagnostics).toMatchObject([{ severity: "error", code: "attribute-missing" }]);
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

import { expect, test } from "vitest";
import { clark } from "../../../generator/read/xsd/qname.js";
import { definitions, read, readSchema, required, schema } from "../wsdl/read.js";
import { named, xsd } from "./names.js";

/** The name of the type of the element `a`, and the messages. */
function typeOfA(text: Readonly<Record<string, string>>) {
  const { wsdl, diagnostics } = read(text);
  const type = required(wsdl).schemas.elements.get("{urn:t}a")?.type;
  return {
    name: type?.kind === "named" ? clark(type.name) : undefined,
    found: diagnostics.map(({ code, message }) => `${code}: ${message}`),
  };
}

const unprefixed = (type: string, more = "", attributes?: string) =>
  definitions(`<w:types>${schema(`${more}<x:element name="a" type="${type}"/>`, attributes)}</w:types>`);

test("a name without a prefix is in no namespace if one is declared there, without a warning", () => {
  const none = '<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:simpleType name="T"/></x:schema>';
  const own =
    '<x:import schemaLocation="none.xsd"/><x:simpleType name="T"><x:restriction base="x:int"/></x:simpleType>';
  const { name, found } = typeOfA({ "a.wsdl": unprefixed("T", own), "none.xsd": none });
  expect(name).toBe("{}T");
  expect(found).toEqual(["element-unexpected: found a simpleType without restriction, list or union"]);
});

test("a name without a prefix is in the target namespace or of XML Schema if only they declare it, with a warning", () => {
  expect(typeOfA({ "a.wsdl": unprefixed("T", '<x:complexType name="T"/>') })).toEqual({
    name: "{urn:t}T",
    found: ['prefix-missing: found "T" without a prefix, expected one; read in the target namespace'],
  });
  expect(typeOfA({ "a.wsdl": unprefixed("string") })).toEqual({
    name: `{${xsd}}string`,
    found: ['prefix-missing: found "string" without a prefix, expected one; read as a name of XML Schema'],
  });
  expect(typeOfA({ "a.wsdl": unprefixed("Gone") })).toEqual({ name: "{}Gone", found: [] });
});

test("a name of the target namespace is found where the default namespace is that of XML Schema", () => {
  const attributes = `targetNamespace="urn:t" xmlns="${xsd}"`;
  expect(typeOfA({ "a.wsdl": unprefixed("T", '<x:complexType name="T"/>', attributes) })).toEqual({
    name: "{urn:t}T",
    found: ['prefix-missing: found "T" without a prefix, expected one; read in the target namespace'],
  });
  expect(typeOfA({ "a.wsdl": unprefixed("int", "", attributes) })).toEqual({ name: `{${xsd}}int`, found: [] });
});

test("the kinds of components decide where a name without a prefix is declared", () => {
  const none = '<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:element name="T"/></x:schema>';
  const own = '<x:import schemaLocation="none.xsd"/><x:complexType name="T"/>';
  expect(typeOfA({ "a.wsdl": unprefixed("T", own), "none.xsd": none }).name).toBe("{urn:t}T");
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

test("an element without a required attribute is left out, with a warning", () => {
  const { diagnostics } = read({ "a.wsdl": definitions('<w:service name="S"><w:port name="p"/></w:service>') });
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "attribute-missing" }]);
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

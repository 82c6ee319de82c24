import { expect, test } from "vitest";
import { wellKnownSchema } from "../../../generator/read/xsd/well-known.js";
import { definitions, read, required, schema } from "../wsdl/read.js";

/** Reads a schema that imports `namespace`. */
function importing(namespace: string) {
  return read({ "a.wsdl": definitions(`<w:types>${schema(`<x:import namespace="${namespace}"/>`)}</w:types>`) });
}

test.each([
  ["http://schemas.xmlsoap.org/soap/encoding/", "types", "Array"],
  ["http://schemas.xmlsoap.org/soap/encoding/", "types", "string"],
  ["http://schemas.xmlsoap.org/soap/encoding/", "attributes", "arrayType"],
  ["http://www.w3.org/2003/05/soap-encoding", "attributes", "itemType"],
  ["http://schemas.xmlsoap.org/soap/envelope/", "attributes", "mustUnderstand"],
  ["http://www.w3.org/2003/05/soap-envelope", "attributes", "role"],
  ["http://www.w3.org/XML/1998/namespace", "attributes", "lang"],
  ["http://microsoft.com/wsdl/types/", "types", "guid"],
  ["http://schemas.microsoft.com/2003/10/Serialization/", "types", "duration"],
  ["http://schemas.microsoft.com/2003/10/Serialization/Arrays", "types", "ArrayOfstring"],
  ["http://www.w3.org/2005/05/xmlmime", "types", "base64Binary"],
  ["http://ws-i.org/profiles/basic/1.1/xsd", "types", "swaRef"],
  ["http://www.w3.org/2004/08/xop/include", "elements", "Include"],
  ["http://www.w3.org/2005/08/addressing", "types", "EndpointReferenceType"],
  ["http://schemas.xmlsoap.org/ws/2004/08/addressing", "types", "EndpointReferenceType"],
  ["http://schemas.xmlsoap.org/ws/2003/03/addressing", "types", "EndpointReferenceType"],
  ["http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd", "elements", "Security"],
  ["http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd", "elements", "Timestamp"],
  ["http://www.w3.org/2000/09/xmldsig#", "elements", "Signature"],
  ["http://xml.apache.org/xml-soap", "types", "Map"],
  ["http://docs.oasis-open.org/wsrf/bf-2", "types", "BaseFaultType"],
  ["http://docs.oasis-open.org/wsrf/r-2", "elements", "ResourceUnknownFault"],
  ["http://docs.oasis-open.org/wsn/t-1", "elements", "TopicSet"],
  ["http://docs.oasis-open.org/wsn/b-2", "elements", "Subscribe"],
] as const)("%s has among its %s %s, without a word", (namespace, kind, local) => {
  const { wsdl, codes } = importing(namespace);
  expect(required(wsdl).schemas[kind].has(`{${namespace}}${local}`)).toBe(true);
  expect(codes).toEqual([]);
});

test("schemas that a well-known schema refers to are available too", () => {
  const { wsdl } = importing("http://docs.oasis-open.org/wsn/b-2");
  const { types, elements } = required(wsdl).schemas;
  expect(types.has("{http://docs.oasis-open.org/wsrf/bf-2}BaseFaultType")).toBe(true);
  expect(types.has("{http://www.w3.org/2005/08/addressing}EndpointReferenceType")).toBe(true);
  expect(elements.has("{http://docs.oasis-open.org/wsn/t-1}TopicSet")).toBe(true);
});

test("the spec's own schema of a namespace goes before ours", () => {
  const namespace = "http://microsoft.com/wsdl/types/";
  const { wsdl } = read({
    "a.wsdl": definitions(`<w:types>${schema(`<x:import namespace="${namespace}"/>`)}</w:types>`),
    "own.xsd": schema(
      '<x:simpleType name="own"><x:restriction base="x:string"/></x:simpleType>',
      `targetNamespace="${namespace}"`,
    ),
  });
  expect([...required(wsdl).schemas.types.keys()]).toEqual([`{${namespace}}own`]);
});

test("a well-known namespace that is used without an import is read with a warning", () => {
  const { wsdl, diagnostics } = read({
    "a.wsdl": definitions('<w:message name="M"><w:part name="p" type="enc:string"/></w:message>'),
  });
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "import-missing" }]);
  expect(required(wsdl).schemas.types.has("{http://schemas.xmlsoap.org/soap/encoding/}string")).toBe(true);
});

test("an unresolvable location does not matter for a well-known namespace", () => {
  const { codes } = read({
    "a.wsdl": definitions(
      `<w:types>${schema(
        '<x:import namespace="http://www.w3.org/XML/1998/namespace" schemaLocation="http://www.w3.org/2001/xml.xsd"/>',
      )}</w:types>`,
    ),
  });
  expect(codes).toEqual([]);
});

test("a schema inside a message can be referred to", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(
      `<w:types>${schema('<x:complexType name="T"><x:sequence><x:element ref="x:schema"/></x:sequence></x:complexType>')}</w:types>`,
    ),
  });
  expect(required(wsdl).schemas.elements.has("{http://www.w3.org/2001/XMLSchema}schema")).toBe(true);
  expect(codes).toEqual([]);
});

test("nobody knows other namespaces", () => {
  expect(wellKnownSchema("urn:u")).toBeUndefined();
  expect(wellKnownSchema("__proto__")).toBeUndefined();
});

import { expect, test } from "vitest";
import { clark } from "../../../generator/read/xsd/qname.js";
import { definitions, read, readSchema, required, schema } from "./read.js";

const place = { path: "a.wsdl", line: 1, column: 1 };

test("a document of WSDL 2.0 is named", () => {
  const { wsdl, diagnostics } = read({ "a.wsdl": '<description xmlns="http://www.w3.org/ns/wsdl"/>' });
  expect(wsdl).toBeUndefined();
  expect(diagnostics).toMatchObject([{ severity: "error", code: "wsdl-version", place }]);
});

test("an entry that is no WSDL is refused", () => {
  const { wsdl, diagnostics } = read({ "a.wsdl": "<html/>" }, { entry: "a.wsdl" });
  expect(wsdl).toBeUndefined();
  expect(diagnostics).toMatchObject([{ severity: "error", code: "wsdl-missing", place }]);
});

test("an entry that the spec does not have is refused with what it has", () => {
  const { diagnostics } = read({ "s/service.wsdl": definitions("") }, { entry: "s/servise.wsdl" });
  expect(diagnostics).toMatchObject([{ code: "wsdl-missing", hint: 'did you mean "s/service.wsdl"?' }]);
});

test("a text may start with a byte order mark and white space, and end with comments", () => {
  const { wsdl, codes } = read({ "a.wsdl": `\ufeff\n<?xml version="1.0"?>${definitions("")}<!-- - -->\n<?p i?>\n` });
  expect(wsdl).toBeDefined();
  expect(codes).toEqual([]);
});

test.each([
  ["after the root", `${definitions("")}more`, "xml-not-well-formed"],
  ["cut", definitions("").slice(0, -3), "xml-cut"],
  ["with a document type", `<!DOCTYPE d [<!ENTITY e "e">]>${definitions("")}`, "xml-doctype"],
  ["with an unbound prefix", "<p:definitions/>", "xml-not-well-formed"],
  ["empty", "", "xml-not-well-formed"],
])("a text that is %s is refused", (_, text, code) => {
  const { diagnostics } = read({ "a.wsdl": text });
  expect(diagnostics).toMatchObject([{ severity: "error", code }]);
});

test("a reference to a part of WSDL that is wrong in its namespace alone means the one that there is, with a warning", () => {
  const { wsdl, diagnostics } = read({
    "a.wsdl": definitions(
      '<w:message name="M"/><w:portType name="P"><w:operation name="o"><w:input message="u:M"/><w:output message="u:N"/>' +
        '</w:operation></w:portType><w:binding name="B" type="q:P"><w:operation name="o"><w:input>' +
        '<soap:header message="u:M" part="p"/></w:input></w:operation></w:binding>' +
        '<w:service name="S"><w:port name="p" binding="u:B"/></w:service>',
    ),
  });
  const name = (local: string) => ({ namespace: "urn:t", local });
  expect(wsdl?.portTypes.get("{urn:t}P")?.operations).toMatchObject([
    { input: { message: name("M") }, output: { message: { namespace: "urn:u", local: "N" } } },
  ]);
  expect(wsdl?.bindings.get("{urn:t}B")).toMatchObject({
    portType: name("P"),
    operations: [{ input: { header: [{ message: name("M") }] } }],
  });
  expect(wsdl?.services).toMatchObject([{ ports: [{ binding: name("B") }] }]);
  expect(diagnostics.map(({ severity }) => severity)).toEqual(Array(4).fill("warning"));
});

test("a local name that several parts of WSDL have stays what it says", () => {
  const { wsdl, codes } = read(
    {
      "a.wsdl": definitions(
        '<w:import namespace="urn:v" location="b.wsdl"/><w:message name="M"/><w:portType name="P"><w:operation name="o">' +
          '<w:input message="u:M"/></w:operation></w:portType>',
      ),
      "b.wsdl": definitions('<w:message name="M"/>', 'targetNamespace="urn:v"'),
    },
    { entry: "a.wsdl" },
  );
  expect(wsdl?.portTypes.get("{urn:t}P")?.operations[0]?.input?.message).toEqual({ namespace: "urn:u", local: "M" });
  expect(codes).toEqual([]);
});

test("a reference into a document that is missing stays what it says", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(
      '<w:import namespace="urn:u" location="gone.wsdl"/><w:message name="M"/><w:portType name="P"><w:operation name="o">' +
        '<w:input message="u:M"/></w:operation></w:portType>',
    ),
  });
  expect(wsdl?.portTypes.get("{urn:t}P")?.operations[0]?.input?.message).toEqual({ namespace: "urn:u", local: "M" });
  expect(codes).toEqual(["import-unresolved"]);
});

test("equal components of one name are one, with a warning", () => {
  const { schemas, diagnostics } = readSchema('<x:element name="a"/>\n<x:element name="a"/>');
  expect(schemas.elements.size).toBe(1);
  expect(diagnostics).toMatchObject([
    { severity: "warning", code: "component-repeated", place: { line: 2 }, related: [{ line: 1 }] },
  ]);
});

test("components of one name that differ are an error with both places", () => {
  const { diagnostics } = readSchema('<x:element name="a" type="x:int"/>\n<x:element name="a" type="x:long"/>');
  expect(diagnostics).toMatchObject([
    { severity: "error", code: "component-repeated", place: { line: 2 }, related: [{ line: 1 }] },
  ]);
});

test("of two documents with one text nothing is said", () => {
  const text = schema('<x:element name="a"/>', 'targetNamespace="urn:u"');
  const imports = ["d.xsd", "e.xsd"].map((path) => `<x:import namespace="urn:u" schemaLocation="${path}"/>`);
  const { codes } = read({
    "a.wsdl": definitions(`<w:types>${schema(imports.join(""))}</w:types>`),
    "d.xsd": text,
    "e.xsd": text,
  });
  expect(codes).toEqual([]);
});

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

test("an element of XML Schema where it means nothing is a warning", () => {
  const { codes } = readSchema('<x:element name="a"><x:complexType><x:seqence/></x:complexType></x:element>');
  expect(codes).toEqual(["element-unexpected"]);
});

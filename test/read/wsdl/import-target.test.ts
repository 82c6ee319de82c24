import { expect, test } from "vitest";
import { locationsIn } from "../../../generator/read/wsdl/locations.js";
import { definitions, read, required, schema } from "./read.js";

const elementA = '<x:element name="a"/>';
const importing = (attributes: string, kind = "import") =>
  definitions(`<w:types>${schema(`<x:${kind} ${attributes}/>`)}</w:types>`);
const urnU = 'targetNamespace="urn:u"';

test.each([
  ["d.xsd", "s/d.xsd"],
  ["./d.xsd", "s/d.xsd"],
  ["../o/d.xsd", "o/d.xsd"],
  ["d%20e.xsd", "s/d e.xsd"],
  ["d.xsd?v=1", "s/d.xsd"],
  ["service?xsd=xsd0", "s/service?xsd=xsd0"],
  ["..\\o\\d.xsd", "o/d.xsd"],
])("the location %j is found beside the importing document", (location, path) => {
  const { wsdl, codes } = read(
    { "s/a.wsdl": importing(`namespace="urn:u" schemaLocation="${location}"`), [path]: schema(elementA, urnU) },
    { entry: "s/a.wsdl" },
  );
  expect(required(wsdl).schemas.elements.has("{urn:u}a")).toBe(true);
  expect(codes).toEqual([]);
});

test("a file name in another case is found, with a warning", () => {
  const { wsdl, codes } = read({
    "a.wsdl": importing('namespace="urn:u" schemaLocation="D.XSD"'),
    "d.xsd": schema(elementA, urnU),
  });
  expect(required(wsdl).schemas.elements.has("{urn:u}a")).toBe(true);
  expect(codes).toEqual(["import-inexact"]);
});

test("a URL is found by its last segment if the namespace is right", () => {
  const { wsdl, codes } = read({
    "a.wsdl": importing('namespace="urn:u" schemaLocation="http://h.example/x/d.xsd"'),
    "d.xsd": schema(elementA, urnU),
    "other/d.xsd": schema(elementA, 'targetNamespace="urn:v"'),
  });
  expect(required(wsdl).schemas.elements.has("{urn:u}a")).toBe(true);
  expect(required(wsdl).schemas.elements.has("{urn:v}a")).toBe(false);
  expect(codes).toEqual(["import-inexact"]);
});

test("the catalog says where a URL is, and for which document", () => {
  const texts = {
    "a.wsdl": importing('namespace="urn:u" schemaLocation="http://h.example/x"'),
    "one.xsd": schema(elementA, urnU),
    "two.xsd": schema('<x:element name="b"/>', urnU),
  };
  const location = "http://h.example/x";
  const catalog = [
    { location, path: "one.xsd" },
    { location, path: "two.xsd", from: "a.wsdl" },
  ];
  const { wsdl, codes } = read(texts, { catalog });
  expect([...required(wsdl).schemas.elements.keys()]).toEqual(["{urn:u}b"]);
  expect(codes).toEqual([]);
});

test("an import without a location takes all schemas of its namespace", () => {
  const { wsdl, codes } = read({
    "a.wsdl": importing('namespace="urn:u"'),
    "d.xsd": schema(elementA, urnU),
    "e.xsd": schema('<x:element name="b"/>', urnU),
  });
  expect([...required(wsdl).schemas.elements.keys()].sort()).toEqual(["{urn:u}a", "{urn:u}b"]);
  expect(codes).toEqual([]);
});

test("an import by a wrong location takes the one schema of its namespace, with a warning", () => {
  const { wsdl, codes } = read({
    "a.wsdl": importing('namespace="urn:u" schemaLocation="gone.xsd"'),
    "d.xsd": schema(elementA, urnU),
  });
  expect(required(wsdl).schemas.elements.has("{urn:u}a")).toBe(true);
  expect(codes).toEqual(["import-inexact"]);
});

test("schemas in one WSDL see each other without an import", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(
      `<w:types>${schema('<x:element name="b" type="u:T"/>')}${schema('<x:complexType name="T"/>', urnU)}</w:types>`,
    ),
  });
  expect(required(wsdl).schemas.types.has("{urn:u}T")).toBe(true);
  expect(codes).toEqual([]);
});

test("a schema without a namespace takes that of the schema that includes it, with its references", () => {
  const { wsdl, codes } = read({
    "a.wsdl": importing('schemaLocation="c.xsd"', "include"),
    "c.xsd":
      '<schema xmlns="http://www.w3.org/2001/XMLSchema" xmlns:x="http://www.w3.org/2001/XMLSchema">' +
      '<include schemaLocation="d.xsd"/></schema>',
    "d.xsd":
      '<x:schema xmlns:x="http://www.w3.org/2001/XMLSchema"><x:complexType name="T"/><x:element name="e" type="T"/></x:schema>',
  });
  expect(required(wsdl).schemas.elements.get("{urn:t}e")).toMatchObject({
    type: { name: { namespace: "urn:t", local: "T" } },
  });
  expect(required(wsdl).schemas.types.has("{urn:t}T")).toBe(true);
  expect(codes).toEqual([]);
});

test("a redefined type is in the place of the one that it derives from", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(
      `<w:types>${schema(
        '<x:redefine schemaLocation="d.xsd"><x:complexType name="T"><x:complexContent><x:extension base="t:T"/>' +
          '</x:complexContent></x:complexType><x:group name="G"><x:sequence><x:group ref="t:G"/></x:sequence></x:group>' +
          '<x:attributeGroup name="A"><x:attributeGroup ref="t:A"/></x:attributeGroup></x:redefine>',
      )}</w:types>`,
    ),
    "d.xsd": schema(
      '<x:complexType name="T"/><x:group name="G"><x:all/></x:group><x:attributeGroup name="A"><x:anyAttribute/></x:attributeGroup>',
    ),
  });
  const { types, groups, attributeGroups } = required(wsdl).schemas;
  const name = (local: string) => ({ namespace: "urn:t", local });
  expect(types.get("{urn:t}T")).toMatchObject({ derivation: { base: name("T.redefined") } });
  expect(types.get("{urn:t}T.redefined")).toMatchObject({ derivation: { kind: "none" } });
  expect(groups.get("{urn:t}G")).toMatchObject({ particle: { particles: [{ name: name("G.redefined") }] } });
  expect(groups.get("{urn:t}G.redefined")).toMatchObject({ particle: { kind: "all" } });
  expect(attributeGroups.get("{urn:t}A")).toMatchObject({ attributes: [{ name: name("A.redefined") }] });
  expect(attributeGroups.get("{urn:t}A.redefined")).toMatchObject({ anyAttribute: true });
  expect(codes).toEqual([]);
});

test("documents that import each other are read once each", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions('<w:import namespace="urn:t" location="b.wsdl"/><w:message name="m"/>'),
    "b.wsdl": definitions('<w:import namespace="urn:t" location="a.wsdl"/><w:message name="n"/>'),
  });
  expect([...required(wsdl).messages.keys()]).toEqual(["{urn:t}m", "{urn:t}n"]);
  expect(codes).toEqual([]);
});

test("a wsdl:import of a schema is read as a schema, with a warning", () => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions('<w:import namespace="urn:u" location="d.xsd"/>'),
    "d.xsd": schema(elementA, urnU),
  });
  expect(required(wsdl).schemas.elements.has("{urn:u}a")).toBe(true);
  expect(codes).toEqual(["import-mismatch"]);
});

test("a schema import of a WSDL reads the schemas in it", () => {
  const { wsdl, codes } = read(
    {
      "a.wsdl": importing('namespace="urn:u" schemaLocation="b.wsdl"'),
      "b.wsdl": definitions(`<w:types>${schema(elementA, urnU)}</w:types><w:message name="m"/>`),
    },
    { entry: "a.wsdl" },
  );
  expect(required(wsdl).schemas.elements.has("{urn:u}a")).toBe(true);
  expect(required(wsdl).messages.size).toBe(0);
  expect(codes).toEqual(["import-mismatch"]);
});

test("an import that the spec does not have is a warning, and is kept", () => {
  const { wsdl, diagnostics } = read({ "a.wsdl": importing('namespace="urn:u" schemaLocation="gone.xsd"') });
  expect(diagnostics).toMatchObject([{ code: "import-unresolved", severity: "warning" }]);
  expect(required(wsdl).missing).toMatchObject([{ namespace: "urn:u", location: '"gone.xsd"' }]);
});

test("a namespace that is used without an import is read from the one schema of the spec that has it", () => {
  const { wsdl, codes } = read(
    {
      "a.wsdl": definitions(`<w:types>${schema('<x:element name="b" type="u:T"/>')}</w:types>`),
      "d.xsd": schema('<x:complexType name="T"/>', urnU),
    },
    { entry: "a.wsdl" },
  );
  expect(required(wsdl).schemas.types.has("{urn:u}T")).toBe(true);
  expect(codes).toEqual(["import-missing"]);
});

test("the entries are the WSDLs that no other imports", () => {
  const service = (name: string, imported = "") =>
    definitions(`${imported && `<w:import namespace="urn:t" location="${imported}"/>`}<w:service name="${name}"/>`);
  const { wsdl } = read({ "a.wsdl": service("A"), "b.wsdl": service("B", "a.wsdl"), "c.wsdl": service("C") });
  expect(required(wsdl).services.map(({ name }) => name.local)).toEqual(["B", "A", "C"]);
});

test("with an entry, what it does not import is not read", () => {
  const texts = { "a.wsdl": definitions('<w:service name="A"/>'), "b.wsdl": definitions('<w:service name="B"/>') };
  const { wsdl } = read(texts, { entry: "b.wsdl" });
  expect(required(wsdl).services.map(({ name }) => name.local)).toEqual(["B"]);
});

test("schemas alone give no WSDL", () => {
  const { wsdl, codes } = read({ "d.xsd": schema(elementA) });
  expect(wsdl).toBeUndefined();
  expect(codes).toEqual([]);
});

test("the locations of a document are those of all its imports", () => {
  const text = definitions(
    '<w:import location="b.wsdl"/>' +
      `<w:types>${schema('<x:import namespace="urn:u"/><x:include schemaLocation="c.xsd"/><x:redefine schemaLocation="c.xsd"/>')}</w:types>`,
  );
  expect(locationsIn({ path: "a.wsdl", text })).toEqual(["b.wsdl", "c.xsd"]);
  expect(locationsIn({ path: "a.txt", text: "no markup" })).toEqual([]);
});

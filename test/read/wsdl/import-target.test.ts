import { expect, test } from "vitest";
import { elementA, importing, urnU } from "./importing.js";
import { definitions, read, required, schema } from "./read.js";

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

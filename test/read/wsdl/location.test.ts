import { expect, test } from "vitest";
import { elementA, importing, urnU } from "./importing.js";
import { definitions, read, required, schema } from "./read.js";

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

test.each([
  "../../../../etc/passwd",
  "/etc/passwd",
  "file:///etc/passwd",
  "\\\\host\\share\\a.xsd",
  "%2e%2e/%2e%2e/etc/passwd",
  "jar:file:a!/b",
  "http://[::1",
  "%",
])("the location %j finds nothing", (location) => {
  const { wsdl, codes } = read({
    "a.wsdl": definitions(`<w:types>${schema(`<x:import namespace="urn:u" schemaLocation="${location}"/>`)}</w:types>`),
    "d.xsd": schema("", 'targetNamespace="urn:v"'),
  });
  expect(codes).toEqual(["import-unresolved"]);
  expect([...required(wsdl).schemas.namespaces]).toEqual(["urn:t"]);
});

test.each([
  "http://user:secret@h.example/a.xsd?key=secret#secret",
  "//user:secret@h.example/a.xsd?secret",
  "a.xsd?key=secret",
])("what may be secret in the location %j is not shown", (location) => {
  const { wsdl, diagnostics } = read({
    "a.wsdl": definitions(`<w:types>${schema(`<x:import namespace="urn:u" schemaLocation="${location}"/>`)}</w:types>`),
  });
  expect(diagnostics).toHaveLength(1);
  expect(JSON.stringify([diagnostics, required(wsdl).missing])).not.toContain("secret");
});

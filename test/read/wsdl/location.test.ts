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

test.each(["http://h.example/x/d.xsd", "/x/d.xsd"])(
  "an included schema without a namespace is found by the last segment of %s, unless one has the namespace",
  (location) => {
    const bare = {
      "a.wsdl": importing(`schemaLocation="${location}"`, "include"),
      "d.xsd": schema(elementA, ""),
      "v/d.xsd": schema(elementA, 'targetNamespace="urn:v"'),
    };
    const { wsdl, codes } = read(bare);
    expect([...required(wsdl).schemas.elements.keys()]).toEqual(["{urn:t}a"]);
    expect(codes).toEqual(["import-inexact"]);
    const own = read({ ...bare, "o/d.xsd": schema('<x:element name="b"/>') });
    expect([...required(own.wsdl).schemas.elements.keys()]).toEqual(["{urn:t}b"]);
    const imported = read({ ...bare, "a.wsdl": importing(`namespace="urn:u" schemaLocation="${location}"`) });
    expect(required(imported.wsdl).schemas.elements.size).toBe(0);
  },
);

test("the path of a location distinguishes documents with one name and namespace", () => {
  const { wsdl, diagnostics } = read(
    {
      "s/device/a.wsdl": importing('namespace="urn:u" schemaLocation="../../ver10/schema/d.xsd"'),
      "s/core/ver10/schema/d.xsd": schema(elementA, urnU),
      "s/core/ver20/schema/d.xsd": schema('<x:element name="b"/>', urnU),
    },
    { entry: "s/device/a.wsdl" },
  );
  expect([...required(wsdl).schemas.elements.keys()]).toEqual(["{urn:u}a"]);
  expect(diagnostics.map(({ message, hint }) => [message, hint])).toEqual([
    [
      'found "../../ver10/schema/d.xsd", expected the exact location of a document; read as "s/core/ver10/schema/d.xsd" by its last segments and its namespace',
      'if another document is meant, list it in s/catalog.xml: <uri name="../../ver10/schema/d.xsd" uri="core/ver10/schema/d.xsd"/>',
    ],
  ]);
});

test("an import whose namespace several documents have is given the line of a catalog", () => {
  const { diagnostics } = read(
    {
      "s/a.wsdl": importing('namespace="urn:u" schemaLocation="http://h.example/d&amp;e.xsd"'),
      "s/one.xsd": schema(elementA, urnU),
      "s/two.xsd": schema('<x:element name="b"/>', urnU),
    },
    { entry: "s/a.wsdl" },
  );
  expect(diagnostics.map(({ hint }) => hint)).toEqual([
    'several documents have its namespace; if it is one of them, list it in s/catalog.xml: <uri name="http://h.example/d&amp;e.xsd" uri="one.xsd"/>',
  ]);
});

test("an import of the own namespace without one is reported if its document is missing", () => {
  const text = definitions(`<w:types>${schema('<x:import schemaLocation="gone.xsd"/>', "")}</w:types>`);
  const { diagnostics } = read({ "a.wsdl": text });
  expect(diagnostics.map(({ message, hint }) => `${message}; ${hint}`)).toEqual([
    'found an import of "gone.xsd", expected that document in the spec; save the document into the folder of the spec; ' +
      'under another name, list it in catalog.xml: <uri name="gone.xsd" uri="gone.xsd"/>',
  ]);
});

test.each([
  ["http://h.example/s?wsdl=Report.wsdl", "http://h.example/s?wsdl=Report.wsdl"],
  ["http://h.example/s.svc?xsd=xsd0", "http://h.example/s.svc?xsd=xsd0"],
  ["http://h.example/s?SCHEMA=a/b.xsd#top", "http://h.example/s?SCHEMA=a/b.xsd"],
  ["http://h.example/s?singleWsdl", "http://h.example/s?singleWsdl"],
  ["http://u:secret@h.example/s?key=secret&xsd=1&secret", "http://h.example/s?key=…&xsd=1&…"],
])("the location %j is shown as %j", (location, shown) => {
  const { diagnostics } = read({
    "a.wsdl": importing(`namespace="urn:u" schemaLocation="${location.replaceAll("&", "&amp;")}"`),
  });
  expect(diagnostics.map(({ message }) => message)).toEqual([
    `found an import of ${JSON.stringify(shown)}, expected that document in the spec`,
  ]);
  expect(JSON.stringify(diagnostics)).not.toContain("secret");
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

import { expect, test } from "vitest";
import { definitions, read, readSchema, schema } from "../wsdl/read.js";

test("equal components of one name are one, with a warning", () => {
  const { schemas, diagnostics } = readSchema('<x:element name="a"/>\n<x:element name="a"/>');
  expect(schemas.elements.size).toBe(1);
  expect(diagnostics).toMatchObject([
    {
      severity: "warning",
      code: "component-repeated",
      place: { line: 2 },
      related: [{ line: 1 }],
      hint: expect.stringMatching(/^remove the one at \S+:2:\d+$/) as string,
    },
  ]);
});

test("components of one name that differ are an error with both places", () => {
  const { diagnostics } = readSchema('<x:element name="a" type="x:int"/>\n<x:element name="a" type="x:long"/>');
  expect(diagnostics).toMatchObject([
    {
      severity: "error",
      code: "component-repeated",
      place: { line: 2 },
      related: [{ line: 1 }],
      hint: expect.stringMatching(/^remove the one that is not of this service, at \S+:1:\d+ or \S+:2:\d+, /) as string,
    },
  ]);
});

test("two documents with one text are not reported", () => {
  const text = schema('<x:element name="a"/>', 'targetNamespace="urn:u"');
  const imports = ["d.xsd", "e.xsd"].map((path) => `<x:import namespace="urn:u" schemaLocation="${path}"/>`);
  const { codes } = read({
    "a.wsdl": definitions(`<w:types>${schema(imports.join(""))}</w:types>`),
    "d.xsd": text,
    "e.xsd": text,
  });
  expect(codes).toEqual([]);
});

test("a service of an imported document gives way to that of the importing one, with a warning", () => {
  const service = (host: string) =>
    `<w:service name="S"><w:port name="P" binding="t:B"><soap:address location="http://${host}/"/></w:port></w:service>`;
  const { wsdl, diagnostics } = read({
    "a.wsdl": definitions(`<w:import namespace="urn:t" location="b.wsdl"/>${service("new.example")}`),
    "b.wsdl": definitions(service("old.example")),
  });
  expect(wsdl?.services.map(({ ports }) => ports.map(({ address }) => address))).toEqual([["http://new.example/"]]);
  expect(diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'warning: found a second, different service "S" of "urn:t", expected one; that of the importing document is read',
  ]);
});

test("components that differ in their policies alone are one, with a warning", () => {
  const portType = (policy: string) => `<w:portType name="T">${policy}</w:portType>`;
  const policy =
    '<p:Policy xmlns:p="http://www.w3.org/ns/ws-policy"><a:Addressing xmlns:a="http://www.w3.org/2007/05/addressing/metadata"/></p:Policy>';
  const { wsdl, diagnostics } = read({ "a.wsdl": definitions(`${portType(policy)}\n${portType("")}`) });
  expect([...(wsdl?.portTypes.values() ?? [])].map(({ demands }) => demands.map(({ name }) => name))).toEqual([
    ["Addressing"],
  ]);
  expect(diagnostics.map(({ severity, message }) => `${severity}: ${message}`)).toEqual([
    'warning: found a second portType "T" of "urn:t" with other policies, expected one; the first is read',
  ]);
});

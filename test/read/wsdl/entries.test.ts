import { expect, test } from "vitest";
import { elementA } from "./importing.js";
import { definitions, place, read, required, schema } from "./read.js";

test("an entry other than a WSDL is refused", () => {
  const { wsdl, diagnostics } = read({ "a.wsdl": "<html/>" }, { entry: "a.wsdl" });
  expect(wsdl).toBeUndefined();
  expect(diagnostics).toMatchObject([{ severity: "error", code: "wsdl-missing", place }]);
});

test("an entry that the spec does not have is refused with what it has", () => {
  const { diagnostics } = read({ "s/service.wsdl": definitions("") }, { entry: "s/servise.wsdl" });
  expect(diagnostics).toMatchObject([{ code: "wsdl-missing", hint: 'did you mean "s/service.wsdl"?' }]);
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

test("definitions without a namespace are refused with the declaration to add", () => {
  const text = '<definitions targetNamespace="urn:t"/>';
  const found = (options: { readonly entry?: string }) =>
    read({ "a.wsdl": text }, options).diagnostics.map(({ code, message }) => `${code}: ${message}`);
  const expected = [
    'wsdl-namespace: found <definitions> of no namespace, expected <definitions> of "http://schemas.xmlsoap.org/wsdl/"',
  ];
  expect(found({})).toEqual(expected);
  expect(found({ entry: "a.wsdl" })).toEqual(expected);
});

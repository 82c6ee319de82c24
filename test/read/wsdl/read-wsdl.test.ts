import { expect, test } from "vitest";
import { definitions, place, read } from "./read.js";

test("a document of WSDL 2.0 is named", () => {
  const { wsdl, diagnostics } = read({ "a.wsdl": '<description xmlns="http://www.w3.org/ns/wsdl"/>' });
  expect(wsdl).toBeUndefined();
  expect(diagnostics).toMatchObject([{ severity: "error", code: "wsdl-version", place }]);
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

import { expect, test } from "vitest";
import { documentOf } from "../../../templates/runtime/xml/document.js";

const xsi = "http://www.w3.org/2001/XMLSchema-instance";

test.each([
  ["<Größe>1</Größe>", `<Größe xmlns:xsi="${xsi}">1</Größe>`],
  ['<Empty xsi:nil="true"/>', `<Empty xmlns:xsi="${xsi}" xsi:nil="true"/>`],
  ['<a:B xmlns:a="urn:a">x</a:B>', `<a:B xmlns:xsi="${xsi}" xmlns:a="urn:a">x</a:B>`],
])("the root of %s declares xsi", (element, expected) => {
  expect(documentText(element)).toBe(expected);
});

test("a root that gives the prefix xsi another meaning keeps it", () => {
  const element = '<B xmlns:xsi="urn:own" xsi:kind="a&#62;b"><C/></B>';
  expect(documentText(element)).toBe(element);
});

test("a declaration inside of the root is none of the root's", () => {
  expect(documentText('<B><C xmlns:xsi="urn:own"/></B>')).toBe(`<B xmlns:xsi="${xsi}"><C xmlns:xsi="urn:own"/></B>`);
});

function documentText(element: string): string {
  const text = new TextDecoder().decode(documentOf(new TextEncoder().encode(element)));
  const declaration = '<?xml version="1.0" encoding="utf-8"?>';
  expect(text.startsWith(declaration)).toBe(true);
  return text.slice(declaration.length);
}

import { expect, test } from "vitest";
import { locationsIn } from "../../../generator/read/wsdl/locations.js";
import { readXml } from "../../../generator/read/xml.js";
import { definitions, schema } from "./read.js";

test("the locations of a document are those of all its imports", () => {
  const text = definitions(
    '<w:import location="b.wsdl"/>' +
      `<w:types>${schema('<x:import namespace="urn:u"/><x:include schemaLocation="c.xsd"/><x:redefine schemaLocation="c.xsd"/>')}</w:types>`,
  );
  expect(locationsIn({ path: "a.wsdl", text })).toEqual(["b.wsdl", "c.xsd"]);
  expect(locationsIn({ path: "a.txt", text: "no markup" })).toEqual([]);
});

test("content beside imports is checked, but no part of the tree that they are read from", () => {
  const text = (content: string): string =>
    definitions(
      `${content}<w:import location="b&amp;c.wsdl"/><w:types>${schema(`${content}<x:include schemaLocation="c.xsd"/>${content}`)}</w:types>`,
    );
  const other = '<x:element name="a" =""><x:import schemaLocation="no.xsd"/>a</x:element><w:message/>';
  expect(locationsIn({ path: "a.wsdl", text: text("<!-- <x:include/> -->") })).toEqual(["b&c.wsdl", "c.xsd"]);
  expect(locationsIn({ path: "a.wsdl", text: text(other.replace(' =""', "")) })).toEqual(["b&c.wsdl", "c.xsd"]);
  for (const defect of [other, "<a>", "<a>&</a>", "<a b=1/>", "</a>", "<a></b>"]) {
    expect(locationsIn({ path: "a.wsdl", text: text(defect) })).toEqual([]);
  }
});

test("a tree can be read without some elements, with the places of the others", () => {
  const text = '<a><b><c/><b/></b>\n <c d="1"><b =""/></c><b/></a> more';
  const reading = readXml(text, (name, path) => name === "b" && path.length > 0);
  if (reading.kind !== "document") throw new Error(reading.kind);
  const [c, ...others] = Array.from(reading.root.getElementsByTagName("*"));
  expect([c?.tagName, others]).toEqual(["c", []]);
  expect(c && reading.offsetOf(c)).toBe(text.indexOf("<c d"));
  expect(reading.nameless.map((offset) => text.slice(offset, offset + 3))).toEqual(['=""']);
  expect(text.slice(reading.end)).toBe(" more");
});

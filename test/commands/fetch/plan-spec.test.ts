import { expect, test } from "vitest";
import type { Collection } from "../../../generator/commands/fetch/collect.js";
import { fetchedDocument, type FetchedDocument } from "../../../generator/commands/fetch/document.js";
import { planSpec } from "../../../generator/commands/fetch/plan-spec.js";
import { shopWsdl } from "../../support/shop-wsdl.js";

const schema = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"/>`;

function document(address: string, text = schema, charset?: string): FetchedDocument {
  const url = new URL(address);
  return fetchedDocument(url, { url, bytes: Buffer.from(text, "latin1"), charset });
}

function plan(documents: readonly FetchedDocument[], links: Collection["links"] = [], keepQuery = false) {
  const starts = documents.slice(0, 1).map(({ address }) => address);
  return planSpec("shop", { documents, links, remarks: [], missing: [] }, { starts, allow: ["*.example"], keepQuery });
}

function names(...addresses: readonly string[]): readonly string[] {
  return [...plan(addresses.map((address) => document(address))).files.keys()].filter((name) => /xsd$/.test(name));
}

test.each([
  [["https://shop.example/a/b/c.xsd"], ["c.xsd"]],
  [
    ["https://shop.example/a/b/c.xsd", "https://shop.example/a/d/e.xsd"],
    ["b/c.xsd", "d/e.xsd"],
  ],
  [
    ["https://shop.example/Shop.svc?xsd=xsd0", "https://shop.example/Shop.svc?xsd=xsd1"],
    ["Shop.xsd0.xsd", "Shop.xsd1.xsd"],
  ],
  [["https://shop.example/Shop?schema=a/b.xsd"], ["Shop.b.xsd"]],
  [["https://shop.example/"], ["shop.xsd"]],
  // Alike but for what the name cannot tell, and on file systems without case.
  [
    ["https://shop.example/a?id=1", "https://shop.example/a?id=2", "https://shop.example/A"],
    ["a.xsd", "a_2.xsd", "A_3.xsd"],
  ],
  // Other hosts have folders.
  [
    ["https://shop.example/a.xsd", "https://cdn.example:8443/x/b.xsd"],
    ["a.xsd", "cdn.example_8443/x/b.xsd"],
  ],
  // Names that lead out of the folder, hide a file or are reserved.
  [["https://shop.example/%2e%2e%2f%2e%2e%2fetc%2fpasswd"], ["__.._etc_passwd.xsd"]],
  [["https://shop.example/a?xsd=..\\..\\x"], ["a.x.xsd"]],
  [
    ["https://shop.example/.git", "https://shop.example/con", "https://shop.example/a%00b%0a"],
    ["_git.xsd", "_con.xsd", "a_b_.xsd"],
  ],
  [
    ["https://shop.example/__proto__", "https://shop.example/%F0%9F%92%A5"],
    ["__proto__.xsd", "_.xsd"],
  ],
  [[`https://shop.example/${"a".repeat(300)}`], [`${"a".repeat(100)}.xsd`]],
])("%j are saved as %j", (addresses, expected) => {
  expect(names(...addresses)).toEqual(expected);
});

test("the catalog holds what the paths do not say, and the lock where all of it comes from", () => {
  const wsdl = document("https://shop.example/ws/Shop.svc?wsdl", shopWsdl());
  const first = document("https://shop.example/ws/Shop.svc?xsd=xsd0&key=hunter2");
  const second = document("https://shop.example/ws/types/b.xsd");
  const links = [
    { from: wsdl, to: first, location: "https://shop.example/ws/Shop.svc?xsd=xsd0&key=hunter2" },
    { from: wsdl, to: second, location: "types/b.xsd" },
    { from: first, to: second, location: "./types/b.xsd" },
  ];
  const { files, remarks } = plan([wsdl, first, second], links);
  expect(files.get("catalog.xml")).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog">
  <uri name="https://shop.example/ws/Shop.svc?xsd=xsd0&amp;key=hunter2" uri="Shop.xsd0.xsd"/>
</catalog>
`);
  expect(JSON.parse(String(files.get("soapwright.lock.json")))).toMatchObject({
    addresses: ["https://shop.example/ws/Shop.svc?wsdl"],
    allow: ["*.example"],
    files: {
      "Shop.wsdl": { address: "https://shop.example/ws/Shop.svc?wsdl" },
      "Shop.xsd0.xsd": { address: "https://shop.example/ws/Shop.svc?xsd=xsd0&key=…", importedBy: ["Shop.wsdl"] },
      "types/b.xsd": { address: "https://shop.example/ws/types/b.xsd", importedBy: ["Shop.wsdl", "Shop.xsd0.xsd"] },
    },
  });
  expect(remarks.map(({ message }) => message)).toEqual([
    "Shop.wsdl and catalog.xml hold the value of key in an import, which looks secret",
  ]);
});

test("one location that leads to two documents is remarked", () => {
  const a = document("https://shop.example/a/x.wsdl", shopWsdl());
  const b = document("https://shop.example/b/y.wsdl", shopWsdl());
  const [one, two] = [document("https://shop.example/a/?xsd=1"), document("https://shop.example/b/?xsd=1")];
  const { remarks } = plan(
    [a, b, one, two],
    [
      { from: a, to: one, location: "?xsd=1" },
      { from: b, to: two, location: "?xsd=1" },
    ],
  );
  expect(remarks.map(({ message }) => message)).toEqual([
    '"?xsd=1" leads to a/shop.1.xsd from one document, and to b/shop.1.xsd from b/y.wsdl',
  ]);
});

test("bytes are kept, unless only the HTTP header declares how to read them", () => {
  const text = "<html>Größe</html>";
  const bytesOf = (declared: string, charset?: string): string =>
    Buffer.from(document("https://shop.example/", declared + text, charset).bytes).toString("latin1");
  expect(bytesOf("", "iso-8859-1")).toBe(Buffer.from(text).toString("latin1"));
  expect(bytesOf('<meta charset="iso-8859-1">', "iso-8859-1")).toBe(`<meta charset="iso-8859-1">${text}`);
  expect(bytesOf("\x80", "windows-1252")).toBe(Buffer.from(`€${text}`).toString("latin1"));
  expect(bytesOf("", "x-unknown")).toBe(text);
  expect(bytesOf("")).toBe(text);
});

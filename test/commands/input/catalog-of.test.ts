import { expect, test } from "vitest";
import { itemSchema, shopWsdl } from "../../support/shop-wsdl.js";
import { workspace } from "../workspace.js";
import { importing, pathsOf, read } from "./read-spec.js";

const catalog = (entries: string, attributes = ""): string => `<?xml version="1.0"?>
<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "http://www.oasis-open.org/committees/entity/release/1.1/catalog.dtd">
<catalog xmlns="urn:oasis:names:tc:entity:xmlns:xml:catalog" ${attributes}>${entries}</catalog>`;

test.each([
  ['<uri name="http://shop.example/items.xsd" uri="xsd/items.xsd"/>', ""],
  ['<system systemId="http://shop.example/items.xsd" uri="xsd/items.xsd"/>', ""],
  ['<rewriteURI uriStartString="http://shop.example/" rewritePrefix="xsd/"/>', ""],
  ['<group xml:base="xsd/"><rewriteSystem systemIdStartString="http://shop.example/i" rewritePrefix="i"/></group>', ""],
  ['<uriSuffix uriSuffix="items.xsd" uri="items.xsd"/>', 'xml:base="xsd/"'],
  ['<uriSuffix uriSuffix=".xsd" uri="a.xsd"/><systemSuffix systemIdSuffix="/items.xsd" uri="xsd/items.xsd"/>', ""],
])("a catalog says where imports are: %s", async (entries, attributes) => {
  const place = await workspace();
  await place.write("specs/shop/shop.wsdl", importing("http://shop.example/items.xsd"));
  await place.write("specs/shop/xsd/items.xsd", itemSchema());
  await place.write("specs/shop/xsd/a.xsd", itemSchema("urn:a"));
  await place.write("specs/shop/catalog.xml", catalog(entries, attributes));
  const expected = [{ location: "http://shop.example/items.xsd", path: "specs/shop/xsd/items.xsd" }];
  expect((await read(place, "specs/shop")).spec.catalog).toEqual(expected);
  const alone = await read(place, "specs/shop/shop.wsdl");
  expect(alone.spec.catalog).toEqual(expected);
  expect(pathsOf(alone.spec)).toContain("specs/shop/xsd/items.xsd");
});

test("a catalog names what is imported by its namespace", async () => {
  const place = await workspace();
  await place.write("shop/items.xsd", itemSchema());
  await place.write("shop/shop.wsdl", shopWsdl());
  await place.write("shop/catalog.xml", catalog('<public publicId="http://shop.example/items" uri="items.xsd"/>'));
  const { spec } = await read(place, "shop");
  expect(spec.catalog).toEqual([{ location: "http://shop.example/items", path: "shop/items.xsd" }]);
});

test.each([
  '<uri name="http://shop.example/items.xsd" uri="../secret.xsd"/>',
  '<uri name="http://shop.example/items.xsd" uri="none.xsd"/>',
  '<uri name="http://shop.example/items.xsd" uri="http://shop.example/other.xsd"/>',
  '<uri name="http://shop.example/items.xsd" uri="file:///etc/hosts"/>',
  '<delegateURI uriStartString="http://shop.example/" catalog="../catalog.xml"/>',
  '<uri name="http://shop.example/items.xsd"/>',
])("what a catalog says of anything outside of the spec is not followed: %s", async (entry) => {
  const place = await workspace();
  await place.write("secret.xsd", itemSchema());
  await place.write("a/shop.wsdl", importing("http://shop.example/items.xsd"));
  await place.write("a/catalog.xml", catalog(entry));
  for (const path of ["a", "a/shop.wsdl"]) {
    const { spec, codes } = await read(place, path);
    expect(spec.catalog).toBeUndefined();
    expect(pathsOf(spec).filter((each) => each.includes("secret"))).toEqual([]);
    expect(codes).toEqual(["warning catalog-entry a/catalog.xml"]);
  }
});

test("a catalog that cannot be read is an error at its place", async () => {
  const place = await workspace();
  await place.write("shop/shop.wsdl", shopWsdl());
  await place.write("shop/catalog.xml", catalog("<uri"));
  expect((await read(place, "shop")).codes).toEqual(["error catalog-not-read shop/catalog.xml"]);
});

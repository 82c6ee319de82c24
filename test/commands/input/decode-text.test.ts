import { expect, test } from "vitest";
import { shopWsdl } from "../../support/shop-wsdl.js";
import { workspace } from "../workspace.js";
import { read } from "./read-spec.js";

test.each(["ISO-8859-1", "windows-1252"])("an XML declaration says the encoding: %s", async (encoding) => {
  const place = await workspace();
  const text = shopWsdl({ types: '<xs:element name="Größe" type="xs:string"/>' }).replace("utf-8", encoding);
  await place.write("shop.wsdl", Buffer.from(text, "latin1"));
  const { spec, codes } = await read(place, "shop.wsdl");
  expect(spec.sources[0]?.text).toBe(text);
  expect(codes).toEqual([]);
});

test.each([true, false])("UTF-16 is read, with its mark or without: %s", async (marked) => {
  const place = await workspace();
  const text = shopWsdl().replace("utf-8", "utf-16");
  await place.write("shop.wsdl", Buffer.from(`${marked ? "\ufeff" : ""}${text}`, "utf16le"));
  const { spec, codes } = await read(place, "shop.wsdl");
  expect(spec.sources[0]?.text).toBe(text);
  expect(codes).toEqual([]);
});

test("what an XML declaration says wrongly is not believed", async () => {
  const place = await workspace();
  const text = shopWsdl({ types: "<!-- Größe -->" }).replace("utf-8", "utf-16");
  await place.write("shop.wsdl", text);
  expect((await read(place, "shop.wsdl")).spec.sources[0]?.text).toBe(text);
  await place.write("shop.wsdl", Buffer.from(text.replace("utf-16", "x-none"), "latin1"));
  const { spec, codes } = await read(place, "shop.wsdl");
  expect(spec.sources[0]?.text).toContain("Größe");
  expect(codes).toEqual(["warning source-encoding shop.wsdl"]);
});

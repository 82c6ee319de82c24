import { expect, test } from "vitest";
import { workspace } from "./workspace.js";
import { helpPage } from "../support/help-page.js";

async function shop() {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  await place.write("specs/shop/GetName.txt", helpPage("GetName", "Id"));
  return place;
}

test("prints a page of all operations, which reads as the same service", async () => {
  const place = await shop();
  const { code, out, err } = await place.run("samples", "specs/shop");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out.match(/^POST /gm)).toHaveLength(2);
  await place.write("again/shop/page.txt", out);
  expect((await place.run("inspect", "again/shop")).out).toBe((await place.run("inspect", "specs/shop")).out);
});

test("prints one operation, and HTML", async () => {
  const place = await shop();
  const { out } = await place.run("samples", "specs/shop", "GetPrice", "--html");
  expect(out).toContain('&lt;Sku&gt;<var class="value">string</var>&lt;/Sku&gt;');
  expect(out).not.toContain("GetName");
});

test("--values prints a request that a client sends, and a response, with the length of their contents", async () => {
  const place = await shop();
  const { code, out, err } = await place.run("samples", "specs/shop", "GetPrice", "--values");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toMatch(/^shop\n\n.*\n\nGetPrice\n\nSOAP 1.1\n\nPOST \/shop.asmx HTTP\/1.1\nHost: shop.example\n/);
  expect(out).toMatch(/^ {6}<Sku>[a-z ]+<\/Sku>$/m);
  expect(out).toMatch(/^ {6}<GetPriceResult>[\d.]+<\/GetPriceResult>$/m);
  expect(out.match(/^Content-Length: \d+$/gm)).toHaveLength(2);
  expect(out).not.toContain("GetName");
  expect((await place.run("samples", "specs/shop", "GetPrice", "--values")).out).toBe(out);
});

test("--values prints HTML", async () => {
  const place = await shop();
  const { out } = await place.run("samples", "specs/shop", "GetPrice", "--values", "--html");
  expect(out).toMatch(/&lt;Sku&gt;[a-z ]+&lt;\/Sku&gt;/);
  expect(out).not.toContain('<var class="value">');
});

test("--values prints nothing of a spec with errors, which no stand-in serves", async () => {
  const place = await shop();
  await place.write("specs/shop/GetRate.txt", "no page at all");
  const { code, out, err } = await place.run("samples", "specs/shop", "--values");
  expect({ code, out }).toEqual({ code: 1, out: "" });
  expect(err).toMatch(/^specs\/shop\/GetRate\.txt:\d+:\d+: error /m);
});

test("--binding prints one binding of the operations that have it", async () => {
  const place = await shop();
  expect((await place.run("samples", "specs/shop", "--binding", "soap11")).out).toContain("POST ");
  const { code, out, err } = await place.run("samples", "specs/shop", "--binding", "httpGet");
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(err).toBe('error: shop is not bound to httpGet: known: "soap11"\n');
  expect((await place.run("samples", "specs/shop", "--binding", "smtp")).code).toBe(2);
});

test("an operation that is not there is wrong usage, with what may be meant", async () => {
  const place = await shop();
  const { code, err } = await place.run("samples", "specs/shop", "GetPrise");
  expect({ code, err }).toEqual({
    code: 2,
    err: 'error: shop has no operation "GetPrise": did you mean "GetPrice"?\n',
  });
});

test("a spec with errors is printed as far as it can be read, and exits with 1", async () => {
  const place = await shop();
  await place.write("specs/shop/GetRate.txt", "no page at all");
  const { code, out, err } = await place.run("samples", "specs/shop");
  expect(code).toBe(1);
  expect(out).toContain("GetPriceResponse");
  expect(err).toMatch(/^specs\/shop\/GetRate\.txt:\d+:\d+: error /m);
});

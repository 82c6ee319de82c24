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

test("--values prints values, and the length of the content", async () => {
  const place = await shop();
  const { out } = await place.run("samples", "specs/shop", "GetPrice", "--values");
  expect(out).toContain("<Sku>text</Sku>");
  expect(out).toContain("<GetPriceResult>1.5</GetPriceResult>");
  expect(out).toMatch(/^Content-Length: \d+$/m);
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

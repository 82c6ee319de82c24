import { expect, test } from "vitest";
import { modelVersion, type Service } from "../../generator/model/service.js";
import { helpPage } from "../support/help-page.js";
import { shopWsdl } from "../support/shop-wsdl.js";
import { pasted, workspace } from "./workspace.js";

test("prints operations and types in signature form", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const { code, out, err } = await place.run("inspect", "specs/shop");
  expect({ code, err }).toEqual({ code: 0, err: "" });
  expect(out).toContain("GetPrice(Sku?: string): GetPriceResponse(");
});

test("--explain adds where each fact comes from", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  const { out } = await place.run("inspect", "specs/shop", "--explain");
  expect(out).toContain("shown");
  expect(out).toContain("assumed");
  expect(out).toMatch(/specs\/shop\/GetPrice\.txt:\d+/);
});

test("--json prints the versioned model, which is all of its own data", async () => {
  const place = await workspace();
  await place.write("shop.txt", helpPage());
  const { code, out } = await place.run("inspect", "shop.txt", "--json");
  expect(code).toBe(0);
  const { version, services } = JSON.parse(out) as { version: number; services: Service[] };
  expect(version).toBe(modelVersion);
  expect(services.map(({ name, operations }) => [name, operations.map(({ name }) => name)])).toEqual([
    ["shop", ["GetPrice"]],
  ]);
});

test("prints each service of a folder, and what is pasted", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  await place.write("specs/shop/GetRate.txt", helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"));
  const { out } = await place.run("inspect", "specs/shop");
  expect(out).toMatch(/^shop {2}http[^]*\n\nrates {2}http/);
  const { services } = JSON.parse((await place.run("inspect", "specs/shop", "--json")).out) as { services: Service[] };
  expect(services.map(({ name }) => name)).toEqual(["shop", "rates"]);
  const alone = await place.runIn(pasted(helpPage()), "inspect", "-", "--name", "pasted");
  expect(alone).toMatchObject({ code: 0, out: expect.stringMatching(/^pasted {2}http/) as string });
  const nameless = await place.runIn(pasted(helpPage()), "inspect", "-");
  expect(nameless).toMatchObject({ code: 0, out: expect.stringMatching(/^input {2}http/) as string });
});

test("prints what a WSDL declares, and samples of it as a help page shows them", async () => {
  const place = await workspace();
  await place.write("shop.wsdl", shopWsdl());
  const inspected = await place.run("inspect", "shop.wsdl", "--explain");
  expect(inspected).toMatchObject({ code: 0, err: "" });
  expect(inspected.out).toContain("GetPrice(Sku?: string): GetPriceResponse(GetPriceResult: decimal)  soap11");
  expect(inspected.out).toMatch(/declared at shop\.wsdl:\d+:\d+/);
  await place.write("specs/shop/shop.wsdl", shopWsdl());
  const { out } = await place.run("samples", "specs/shop", "GetPrice");
  await place.write("specs/shop/GetPrice.txt", out);
  // The printed page of a WSDL can be read together with it, without any disagreement.
  expect(await place.run("inspect", "specs/shop")).toMatchObject({ code: 0, err: "" });
});

test("inspects one spec by its name, and all of them by the name of their folder", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  await place.write("specs/bank/GetRate.txt", helpPage("GetRate"));
  expect((await place.run("inspect", "bank")).out).toMatch(/^bank {2}http[^]*GetRate\(/);
  expect((await place.run("inspect", "specs")).out).toMatch(/^bank {2}http[^]*\n\nshop {2}http/);
});

test("a spec with errors is shown as far as it can be read, and exits with 1", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  await place.write("specs/shop/GetRate.txt", "no page at all");
  const { code, out, err } = await place.run("inspect", "specs/shop");
  expect(code).toBe(1);
  expect(out).toContain("GetPrice(");
  expect(err).toMatch(/^specs\/shop\/GetRate\.txt:\d+:\d+: error /m);
});

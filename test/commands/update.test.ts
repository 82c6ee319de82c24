import { rm, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { itemSchema, shopWsdl } from "../support/shop-wsdl.js";
import { site, type Page } from "./fetch/site.js";
import { workspace, type Workspace } from "./workspace.js";

const importOf = (location: string): string =>
  `<xs:schema><xs:import namespace="http://shop.example/items" schemaLocation="${location}"/></xs:schema>`;
const item = `<xs:element name="Item" type="i:Item" xmlns:i="http://shop.example/items"/>`;
const before = shopWsdl({ imports: importOf("items.xsd"), request: item });
const after = shopWsdl({ operations: ["GetPrice", "GetStock"] });

/** A workspace with a spec that was fetched from a site, whose pages may change. */
async function added(): Promise<{
  readonly place: Workspace;
  readonly pages: Record<string, Page | string>;
  readonly origin: string;
}> {
  const pages: Record<string, Page | string> = { "/shop.wsdl": before, "/items.xsd": itemSchema() };
  const { origin } = await site(pages);
  const place = await workspace();
  expect((await place.run("add", `${origin}/shop.wsdl`, "--quiet")).code).toBe(0);
  return { place, pages, origin };
}

test("a changed service is fetched again, with its changes as facts", async () => {
  const { place, pages } = await added();
  expect(await place.run("update", "--quiet")).toEqual({ code: 0, out: "specs/shop: no changes\n", err: "" });
  pages["/shop.wsdl"] = after;

  const check = await place.run("update", "--check", "--quiet");
  expect(check.code).toBe(3);
  expect(check.out).toMatch(
    /^specs\/shop, 2 files: 1 change breaks calls at compile time, and messages\n {2}GetPrice\.request\/Item is gone, in requests\n/,
  );
  expect(check.out).toContain("\n  GetStock is new\n");
  expect(await place.read("specs/shop/shop.wsdl")).toBe(before);

  const run = await place.run("update", "shop");
  expect(run.code).toBe(0);
  expect(run.out).toContain(check.out);
  expect(await place.read("specs/shop/shop.wsdl")).toBe(after);
  expect((await place.list()).filter((path) => path.startsWith("specs/"))).toEqual([
    "specs/shop/shop.wsdl",
    "specs/shop/soapwright.lock.json",
  ]);
  expect(await place.read("generated/shop.ts")).toContain("export function getStock");
  expect(await place.run("update", "--check", "--quiet")).toMatchObject({ code: 0, out: "specs/shop: no changes\n" });
});

test("bytes that change no fact are written, and fail no check", async () => {
  const { place, pages } = await added();
  pages["/shop.wsdl"] = `${before}<!-- generated at noon -->`;
  expect(await place.run("update", "--check", "--quiet")).toMatchObject({
    code: 0,
    out: "specs/shop, 1 file: no changes\n",
  });
  expect((await place.run("update", "--quiet")).code).toBe(0);
  expect(await place.read("specs/shop/shop.wsdl")).toContain("noon");
});

test("files that the user has changed are kept, unless forced", async () => {
  const { place, pages } = await added();
  await place.write("specs/shop/shop.wsdl", before.replace("xs:decimal", "xs:string"));
  await place.write("specs/shop/notes.txt", "mine");
  pages["/shop.wsdl"] = after;
  expect(await place.run("update", "--quiet")).toMatchObject({
    code: 1,
    err: "error: specs/shop/shop.wsdl was changed since it was fetched, and would be replaced; to replace it, add --force\n",
  });
  expect(await place.read("specs/shop/shop.wsdl")).toContain('GetPriceResult" type="xs:string"');
  expect((await place.run("update", "--force", "--quiet")).code).toBe(0);
  expect(await place.read("specs/shop/shop.wsdl")).toBe(after);
  expect(await place.read("specs/shop/notes.txt")).toBe("mine");
});

test("a service that cannot be fetched, or has become wrong, changes nothing", async () => {
  const { place, pages, origin } = await added();
  const files = await place.list();
  pages["/shop.wsdl"] = { status: 503 };
  expect(await place.run("update", "--quiet")).toMatchObject({
    code: 1,
    err: `error: ${origin}/shop.wsdl is answered with the status 503\n`,
  });
  pages["/shop.wsdl"] = before.replace('type="tns:ShopSoap"', 'type="tns:Gone"');
  const wrong = await place.run("update", "--quiet");
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/^specs\/shop\/shop\.wsdl:\d+:\d+: error /);
  expect(await place.list()).toEqual(files);
  expect(await place.read("specs/shop/shop.wsdl")).toBe(before);
});

test("an address whose secret is not recorded is named again", async () => {
  const pages = { "/shop?wsdl&token=abc": shopWsdl() };
  const { origin } = await site(pages);
  const place = await workspace();
  await place.run("add", `${origin}/shop?wsdl&token=abc`);
  expect((await place.run("update", "--quiet")).err).toBe(
    `error: soapwright.lock.json does not hold a secret of the address; name the address: soapwright update shop --address '${origin}/shop?wsdl&token=…'\n`,
  );
  const run = await place.run("update", "shop", "--address", `${origin}/shop?wsdl&token=abc`, "--quiet");
  expect(run).toMatchObject({ code: 0, out: "specs/shop: no changes\n" });
  expect(await place.read("specs/shop/soapwright.lock.json")).not.toContain("abc");
  const kept = await workspace();
  await kept.run("add", `${origin}/shop?wsdl&token=abc`, "--keep-query");
  expect(await kept.run("update", "--quiet")).toMatchObject({ code: 0, out: "specs/shop: no changes\n" });
  expect(await kept.read("specs/shop/soapwright.lock.json")).toContain("token=abc");
});

test("a lock that leads out of its folder, or through a link, is refused", async () => {
  const { place, pages } = await added();
  const lock = await place.read("specs/shop/soapwright.lock.json");
  await place.write("specs/shop/soapwright.lock.json", lock.replace('"items.xsd"', '"../../package.json"'));
  await place.write("package.json", "{}");
  expect(await place.run("update")).toMatchObject({
    code: 2,
    err: expect.stringContaining(
      'found the file "../../package.json", expected a path in the folder of the spec',
    ) as string,
  });
  await place.write("specs/shop/soapwright.lock.json", lock.replace('"items.xsd"', '"link/a"'));
  await symlink(place.directory, place.path("specs/shop/link"));
  pages["/shop.wsdl"] = after;
  expect(await place.run("update", "--quiet")).toMatchObject({
    code: 2,
    err: "error: found a symbolic link at link in link/a, expected a file\n",
  });
  expect(await place.read("package.json")).toBe("{}");
});

test("specs without a lock are left alone, and refused by name", async () => {
  const { place } = await added();
  await place.write("specs/stock/stock.wsdl", shopWsdl());
  expect(await place.run("update", "--quiet")).toMatchObject({ code: 0, out: "specs/shop: no changes\n" });
  expect((await place.run("update", "stock")).err).toBe(
    "error: found no specs/stock/soapwright.lock.json, expected one, since specs/stock was not added by its address\n",
  );
  const other = await workspace();
  await other.write("specs/stock/stock.wsdl", shopWsdl());
  expect((await other.run("update")).err).toBe(
    "error: found no soapwright.lock.json, expected one in a spec that was added by its address\n",
  );
});

test("an imported document that is missing now changes nothing", async () => {
  const { place, pages, origin } = await added();
  const lock = await place.read("specs/shop/soapwright.lock.json");
  pages["/items.xsd"] = { status: 404 };
  const run = await place.run("update", "--quiet");
  expect(run).toMatchObject({ code: 1, out: "" });
  expect(run.err).toMatch(/^error: specs\/shop stays as it is: .*items\.xsd, which .* imports, .*404/);
  expect(run.err).toContain(`${origin}/items.xsd`);
  expect(await place.read("specs/shop/soapwright.lock.json")).toBe(lock);
  expect(await place.read("specs/shop/items.xsd")).toBe(itemSchema());
});

test("an edited spec is skipped, and the others are updated", async () => {
  const { place, pages, origin } = await added();
  pages["/stock.wsdl"] = before;
  expect((await place.run("add", `${origin}/stock.wsdl`, "--quiet")).code).toBe(0);
  await place.write("specs/shop/shop.wsdl", `${before}<!-- mine -->`);
  pages["/shop.wsdl"] = after;
  pages["/stock.wsdl"] = after;
  const check = await place.run("update", "--check", "--quiet");
  expect(check.code).toBe(3);
  expect(check.err).toMatch(/^warning: specs\/shop\/shop\.wsdl was changed/);
  expect(check.out).toContain("specs/shop, 2 files: 1 change breaks");
  expect((await place.run("update", "--quiet")).code).toBe(1);
  expect(await place.read("specs/shop/shop.wsdl")).toContain("mine");
  expect(await place.read("specs/stock/stock.wsdl")).toBe(after);
});

test("an override that the old or the new spec does not match hides no change", async () => {
  const { place, pages } = await added();
  const settings = (name: string): string =>
    JSON.stringify({ services: { shop: { overrides: { [name]: { type: "string" } } } } });
  pages["/shop.wsdl"] = before.replaceAll("GetPriceResult", "GetPriceTotal");
  for (const name of ["GetPrice.response/GetPriceResult", "GetPrice.response/GetPriceTotal"]) {
    await place.write("soapwright.config.json", settings(name));
    const { code, out, err } = await place.run("update", "--check", "--quiet");
    expect({ code, out }).toMatchObject({ code: 3, out: expect.stringContaining("GetPriceTotal is new") as string });
    expect(err).not.toContain("error");
    expect(err).toMatch(/^soapwright\.config\.json:.*warning.*configuration-override/);
  }
});

test("an old state that cannot be read is an error, and one without files needs --force", async () => {
  const { place, pages } = await added();
  await rm(place.path("specs/shop/shop.wsdl"));
  pages["/shop.wsdl"] = after;
  const run = await place.run("update", "--quiet");
  expect(run).toMatchObject({ code: 1, out: "" });
  expect(run.err).toContain("add --force");
  expect((await place.run("update", "--force", "--quiet")).code).toBe(0);
  await place.write("specs/shop/shop.wsdl", after.slice(0, 900));
  pages["/shop.wsdl"] = before;
  expect(await place.run("update", "--check", "--quiet")).toMatchObject({ code: 1, out: "" });
});

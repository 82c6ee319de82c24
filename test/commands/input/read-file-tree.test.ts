import { mkdir, rename, symlink } from "node:fs/promises";
import { expect, test } from "vitest";
import { helpPage } from "../../support/help-page.js";
import { itemSchema, shopWsdl } from "../../support/shop-wsdl.js";
import { workspace } from "../workspace.js";
import { importing, pathsOf, read } from "./read-spec.js";

test("a WSDL that is named brings what it imports, and what that imports, and no more", async () => {
  const place = await workspace();
  await place.write("a/shop.wsdl", importing("xsd/items.xsd"));
  await place.write(
    "a/xsd/items.xsd",
    itemSchema().replace("<xs:complexType", '<xs:include schemaLocation="./more%20items.xsd?v=1"/><xs:complexType'),
  );
  await place.write("a/xsd/more items.xsd", itemSchema());
  await place.write("a/other.wsdl", shopWsdl());
  await place.write("a/GetPrice.txt", helpPage());
  const { spec, codes } = await read(place, "a/shop.wsdl");
  expect(spec).toMatchObject({ name: "shop", path: "a/shop.wsdl", entry: "a/shop.wsdl" });
  expect(pathsOf(spec)).toEqual(["a/shop.wsdl", "a/xsd/items.xsd", "a/xsd/more items.xsd"]);
  expect(codes).toEqual([]);
});

test("imports may be circular and in any case", async () => {
  const place = await workspace();
  await place.write("shop.wsdl", importing("XSD/Items.xsd"));
  const back = itemSchema().replace("<xs:complexType", '<xs:include schemaLocation="../shop.wsdl"/><xs:complexType');
  await place.write("xsd/items.xsd", back);
  expect(pathsOf((await read(place, "shop.wsdl")).spec)).toEqual(["shop.wsdl", "xsd/items.xsd"]);
});

test("an import out of the folder is reported at its place, with the next step", async () => {
  const place = await workspace();
  await place.write("a/xsd/items.xsd", itemSchema());
  await place.write("a/wsdl/shop.wsdl", importing("../xsd/items.xsd"));
  const { spec, diagnostics } = await read(place, "a/wsdl/shop.wsdl");
  expect(pathsOf(spec)).toEqual(["a/wsdl/shop.wsdl"]);
  const line =
    importing("../xsd/items.xsd")
      .split("\n")
      .findIndex((each) => each.includes("../xsd")) + 1;
  expect(diagnostics).toMatchObject([
    { code: "import-outside", place: { line }, hint: "name the folder that holds both files in place of this one" },
  ]);
  expect((await place.run("inspect", "a")).err).toBe("");
});

test("the import of a file that is nowhere is reported once, and its hint leads to a spec that has it", async () => {
  const place = await workspace();
  await place.write("specs/shop.wsdl", importing("../xsd/items.xsd"));
  expect((await place.run("inspect", "shop")).err).toMatch(
    /^specs\/shop\.wsdl:\d+:\d+: warning import-unresolved: .*\n {2}hint: .*: mkdir -p specs\/shop\/ && mv specs\/shop\.wsdl specs\/shop\/\n/,
  );
  await mkdir(place.path("specs/shop"));
  await rename(place.path("specs/shop.wsdl"), place.path("specs/shop/shop.wsdl"));
  await place.write("specs/shop/items.xsd", itemSchema());
  expect((await place.run("inspect", "shop")).err).not.toMatch(/unresolved|outside/);
});

test.each(["../secret.xsd", "..\\secret.xsd", "xsd/../../secret.xsd", "%2e%2e/secret.xsd", "/secret.xsd"])(
  "an import that leaves the folder is not read: %s",
  async (location) => {
    const place = await workspace();
    await place.write("secret.xsd", itemSchema());
    await place.write("a/shop.wsdl", importing(location));
    await mkdir(place.path("a/xsd"));
    expect(pathsOf((await read(place, "a/shop.wsdl")).spec)).toEqual(["a/shop.wsdl"]);
    const absolute = importing(
      location === "/secret.xsd" ? place.path("secret.xsd") : `file://${place.path("secret.xsd")}`,
    );
    await place.write("a/shop.wsdl", absolute);
    expect(pathsOf((await read(place, "a/shop.wsdl")).spec)).toEqual(["a/shop.wsdl"]);
    const { code, err } = await place.run("inspect", "a/shop.wsdl");
    expect(err).toMatch(/^a\/shop\.wsdl:\d+:\d+: \w+ import-unresolved: [^]*hint: give the spec a folder/m);
    expect(code).toBe(0);
  },
);

test("a symbolic link out of the folder is refused, one in it is read", async () => {
  const place = await workspace();
  await place.write("secret.wsdl", shopWsdl());
  await place.write("specs/shop/xsd/items.xsd", itemSchema());
  await symlink(place.path("secret.wsdl"), place.path("specs/shop/shop.wsdl"));
  await symlink(place.path("specs/shop/xsd/items.xsd"), place.path("specs/shop/alias.xsd"));
  await symlink(place.path("specs/shop"), place.path("specs/shop/xsd/round"));
  await symlink(place.path("nowhere"), place.path("specs/shop/nowhere.xsd"));
  const { spec, codes } = await read(place, "specs/shop");
  expect(pathsOf(spec)).toEqual(["specs/shop/alias.xsd", "specs/shop/xsd/items.xsd"]);
  expect(codes.toSorted()).toEqual([
    "error source-outside specs/shop/shop.wsdl",
    "note source-skipped specs/shop/nowhere.xsd",
    "note source-skipped specs/shop/xsd/round",
  ]);
  await place.write("a/shop.wsdl", importing("items.xsd"));
  await symlink(place.path("secret.wsdl"), place.path("a/items.xsd"));
  expect(pathsOf((await read(place, "a/shop.wsdl")).spec)).toEqual(["a/shop.wsdl"]);
});

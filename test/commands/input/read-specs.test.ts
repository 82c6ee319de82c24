import { mkdir, symlink, truncate, writeFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { readSpec, readSpecs } from "../../../generator/commands/input/read-specs.js";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import type { Spec } from "../../../generator/source.js";
import { helpPage } from "../../support/help-page.js";
import { itemSchema, shopWsdl } from "../../support/shop-wsdl.js";
import { pasted, shell, workspace, type Workspace } from "../workspace.js";

const importing = (location: string): string =>
  shopWsdl({
    imports: `<xs:schema><xs:import namespace="http://shop.example/items" schemaLocation="${location}"/></xs:schema>`,
  });

test("a folder is read with all of its tree: pages of the folder itself, WSDL, schemas and catalogs at any depth", async () => {
  const place = await workspace();
  await place.write("specs/shop/GetPrice.txt", helpPage());
  await place.write("specs/shop/shop.wsdl", shopWsdl());
  await place.write("specs/shop/xsd/deep/items.xsd", itemSchema());
  await place.write("specs/shop/service.asmx", shopWsdl());
  await place.write("specs/shop/docs/page.html", helpPage());
  await place.write("specs/shop/docs/build.xml", "<project/>");
  await place.write("specs/shop/.git/config.xml", "<config/>");
  await place.write("specs/shop/node_modules/x/x.wsdl", shopWsdl());
  const { spec, codes } = await read(place, "specs/shop");
  expect(pathsOf(spec)).toEqual([
    "specs/shop/GetPrice.txt",
    "specs/shop/service.asmx",
    "specs/shop/shop.wsdl",
    "specs/shop/xsd/deep/items.xsd",
  ]);
  expect(spec.entry).toBeUndefined();
  expect(codes).toEqual([
    "note source-skipped specs/shop/docs/build.xml",
    "note source-skipped specs/shop/docs/page.html",
  ]);
});

test.each([
  ["page.xml", helpPage(), true],
  ["page.xml", '<?xml version="1.0"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml"></html>', true],
  ["page.xml", '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"/>', true],
  ["shop.txt", shopWsdl(), true],
  ["shop.xml", `<!-- <a> -->\n<?x y?>${shopWsdl().replace(/^.*\n/, "")}`, true],
  ["types.xml", '<schema xmlns="http://www.w3.org/1999/XMLSchema"/>', true],
  ["bpmn.xml", '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', false],
  ["notes.pdf", "%PDF", false],
])("what %s is, its content says", async (name, text, isRead) => {
  const place = await workspace();
  await place.write(`specs/shop/${name}`, text);
  const { spec, codes } = await read(place, "specs/shop");
  expect(pathsOf(spec)).toEqual(isRead ? [`specs/shop/${name}`] : []);
  expect(codes).toEqual(isRead ? [] : [`note source-skipped specs/shop/${name}`]);
});

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

test("imports go round in circles, and are in whatever case", async () => {
  const place = await workspace();
  await place.write("shop.wsdl", importing("XSD/Items.xsd"));
  const back = itemSchema().replace("<xs:complexType", '<xs:include schemaLocation="../shop.wsdl"/><xs:complexType');
  await place.write("xsd/items.xsd", back);
  expect(pathsOf((await read(place, "shop.wsdl")).spec)).toEqual(["shop.wsdl", "xsd/items.xsd"]);
});

test("an import that leads out of the folder is said at its place, with what to do", async () => {
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
    { code: "import-outside", place: { line }, hint: "generate from the folder that holds both" },
  ]);
  expect((await place.run("inspect", "a")).err).toBe("");
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
    expect(err).toMatch(/^a\/shop\.wsdl:\d+:\d+: \w+ import-unresolved: [^]*hint: put the document into the spec/m);
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

test("the folder of a spec may be a symbolic link itself", async () => {
  const place = await workspace();
  await place.write("elsewhere/shop.wsdl", shopWsdl());
  await mkdir(place.path("specs"));
  await symlink(place.path("elsewhere"), place.path("specs/shop"));
  const { spec, codes } = await read(place, "specs/shop");
  expect({ paths: pathsOf(spec), codes }).toEqual({ paths: ["specs/shop/shop.wsdl"], codes: [] });
});

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

test("a file, a folder and standard input that are too large are refused", async () => {
  const place = await workspace();
  await place.write("shop/large.wsdl", "");
  await truncate(place.path("shop/large.wsdl"), 40 * 2 ** 20);
  expect((await read(place, "shop")).codes).toEqual(["error source-too-large shop/large.wsdl"]);
  expect((await read(place, "shop/large.wsdl")).codes).toEqual(["error source-too-large shop/large.wsdl"]);
  await mkdir(place.path("sum"));
  for (const name of "abcdef") {
    await place.write(`sum/${name}.wsdl`, "");
    await truncate(place.path(`sum/${name}.wsdl`), 25 * 2 ** 20);
  }
  const { spec, codes } = await read(place, "sum");
  expect(pathsOf(spec)).toHaveLength(5);
  expect(codes).toEqual(["error spec-too-large sum"]);
});

test("a folder of more files than any service has is refused", async () => {
  const place = await workspace();
  await mkdir(place.path("many"));
  for (let index = 0; index < 10_001; index += 500) {
    const names = Array.from({ length: 500 }, (_, offset) => place.path(`many/${index + offset}.xsd`));
    await Promise.all(names.map((name) => writeFile(name, "")));
  }
  const { spec, codes } = await read(place, "many");
  expect(spec.sources).toEqual([]);
  expect(codes).toEqual(["error spec-too-large many"]);
});

test("standard input is a page or a WSDL", async () => {
  const place = await workspace();
  const input = async (text: string): Promise<Spec> => {
    const [spec] = await readSpecs(["-"], "shop", shell(place.directory, pasted(text)), () => undefined);
    return spec ?? expect.fail("found no spec");
  };
  expect((await input(`\n${shopWsdl()}`)).entry).toBe("standard input");
  expect((await input(helpPage())).entry).toBeUndefined();
});

async function read(
  place: Workspace,
  path: string,
): Promise<{ readonly spec: Spec; readonly codes: readonly string[]; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const spec = await readSpec(path, undefined, shell(place.directory), (each) => void diagnostics.push(each));
  return {
    spec,
    diagnostics,
    codes: diagnostics.map(({ severity, code, place: { path } }) => `${severity} ${code} ${path}`),
  };
}

function pathsOf({ sources }: Spec): readonly string[] {
  return sources.map(({ path }) => path);
}

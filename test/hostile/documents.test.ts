import { expect, test } from "vitest";
import { itemSchema, shopWsdl } from "../support/shop-wsdl.js";
import { generated } from "./generated.js";

const bomb = '<!DOCTYPE d [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>';
const external = '<!DOCTYPE d SYSTEM "file:///etc/passwd">';
const items = "http://shop.example/items";

const importing = (location: string) =>
  shopWsdl({ imports: `<xs:schema><xs:import namespace="${items}" schemaLocation="${location}"/></xs:schema>` });
const importingWsdl = (location: string) =>
  shopWsdl({ documents: `<wsdl:import namespace="http://shop.example/" location="${location}"/>` });
const afterDeclaration = (doctype: string) => shopWsdl().replace("?>", () => `?>${doctype}`);

test.each<[string, Readonly<Record<string, string>>, string]>([
  ["a WSDL", { "shop.wsdl": afterDeclaration(bomb) }, "shop.wsdl:1:39"],
  ["a WSDL that names a file", { "shop.wsdl": afterDeclaration(external) }, "shop.wsdl:1:39"],
  ["an imported schema", { "shop.wsdl": importing("a.xsd"), "a.xsd": bomb + itemSchema() }, "a.xsd:1:1"],
  ["a schema that names a file", { "shop.wsdl": importing("a.xsd"), "a.xsd": external + itemSchema() }, "a.xsd:1:1"],
  ["an imported WSDL", { "shop.wsdl": importingWsdl("a.wsdl"), "a.wsdl": bomb + shopWsdl() }, "a.wsdl:1:1"],
  ["a schema that nothing imports", { "shop.wsdl": shopWsdl(), "a.xsd": bomb + itemSchema() }, "a.xsd:1:1"],
])("%s with a document type is refused, once and where it is", async (_, texts, place) => {
  const { modules, found } = await generated(texts);
  expect(modules.size).toBe(0);
  expect(found).toEqual([`error xml-doctype ${place}`]);
});

test("an entity that nobody declares is refused", async () => {
  const wsdl = shopWsdl({ types: "<xs:annotation><xs:documentation>&bomb;</xs:documentation></xs:annotation>" });
  const { modules, found } = await generated({ "shop.wsdl": wsdl });
  expect(modules.size).toBe(0);
  expect(found).toEqual(["error xml-not-well-formed shop.wsdl:8:40"]);
});

test("documents that import themselves under ten thousand names are read once", async () => {
  const names = (name: string) => Array.from({ length: 10_000 }, (_, index) => `${index}/../././${name}`);
  const imports = names("shop.wsdl").map(
    (each) => `<wsdl:import namespace="http://shop.example/" location="${each}"/>`,
  );
  const includes = names("a.xsd").map((each) => `<xs:include schemaLocation="${each}"/>`);
  const plain = await generated({ "shop.wsdl": importing("a.xsd"), "a.xsd": itemSchema() });
  const bombs = await generated({
    "shop.wsdl": importing("a.xsd").replace("<wsdl:types>", () => `${imports.join("")}<wsdl:types>`),
    "a.xsd": itemSchema().replace("<xs:complexType", () => `${includes.join("")}<xs:complexType`),
  });
  expect(bombs.found).toEqual([]);
  expect(bombs.modules).toEqual(plain.modules);
});

test("a hundred schemas that all include each other are read once each", async () => {
  const count = 100;
  const schemas = Array.from({ length: count }, (_, own) => {
    const includes = Array.from({ length: count }, (_, other) => `<xs:include schemaLocation="${other}.xsd"/>`);
    return [
      `${own}.xsd`,
      itemSchema().replace(/<xs:complexType[^]*<\/xs:complexType>/, () => includes.join("")),
    ] as const;
  });
  const { modules, found } = await generated({ "shop.wsdl": importing("0.xsd"), ...Object.fromEntries(schemas) });
  expect(found).toEqual([]);
  expect(modules.size).toBe(1);
});

test("WSDLs that import each other are one, however long the circle is", async () => {
  const count = 1000;
  const link = (next: number) =>
    `<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" targetNamespace="urn:link">
       <wsdl:import namespace="urn:link" location="${next === count ? "shop" : next}.wsdl"/></wsdl:definitions>`;
  const links = Array.from({ length: count }, (_, index) => [`${index}.wsdl`, link(index + 1)] as const);
  const { modules, found } = await generated({ "shop.wsdl": importingWsdl("0.wsdl"), ...Object.fromEntries(links) });
  expect(found).toEqual([]);
  expect(modules.size).toBe(1);
});

test.each(["../../../../etc/passwd", "/etc/passwd", "file:///etc/passwd", "\\\\host\\share\\a.xsd", "a.xsd\u202e"])(
  "what an import of %j means, a catalog cannot say outside of the spec",
  async (path) => {
    const location = "http://shop.example/items.xsd";
    const { modules, found } = await generated({ "shop.wsdl": importing(location) }, { catalog: [{ location, path }] });
    expect(modules.size).toBe(1);
    expect(found).toEqual(["warning import-unresolved shop.wsdl:6:16"]);
  },
);

test("schemas that redefine themselves, and each other, are read once", async () => {
  const redefining = (location: string) =>
    itemSchema()
      .replace("<xs:schema", `<xs:schema xmlns:tns="${items}"`)
      .replace(
        "<xs:complexType",
        () =>
          `<xs:redefine schemaLocation="${location}"><xs:simpleType name="A"><xs:restriction base="tns:A"/></xs:simpleType></xs:redefine><xs:complexType`,
      );
  const self = await generated({ "shop.wsdl": importing("a.xsd"), "a.xsd": redefining("a.xsd") });
  expect(self.found).toEqual(["warning component-unresolved a.xsd:2:39"]);
  const texts = { "shop.wsdl": importing("a.xsd"), "a.xsd": redefining("b.xsd"), "b.xsd": redefining("a.xsd") };
  const both = await generated(texts);
  expect(both.modules).toEqual(self.modules);
});

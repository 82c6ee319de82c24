import { createContext, runInContext } from "node:vm";
import { transform } from "esbuild";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultConfiguration, generate, inspect, type Spec } from "../../generator/index.js";
import { formatted } from "../../generator/emit/print.js";
import { formatService } from "../../generator/model/format/format-service.js";
import { documentsModule } from "../../templates/documents.js";
import { itemSchema, shopWsdl } from "../support/shop-wsdl.js";
import { hostile } from "../support/hostile-names.js";

/** The exports of a module of documents. */
async function evaluated(text: string): Promise<Readonly<Record<string, string>>> {
  const { code } = await transform(text, { loader: "ts", format: "cjs" });
  const found: unknown = runInContext(`const module = {}; ${code}; ({ ...module.exports.documents })`, createContext());
  return found as Readonly<Record<string, string>>; // as the module declares it
}

/** The modules of a spec, by path. */
async function modulesOf(spec: Spec): Promise<ReadonlyMap<string, string>> {
  const { files, diagnostics } = await generate([spec], { ...defaultConfiguration, server: true }, []);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return new Map(files.map(({ path, text }) => [path, text]));
}

async function documentsIn(spec: Spec): Promise<Readonly<Record<string, string>>> {
  const texts = [...(await modulesOf(spec))].filter(([path]) => path.endsWith(".wsdl.ts")).map(([, text]) => text);
  expect(texts).toHaveLength(1);
  return evaluated(texts.join(""));
}

function specOf(sources: Readonly<Record<string, string>>, more: Partial<Spec> = {}): Spec {
  const texts = Object.entries(sources).map(([path, text]) => ({ path: `specs/shop/${path}`, text }));
  return { name: "shop", path: "specs/shop", sources: texts, ...more };
}

const items = "http://shop.example/items";
const usesItem = `<xs:element name="Item" type="i:Item" xmlns:i="${items}"/>`;

function importing(attributes: string): string {
  return shopWsdl({ request: usesItem, imports: `<xs:schema><xs:import ${attributes}/></xs:schema>` });
}

test("documents are what they were, and laid out as prettier would", async () => {
  const long = "x".repeat(100);
  const texts = fc.array(hostile).map((lines) => [long, ...lines].join("\n"));
  const property = fc.asyncProperty(
    fc.uniqueArray(fc.record({ name: hostile, text: texts }), {
      selector: ({ name }) => name,
      minLength: 1,
      maxLength: 3,
    }),
    async (documents) => {
      const text = documentsModule(documents);
      expect(await formatted(text)).toBe(text);
      const found = new Map(Object.entries(await evaluated(text)));
      expect(found).toEqual(new Map(documents.map((document) => [document.name, document.text])));
    },
  );
  await fc.assert(property, { numRuns: 60 });
});

test("each line of a document is a line of its module, with only hidden and closing characters escaped", async () => {
  const text = documentsModule([{ name: "a.xsd", text: "<a b='c'>\r\n\t\\`${x}$</a>" }]);
  expect(text).toContain("  \"a.xsd\": `<a b='c'>\\u000d\n\\t\\\\\\`\\${x}$</a>`,\n");
  expect(await formatted(text)).toBe(text);
});

test.each([
  ["a path", `namespace="${items}" schemaLocation="xsd/Items.xsd"`, 'schemaLocation="?xsd=xsd/Items.xsd"'],
  ["single quotes", `schemaLocation = 'xsd/Items.xsd' namespace="${items}"`, "schemaLocation = '?xsd=xsd/Items.xsd'"],
  ["a line for each", `namespace="${items}"\n\tschemaLocation\n="xsd/Items.xsd" `, '\n="?xsd=xsd/Items.xsd" '],
  ["another case", `namespace="${items}" schemaLocation="XSD/items.xsd"`, 'schemaLocation="?xsd=xsd/Items.xsd"'],
  ["a URL", `namespace="${items}" schemaLocation="http://a.example/Items.xsd"`, '"?xsd=xsd/Items.xsd"'],
  ["no location", `namespace="${items}"`, `namespace="${items}" schemaLocation="?xsd=xsd/Items.xsd"/>`],
])("an import by %s names the document that was found", async (_, attributes, expected) => {
  const documents = await documentsIn(
    specOf({ "Shop.wsdl": importing(attributes), "xsd/Items.xsd": itemSchema(), "xsd/Other.xsd": itemSchema("urn:o") }),
  );
  expect(Object.keys(documents)).toEqual(["Shop.wsdl", "xsd/Items.xsd"]);
  expect(documents["Shop.wsdl"]).toContain(expected);
  expect(documents["xsd/Items.xsd"]).toBe(itemSchema());
});

test("an import without a document in the spec is unchanged", async () => {
  const given = shopWsdl({ imports: `<xs:schema><xs:import namespace="urn:no" schemaLocation="no.xsd"/></xs:schema>` });
  expect(await documentsIn(specOf({ "Shop.wsdl": given }))).toEqual({ "Shop.wsdl": given });
});

test("a catalog says what an import means", async () => {
  const catalog = [{ location: "urn:x", path: "specs/shop/xsd/Items.xsd" }];
  const given = importing(`namespace="${items}" schemaLocation="urn:x"`);
  const documents = await documentsIn(
    specOf({ "Shop.wsdl": given, "xsd/Items.xsd": itemSchema(), "b/Items.xsd": itemSchema() }, { catalog }),
  );
  expect(documents["Shop.wsdl"]).toContain('schemaLocation="?xsd=xsd/Items.xsd"');
});

test("names of documents fit into a URL and an attribute", async () => {
  const given = importing(`namespace="${items}" schemaLocation='it&apos;s &amp; "x".xsd'`);
  const documents = await documentsIn(specOf({ "Shop.wsdl": given, 'it\'s & "x".xsd': itemSchema() }));
  const [, location = ""] = /schemaLocation='([^']*)'/.exec(documents["Shop.wsdl"] ?? "") ?? [];
  expect(location).toMatch(/^\?xsd=[\w%.-]+$/);
  expect(new URL(location, "http://shop.example/").searchParams.get("xsd")).toBe('it\'s & "x".xsd');
});

test("a spec of one file names documents by the folder of that", async () => {
  const sources = specOf({ "a/Shop.wsdl": importing(`namespace="${items}"`), "a/b/Items.xsd": itemSchema() }).sources;
  const path = "specs/shop/a/Shop.wsdl";
  const documents = await documentsIn({ name: "shop", path, entry: path, sources });
  expect(Object.keys(documents)).toEqual(["Shop.wsdl", "b/Items.xsd"]);
});

test("each service has the WSDL that it is of, and services of one WSDL share it", async () => {
  const rates = shopWsdl({ operations: ["GetRate"] })
    .replaceAll("Shop", "Rates")
    .replaceAll("shop.example", "r.example");
  const twice = shopWsdl().replace(
    /<wsdl:service[^]*<\/wsdl:service>/,
    (service) => service + service.replaceAll('"Shop"', '"Till"'),
  );
  const modules = await modulesOf(specOf({ "Shop.wsdl": twice, "Rates.wsdl": rates }));
  const own = [...modules.keys()].filter((path) => /\.(?:server|wsdl)\.ts$/.test(path));
  expect(own.toSorted()).toEqual([
    "shop/Rates.server.ts",
    "shop/Rates.wsdl.ts",
    "shop/Shop.server.ts",
    "shop/Shop.wsdl.ts",
    "shop/Till.server.ts",
  ]);
  expect(await evaluated(modules.get("shop/Rates.wsdl.ts") ?? "")).toEqual({ "Rates.wsdl": rates });
  expect(await evaluated(modules.get("shop/Shop.wsdl.ts") ?? "")).toEqual({ "Shop.wsdl": twice });
  expect(modules.get("shop/Till.server.ts")).toContain('documents: () => import("./Shop.wsdl.js"),');
});

test("the documents read as what they were read from", async () => {
  const spec = specOf({ "Shop.wsdl": importing(`namespace="${items}"`), "xsd/Items.xsd": itemSchema() });
  const texts = Object.entries(await documentsIn(spec));
  const served = { ...spec, sources: texts.map(([name, text]) => ({ path: `specs/shop/${name}`, text })) };
  const shown = (given: Spec): string[] =>
    inspect(given, defaultConfiguration).services.map((service) => formatService(service, { explain: false }));
  expect(shown(served)).toEqual(shown(spec));
});

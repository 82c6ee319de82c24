import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  configurationPlace,
  configurationSchema,
  defaultConfiguration,
  readConfiguration,
  serviceConfiguration,
  type Configuration,
} from "../generator/configuration.js";
import { formatPlace } from "../generator/source.js";

test("the published schema is what the reader checks", async () => {
  // `npx vitest run test/configuration.test.ts --update` publishes a change.
  const schema = `${JSON.stringify(configurationSchema, null, 2)}\n`;
  await expect(schema).toMatchFileSnapshot("../templates/configuration.schema.json");
});

test("everything has a default, and everything can be said", () => {
  expect(read("{}").configuration).toMatchObject({ ...defaultConfiguration });
  const full: Omit<Configuration, "source"> = {
    specs: "pages",
    out: "src/soap",
    importExtension: ".ts",
    runtime: "package",
    server: true,
    runtimeParts: ["server", "XmlElement"],
    scalars: { decimal: "number", long: "string", unsignedLong: "number", integer: "string", dateTime: "Date" },
    services: {
      shop: {
        address: "https://shop.example/shop.asmx",
        server: false,
        ignore: ["Ping"],
        operations: ["Get*"],
        bindings: ["soap11", "soap12"],
        overrides: {
          "Item.Price": { type: "decimal", minOccurs: 1, maxOccurs: "unbounded", nillable: false },
          "Item.@id": { use: "required" },
          Color: { open: true },
        },
      },
    },
  };
  const { configuration, messages } = read(JSON.stringify({ $schema: "x", ...full }));
  expect(messages).toEqual([]);
  expect(configuration).toEqual({ ...full, source: configuration.source });
});

test("the documentation names every key", async () => {
  const documentation = await readFile(new URL("../docs/configuration.md", import.meta.url), "utf8");
  const keys = [...JSON.stringify(configurationSchema).matchAll(/"(\w+)":\{"(?:description|enum)"/g)].map(
    ([, key]) => key,
  );
  expect(keys).toContain("nillable");
  // A key of JSON Schema.
  const own = keys.filter((key) => key !== "items");
  expect(own.filter((key) => !new RegExp(`\\b${key}\\b`).test(documentation))).toEqual([]);
});

test.each([
  ['{ "scalers": {} }', '1:3 configuration-key: unknown key "scalers" (did you mean "scalars"?)'],
  ['{\n  "out": 1 }', "2:10 configuration-value: expected a string, found 1"],
  ['{ "out": "a", "out": "b" }', '1:15 configuration-key: key "out" occurs twice here'],
  ['{ "importExtension": ".mjs" }', '1:22 configuration-value: expected ".js" or ".ts" or "", found ".mjs"'],
  ['{ "scalars": { "long": "bigint" } }', '1:24 configuration-value: expected "string" or "number", found "bigint"'],
  ['{ "services": [] }', "1:15 configuration-value: expected an object, found a list"],
  ['{ "services": { "a": { "ignore": ["b", null] } } }', "1:40 configuration-value: expected a string, found null"],
  [override('"nillable": "no"'), '1:57 configuration-value: expected true or false, found "no"'],
  [override('"minOccurs": -1'), "1:58 configuration-value: expected a whole number that is not negative, found -1"],
  [override('"maxOccurs": "many"'), '1:58 configuration-value: expected a whole number or "unbounded", found "many"'],
  [override('"nilable": true'), '1:45 configuration-key: unknown key "nilable" (did you mean "nillable"?)'],
  ["[]", "1:1 configuration-value: expected an object, found a list"],
  ["", "1:1 json-syntax: expected a value, found the end of the file"],
  ["{ out: 1 }", "1:3 json-syntax: expected a key in quotes, found out"],
  ['{ "out": "a", }', "1:15 json-syntax: expected a key in quotes, found }"],
  ['{ "out": "a" "b" }', '1:14 json-syntax: expected , or }, found "b"'],
  ['{ "out": 01 }', "1:10 json-syntax: expected a value, found 01"],
  ["{} {}", "1:4 json-syntax: expected the end of the file, found {"],
  ["[".repeat(100_000), "1:66 json-syntax: values stand more than 64 deep in each other"],
])("what does not fit is refused at its place: %s", (text, message) => {
  expect(read(text).messages).toEqual([message]);
});

test("what is wrong keeps nothing else from being read", () => {
  const { configuration, messages } = read('{ "out": 1, "specs": "pages", "x": 2 }');
  expect(messages).toHaveLength(2);
  expect(configuration).toMatchObject({ out: "generated", specs: "pages" });
});

test("any JSON is read as JSON.parse reads it, or reported", () => {
  fc.assert(
    fc.property(fc.json(), (text) => {
      const { messages } = read(text);
      expect(messages.filter((message) => message.includes("json-syntax"))).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      const isJson = accepts(() => void JSON.parse(text));
      expect(read(text).messages.some((message) => message.includes("json-syntax"))).toBe(!isJson);
    }),
  );
});

test("a spec with the name of a property of Object has no configuration of its own", () => {
  expect(serviceConfiguration(defaultConfiguration, "constructor")).toEqual({});
  const { configuration } = read('{ "services": { "__proto__": { "address": "https://shop.example/" } } }');
  expect(serviceConfiguration(configuration, "__proto__")).toEqual({ address: "https://shop.example/" });
});

test("a place in the configuration is that of the key, or of the nearest one above", () => {
  const { configuration } = read('{\n  "services": {\n    "shop": { "ignore": ["Ping"] }\n  }\n}');
  const at = (...path: string[]): string => formatPlace(configurationPlace(configuration, path));
  expect(at("services", "shop", "ignore")).toBe("soapwright.config.json:3:15");
  expect(at("services", "shop", "overrides", "Item.Price")).toBe("soapwright.config.json:3:5");
  expect(formatPlace(configurationPlace(defaultConfiguration, ["out"]))).toBe("soapwright.config.json:1:1");
});

function override(text: string): string {
  return `{ "services": { "a": { "overrides": { "": { ${text} } } } } }`;
}

function read(text: string): { readonly configuration: Configuration; readonly messages: readonly string[] } {
  const messages: string[] = [];
  const configuration = readConfiguration(
    { path: "soapwright.config.json", text },
    ({ place, code, message, hint }) => {
      messages.push(`${place.line}:${place.column} ${code}: ${message}${hint === undefined ? "" : ` (${hint})`}`);
    },
  );
  return { configuration, messages };
}

function accepts(parse: () => void): boolean {
  try {
    parse();
    return true;
  } catch {
    return false;
  }
}

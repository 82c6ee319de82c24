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

test("everything has a default and can be configured", () => {
  expect(read("{}").configuration).toMatchObject({ ...defaultConfiguration });
  const full: Omit<Configuration, "source"> = {
    specs: "pages",
    out: "src/soap",
    importExtension: ".ts",
    runtime: "copy",
    platform: "node",
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
  [
    '{ "scalers": {} }',
    '1:3 configuration-key: found the key "scalers", expected a known one (did you mean "scalars"?)',
  ],
  ['{\n  "out": 1 }', "2:10 configuration-value: found 1, expected a string"],
  ['{ "out": "a", "out": "b" }', '1:15 configuration-key: found the key "out" twice, expected it once'],
  ['{ "importExtension": ".mjs" }', '1:22 configuration-value: found ".mjs", expected ".js" or ".ts" or ""'],
  ['{ "scalars": { "long": "bigint" } }', '1:24 configuration-value: found "bigint", expected "string" or "number"'],
  ['{ "services": [] }', "1:15 configuration-value: found a list, expected an object"],
  ['{ "services": { "a": { "ignore": ["b", null] } } }', "1:40 configuration-value: found null, expected a string"],
  [override('"nillable": "no"'), '1:57 configuration-value: found "no", expected true or false'],
  [override('"minOccurs": -1'), "1:58 configuration-value: found -1, expected a whole number that is not negative"],
  [override('"maxOccurs": "many"'), '1:58 configuration-value: found "many", expected a whole number or "unbounded"'],
  [
    override('"nilable": true'),
    '1:45 configuration-key: found the key "nilable", expected a known one (did you mean "nillable"?)',
  ],
  ["[]", "1:1 configuration-value: found a list, expected an object"],
  ["", "1:1 json-syntax: found the end of the file, expected a value"],
  ["{ out: 1 }", "1:3 json-syntax: found out, expected a key in quotes"],
  ['{ "out": "a", }', "1:15 json-syntax: found }, expected a key in quotes"],
  ['{ "out": "a" "b" }', '1:14 json-syntax: found "b", expected , or }'],
  ['{ "out": 01 }', "1:10 json-syntax: found 01, expected a value"],
  ["{} {}", "1:4 json-syntax: found {, expected the end of the file"],
  ["[".repeat(100_000), "1:66 json-syntax: found values more than 64 levels deep, expected at most 64 levels"],
])("what does not fit is refused at its place: %s", (text, message) => {
  expect(read(text).messages).toEqual([message]);
});

test("an invalid setting does not prevent reading the others", () => {
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

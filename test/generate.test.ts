import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import {
  defaultConfiguration,
  generate,
  inspect,
  readConfiguration,
  readRuntime,
  type Configuration,
  type Spec,
} from "../generator/index.js";
import { compile } from "./support/compile.js";
import { helpPage } from "./support/help-page.js";
import { shopWsdl } from "./support/shop-wsdl.js";

const runtime = await readRuntime();

test("the same texts give the same files, in whatever order the pages come", async () => {
  const pixelz = await seed("pixelz", ["GetImageStatus", "RejectProcessedImage"]);
  const first = await generate([pixelz], defaultConfiguration, runtime);
  const again = await generate([{ ...pixelz, sources: pixelz.sources.toReversed() }], defaultConfiguration, runtime);
  expect(first.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(first.files.map(({ path }) => path)).toContain("pixelz.ts");
  expect(again).toEqual(first);
});

test("a spec with an error gives no files, and the others give theirs", async () => {
  const broken = (name: string): Spec => spec(name, helpPage().replace("</Sku>", ""));
  const { files, diagnostics } = await generate([broken("a"), spec("b"), broken("c")], defaultConfiguration, runtime);
  expect(files.map(({ path }) => path).filter((path) => !path.startsWith("runtime/"))).toEqual(["b.ts"]);
  const paths = diagnostics.filter(({ severity }) => severity === "error").map(({ place }) => place.path);
  expect(paths).toEqual(["specs/a", "specs/c"]);
});

test("the comment of an operation without a path is just its place", async () => {
  const sample =
    '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><GetPrice xmlns="urn:shop"/></s:Body></s:Envelope>';
  const { files } = await generate([spec("shop", sample)], defaultConfiguration, runtime);
  const text = files.find(({ path }) => path === "shop.ts")?.text;
  expect(text).toMatch(/^ \* specs\/shop\/\S+:1\n \*\/\nexport function getPrice\b/m);
});

test("every import in generated files ends as configured", async () => {
  const { files } = await generate([spec("shop")], { ...defaultConfiguration, importExtension: ".ts" }, runtime);
  const imports = files.flatMap(({ text }) => [...text.matchAll(/from "(\.[^"]+)"/g)].map(([, path]) => path));
  expect(imports.length).toBeGreaterThan(10);
  expect(imports.filter((path) => path?.endsWith(".ts") !== true)).toEqual([]);
});

test("operations are left out by name", () => {
  const shop = spec("shop", helpPage("GetPrice"), helpPage("GetRate"));
  const { services, diagnostics } = inspect(
    shop,
    configuration('{ "services": { "shop": { "ignore": ["GetRate"] } } }'),
  );
  expect(services[0]?.operations.map(({ name }) => name)).toEqual(["GetPrice"]);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});

test("to leave out what is not there is an error with a suggestion", () => {
  const { diagnostics } = inspect(
    spec("shop"),
    configuration('{ "services": { "shop": { "ignore": ["GetPrise"] } } }'),
  );
  expect(diagnostics).toContainEqual({
    severity: "error",
    code: "configuration-ignore",
    message: 'found "GetPrise", expected the name of an operation',
    place: { path: "soapwright.config.json", line: 1, column: 38 },
    hint: 'did you mean "GetPrice"?',
  });
});

test("a service of which everything is left out is an error, not an empty file", () => {
  const { services, diagnostics } = inspect(
    spec("shop"),
    configuration('{ "services": { "shop": { "ignore": ["GetPrice"] } } }'),
  );
  expect(services).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toContain("spec-empty");
});

test("an only operation that is left out is named by the error, with the message to add", () => {
  const answer = (name: string): string => helpPage(name).slice(helpPage(name).indexOf("HTTP/1.1 200 OK"));
  const errors = (...names: readonly string[]) =>
    inspect(spec("shop", ...names.map(answer)), configuration("{}")).diagnostics.filter(
      ({ severity }) => severity === "error",
    );
  expect(errors("GetPrice")).toMatchObject([
    {
      code: "spec-empty",
      message: "found only the operation GetPrice, which cannot be called, expected at least one that can",
      hint: "add a message or a page that shows the request of GetPrice, or the WSDL (?wsdl) of the service",
    },
  ]);
  expect(errors("GetPrice", "GetRate")).toMatchObject([
    { message: "found only operations such as GetPrice, none of which can be called, expected at least one that can" },
  ]);
});

test.each([
  ['["GetPrice"]', ["GetPrice"]],
  ['["Get*"]', ["GetPrice", "GetRate", "GetRates"]],
  ['["*Rate", "?etPrice"]', ["GetPrice", "GetRate"]],
  ['["*t*t*"]', ["GetRate", "GetRates"]],
  ['["Get*", "Ping"], "ignore": ["GetRate"]', ["GetPrice", "GetRates", "Ping"]],
])("a service is narrowed to what is used: %s", (operations, expected) => {
  const settings = configuration(`{ "services": { "shop": { "operations": ${operations} } } }`);
  const names = ["GetPrice", "GetRate", "GetRates", "Ping"];
  const types =
    '<xs:complexType name="Unused"><xs:sequence><xs:element ref="tns:nowhere"/></xs:sequence></xs:complexType>';
  const wsdl = shopWsdl({ operations: names, types });
  const forms = [spec("shop", ...names.map((name) => helpPage(name))), wsdlSpec(wsdl)];
  for (const each of forms) {
    const { services, diagnostics } = inspect(each, settings);
    expect(diagnostics).toEqual([]);
    expect(services.flatMap((service) => service.operations.map(({ name }) => name))).toEqual(expected);
    const reached = expected.flatMap((name) => [name, `${name}Response`]);
    expect(services.flatMap((service) => service.types.map(({ name }) => name.local))).toEqual(reached);
  }
});

test("one service of several is narrowed by itself", () => {
  const shop = spec(
    "shop",
    helpPage("GetPrice"),
    helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"),
    helpPage("Ping"),
  );
  const settings = configuration('{ "services": { "shop/shop": { "operations": ["Get*"] } } }');
  const { services, diagnostics } = inspect(shop, settings);
  expect(diagnostics).toEqual([]);
  expect(services.map(({ operations }) => operations.map(({ name }) => name))).toEqual([["GetPrice"], ["GetRate"]]);
});

test("defects that only left-out operations reach are ignored", () => {
  const operations = ["GetPrice", "GetRate"];
  const broken = shopWsdl({ operations }).replace(
    'name="GetRateResult" type="xs:decimal"',
    'name="GetRateResult" type="tns:Nowhere"',
  );
  const errors = (text: string) =>
    inspect(wsdlSpec(broken), configuration(`{ "services": { "shop": ${text} } }`)).diagnostics.map(({ code }) => code);
  expect(errors("{}")).toContain("component-unresolved");
  expect(errors('{ "operations": ["*Price"] }')).toEqual([]);
  expect(errors('{ "ignore": ["GetRate"] }')).toEqual([]);
  expect(errors('{ "ignore": ["GetRate", "GetPrice"] }')).toEqual(["spec-empty"]);
});

test.each([spec("shop"), wsdlSpec(shopWsdl())])(
  "a pattern that matches nothing is an error with a suggestion",
  (each) => {
    const { diagnostics } = inspect(
      each,
      configuration('{ "services": { "shop": { "operations": ["Get*", "GetPrise"] } } }'),
    );
    expect(diagnostics).toEqual([
      {
        severity: "error",
        code: "configuration-operations",
        message: 'found "GetPrise", expected the name of an operation, or a pattern that matches one',
        place: { path: "soapwright.config.json", line: 1, column: 50 },
        hint: 'did you mean "GetPrice"?',
      },
    ]);
  },
);

test("the bindings of the configuration are those of the client and of the server", async () => {
  const pixelz = await seed("pixelz", ["GetImageStatus", "RejectProcessedImage"]);
  const settings = configuration(
    '{ "server": true, "services": { "pixelz": { "bindings": ["soap12", "httpPost"] } } }',
  );
  const { files, diagnostics } = await generate([pixelz], settings, runtime);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const [client, server] = ["pixelz.ts", "pixelz.server.ts"].map(
    (name) => files.find(({ path }) => path === name)?.text ?? "",
  );
  expect(client).toContain('<Binding extends "soap12" | "httpPost", PortMode>');
  expect(client).not.toMatch(/soap11|httpGet/);
  expect(server).not.toMatch(/soap11|httpGet/);
});

test("an operation that has none of the bindings of the configuration is left out", () => {
  const both = [
    helpPage("GetPrice"),
    helpPage("GetRate")
      .replaceAll("SOAP 1.1", "SOAP 1.2")
      .replaceAll("http://schemas.xmlsoap.org/soap/envelope/", "http://www.w3.org/2003/05/soap-envelope")
      .replaceAll("text/xml", "application/soap+xml"),
  ];
  const { services, diagnostics } = inspect(
    spec("shop", ...both),
    configuration('{ "services": { "shop": { "bindings": ["soap12"] } } }'),
  );
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(services.map(({ operations }) => operations.map(({ name }) => name))).toEqual([["GetRate"]]);
  expect(services.flatMap(({ ports }) => ports.map(({ binding }) => binding))).toEqual(["soap12"]);
});

test.each([spec("shop"), wsdlSpec(shopWsdl())])("a binding that the spec does not have is an error", (each) => {
  const settings = configuration('{ "services": { "shop": { "bindings": ["soap11", "httpGet"] } } }');
  expect(inspect(each, settings).diagnostics).toEqual([
    {
      severity: "error",
      code: "configuration-bindings",
      message: 'found "httpGet", expected a binding of the spec: soap11',
      place: { path: "soapwright.config.json", line: 1, column: 50 },
      hint: "remove it, or add the help page or WSDL that shows it",
    },
  ]);
});

test("a pattern of many stars takes no undue time", () => {
  const operation = "a".repeat(2000);
  const settings = configuration(`{ "services": { "shop": { "operations": ["${"a*".repeat(1000)}b", "*"] } } }`);
  expect(inspect(spec("shop", helpPage(operation)), settings).diagnostics.map(({ code }) => code)).toEqual([
    "configuration-operations",
  ]);
});

test("two services of one folder that share no types are two modules", async () => {
  const shop = spec("shop", helpPage("GetPrice"), helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"));
  const settings = { ...defaultConfiguration, server: true };
  const { files, diagnostics } = await generate([shop], settings, runtime);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const modules = files.filter(({ path }) => !path.startsWith("runtime/"));
  expect(modules.map(({ path }) => path)).toEqual([
    "shop/shop.ts",
    "shop/rates.ts",
    "shop/shop.pages.ts",
    "shop/shop.server.ts",
    "shop/rates.pages.ts",
    "shop/rates.server.ts",
  ]);
  for (const { text } of modules)
    expect(text).toMatch(/^\/\/ Generated by soapwright from specs\/shop\. Do not edit\.\n/);
  expect(compile(new Map(modules.map(({ path, text }) => [path, text])))).toEqual([]);
  const reversed = await generate([{ ...shop, sources: shop.sources.toReversed() }], settings, runtime);
  expect(reversed.files).toEqual(files);
});

test.each([
  ["{}", []],
  ['{ "server": true }', ["shop/shop.server.ts", "shop/rates.server.ts"]],
  ['{ "services": { "shop": { "server": true } } }', ["shop/shop.server.ts", "shop/rates.server.ts"]],
  ['{ "services": { "shop/rates": { "server": true } } }', ["shop/rates.server.ts"]],
  ['{ "server": true, "services": { "shop/rates": { "server": false } } }', ["shop/shop.server.ts"]],
])("modules that serve are written where the configuration asks for them: %s", async (settings, expected) => {
  const shop = spec("shop", helpPage("GetPrice"), helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"));
  const { files } = await generate([shop], configuration(settings), runtime);
  const paths = files.map(({ path }) => path);
  expect(paths.filter((path) => path.endsWith(".server.ts"))).toEqual(expected);
  expect(paths.includes("runtime/server/serve.ts")).toBe(expected.length > 0);
});

test("settings for a folder apply to its services, those under spec/service to one of them", () => {
  const shop = spec(
    "shop",
    helpPage("GetPrice"),
    helpPage("GetPrice").replaceAll("/shop.asmx", "/rates.asmx"),
    helpPage("Ping"),
  );
  const { services, diagnostics } = inspect(
    shop,
    configuration(`{ "services": {
      "shop": { "overrides": { "GetPrice.Sku": { "minOccurs": 1 } } },
      "shop/shop": { "ignore": ["Ping"] },
      "shop/rates": { "address": "https://rates.example/", "overrides": { "GetPrice.Sku": { "nillable": true } } }
    } }`),
  );
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  expect(services.map(({ operations }) => operations.length)).toEqual([1, 1]);
  expect(services.map(({ ports }) => ports[0]?.address)).toEqual([
    "https://shop.example/shop.asmx",
    "https://rates.example/",
  ]);
  const parameters = services.map(({ types }) => types[0]?.kind === "complex" && types[0].content);
  expect(parameters).toMatchObject([
    { particles: [{ minOccurs: 1, nillable: false }] },
    { particles: [{ minOccurs: 1, nillable: true }] },
  ]);
  // The types are no longer equal, and therefore not merged.
  expect(services.map(({ types }) => types[0]?.name.local)).toEqual(["GetPrice", "rates_GetPrice"]);
});

test.each([
  ['{ "shop/rate": {} }', "configuration-service", 'did you mean "shop/rates"?'],
  ['{ "shop/rates": { "ignore": ["GetRates"] } }', "configuration-ignore", 'did you mean "GetRate"?'],
  ['{ "shop": { "address": "https://a.example/" } }', "configuration-address", /spec\/service/],
])("what does not fit the services of a folder is an error: %s", (text, code, hint) => {
  const shop = spec("shop", helpPage("GetPrice"), helpPage("GetRate").replaceAll("/shop.asmx", "/rates.asmx"));
  const { diagnostics } = inspect(shop, configuration(`{ "services": ${text} }`));
  expect(diagnostics.filter(({ severity }) => severity === "error")).toMatchObject([
    { code, hint: typeof hint === "string" ? hint : (expect.stringMatching(hint) as string) },
  ]);
});

test.each([
  ["a type that nothing declares", "", '<xs:element name="V" type="tns:Nowhere"/>'],
  ["a group that nothing declares", "", '<xs:group ref="tns:Nowhere"/>'],
  ["an element that nothing declares", "", '<xs:element ref="tns:Nowhere"/>'],
  [
    "a base that nothing declares",
    '<xs:complexType name="T"><xs:complexContent><xs:extension base="tns:Nowhere"><xs:sequence><xs:element name="A" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>',
    '<xs:element name="V" type="tns:T"/>',
  ],
  [
    "a type derived from itself",
    '<xs:complexType name="T"><xs:complexContent><xs:extension base="tns:T"/></xs:complexContent></xs:complexType>',
    '<xs:element name="V" type="tns:T"/>',
  ],
  [
    "a group in itself",
    '<xs:group name="G"><xs:sequence><xs:element name="A" type="xs:int"/><xs:group ref="tns:G"/></xs:sequence></xs:group>',
    '<xs:group ref="tns:G"/>',
  ],
  [
    "a list of itself",
    '<xs:simpleType name="L"><xs:list itemType="tns:L"/></xs:simpleType>',
    '<xs:element name="V" type="tns:L"/>',
  ],
  [
    "an attribute of a complex type",
    '<xs:complexType name="C"/><xs:complexType name="T"><xs:attribute name="a" type="tns:C"/></xs:complexType>',
    '<xs:element name="V" type="tns:T"/>',
  ],
])("%s is any content or text, with a warning, in a module that compiles", async (_, types, request) => {
  const { files, specs, diagnostics } = await generate(
    [wsdlSpec(shopWsdl({ types, request }))],
    defaultConfiguration,
    runtime,
  );
  expect(diagnostics.length).toBeGreaterThan(0);
  expect(diagnostics.filter(({ severity }) => severity !== "warning")).toEqual([]);
  expect(specs).toMatchObject([{ isGenerated: true, operations: 1, leftOut: [] }]);
  expect(compile(new Map(files.map(({ path, text }) => [path, text])))).toEqual([]);
});

test("an operation of a WSDL that no binding offers is left out, with the reason", async () => {
  const text = shopWsdl({ operations: ["GetPrice", "GetRate"] }).replace(
    'element="tns:GetRateResponse"',
    'element="tns:Gone"',
  );
  const { files, specs, diagnostics } = await generate([wsdlSpec(text)], defaultConfiguration, runtime);
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "component-unresolved" }]);
  const reason = 'found no element "Gone" of "http://shop.example/", expected its declaration in the spec';
  expect(specs).toMatchObject([{ operations: 1, leftOut: [{ name: "GetRate", reason }] }]);
  expect(files[0]?.text).toContain(`\n// Left out:\n// - GetRate: ${reason}\n`);
});

function configuration(text: string): Configuration {
  return readConfiguration({ path: "soapwright.config.json", text }, ({ message }) => expect.fail(message));
}

function spec(name: string, ...pages: readonly string[]): Spec {
  const texts = pages.length === 0 ? [helpPage()] : pages;
  const path = (index: number): string => `specs/${name}/Page${index === 0 ? "" : index}.txt`;
  return { name, path: `specs/${name}`, sources: texts.map((text, index) => ({ path: path(index), text })) };
}

function wsdlSpec(text: string): Spec {
  return { name: "shop", path: "specs/shop", sources: [{ path: "specs/shop/shop.wsdl", text }] };
}

async function seed(name: string, operations: readonly string[]): Promise<Spec> {
  const sources = operations.map(async (operation) => {
    const path = `specs/${name}/${operation}.txt`;
    return { path, text: await readFile(new URL(`../${path}`, import.meta.url), "utf8") };
  });
  return { name, path: `specs/${name}`, sources: await Promise.all(sources) };
}

import { basename } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import { defaultConfiguration, type Configuration } from "../../generator/configuration.js";
import { emitClients } from "../../generator/emit/client.js";
import { emitContracts } from "../../generator/emit/contract.js";
import { modulesOf } from "../../generator/emit/modules.js";
import { formatted } from "../../generator/emit/print.js";
import type { Service } from "../../generator/model/service.js";
import { services } from "../agreement/services.js";
import { compile } from "../support/compile.js";
import { constructs } from "./constructs.js";
import { everything } from "./everything.js";
import { hostile } from "../support/hostile-names.js";
import { listrak } from "./listrak.js";
import { complex, element, elements, http, message, oneWay, operation, port, service, soap } from "../support/model.js";

async function emitted(
  given: readonly Service[],
  more: Partial<Configuration> = {},
  name = "shop",
): Promise<ReadonlyMap<string, string>> {
  const spec = { name, path: `specs/${name}` };
  const configuration = { ...defaultConfiguration, ...more };
  const modules = modulesOf(given, { name, configuration });
  const contracts = await emitContracts(modules, given, { spec, configuration, documents: undefined });
  const files = [...(await emitClients(modules, spec)), ...contracts];
  const byPath = new Map(files.map(({ path, text }) => [path, text]));
  expect(byPath.size).toBe(files.length);
  return byPath;
}

test.each([everything(), constructs()])("the server of $name prints as it was reviewed", async (given) => {
  const servers = [...(await emitted([given]))].filter(([path]) => path.endsWith(".server.ts"));
  expect(servers).toHaveLength(1);
  for (const [path, text] of servers) {
    const file = path === "shop.server.ts" ? "constructs.server" : `everything/${basename(path, ".ts")}`;
    await expect(text).toMatchFileSnapshot(`wanted/${file}.txt`);
  }
});

test.each([listrak(), everything(), constructs()])(
  "what serves $name compiles at the strictest, and imports nothing in vain",
  async (given) => {
    expect(compile(await emitted([given]))).toEqual([]);
  },
);

test("types whose names the server needs are renamed in its module, but not in the client", async () => {
  const names = ["Call", "Answer", "Service", "Contract", "Memory", "ShopHandlers", "B"];
  const operations = [...names, "serve", "ServeShop", "MemoryShop", "ShopContract", "MemoryPort", "Port"].map((name) =>
    operation(name, {
      request: message([element(name, names.includes(name) ? name : "Call")]),
      response: message([element(`${name}Response`, names.includes(name) ? name : "Call")]),
    }),
  );
  const types = names.map((name) => complex(name, { Text: "string" }));
  const modules = await emitted([service(operations, types, { name: "shop" })]);
  const text = modules.get("shop.server.ts") ?? "";
  expect(text).toContain("type Call as Call_,");
  expect(text).toContain("type ShopHandlers as ShopHandlers_2,");
  expect(text).toContain("call(request: Call_, call: Call): Answer<Call_>;");
  expect(modules.get("shop.ts")).toContain("export interface Call extends");
  expect(compile(modules)).toEqual([]);
});

test("a type and the table of an operation may share a name in the client", async () => {
  const given = service(
    [oneWay(operation("Pay", { request: message([element("Pay", "payOperation")]) }))],
    [complex("payOperation", { Text: "string" })],
  );
  const modules = await emitted([given]);
  expect(modules.get("shop.ts")).toContain("export interface payOperation extends");
  expect(modules.get("shop.server.ts")).toContain("operation: payOperation,");
  expect(compile(modules)).toEqual([]);
});

test("operations may be named after properties of every object", async () => {
  const operations = ["constructor", "__proto__", "toString", "then", "new", "get", "Delete"].map((name) =>
    operation(name, {
      request: message([element("Text", "string")]),
      response: message([element("Count", "int")]),
    }),
  );
  const modules = await emitted([service(operations, [])]);
  expect(modules.get("shop.server.ts")).toContain('["__proto__"]: {');
  expect(compile(modules)).toEqual([]);
});

test("random services compile, whatever they are called", async () => {
  const property = fc.asyncProperty(
    fc.array(fc.tuple(services(), hostile), { minLength: 12, maxLength: 12 }),
    async (given) => {
      const modules = new Map<string, string>();
      for (const [index, [random, name]] of given.entries()) {
        const files = await emitted([{ ...random, name, documentation: name }], {}, `service${index}`);
        for (const [path, text] of files) modules.set(path, text);
      }
      for (const [path, text] of modules)
        if (/\.(server|pages)\.ts$/.test(path)) expect(await formatted(text)).toBe(text);
      expect(compile(modules)).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 1, endOnFailure: true });
});

test.each([
  ["my-shop", "MyShop", "my-shop"],
  ["2fa", "2fa", "2fa"],
  ["Stock", "Stock", "Stock"],
  ["shop.server", "ShopServer", "shop_server"],
  ["shop.wsdl", "ShopWsdl", "shop_wsdl"],
  ["shop.pages", "ShopPages", "shop_pages"],
  ["été", "Été", "été"],
])("what serves %j is serve%s in %s.server.ts", async (name, wanted, file) => {
  const given = service([operation("Ping", { request: message([]), response: message([]) })], [], { name });
  const modules = await emitted([given], {}, name);
  expect([...modules.keys()]).toEqual([`${file}.ts`, `${file}.pages.ts`, `${file}.server.ts`]);
  expect(modules.get(`${file}.server.ts`)).toContain(`export function serve${wanted}(`);
});

test.each([
  [["https://shop.example/a/shop.asmx?x=1"], "/a/shop.asmx"],
  [["http://shop.example/", "http://shop.example/b/"], "/b"],
  [["http://shop.example//evil.example/x"], "/evil.example/x"],
  [["no address"], "/my%20shop"],
  [[], "/my%20shop"],
])("ports at %j are served at %s", async (addresses, path) => {
  const ports = addresses.map((address) => ({ ...port("soap11"), address }));
  const ping = operation("Ping", { request: message([]), response: message([]) });
  const modules = await emitted([service([ping], [], { name: "my shop", ports })]);
  expect(modules.get("shop.server.ts")).toContain(`path: ${JSON.stringify(path)},`);
});

test.each([".ts", ""] as const)("imports end as configured: %j", async (importExtension) => {
  const modules = await emitted([constructs()], { importExtension });
  const text = modules.get("shop.server.ts") ?? "";
  expect(Array.from(text.matchAll(/from "(.*)"/g), ([, from]) => from)).toEqual([
    `./runtime/index${importExtension}`,
    `./shop${importExtension}`,
  ]);
});

const session = [element("Session", "Session")];
const shop = service(
  [
    operation("Pay", {
      request: message([element("Pay", "Pay")], session),
      response: message([element("PayResponse", "PayResponse")], session),
      documentation: "Pays an order.",
    }),
    operation("Find", {
      request: message([element("Find", "Session")], session),
      response: message([element("Count", "int")]),
      bindings: [soap("soap11"), http("httpGet", "/Find")],
    }),
    oneWay(operation("Log", { request: message([element("Log", "Session")]) })),
  ],
  [
    complex("Pay", elements({ Id: "int" })),
    complex("PayResponse", elements({ State: "string" })),
    complex("Session", elements({ Key: "string" })),
  ],
  { name: "shop" },
);

const handlers = {
  pay: `(request, call) => ({ value: { State: String(request.Id) }, header: { Session: call.header.Session } })`,
  find: `async (request, { header }) => header.Session?.Key.length ?? request.Key.length`,
  log: `({ Key }) => void Key`,
};

test.each([
  ["handlers that fit", {}, []],
  ["a value of another type", { find: `() => "one"` }, ["not assignable"]],
  ["a response without its header blocks", { pay: `() => ({ value: { State: "" } })` }, ["not assignable"]],
  ["a response that lacks an element", { pay: `({}, call) => ({ value: {}, header: call.header })` }, ["is missing"]],
  ["an element that there is not", { pay: `(request) => { throw new Error(request.Sum); }` }, ["does not exist"]],
  [
    "a header block that HTTP GET does not carry",
    { find: `(_, { header }) => header.Session.Key.length` },
    ["undefined"],
  ],
  ["an answer of a one-way operation", { log: `() => 1` }, ["not assignable"]],
  ["an operation without a handler", { log: undefined }, ["missing"]],
])("the compiler knows %s", async (_, changed, expected) => {
  const members = Object.entries({ ...handlers, ...changed }).map(([name, text]) =>
    text ? `${name}: ${text},\n` : "",
  );
  const user = `
    import { soap12, httpGet } from "./runtime/index.js";
    import { serveShop, memoryShop, type ShopHandlers } from "./shop.server.js";
    const handlers: ShopHandlers = { ${members.join("")} };
    const service: (request: Request) => Promise<Response> = serveShop(handlers, { maxRequestBytes: 5 });
    void [service, memoryShop(handlers, soap12).binding === "soap12"];
    // @ts-expect-error: HTTP POST is not a binding of it
    void memoryShop(handlers, (address: string) => ({ ...httpGet(address), binding: "httpPost" as const }));
    export {};`;
  const ports = [port("soap11"), port("soap12"), port("httpGet")];
  const found = compile(new Map([...(await emitted([{ ...shop, ports }])), ["user.ts", user]]));
  expect(found).toHaveLength(expected.length);
  for (const [index, text] of expected.entries()) expect(found[index]).toContain(text);
});

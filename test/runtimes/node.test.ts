/** Runs generated TypeScript directly, on the versions of Node that strip types. */
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { generate } from "../../generator/generate.js";
import { readRuntime } from "../../generator/commands/package.js";
import { helpPage } from "../support/help-page.js";
import { installed } from "./set-up.js";

const versions = ["22", "24", "26"];

describe.each(versions)("Node %s", (version) => {
  const node = join(installed, `node_modules/node${version}/bin/node`);
  if (!existsSync(node)) {
    const reason = `found no node${version} in RUNTIMES, where test/runtimes/package.json is installed`;
    const isSkipped = process.env["CI"] !== "true";
    if (isSkipped) console.warn(`skipped Node ${version}: ${reason}`);
    test.skipIf(isSkipped)("is installed", () => {
      throw new Error(reason);
    });
    return;
  }

  let folder = "";
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "soapwright-runtimes-"));
    await writeClient(folder);
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function run(...args: readonly string[]): Promise<string> {
    const { stdout } = await promisify(execFile)(node, [...args], { cwd: folder, env: {} });
    return stdout.trim();
  }

  test("is this version", async () => {
    expect(await run("--version")).toMatch(new RegExp(`^v${version}\\.`));
  });

  test("loads every file of the runtime", async () => {
    const names = await readdir(join(folder, "generated/runtime"), { recursive: true });
    const files = names.filter((name) => name.endsWith(".ts")).map((name) => `./generated/runtime/${name}`);
    expect(files.length).toBeGreaterThan(80);
    const script = `for (const file of ${JSON.stringify(files)}) await import(file); console.log("loaded");`;
    expect(await run("--input-type=module", "--eval", script)).toBe("loaded");
  });

  test("calls a server through a client", async () => {
    expect(await run("call.ts")).toBe("9.50 over HTTP\n9.50 in memory");
  });

  test("streams a request and a reply", async () => {
    expect(await run("stream.ts")).toBe("fetch 10000\nnode:http 10000");
  });
});

/** A client and a server of a shop, with all of the runtime, and the program that lets them talk. */
async function writeClient(folder: string): Promise<void> {
  const spec = { name: "shop", path: "specs/shop", sources: [{ path: "specs/shop/page.txt", text: helpPage() }] };
  const runtime = await readRuntime();
  const runtimeParts = [...new Set(runtime.map(({ name }) => dirname(name)))].filter((part) => part !== ".");
  const configuration = { ...defaultConfiguration, importExtension: ".ts", server: true, runtimeParts } as const;
  const { files, diagnostics } = await generate([spec], configuration, runtime);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  for (const { path, text } of files) {
    await mkdir(dirname(join(folder, "generated", path)), { recursive: true });
    await writeFile(join(folder, "generated", path), text);
  }
  await writeFile(join(folder, "package.json"), '{ "type": "module" }\n');
  await writeFile(join(folder, "call.ts"), program);
  await writeFile(join(folder, "stream.ts"), streaming);
}

const program = `import { createServer } from "node:http";
import { getPrice } from "./generated/shop.ts";
import { memoryShop, serveShop, type ShopHandlers } from "./generated/shop.server.ts";
import { nodeListener, soap11, unwrap } from "./generated/runtime/index.ts";

const handlers: ShopHandlers = {
  getPrice: ({ Sku }) => ({ GetPriceResult: Sku === "A1" ? "9.50" : "0" }),
};
const server = createServer(nodeListener(serveShop(handlers)));
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
const shop = soap11("http://127.0.0.1:" + address.port + "/shop.asmx");
console.log(unwrap(await getPrice(shop, { Sku: "A1" })).GetPriceResult, "over HTTP");
server.close();
server.closeAllConnections();
console.log(unwrap(await getPrice(memoryShop(handlers, soap11), { Sku: "A1" })).GetPriceResult, "in memory");
`;

const streaming = `import { createServer } from "node:http";
import { handleItems, int, listFrom, nodeListener, serve, soap11, stream } from "./generated/runtime/index.ts";
import type { Contract, Operation, Table } from "./generated/runtime/index.ts";
import { nodeTransport } from "./generated/runtime/node/index.ts";

interface Numbers {
  Numbers?: number[];
}
const body: Table = {
  namespace: "urn:n",
  sequence: { Count: { namespace: "urn:n", sequence: { Numbers: { namespace: "urn:n", list: { Number: int } } } } },
};
const count = (): Operation<Numbers, Numbers> => ({ name: "Count", request: { body }, response: { body } });
const contract = (): Contract => ({
  name: "Counter",
  namespace: "urn:n",
  bindings: ["soap11"],
  path: "/",
  operations: { count: { operation: count, bindings: ["soap11"] } },
  pages: () => Promise.reject(new Error("no pages")),
});
const handler = handleItems<Numbers, unknown, Promise<Numbers>, "Numbers">("Numbers", async (items) => {
  let sum = 0;
  for await (const item of items) sum += item;
  return { Numbers: listFrom(Array.from({ length: sum }, (_, number) => number)) };
});
const server = createServer(nodeListener(serve(contract, { count: handler })));
await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const address = server.address();
if (address === null || typeof address === "string") throw new Error("no port");
async function* ones(): AsyncGenerator<number, void> {
  for (let left = 10_000; left > 0; left--) yield 1;
}
for (const [name, transport] of [["fetch", undefined], ["node:http", nodeTransport()]] as const) {
  const port = soap11("http://127.0.0.1:" + address.port + "/", { transport });
  const items = stream(port, (port) => port.call(count, { Numbers: listFrom(ones()) })).items("Numbers");
  let found = 0;
  for await (const number of items) if (number === found) found++;
  console.log(name, found);
}
server.close();
server.closeAllConnections();
process.exit();
`;

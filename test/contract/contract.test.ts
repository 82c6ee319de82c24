/** Connects a generated client to a generated server of the same spec: in memory, and in Node on loopback. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { defaultConfiguration, generate, inspect, type Spec } from "../../generator/index.js";
import { formatService } from "../../generator/model/format/format-service.js";
import type { Binding, CallOptions, Port, Reply } from "../../templates/runtime/index.js";
import type { Call, Memory, ServeOptions, Service } from "../../templates/runtime/server.js";
import { house, type House } from "../agreement/house.js";
import { plain } from "../agreement/plain.js";
import { depot } from "./depot.js";
import { listen } from "./node.js";

const specs = join(import.meta.dirname, "../../specs");
const seeds = readdirSync(specs);
const depotSpec: Spec = {
  name: "depot",
  path: "specs/depot",
  sources: Object.entries(depot).map(([path, text]) => ({ path: `specs/depot/${path}`, text })),
};

let home: House;

beforeAll(async () => {
  home = await house();
  return () => home.close();
});

type Handlers = Readonly<Record<string, (request: never, call: Call<never>) => unknown>>;
type Operation = (port: Port, request: unknown, options?: CallOptions & { header?: object }) => Promise<Reply<unknown>>;

/** The generated exports for users. */
interface Generated {
  readonly operations: Readonly<Record<string, Operation>>;
  readonly serve: (handlers: Handlers, options?: ServeOptions) => Service;
  readonly memory: (handlers: Handlers, binding: Memory<Binding>) => Port;
}

async function generated(spec: Spec, path: string, name: string): Promise<Generated> {
  const { files, diagnostics } = await generate([spec], { ...defaultConfiguration, server: true }, []);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const load = await home.modules(files);
  // They are what was emitted; that they fit the types is for the compiler.
  const server = (await load(`${path}.server`)) as Readonly<Record<string, unknown>>;
  return {
    operations: (await load(path)) as Generated["operations"],
    serve: server[`serve${name}`] as Generated["serve"],
    memory: server[`memory${name}`] as Generated["memory"],
  };
}

/** Runs `use` with a port in memory, and with one to the service in Node. */
async function withPorts(
  { serve, memory }: Generated,
  handlers: Handlers,
  binding: Binding,
  use: (port: Port) => Promise<void>,
): Promise<void> {
  await use(memory(handlers, home.runtime[binding]));
  const server = await listen(serve(handlers));
  try {
    await use(home.runtime[binding](`${server.origin}/depot.asmx`));
  } finally {
    await server.close();
  }
}

describe("a service of a WSDL", () => {
  const crates = [{ Weight: "2.50" }, { Weight: "4", Degrees: -5, $type: "ColdCrate" }];
  const rung: unknown[] = [];
  const handlers = {
    store: ({ Shelf, Crate }: { Shelf?: number; Crate: readonly unknown[] }, call: Call<{ Key: string }>) => {
      if (Shelf === 0) {
        const detail = { Full: { Free: 0 } };
        throw new home.runtime.ServiceFault({ code: "Receiver", reason: "no shelf is free", detail });
      }
      const header = call.header.Key === "" ? undefined : { Key: `${call.header.Key}!` };
      return { value: { Last: Crate.at(-1), At: "2024-02-29T12:00:00Z" }, header };
    },
    ring: (request: unknown, { binding }: Call) => void rung.push({ request, binding }),
    book: ({ entry, twice }: { entry: { Sum: string }; twice: boolean }) => ({
      entry: { ...entry, Sum: twice ? "8.4" : entry.Sum },
    }),
    count: ({ hall, from }: { hall: string; from: number }) => Promise.resolve(`${hall} ${from}`),
  };
  let shop: Generated;

  beforeAll(async () => {
    shop = await generated(depotSpec, "depot/depot", "Depot");
  });

  test.each(["soap11", "soap12"] as const)("takes choices, derived types and header blocks: %s", async (binding) => {
    const { store } = shop.operations;
    for (const place of [{ Shelf: 7 }, { Hall: "B", Row: 2 }, { Hall: "C" }]) {
      await withPorts(shop, handlers, binding, async (port) => {
        const reply = await store?.(port, { ...place, Crate: crates }, { header: { Key: "k" } });
        expect(plain(reply)).toMatchObject({
          kind: "ok",
          value: { Last: crates[1], At: "2024-02-29T12:00:00Z" },
          header: { Key: "k!" },
        });
      });
    }
    await withPorts(shop, handlers, binding, async (port) => {
      const reply = await store?.(port, { Hall: "C", Crate: crates.slice(0, 1) }, { header: { Key: "" } });
      expect(plain(reply)).toMatchObject({ kind: "ok", value: { Last: crates[0] } });
      expect(reply?.kind === "ok" && plain(reply.header)).toEqual({});
    });
  });

  test.each(["soap11", "soap12"] as const)("answers with its faults: %s", async (binding) => {
    await withPorts(shop, handlers, binding, async (port) => {
      const reply = await shop.operations["store"]?.(port, { Shelf: 0, Crate: crates }, { header: { Key: "k" } });
      expect(plain(reply)).toMatchObject({
        kind: "fault",
        status: 500,
        fault: { code: "Receiver", reason: "no shelf is free", detail: { Full: { Free: 0 } } },
      });
    });
  });

  test.each(["soap11", "soap12"] as const)("takes what nobody waits for: %s", async (binding) => {
    rung.length = 0;
    await withPorts(shop, handlers, binding, async (port) => {
      expect(await shop.operations["ring"]?.(port, {})).toMatchObject({ kind: "ok", status: 202, value: undefined });
    });
    expect(rung).toEqual([
      { request: {}, binding },
      { request: {}, binding },
    ]);
  });

  test("takes rpc in SOAP encoding", async () => {
    await withPorts(shop, handlers, "soap11", async (port) => {
      const request = { entry: { Text: "rent", Sum: "4.2" }, twice: true };
      const reply = await shop.operations["book"]?.(port, request);
      expect(plain(reply)).toMatchObject({ kind: "ok", value: { entry: { Text: "rent", Sum: "8.4" } } });
    });
  });

  test.each(["httpGet", "httpPost"] as const)("takes forms: %s", async (binding) => {
    await withPorts(shop, handlers, binding, async (port) => {
      const reply = await shop.operations["count"]?.(port, { hall: "A & B", from: 3 });
      expect(reply).toMatchObject({ kind: "ok", value: "A & B 3" });
    });
  });

  test("hands out a WSDL that reads as the one that it is of", async () => {
    const server = await listen(shop.serve(handlers));
    const { origin } = server;
    const documents = new Map<string, string>();
    const urls = new Set([`${origin}/depot.asmx?wsdl`]);
    for (const url of urls) {
      const response = await fetch(url);
      expect(response.status).toBe(200);
      const text = await response.text();
      documents.set(new URL(url).search.replace(/^\?(?:wsdl|xsd)=?/, "") || "Depot.wsdl", text);
      for (const [, next = ""] of text.matchAll(/[lL]ocation="([^"]*\?[^"]*)"/g)) urls.add(next);
    }
    await server.close();
    expect([...documents.keys()]).toEqual(["Depot.wsdl", "xsd/Types.xsd"]);
    const sources = Array.from(documents, ([name, text]) => ({ path: `specs/depot/${name}`, text }));
    const read = inspect({ ...depotSpec, sources }, defaultConfiguration);
    expect(read.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    const moved = shown(depotSpec).map((text) => text.replaceAll("http://depot.example", origin));
    expect(shown({ ...depotSpec, sources })).toEqual(moved);
  });
});

test.each(seeds)("the pages that what is generated from %s serves are those that it is from", async (name) => {
  const path = `specs/${name}`;
  const sources = readdirSync(join(specs, name)).map((file) => ({
    path: `${path}/${file}`,
    text: readFileSync(join(specs, name, file), "utf8"),
  }));
  const spec = { name, path, sources };
  const { serve } = await generated(
    spec,
    name,
    name.replace(/^./, (first) => first.toUpperCase()),
  );
  const { services } = inspect(spec, defaultConfiguration);
  const { operations = [], ports = [] } = services[0] ?? {};
  const address = ports[0]?.address ?? "";
  const handlers = Object.fromEntries(
    operations.map((operation) => [operation.name.replace(/^./, (first) => first.toLowerCase()), () => undefined]),
  );
  const service = serve(handlers);
  const list = await (await service(new Request(address))).text();
  const links = Array.from(list.matchAll(/href="(\?op=[^"]*)"/g), ([, link = ""]) => link);
  expect(links).toHaveLength(operations.length);
  const pages = await Promise.all(
    links.map(async (link, index) => ({
      path: `${path}/${index}.html`,
      text: await (await service(new Request(new URL(link, address)))).text(),
    })),
  );
  expect(shown({ name, path, sources: pages })).toEqual(shown(spec));
});

function shown(spec: Spec): readonly string[] {
  const { services } = inspect(spec, defaultConfiguration);
  return services.map((service) => formatService(service, { explain: false }));
}

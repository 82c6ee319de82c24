/** Serves the same pages as `soapwright serve`, but with answers from the test. */
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { readStandIn } from "../../generator/commands/package.js";
import { defaultConfiguration, inspect, type Spec } from "../../generator/index.js";
import { printStandIn } from "../../generator/stand-in/print-stand-in.js";
import { respondWithFile, staticPath } from "../../generator/stand-in/static-file.js";
import type * as server from "../../templates/runtime/server.js";
import type { Call, Contract } from "../../templates/runtime/server.js";
import type * as pages from "../../templates/stand-in/pages.js";
import { listen } from "../contract/node.js";

/** Handlers by name; an operation without one replies that it is missing. */
export type Handlers = Readonly<Record<string, (request: never, call: Call<never>) => unknown>>;

export interface SiteOptions {
  readonly handlers?: Handlers;
  /** Answers instead of the service. */
  readonly instead?: (request: Request) => Response | Promise<Response | undefined>;
}

/** The requests to the service, without those for pages and their files. */
export interface Received {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  readonly httpHeaders: Headers;
  readonly body: string;
}

export interface Site {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

export async function siteOf(spec: Spec, { handlers = {}, instead }: SiteOptions = {}): Promise<Site> {
  const { diagnostics, ...inspected } = inspect(spec, defaultConfiguration);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const { files, services: modules } = await printStandIn(
    [{ spec, ...inspected }],
    defaultConfiguration,
    await readStandIn(),
  );
  const folder = await folderOf(files);
  const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(join(folder, path)).href);
  // Made of what the types name.
  const { respondWithPages } = (await load(".stand-in/pages.js")) as typeof pages;
  const { serve } = (await load("runtime/server.js")) as typeof server;
  const services = await Promise.all(
    modules.map(async ({ server, client, contract: name }) => {
      const contract = ((await load(server)) as Readonly<Record<string, () => Contract>>)[name]; // as it was emitted
      if (contract === undefined) throw new Error(`${server} exports no ${name}`);
      const made = contract();
      return { contract, client: staticPath(client), path: made.path, service: serve(contract, all(made, handlers)) };
    }),
  );
  const received: Received[] = [];
  const listening = await listen(async (request) => {
    const own = respondWithFile(files, request) ?? (await respondWithPages(services, request));
    if (own !== undefined) return own;
    const { pathname, search } = new URL(request.url);
    const { method, headers: httpHeaders } = request;
    received.push({ method, url: pathname + search, httpHeaders, body: await request.clone().text() });
    const other = await instead?.(request);
    if (other !== undefined) return other;
    const found = services.find(({ path }) => pathname === path || pathname.startsWith(`${path}/`));
    return found?.service(request) ?? new Response(null, { status: 404 });
  });
  return {
    origin: listening.origin,
    received,
    async close() {
      await listening.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function folderOf(files: ReadonlyMap<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "soapwright-browser-"));
  for (const [path, text] of [...files, ["package.json", `{ "type": "module" }`] as const]) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

function all({ operations }: Contract, handlers: Handlers): object {
  const missing = (name: string) => () => {
    throw new Error(`${name} has no handler`);
  };
  return Object.fromEntries(Object.keys(operations).map((name) => [name, handlers[name] ?? missing(name)]));
}

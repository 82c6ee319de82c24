/** What `soapwright serve` puts on loopback: the pages, the files below `/-/` that they load, and the services of a spec. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { transform } from "esbuild";
import { emitClients } from "../../generator/emit/client.js";
import { emitContracts } from "../../generator/emit/contract.js";
import { modulesOf } from "../../generator/emit/modules.js";
import { defaultConfiguration, inspect, type Spec } from "../../generator/index.js";
import type * as server from "../../templates/runtime/server.js";
import type { Call, Contract, Service } from "../../templates/runtime/server.js";
import type * as pages from "../../templates/serve/pages.js";
import { listen } from "../contract/node.js";

/** By the names of their handlers; what has none is not to be called. */
export type Handlers = Readonly<Record<string, (request: never, call: Call<never>) => unknown>>;

export interface SiteOptions {
  readonly handlers?: Handlers;
  /** Answers instead of the service. */
  readonly instead?: (request: Request) => Response | Promise<Response> | undefined;
  /** More modules below `/-/`, in TypeScript, by their paths without extension: `.serve/browser/form-page`. */
  readonly modules?: Readonly<Record<string, string>>;
}

/** What the service received, pages and their files aside. */
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

const templates = join(import.meta.dirname, "../../templates");

/** Generates a spec and serves it, from one folder laid out as the command lays it out. */
export async function siteOf(spec: Spec, { handlers = {}, instead, modules = {} }: SiteOptions = {}): Promise<Site> {
  const folder = await mkdtemp(join(tmpdir(), "soapwright-browser-"));
  const files = new Map<string, string>([
    ...(await compiledFolder("runtime", "runtime")),
    ...(await compiledFolder("serve", ".serve")),
    ...(await compiledFolder("serve/browser", ".serve/browser")),
    ...(await compiledAll(await generated(spec))),
    ...(await compiledAll(Object.entries(modules).map(([path, text]) => ({ path: `${path}.ts`, text })))),
    ["package.json", `{ "type": "module" }`],
  ]);
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(join(folder, path)).href);
  // Compiled from what the types name.
  const { respondWithPages } = (await load(".serve/pages.js")) as typeof pages;
  const { serve } = (await load("runtime/server.js")) as typeof server;
  const services: { contract: () => Contract; client: string; path: string; service: Service }[] = [];
  for (const path of [...files.keys()].filter((path) => path.endsWith(".server.js"))) {
    const contract = contractIn(await load(path));
    const made = contract();
    services.push({
      contract,
      client: `/-/${path.replace(/\.server\.js$/, ".js")}`,
      path: made.path,
      service: serve(contract, all(made, handlers), { path: made.path }),
    });
  }
  const received: Received[] = [];
  const listening = await listen(async (request) => {
    const { pathname, search } = new URL(request.url);
    const page = respondWithPages(services, request);
    if (page !== undefined) return page;
    if (pathname.startsWith("/-/")) return fileResponse(files, pathname.slice(3));
    const { method, headers: httpHeaders } = request;
    const body = await request.clone().text();
    received.push({ method, url: pathname + search, httpHeaders, body });
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

/** A spec of one source. */
export function specOf(name: string, file: string, text: string): Spec {
  return { name, path: `specs/${name}`, sources: [{ path: `specs/${name}/${file}`, text }] };
}

interface File {
  readonly path: string;
  readonly text: string;
}

/** The client and the server modules, their tables documented. */
async function generated(spec: Spec): Promise<readonly File[]> {
  const configuration = defaultConfiguration;
  const { services, documents, diagnostics } = inspect(spec, configuration);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join("\n"));
  const modules = modulesOf(services, { name: spec.name, configuration, documented: true });
  return [
    ...(await emitClients(modules, spec)),
    ...(await emitContracts(modules, services, { spec, configuration, documents })),
  ];
}

/** Scripts without their types, and style sheets as they are. */
async function compiledFolder(from: string, to: string): Promise<readonly (readonly [path: string, text: string])[]> {
  const folder = join(templates, from);
  const names = (await readdir(folder)).filter((name) => /\.(ts|css)$/.test(name));
  return compiledAll(
    await Promise.all(
      names.map(async (name) => ({ path: `${to}/${name}`, text: await readFile(join(folder, name), "utf8") })),
    ),
  );
}

function compiledAll(files: readonly File[]): Promise<readonly (readonly [path: string, text: string])[]> {
  return Promise.all(
    files.map(async ({ path, text }) => {
      if (!path.endsWith(".ts")) return [path, text] as const;
      return [path.replace(/\.ts$/, ".js"), (await transform(text, { loader: "ts" })).code] as const;
    }),
  );
}

function fileResponse(files: ReadonlyMap<string, string>, path: string): Response {
  const text = files.get(decodeURIComponent(path));
  if (text === undefined) return new Response(null, { status: 404 });
  const type = path.endsWith(".css") ? "text/css" : "text/javascript";
  return new Response(text, {
    headers: { "Content-Type": `${type}; charset=utf-8`, "X-Content-Type-Options": "nosniff" },
  });
}

function contractIn(module: unknown): () => Contract {
  // What the generator emits: one export has this name.
  const found = Object.entries(module as Readonly<Record<string, unknown>>).find(([name]) => name.endsWith("Contract"));
  if (found === undefined) throw new Error("the module exports no contract");
  return found[1] as () => Contract;
}

function all({ operations }: Contract, handlers: Handlers): object {
  const missing = (name: string) => () => {
    throw new Error(`${name} has no handler`);
  };
  return Object.fromEntries(Object.keys(operations).map((name) => [name, handlers[name] ?? missing(name)]));
}

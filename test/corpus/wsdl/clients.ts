/** Clients of the corpus, compiled round one runtime that tells how simple types were made. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import type { OutputFile } from "../../../generator/emit/output-file.js";
import type * as cursor from "../../../templates/runtime/cursor.js";
import type * as envelope from "../../../templates/runtime/envelope.js";
import type * as form from "../../../templates/runtime/form.js";
import type * as index from "../../../templates/runtime/index.js";
import type * as output from "../../../templates/runtime/output.js";
import type * as port from "../../../templates/runtime/port.js";
import type * as root from "../../../templates/runtime/root.js";
import type { AnyOperation } from "../../../templates/runtime/port.js";
import type { Makings } from "./simple-values.js";

const sources = join(import.meta.dirname, "../../../templates/runtime");

type Parts = typeof index & typeof cursor & typeof envelope & typeof form & typeof output & typeof port & typeof root;

/** What the proof needs of the runtime. */
export interface Runtime extends Parts {
  readonly makings: Makings;
}

export interface Clients {
  readonly runtime: Runtime;
  /** Compiles the modules of a client and gives the operations of all its services, by the names of their functions. */
  operations(files: readonly OutputFile[]): Promise<ReadonlyMap<string, AnyOperation>>;
  close(): Promise<void>;
}

/** Takes the place of the runtime's own index: the same, but it keeps what simple types are made of. */
const observing = `
import * as real from "./index-itself.js";
export * from "./index-itself.js";
export const makings = new WeakMap();
const keep = (type, made) => (makings.set(type, made), type);
export const restricted = (base, facets) => keep(real.restricted(base, facets), { kind: "restricted", base, facets });
export const enumeration = (members) => keep(real.enumeration(members), { kind: "enumeration", members });
export const openEnumeration = (members) => keep(real.openEnumeration(members), { kind: "enumeration", members });
export const list = (item) => keep(real.list(item), { kind: "list", item });
export const union = (...members) => keep(real.union(...members), { kind: "union", members });
export const withDefault = (type, text) => keep(real.withDefault(type, text), { kind: "default", as: type });
export const fixed = (type, text) => keep(real.fixed(type, text), { kind: "fixed", as: type, text });
export const named = (type, name) => keep(real.named(type, name), { kind: "same", as: type });
`;

export async function clientsOf(): Promise<Clients> {
  const folder = await mkdtemp(join(tmpdir(), "soapwright-corpus-"));
  const runtimeFolder = join(folder, "runtime");
  const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(path).href);
  await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
  await build({ entryPoints: [`${sources}/*.ts`], outdir: runtimeFolder, logLevel: "error" });
  await build({
    entryPoints: [`${sources}/index.ts`],
    outfile: join(runtimeFolder, "index-itself.js"),
    logLevel: "error",
  });
  await writeFile(join(runtimeFolder, "index.js"), observing);
  const names = ["index", "cursor", "envelope", "form", "output", "port", "root"];
  const parts = await Promise.all(names.map((name) => load(join(runtimeFolder, `${name}.js`))));
  const runtime = Object.assign({}, ...parts) as Runtime; // compiled from what the type names
  let count = 0;
  return {
    runtime,
    async operations(files) {
      const home = join(folder, `client-${count++}`);
      await mkdir(home);
      await symlink(runtimeFolder, join(home, "runtime"), "junction");
      const compiled = (path: string): string => join(home, path.replace(/\.ts$/, ".js"));
      await Promise.all(
        files.map(async ({ path, text }) => {
          await mkdir(dirname(compiled(path)), { recursive: true });
          await writeFile(compiled(path), (await transform(text, { loader: "ts" })).code);
        }),
      );
      const operations = new Map<string, AnyOperation>();
      for (const { path, text } of files) {
        const names = Array.from(text.matchAll(/^export function ([^(]+)\(\n? *port: Port/gm), ([, name = ""]) => name);
        if (names.length === 0) continue;
        const module = (await load(compiled(path))) as Readonly<Record<string, (port: unknown) => unknown>>; // its functions
        for (const name of names)
          module[name]?.({ call: (make: () => AnyOperation) => operations.set(`${path} ${name}`, make()) });
      }
      return operations;
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

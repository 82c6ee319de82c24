/** Clients of the corpus, compiled round one runtime. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import type { OutputFile } from "../../../generator/emit/output-file.js";
import type * as envelope from "../../../templates/runtime/binding/envelope.js";
import type * as form from "../../../templates/runtime/binding/form.js";
import type * as index from "../../../templates/runtime/index.js";
import type * as port from "../../../templates/runtime/binding/port.js";
import type * as root from "../../../templates/runtime/binding/root.js";
import type { AnyOperation } from "../../../templates/runtime/binding/port.js";

const sources = join(import.meta.dirname, "../../../templates/runtime");

/** What the proof needs of the runtime. */
export type Runtime = typeof index & typeof envelope & typeof form & typeof port & typeof root;

export interface Clients {
  readonly runtime: Runtime;
  /** Compiles the modules of a client and gives the operations of all its services, by the names of their functions. */
  operations(files: readonly OutputFile[]): Promise<ReadonlyMap<string, AnyOperation>>;
  close(): Promise<void>;
}

export async function clientsOf(): Promise<Clients> {
  const folder = await mkdtemp(join(tmpdir(), "soapwright-corpus-"));
  const runtimeFolder = join(folder, "runtime");
  const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(path).href);
  await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
  await build({ entryPoints: [`${sources}/**/*.ts`], outdir: runtimeFolder, logLevel: "error" });
  const names = ["index", "binding/envelope", "binding/form", "binding/port", "binding/root"];
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

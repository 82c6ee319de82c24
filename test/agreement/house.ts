/** Compiled clients that share one compiled runtime, as in a user's project. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import type { OutputFile } from "../../generator/emit/output-file.js";
import type * as envelope from "../../templates/runtime/binding/envelope.js";
import type * as form from "../../templates/runtime/binding/form.js";
import type * as index from "../../templates/runtime/index.js";
import type * as port from "../../templates/runtime/binding/port.js";
import type * as root from "../../templates/runtime/binding/root.js";
import type * as server from "../../templates/runtime/server.js";

const sources = join(import.meta.dirname, "../../templates/runtime");

/** The exports of the runtime to users, and those that a server needs. */
export type Runtime = typeof index & typeof envelope & typeof form & typeof port & typeof root & typeof server;

/** A client's functions, in the order of the operations. */
export type Client = readonly Call[];

type Call = (port: index.Port, request: unknown, options: object) => Promise<index.Reply<unknown, unknown>>;

export interface House {
  readonly runtime: Runtime;
  /**
   * Compiles modules beside the runtime, and returns a function that imports them or files of the runtime:
   * `shop/Orders.server`.
   */
  modules(files: readonly OutputFile[]): Promise<(path: string) => Promise<unknown>>;
  /** Compiles the modules of a client, and imports the one that has its operations. */
  client(files: readonly OutputFile[]): Promise<Client>;
  close(): Promise<void>;
}

export async function house(): Promise<House> {
  const folder = await mkdtemp(join(tmpdir(), "soapwright-"));
  const load = (path: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(path).href);
  await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
  await build({ entryPoints: [`${sources}/**/*.ts`], outdir: join(folder, "runtime"), logLevel: "error" });
  const parts = ["index", "binding/envelope", "binding/form", "binding/port", "binding/root", "server"].map((name) =>
    load(join(folder, `runtime/${name}.js`)),
  );
  let homes = 0;
  const modules: House["modules"] = async (files) => {
    const home = join(folder, `client-${homes++}`);
    await mkdir(home);
    await symlink(join(folder, "runtime"), join(home, "runtime"), "junction");
    for (const { path, text } of files) {
      const compiled = join(home, path.replace(/\.ts$/, ".js"));
      await mkdir(dirname(compiled), { recursive: true });
      await writeFile(compiled, (await transform(text, { loader: "ts" })).code);
    }
    return (path) => load(join(home, `${path}.js`));
  };
  return {
    // compiled from the modules of this type
    runtime: Object.assign({}, ...(await Promise.all(parts))) as Runtime,
    modules,
    async client(files) {
      const { path, text } = operationsOf(files);
      const load = await modules(files);
      // Its functions are those that were emitted.
      const module = (await load(path.replace(/\.ts$/, ""))) as Readonly<Record<string, Call>>;
      return functionNames(text).flatMap((name) => module[name] ?? []);
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The module of a client that has its operations. */
export function operationsOf(files: readonly OutputFile[]): OutputFile {
  const file = files.find(({ text }) => /^export function /m.test(text));
  if (file === undefined) throw new Error("the client has no operations");
  return file;
}

/** The functions of a module that take a port, in the order of the operations. */
export function functionNames(text: string): string[] {
  const signatures = text.matchAll(/^export function ([^(<]+)(?:<[^(]*>)?\(\n? *port: Port/gm);
  // An operation can have overloads.
  return [...new Set(Array.from(signatures, ([, name = ""]) => name))];
}

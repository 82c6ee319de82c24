/** A folder in which modules are compiled with one runtime, and loaded. */
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build, transform } from "esbuild";
import type { OutputFile } from "../../generator/emit/output-file.js";

const templates = join(import.meta.dirname, "../../templates");

/** The exports of a module. */
export type Exports = Readonly<Record<string, unknown>>;

export interface Workshop {
  /** The merged exports of these modules of `templates`, such as `runtime/index`. */
  templates(...names: readonly string[]): Promise<Exports>;
  /** Compiles modules beside the runtime, and returns a function that loads one of them by its path. */
  compile(files: readonly OutputFile[]): Promise<(path: string) => Promise<Exports>>;
  close(): Promise<void>;
}

export async function workshopOf(): Promise<Workshop> {
  const folder = await mkdtemp(join(tmpdir(), "soapwright-corpus-"));
  const load = async (path: string): Promise<Exports> =>
    (await import(/* @vite-ignore */ pathToFileURL(path).href)) as Exports; // as modules are
  await writeFile(join(folder, "package.json"), `{ "type": "module" }`);
  const entryPoints = [`${templates}/runtime/**/*.ts`, `${templates}/stand-in/*.ts`];
  await build({ entryPoints, outdir: folder, outbase: templates, logLevel: "error" });
  let count = 0;
  return {
    async templates(...names) {
      const parts = await Promise.all(names.map((name) => load(join(folder, `${name}.js`))));
      return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
    },
    async compile(files) {
      const home = join(folder, `modules-${count++}`);
      await mkdir(home);
      await symlink(join(folder, "runtime"), join(home, "runtime"), "junction");
      const compiled = (path: string): string => join(home, path.replace(/\.ts$/, ".js"));
      await Promise.all(
        files.map(async ({ path, text }) => {
          await mkdir(dirname(compiled(path)), { recursive: true });
          await writeFile(compiled(path), (await transform(text, { loader: "ts" })).code);
        }),
      );
      return (path) => load(compiled(path));
    },
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { RuntimeSource } from "../emit/runtime.js";

/** The version of this package. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version; // of our own file
}

/** The runtime as this package ships it, in order. */
export function readRuntime(): Promise<readonly RuntimeSource[]> {
  return readFiles("templates/runtime", ".ts");
}

/** What `soapwright serve` runs and shows to browsers, as this package ships it: `runtime/index.js`, `serve/browser/style.css`. */
export async function readServed(): Promise<readonly RuntimeSource[]> {
  const files = await Promise.all([
    readFiles("dist/templates/runtime", ".js", "runtime/"),
    readFiles("dist/templates/serve", ".js", "serve/"),
    readFiles("templates/serve", ".css", "serve/"),
  ]);
  return files.flat();
}

/** The files of a kind in a folder and in those below it, in order; `prefix` stands before their names. */
async function readFiles(path: string, extension: string, prefix = ""): Promise<readonly RuntimeSource[]> {
  const folder = join(packageFolder(), path);
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(extension));
  const names = files.map((name) => name.replaceAll(sep, "/")).sort();
  return Promise.all(
    names.map(async (name) => ({ name: prefix + name, text: await readFile(join(folder, name), "utf8") })),
  );
}

/** The nearest folder above with a package.json: the same whether this file is built or a source. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

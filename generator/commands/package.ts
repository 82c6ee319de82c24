import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { RuntimeSource } from "../generate.js";

/** The version of this package. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version; // of our own file
}

/** The runtime as this package ships it, in order. */
export function readRuntime(): Promise<readonly RuntimeSource[]> {
  return readTemplates("runtime");
}

/** What `soapwright serve` runs beside the runtime, likewise: also `browser/style.css`. */
export function readServed(): Promise<readonly RuntimeSource[]> {
  return readTemplates("serve");
}

async function readTemplates(path: string): Promise<readonly RuntimeSource[]> {
  const folder = join(packageFolder(), "templates", path);
  const files = (await readdir(folder, { recursive: true })).filter((name) => /\.(?:ts|css)$/.test(name));
  const names = files.map((name) => name.replaceAll(sep, "/")).sort();
  return Promise.all(names.map(async (name) => ({ name, text: await readFile(join(folder, name), "utf8") })));
}

/** The nearest folder above with a package.json: the same whether this file is built or a source. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

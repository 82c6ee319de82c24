import { existsSync, readFileSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { dirname, join, sep } from "node:path";
import { fileURLToPath } from "node:url";
import type { RuntimeSource } from "../emit/runtime.js";

/** The version of this package. */
export function packageVersion(): string {
  const text = readFileSync(join(packageFolder(), "package.json"), "utf8");
  return (JSON.parse(text) as { version: string }).version; // the shape of this package's own file
}

/** The sources of the runtime in this package, sorted. */
export function readRuntime(): Promise<readonly RuntimeSource[]> {
  return readFiles("templates/runtime", ".ts");
}

/** The modules and style sheets of the stand-in as this package ships them: `runtime/index.js`, `stand-in/browser/style.css`. */
export async function readStandIn(): Promise<readonly RuntimeSource[]> {
  const files = await Promise.all([
    readFiles("dist/templates/runtime", ".js", "runtime/"),
    readFiles("dist/templates/stand-in", ".js", "stand-in/"),
    readFiles("templates/stand-in", ".css", "stand-in/"),
  ]);
  return files.flat();
}

/** Reads the files with an extension in a folder and its subfolders, sorted. `prefix` precedes their names. */
async function readFiles(path: string, extension: string, prefix = ""): Promise<readonly RuntimeSource[]> {
  const folder = join(packageFolder(), path);
  const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith(extension));
  const names = files.map((name) => name.replaceAll(sep, "/")).sort();
  return Promise.all(
    names.map(async (name) => ({ name: prefix + name, text: await readFile(join(folder, name), "utf8") })),
  );
}

/** The nearest parent folder with a package.json, both for built files and for sources. */
function packageFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, "package.json")) && folder !== dirname(folder)) folder = dirname(folder);
  return folder;
}

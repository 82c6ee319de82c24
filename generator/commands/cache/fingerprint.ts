import { createHash, type Hash } from "node:crypto";
import { lstat, readdir, readFile, readlink, stat } from "node:fs/promises";
import { join } from "node:path";
import { byCodeUnits, isMissing } from "../files.js";

/** Selects the files of a folder, by their names. */
export type Selects = (name: string) => boolean;

/**
 * A text that changes with the content of any of the paths: of files, and of all files in folders that are selected.
 * Paths may be missing. Leaves out hidden files and packages, and does not follow links to folders.
 */
export async function fingerprint(paths: readonly string[], selects: Selects = () => true): Promise<string> {
  const hash = createHash("sha256");
  for (const path of paths) {
    add(hash, "path", path);
    await addPath(hash, path, selects);
  }
  return hash.digest("hex");
}

async function addPath(hash: Hash, path: string, selects: Selects): Promise<void> {
  try {
    const found = await stat(path);
    if (!found.isDirectory()) return add(hash, "file", await readFile(path));
  } catch (error) {
    if (isMissing(error)) return add(hash, "missing");
    throw error;
  }
  const folders = [""];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const entries = await readdir(join(path, folder), { withFileTypes: true });
    for (const entry of entries.sort((one, other) => byCodeUnits(one.name, other.name))) {
      if (entry.name.startsWith(".") || entry.name === "node_modules") continue;
      const name = `${folder}${entry.name}`;
      if (entry.isDirectory()) folders.push(`${name}/`);
      else if (selects(name)) await addFile(hash, name, join(path, name));
    }
  }
}

async function addFile(hash: Hash, name: string, path: string): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) add(hash, "link", name, await readlink(path));
  try {
    const target = await stat(path);
    add(hash, target.isFile() ? "file" : "other", name, target.isFile() ? await readFile(path) : "");
  } catch (error) {
    if (!isMissing(error)) throw error;
    add(hash, "missing", name);
  }
}

/** Adds parts with their lengths, so that no two sequences of parts are alike. */
function add(hash: Hash, ...parts: readonly (string | Uint8Array)[]): void {
  for (const part of parts) {
    const bytes = typeof part === "string" ? Buffer.from(part) : part;
    hash.update(`${bytes.length}:`).update(bytes);
  }
}

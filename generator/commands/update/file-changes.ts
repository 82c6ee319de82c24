import { lstat, readFile } from "node:fs/promises";
import { join } from "node:path";
import { lockName, sha256, type Lock } from "../fetch/lock.js";
import { isMissing } from "../files.js";
import type { FileChange } from "../output/write-output.js";
import { UsageError } from "../shell.js";
import type { LockedSpec } from "./locked-specs.js";

/** The changes of the files, the files that were changed since they were fetched, and whether all are gone. */
export async function fileChanges(
  { absolute, lock }: LockedSpec,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<{ readonly changes: readonly FileChange[]; readonly edited: readonly string[]; readonly isEmpty: boolean }> {
  const changes: FileChange[] = [];
  const edited: string[] = [];
  let isEmpty = true;
  const imported = importedFiles(lock);
  for (const path of new Set([...Object.keys(lock.files), ...files.keys()])) {
    const text = files.get(path);
    const found = await fileIn(absolute, path);
    const known = lock.files[path]?.sha256;
    if (found !== undefined && path !== lockName && !imported.has(path)) isEmpty = false;
    if (text !== undefined && found !== undefined && sha256(found) === sha256(text)) continue;
    if (found !== undefined && path !== lockName && sha256(found) !== known) edited.push(path);
    if (text !== undefined) changes.push({ kind: found === undefined ? "create" : "update", path, text });
    else if (found !== undefined) changes.push({ kind: "remove", path });
  }
  return { changes, edited, isEmpty };
}

/** The files that describe nothing without the others; none where all import each other. */
function importedFiles({ files }: Lock): ReadonlySet<string> {
  const imported = Object.entries(files).filter(([, { address, importedBy }]) => importedBy ?? address === undefined);
  return new Set(imported.length === Object.keys(files).length ? [] : imported.map(([path]) => path));
}

/** The bytes of a file in a folder; undefined if there is none. Throws a UsageError for a path through a symbolic link. */
async function fileIn(folder: string, path: string): Promise<Buffer | undefined> {
  const names = path.split("/");
  try {
    for (const [index, name] of names.entries()) {
      const found = await lstat(join(folder, ...names.slice(0, index + 1)));
      if (found.isSymbolicLink()) throw new UsageError(`found a symbolic link at ${name} in ${path}, expected a file`);
    }
    return await readFile(join(folder, path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

import { mkdir, mkdtemp, rename, rm, rmdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { OutputFolder } from "./compare-output.js";

/** A change of one file; its path is relative to the folder, with `/`. */
export type FileChange =
  | { readonly kind: "create" | "update"; readonly path: string; readonly text: string | Uint8Array }
  | { readonly kind: "remove"; readonly path: string };

/**
 * Makes the changes. Writes all texts and folders to the disk before it changes the first file, and changes each file
 * in one step.
 */
export async function writeOutput({ folder }: OutputFolder, changes: readonly FileChange[]): Promise<void> {
  if (changes.length === 0) return;
  await mkdir(folder, { recursive: true });
  // In the output folder itself, because a rename cannot cross file systems.
  const staging = await mkdtemp(join(folder, ".soapwright-"));
  try {
    const moves: (readonly [from: string, to: string])[] = [];
    for (const change of changes) {
      if (change.kind === "remove") continue;
      const staged = join(staging, String(moves.length));
      await writeFile(staged, change.text);
      moves.push([staged, join(folder, change.path)]);
    }
    for (const [, to] of moves) await mkdir(dirname(to), { recursive: true });
    for (const [from, to] of moves) await rename(from, to);
    for (const change of changes) {
      if (change.kind === "remove") await remove(folder, change.path);
    }
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Removes a file and the folders that become empty. */
async function remove(folder: string, path: string): Promise<void> {
  await rm(join(folder, path));
  for (let parent = dirname(path); parent !== "."; parent = dirname(parent)) {
    try {
      await rmdir(join(folder, parent));
    } catch {
      return; // the folder is not empty
    }
  }
}

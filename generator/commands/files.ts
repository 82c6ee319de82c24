import { readFile } from "node:fs/promises";
import { isAbsolute, relative, resolve, sep } from "node:path";

/** A path for messages and generated files: relative to the working directory, with `/`. */
export function shownPath(directory: string, path: string): string {
  const absolute = resolve(directory, path);
  const shown = relative(directory, absolute);
  return (isAbsolute(shown) ? absolute : shown || ".").split(sep).join("/");
}

/** True for the error of the file system for a path that does not exist. */
export function isMissing(error: unknown): boolean {
  const code = codeOf(error);
  return code === "ENOENT" || code === "ENOTDIR";
}

/** The code of an error of the file system, such as `EISDIR`; undefined for any other error. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && "code" in error ? String(error.code) : undefined;
}

/** The code of an error of the file system in a message, ` (EISDIR)`; empty for any other error. */
export function shownCode(error: unknown): string {
  const code = codeOf(error);
  return code === undefined ? "" : ` (${code})`;
}

/** Compares by code units, so that no order depends on a file system or a locale. */
export function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** True if `path` is `folder` or inside it. Both must be absolute and without symbolic links. */
export function isWithin(folder: string, path: string): boolean {
  const from = relative(folder, path);
  return from !== ".." && !from.startsWith(`..${sep}`) && !isAbsolute(from);
}

/** A path in a folder, in the form for messages. */
export function joinShown(folder: string, path: string): string {
  return folder === "." ? path : `${folder}/${path}`;
}

/** The text of a file in UTF-8; undefined if there is none. */
export async function textAt(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

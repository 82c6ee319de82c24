import { commentPath } from "../../../templates/escape.js";
import { standardInput } from "../input/read-specs.js";

/** True for modules of the specs in a run, given the path in their first line; undefined if the first line has none. */
export type Coverage = (specPath: string | undefined) => boolean;

/**
 * Covers modules of the specs at these paths, and of all specs in `folder` for a run of all. Others, such as those from
 * standard input, could not be generated again, so they stay; and so do those of `failed` specs.
 */
export function coverageOf(specs: readonly string[], failed: readonly string[], folder: string | undefined): Coverage {
  const named = new Set(specs.filter((path) => path !== standardInput).map(commentPath));
  const kept = new Set(failed.map(commentPath));
  const isInFolder = (path: string): boolean =>
    folder !== undefined && (folder === "." || path.startsWith(commentPath(`${folder}/`)));
  return (path) =>
    path === undefined ? folder !== undefined : !kept.has(path) && (named.has(path) || isInFolder(path));
}

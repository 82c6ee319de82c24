import { readdir, realpath, stat } from "node:fs/promises";
import { dirname, join, relative } from "node:path";
import type { Report } from "../../diagnostic.js";
import { catalogLookup, readCatalog } from "../../read/catalog.js";
import { relativePaths } from "../../read/location.js";
import { sourceKind } from "../../read/source-kind.js";
import { locationsIn } from "../../read/wsdl/locations.js";
import { placesOf, type Source } from "../../source.js";
import { byCodeUnits, isWithin, isMissing, joinShown } from "../files.js";
import { ifFound } from "./specs-in-folder.js";
import { specReader, type SpecFile } from "./read-source.js";

/**
 * Reads a single file. For a WSDL, also reads its direct and indirect imports within its folder tree. Others are
 * reported as missing by the reader of the import. Those that lead out of the folder go to `seeOutside`, which by
 * default reports the files that exist.
 */
export async function readFileTree(
  file: SpecFile,
  report: Report,
  seeOutside?: (from: Source, location: string) => void,
): Promise<readonly Source[]> {
  const { read } = specReader(file.shown, report);
  const entry = await read(file);
  if (entry === undefined) return [];
  if (sourceKind(entry) !== "wsdl") return [entry];
  const folder = { absolute: dirname(file.absolute), shown: dirname(file.shown) };
  const root = await realpath(folder.absolute);
  const sources = new Map([[entry.path, entry]]);
  const load = async (path: string): Promise<Source | undefined> => {
    const found = await findFile(folder, path, root);
    if (found === undefined || sources.has(found.shown)) return undefined;
    const source = await read(found);
    if (source !== undefined) sources.set(found.shown, source);
    return source;
  };
  const catalogs: Source[] = [];
  for (const name of catalogNames) {
    const source = await load(joinShown(folder.shown, name));
    if (source !== undefined && sourceKind(source) === "catalog") catalogs.push(source);
  }
  // Errors in a catalog are reported later, with the whole spec.
  const lookup = catalogLookup(catalogs.flatMap((catalog) => readCatalog(catalog, () => undefined)));
  const pending = [entry];
  for (let source = pending.pop(); source !== undefined; source = pending.pop()) {
    for (const location of locationsIn(source)) {
      const listed = lookup(location);
      const paths = listed === undefined ? relativePaths(source.path, location) : [listed];
      const leaves = listed === undefined && paths.some((path) => !path.startsWith(joinShown(folder.shown, "")));
      if (leaves && seeOutside !== undefined) seeOutside(source, location);
      else if (leaves && (await isAnyFile(folder, paths))) reportOutside(source, location, report);
      for (const path of paths) {
        const imported = await load(path);
        if (imported !== undefined) pending.push(imported);
      }
    }
  }
  return [...sources.values()];
}

/** True if a file is at one of these paths in messages, wherever they lead. */
async function isAnyFile(folder: SpecFile, paths: readonly string[]): Promise<boolean> {
  for (const path of paths) {
    const found = await ifFound(stat(join(folder.absolute, relative(folder.shown, path))));
    if (found?.isFile() === true) return true;
  }
  return false;
}

function reportOutside(source: Source, location: string, report: Report): void {
  report({
    severity: "warning",
    code: "import-outside",
    message: "found an import that leads out of the folder, expected a file in it; it is not read",
    place: placesOf(source)(Math.max(0, source.text.indexOf(location))),
    hint: "name the folder that holds both files in place of this one",
  });
}

/** The conventional paths of catalogs. */
const catalogNames = ["catalog.xml", "jax-ws-catalog.xml", "META-INF/jax-ws-catalog.xml"];

/** Finds a file in the folder by its path in messages, ignoring case; undefined if there is none. */
async function findFile(folder: SpecFile, path: string, root: string): Promise<SpecFile | undefined> {
  const prefix = joinShown(folder.shown, "");
  if (!path.startsWith(prefix)) return undefined;
  const inFolder = (name: string): SpecFile => ({
    absolute: join(folder.absolute, name),
    shown: joinShown(folder.shown, name),
  });
  const written = path.slice(prefix.length);
  if (await isFileIn(root, inFolder(written))) return inFolder(written);
  const name = await likeNamed(folder.absolute, written.split("/"));
  return name !== undefined && (await isFileIn(root, inFolder(name))) ? inFolder(name) : undefined;
}

async function isFileIn(root: string, { absolute }: SpecFile): Promise<boolean> {
  try {
    const target = await realpath(absolute);
    return isWithin(root, target) && (await stat(target)).isFile();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** Finds a path in a folder that differs from the names only in case. */
async function likeNamed(folder: string, names: readonly string[]): Promise<string | undefined> {
  let path = "";
  for (const name of names) {
    const entries = await namesIn(join(folder, path));
    const found = entries.find((entry) => entry === name) ?? entries.find((entry) => isLike(entry, name));
    if (found === undefined) return undefined;
    path = path === "" ? found : `${path}/${found}`;
  }
  return path;
}

function isLike(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).sort(byCodeUnits);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

import { readdir, realpath, stat } from "node:fs/promises";
import { basename, extname, isAbsolute, join, resolve } from "node:path";
import type { Diagnostic, Report } from "../../diagnostic.js";
import { shellWord } from "../../quote.js";
import { byCodeUnits, isMissing, isWithin, shownPath } from "../files.js";
import { UsageError, type Shell } from "../shell.js";
import { isLoneSpec } from "./lone-spec.js";
import { startOf } from "./read-source.js";

/** The subfolders of the folder of specs, and the files in it that are specs by themselves. */
export async function specsIn(folder: string, shell: Shell, report: Report): Promise<readonly string[]> {
  const shown = shownPath(shell.directory, folder);
  const places = `a help page as ${shown}/<name>/<operation>.txt, or a WSDL as ${shown}/<name>.wsdl`;
  const hint = `add one with soapwright add https://shop.example/shop.asmx, or save ${places}`;
  const entries = await entriesOf(folder, shell);
  if (entries === undefined) {
    const above = await folderAbove(folder, shell);
    const next = above === undefined ? hint : `${above} has one: run the command there`;
    throw new UsageError(`found no folder ${shown}, expected the specs in it; ${next}`);
  }
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of entries) {
    const isThere = await isFolder(join(folder, entry), shell);
    if (isThere && (await leavesProject(folder, entry, shell))) report(outside(`${shown}/${entry}`));
    else (isThere ? folders : files).push(entry);
  }
  const names = new Set(folders);
  const alone: string[] = [];
  const misfits: string[] = [];
  for (const file of files) {
    const path = join(folder, file);
    const specFile = { absolute: resolve(shell.directory, path), shown: shownPath(shell.directory, path) };
    const name = specName(file);
    const isAlone = await ifFound(isLoneSpec(specFile));
    if (isAlone === undefined) report(brokenLink(`${shown}/${file}`));
    else if (!isAlone) misfits.push(file);
    else if (names.has(name)) {
      const message = `found another spec named ${name}, expected the files of one service in one folder`;
      report(misplaced(file, shown, message));
    } else {
      alone.push(file);
      names.add(name);
    }
  }
  for (const file of misfits) {
    // The WSDLs that are specs read what they import from beside them.
    if (alone.length > 0 && besideWsdl.test(file)) continue;
    const message = "found a file that is not a spec by itself, expected a WSDL, a page or a folder";
    report(misplaced(file, shown, message));
  }
  const specs = [...folders, ...alone].sort(byCodeUnits).map((entry) => join(folder, entry));
  if (specs.length === 0) throw new UsageError(`${shown} holds no spec; ${hint}`);
  return specs;
}

/** The nearest folder above the working directory that has a folder of this name: `..`; undefined without one. */
async function folderAbove(folder: string, shell: Shell): Promise<string | undefined> {
  if (isAbsolute(folder)) return undefined;
  for (const above of ["..", "../..", "../../.."]) if (await isFolder(join(above, folder), shell)) return above;
  return undefined;
}

function brokenLink(path: string): Diagnostic {
  return {
    severity: "warning",
    code: "spec-not-in-folder",
    message: "found a symbolic link to nothing, expected a WSDL, a page or a folder",
    place: startOf(path),
    hint: "restore what it leads to, or remove the link",
  };
}

/** The name of the spec that an entry of the folder is. */
export function specName(file: string): string {
  return basename(file, extname(file));
}

/** The names of schemas and catalogs. */
const besideWsdl = /(?:\.xsd|^(?:jax-ws-)?catalog\.xml)$/i;

function misplaced(file: string, specs: string, message: string): Diagnostic {
  const into = `${specs}/${shellWord(specName(file))}`;
  return {
    severity: "warning",
    code: "spec-not-in-folder",
    message,
    place: startOf(`${specs}/${file}`),
    hint: `if it belongs to a service, move it: mkdir -p ${into} && mv ${specs}/${shellWord(file)} ${into}/`,
  };
}

/**
 * True for a symbolic link in the folder of specs that leads out of it and of the working directory: whoever may add a
 * spec could have other files read. A path on the command line is the user's own.
 */
export async function leavesProject(folder: string, entry: string, shell: Shell): Promise<boolean> {
  const path = resolve(shell.directory, folder);
  const target = await realpath(join(path, entry));
  const within = [await realpath(path), await realpath(shell.directory)];
  return !within.some((root) => isWithin(root, target));
}

/** The problem of such a link. */
export const outsideProject = {
  message: "found a symbolic link that leads out of the project, expected a folder in it",
  hint: "copy the folder, or name its path: soapwright generate ../shared/shop",
};

function outside(path: string): Diagnostic {
  return { severity: "error", code: "source-outside", ...outsideProject, place: startOf(path) };
}

/** The sorted entries, without hidden files; undefined for anything other than a folder. */
export async function entriesOf(folder: string, shell: Shell): Promise<readonly string[] | undefined> {
  const names = await ifFound(readdir(resolve(shell.directory, folder)));
  return names?.filter((name) => !name.startsWith(".")).sort(byCodeUnits);
}

/** True for a folder; false also for a broken symbolic link. */
export async function isFolder(path: string, shell: Shell): Promise<boolean> {
  return (await ifFound(stat(resolve(shell.directory, path))))?.isDirectory() === true;
}

/** The value, or undefined if the path does not exist. */
export async function ifFound<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

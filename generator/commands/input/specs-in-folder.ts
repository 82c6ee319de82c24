import { readdir, stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";
import type { Diagnostic, Report } from "../../diagnostic.js";
import { shellWord } from "../../quote.js";
import { byCodeUnits, isMissing, shownPath } from "../files.js";
import { UsageError, type Shell } from "../shell.js";
import { isLoneSpec } from "./lone-spec.js";
import { startOf } from "./read-source.js";

/** The subfolders of the folder of specs, and the files in it that are specs by themselves. */
export async function specsIn(folder: string, shell: Shell, report: Report): Promise<readonly string[]> {
  const shown = shownPath(shell.directory, folder);
  const hint = `save a help page as ${shown}/<name>/<operation>.txt, or a WSDL as ${shown}/<name>.wsdl`;
  const entries = await entriesOf(folder, shell);
  if (entries === undefined) throw new UsageError(`found no folder at ${shown}, expected one of specs; ${hint}`);
  const folders: string[] = [];
  const files: string[] = [];
  for (const entry of entries) ((await isFolder(join(folder, entry), shell)) ? folders : files).push(entry);
  const names = new Set(folders);
  const alone: string[] = [];
  for (const file of files) {
    const problem = await fileProblem(file, folder, names, alone.length > 0, shell);
    if (problem !== undefined) report(misplaced(file, shown, problem));
    else if (!isSchema(file)) {
      alone.push(file);
      names.add(specName(file));
    }
  }
  const specs = [...folders, ...alone].sort(byCodeUnits).map((entry) => join(folder, entry));
  if (specs.length === 0) throw new UsageError(`${shown} holds no spec; ${hint}`);
  return specs;
}

/** The name of the spec that an entry of the folder is. */
export function specName(file: string): string {
  return basename(file, extname(file));
}

function isSchema(file: string): boolean {
  return /\.xsd$/i.test(file);
}

/** States why a file is not a spec of its own. A schema beside a WSDL is read where the WSDL imports it. */
async function fileProblem(
  file: string,
  folder: string,
  names: ReadonlySet<string>,
  isBesideFile: boolean,
  shell: Shell,
): Promise<string | undefined> {
  if (isSchema(file) && isBesideFile) return undefined;
  const path = join(folder, file);
  const specFile = { absolute: resolve(shell.directory, path), shown: shownPath(shell.directory, path) };
  const isSpec = await ifFound(isLoneSpec(specFile));
  if (isSpec !== true) return "found a file that is not a spec by itself, expected a WSDL, a page or a folder";
  const name = specName(file);
  return names.has(name)
    ? `found another spec named ${name}, expected the files of one service in one folder`
    : undefined;
}

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

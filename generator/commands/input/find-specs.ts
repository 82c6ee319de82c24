import { readdir, stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { readConfiguration, type Configuration } from "../../configuration.js";
import type { Report } from "../../diagnostic.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import { byCodeUnits, isMissing, shownPath } from "../files.js";
import { UsageError, type Shell } from "../shell.js";
import { visible } from "../print-diagnostics.js";
import { readConfigurationSource } from "./read-configuration-source.js";
import { startOf } from "./read-source.js";

export interface FoundSpecs {
  /** Existing paths, or `-` for standard input. */
  readonly paths: readonly string[];
  /** True if they include every folder in the folder of specs. */
  readonly complete: boolean;
}

/**
 * Finds the specs for the words of a command line: paths, names of folders in the folder of specs, that folder itself
 * for all of them, or `-`. Without words it finds all specs.
 */
export async function findSpecs(
  words: readonly string[],
  { specs }: Pick<Configuration, "specs">,
  shell: Shell,
  report: Report,
): Promise<FoundSpecs> {
  const root = resolve(shell.directory, specs);
  const isAll = (word: string): boolean => word !== "-" && resolve(shell.directory, word) === root;
  const paths: string[] = [];
  for (const word of words.length === 0 ? [specs] : words) {
    if (isAll(word)) paths.push(...(await foldersIn(specs, shell, report)));
    else paths.push(word === "-" ? word : await pathOf(word, specs, shell));
  }
  return { paths: withoutRepeats(paths, shell), complete: words.length === 0 || words.some(isAll) };
}

/** A line for a user who names no spec: the specs that there are, or where to save one. */
export async function specNames(config: string | undefined, shell: Shell): Promise<string> {
  const ignore = (): void => undefined;
  try {
    const { specs } = readConfiguration(await readConfigurationSource(config, shell), ignore);
    const names = (await foldersIn(specs, shell, ignore)).map((path) => basename(path));
    const more = names.length > maxNames ? `, … (${names.length} in all)` : "";
    return visible(`${shownPath(shell.directory, specs)} holds ${names.slice(0, maxNames).join(", ")}${more}`) + "\n";
  } catch (error) {
    // Without specs, the message states where to save one.
    if (error instanceof UsageError) return `${error.message}\n`;
    throw error;
  }
}

const maxNames = 12;

/** Finds a spec by its path, or else by its name. */
async function pathOf(word: string, specs: string, shell: Shell): Promise<string> {
  if (/^[a-z][a-z\d+.-]*:\/\//i.test(word))
    throw new UsageError(`found a URL, expected a file or a folder; ${saving(word, specs)}`);
  if (await exists(word, shell)) return word;
  const named = join(specs, word);
  if (await exists(named, shell)) return named;
  const names = (await entriesOf(specs, shell)) ?? [];
  throw new UsageError(
    `found nothing at ${shownPath(shell.directory, word)}, expected a spec; ${suggest(word, names)}`,
  );
}

/** The command that saves a URL, quoted for the shell. */
function saving(url: string, specs: string): string {
  const path = url.replace(/[?#].*/s, "");
  const name = (path.split("/").pop() ?? "").replace(/\.\w*$/, "").replace(/[^\w-]/g, "") || "shop";
  const isPage = /[?&]op=/i.test(url) || /\.(?:asmx|html?)$/i.test(url);
  const file = `${specs}/${name}/${name}.${isPage ? "html" : "wsdl"}`;
  const quoted = `'${url.replaceAll("'", "%27")}'`;
  return `save it: curl --create-dirs -o ${file} ${quoted}, then soapwright generate`;
}

/** The subfolders of the folder of specs; each is a spec. */
async function foldersIn(folder: string, shell: Shell, report: Report): Promise<readonly string[]> {
  const shown = shownPath(shell.directory, folder);
  const hint = `save a help page as ${shown}/<name>/<operation>.txt, or a WSDL as ${shown}/<name>/<name>.wsdl`;
  const entries = await entriesOf(folder, shell);
  if (entries === undefined) throw new UsageError(`found no folder at ${shown}, expected one of specs; ${hint}`);
  const folders: string[] = [];
  for (const name of entries) {
    const path = join(folder, name);
    if (await isFolder(path, shell)) folders.push(path);
    else {
      report({
        severity: "warning",
        code: "spec-not-in-folder",
        message: "found a file, expected a folder for each service",
        place: startOf(shownPath(shell.directory, path)),
        hint: `move it: ${shown}/${name.replace(/\.\w+$/, "")}/${name}`,
      });
    }
  }
  if (folders.length === 0) throw new UsageError(`${shown} holds no spec; ${hint}`);
  return folders;
}

/** The sorted entries, without hidden files; undefined for anything other than a folder. */
async function entriesOf(folder: string, shell: Shell): Promise<readonly string[] | undefined> {
  const names = await found(readdir(resolve(shell.directory, folder)));
  return names?.filter((name) => !name.startsWith(".")).sort(byCodeUnits);
}

async function exists(path: string, shell: Shell): Promise<boolean> {
  return (await found(stat(resolve(shell.directory, path)))) !== undefined;
}

/** True for a folder; false also for a broken symbolic link. */
async function isFolder(path: string, shell: Shell): Promise<boolean> {
  return (await found(stat(resolve(shell.directory, path))))?.isDirectory() === true;
}

/** The value, or undefined if the path does not exist. */
async function found<T>(read: Promise<T>): Promise<T | undefined> {
  try {
    return await read;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Removes repeated paths, except for standard input, whose repetition is reported later. */
function withoutRepeats(paths: readonly string[], shell: Shell): readonly string[] {
  const seen = new Set<string>();
  return paths.filter((path) => {
    const absolute = resolve(shell.directory, path);
    if (path === "-" || !seen.has(absolute)) {
      seen.add(absolute);
      return true;
    }
    return false;
  });
}

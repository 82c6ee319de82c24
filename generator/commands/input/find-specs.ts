import { stat } from "node:fs/promises";
import { basename, join, resolve } from "node:path";
import { readConfiguration, type Configuration } from "../../configuration.js";
import type { Report } from "../../diagnostic.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import { shownPath } from "../files.js";
import { UsageError, type Shell } from "../shell.js";
import { visible } from "../print-diagnostics.js";
import { readConfigurationSource } from "./read-configuration-source.js";
import { entriesOf, ifFound, isFolder, leavesProject, outsideProject, specName, specsIn } from "./specs-in-folder.js";

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
    if (isAll(word)) paths.push(...(await specsIn(specs, shell, report)));
    else paths.push(word === "-" ? word : await pathOf(word, specs, shell));
  }
  return { paths: withoutRepeats(paths, shell), complete: words.length === 0 || words.some(isAll) };
}

/** A line for a user who names no spec: the specs that there are, or where to save one. */
export async function specNames(config: string | undefined, shell: Shell): Promise<string> {
  const ignore = (): void => undefined;
  try {
    const { specs } = readConfiguration(await readConfigurationSource(config, shell), ignore);
    const found = await specsIn(specs, shell, ignore);
    const names = await Promise.all(
      found.map(async (path) => ((await isFolder(path, shell)) ? basename(path) : specName(path))),
    );
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
    throw new UsageError(`found a URL, expected a spec; add it first: soapwright add ${urlWord(word)}`);
  if (await exists(word, shell)) return word;
  const named = join(specs, word);
  if (await exists(named, shell)) {
    if (!(await leavesProject(specs, word, shell))) return named;
    throw new UsageError(`${shownPath(shell.directory, named)}: ${outsideProject.message}; ${outsideProject.hint}`);
  }
  const names = (await entriesOf(specs, shell)) ?? [];
  const file = names.find((name) => specName(name) === word);
  if (file !== undefined) return join(specs, file);
  throw new UsageError(
    `found nothing at ${shownPath(shell.directory, word)}, expected a spec; ${
      names.length > 0 ? suggest(word, names) : "add one first: soapwright add https://shop.example/shop.asmx"
    }`,
  );
}

/** A URL as a word for a shell. */
function urlWord(url: string): string {
  return `'${url.replaceAll("'", "%27")}'`;
}

async function exists(path: string, shell: Shell): Promise<boolean> {
  return (await ifFound(stat(resolve(shell.directory, path)))) !== undefined;
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

import { createHash } from "node:crypto";
import { mkdir, readFile, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { configurationName } from "../input/read-configuration-source.js";
import type { GenerateOptions } from "../options.js";
import { packageVersion } from "../package.js";
import type { Shell } from "../shell.js";
import { fingerprint, type Selects } from "./fingerprint.js";

/**
 * Remembers what a run of `generate` prints when it has nothing to change, in `node_modules/.cache/soapwright`. The same
 * command line over the same files prints it again without generating anything.
 */
export interface RunCache extends RunObserver {
  /** Prints what the last run would print. Returns false, and prints nothing, if any file has changed. */
  readonly replay: () => Promise<boolean>;
}

/** Learns what a run of `generate` reads and prints. */
export interface RunObserver {
  /** Receives the paths of the specs before they are read. */
  readonly open: (specs: readonly string[]) => Promise<void> | void;
  /** Receives the output folder after the run, and what the next run should print. */
  readonly close?: (output: string, printed: Printed) => Promise<void>;
}

export interface Printed {
  readonly out: string;
  readonly err: string;
}

/** The memory of one run. */
interface Entry extends Printed {
  readonly inputs: readonly string[];
  readonly inputsAre: string;
  readonly output: string;
  readonly outputIs: string;
}

/**
 * The cache for a command line; undefined without a `node_modules`, and for a run that checks or reads standard input.
 */
export async function runCache(
  words: readonly string[],
  options: GenerateOptions,
  shell: Shell,
): Promise<RunCache | undefined> {
  if (options.check === true || words.includes("-")) return undefined;
  const folder = await cacheFolder(shell.directory);
  if (folder === undefined) return undefined;
  const file = join(folder, `${await keyOf(words, options, shell)}.json`);
  let opened: Pick<Entry, "inputs" | "inputsAre"> | undefined;
  return {
    async replay() {
      const entry = await entryIn(file);
      if (entry === undefined || (await fingerprint(entry.inputs)) !== entry.inputsAre) return false;
      if ((await fingerprint([entry.output], isModule)) !== entry.outputIs) return false;
      shell.err(entry.err);
      shell.out(entry.out);
      return true;
    },
    async open(specs) {
      const folders = specs.map((path) => resolve(shell.directory, path));
      // Single files may import others, which are not known yet.
      if (!(await Promise.all(folders.map(isFolder))).every(Boolean)) return;
      // A word names another spec if its path comes to exist.
      const inputs = [options.config ?? configurationName, ...words].map((path) => resolve(shell.directory, path));
      const all = [...new Set([...inputs, ...folders])];
      opened = { inputs: all, inputsAre: await fingerprint(all) };
    },
    async close(output, printed) {
      if (opened === undefined) return;
      const entry: Entry = { ...opened, output, outputIs: await fingerprint([output], isModule), ...printed };
      await write(file, JSON.stringify(entry));
    },
  };
}

const isModule: Selects = (name) => name.endsWith(".ts");

/** The folder of caches of the nearest `node_modules`. */
async function cacheFolder(directory: string): Promise<string | undefined> {
  for (let folder = directory; ; folder = dirname(folder)) {
    const modules = join(folder, "node_modules");
    if (await isFolder(modules)) return join(modules, ".cache/soapwright");
    if (folder === dirname(folder)) return undefined;
  }
}

async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  return found?.isDirectory() === true;
}

/** Everything besides files that decides what a run prints. A build of this package has its own time. */
async function keyOf(words: readonly string[], options: GenerateOptions, shell: Shell): Promise<string> {
  const { mtimeMs } = await stat(fileURLToPath(import.meta.url));
  const { directory, terminal, columns, style } = shell;
  const key = [packageVersion(), mtimeMs, directory, words, options, terminal, columns, style("red", "")];
  return createHash("sha256").update(JSON.stringify(key)).digest("hex").slice(0, 32);
}

/** The entry in a file; undefined if there is none that can be read. */
async function entryIn(file: string): Promise<Entry | undefined> {
  try {
    const entry: unknown = JSON.parse(await readFile(file, "utf8"));
    return isEntry(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== "object" || value === null) return false;
  const { inputs, ...texts } = value as Partial<Entry>;
  const keys = ["inputsAre", "output", "outputIs", "out", "err"] as const;
  return Array.isArray(inputs) && keys.every((key) => typeof texts[key] === "string");
}

/** Writes in one step, because another run may read at the same time. If the cache cannot be written, the next run generates. */
async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    const staged = `${file}.${process.pid}`;
    await writeFile(staged, text);
    await rename(staged, file);
  } catch {
    return;
  }
}

import { statSync, watch as watchPath, type FSWatcher } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";
import type { RunObserver } from "./cache/run-cache.js";
import { shownPath } from "./files.js";
import { generateCommand } from "./generate.js";
import { configurationName } from "./input/read-configuration-source.js";
import type { GenerateOptions } from "./options.js";
import { visible } from "./print-diagnostics.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/**
 * Runs `soapwright generate --watch`: `generate`, now and after each change of the specs or of the configuration, until
 * it is ended. A later run that fails is printed by `printFailure`, because the next change may mend it.
 */
export async function watchCommand(
  words: readonly string[],
  options: GenerateOptions,
  shell: Shell,
  printFailure: (error: unknown) => void,
): Promise<ExitCode> {
  if (options.check === true) throw new UsageError("found --watch and --check, expected one of them");
  if (words.includes("-")) throw new UsageError("found --watch and -, expected specs that are files");
  const inputs = watchInputs(resolve(shell.directory, options.config ?? configurationName));
  const ended = shell.ended().then(() => "ended" as const);
  const observer: RunObserver = {
    open: (specs) => inputs.cover(specs.map((path) => resolve(shell.directory, path))),
  };
  try {
    await generateCommand(words, options, shell, observer);
    for (;;) {
      if (options.quiet !== true) shell.err("watching; Ctrl-C ends it\n");
      const event = await Promise.race([ended, inputs.changed()]);
      if (event === "ended") return exitCodes.fine;
      if (options.quiet !== true) shell.err(`${visible(shownPath(shell.directory, event))} has changed\n`);
      await generateCommand(words, options, shell, observer).catch(printFailure);
    }
  } finally {
    inputs.close();
  }
}

interface WatchedInputs {
  /** Watches these specs in place of the earlier ones: folders with all that is in them, files with their siblings. */
  readonly cover: (specs: readonly string[]) => void;
  /** Resolves with the path of a file that has changed since the last call, when nothing has changed for a while. */
  readonly changed: () => Promise<string>;
  readonly close: () => void;
}

/** How long ago the last change must be, in milliseconds: several files are saved at once, and one in several steps. */
const quietTime = 100;

/** Watches a configuration and the specs. Watches folders, because editors replace files. */
function watchInputs(configuration: string): WatchedInputs {
  let change: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let resolveChange: ((path: string) => void) | undefined;
  const report = (): void => {
    if (change === undefined || timer !== undefined || resolveChange === undefined) return;
    resolveChange(change);
    change = resolveChange = undefined;
  };
  const see = (path: string): void => {
    change = path;
    clearTimeout(timer);
    timer = setTimeout(() => {
      timer = undefined;
      report();
    }, quietTime);
  };
  const watch = (folder: string, recursive: boolean, isWatched: (name: string) => boolean): FSWatcher => {
    const listener = (_event: string, file: string | null): void => {
      // Some systems do not tell the name.
      if (!file) see(folder);
      else if (!isScratch(file) && isWatched(file)) see(join(folder, file));
    };
    // A folder that is removed ends its watcher; the run that follows reports it as missing.
    return watchPath(folder, { recursive }, listener).on("error", () => see(folder));
  };
  const watchOnly = (path: string): FSWatcher => watch(dirname(path), false, (name) => name === basename(path));
  const configurationWatcher = watchOnly(configuration);
  let specWatchers: readonly FSWatcher[] = [];
  const closeSpecs = (): void => specWatchers.forEach((watcher) => watcher.close());
  return {
    cover(specs) {
      closeSpecs();
      specWatchers = specs.flatMap((path) => {
        if (isFolder(path)) return [watchOnly(path), watch(path, true, () => true)];
        const folder = dirname(path);
        // The folder of the clients may be beside the file.
        return [watch(folder, false, (name) => !isFolder(join(folder, name)))];
      });
    },
    changed: () =>
      new Promise((resolve) => {
        resolveChange = resolve;
        report();
      }),
    close() {
      clearTimeout(timer);
      closeSpecs();
      configurationWatcher.close();
    },
  };
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}

/** True for hidden files, packages and copies of editors, which no spec consists of. */
function isScratch(name: string): boolean {
  return name.endsWith("~") || name.split(sep).some((part) => part.startsWith(".") || part === "node_modules");
}

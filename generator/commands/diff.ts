import { relative, resolve } from "node:path";
import { readConfiguration, type Configuration } from "../configuration.js";
import { compareServices } from "../diff/compare-services.js";
import type { Service } from "../model/service.js";
import { checkout } from "./diff/git-spec.js";
import { servicesOf } from "./diff/services-of.js";
import { changesForGitHub, changesJson, formatChanges } from "./diff/format-changes.js";
import { findSpecs } from "./input/find-specs.js";
import { readConfigurationSource } from "./input/read-configuration-source.js";
import type { DiffOptions } from "./options.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/**
 * Runs `soapwright diff`, which prints the changes from one spec to another, or from a revision of Git to the present
 * files. The exit code is 3 if a change breaks programs that were written for the old spec.
 */
export async function diffCommand(words: readonly string[], options: DiffOptions, shell: Shell): Promise<ExitCode> {
  const [old = "", present, ...more] = words;
  if ((present === undefined) !== (options.git !== undefined) || more.length > 0) {
    throw new UsageError("expected two specs, the old one first, or one spec with --git <revision>");
  }
  const source = await readConfigurationSource(options.config, shell);
  const configuration = readConfiguration(source, () => undefined);
  const after = await servicesOf(present ?? old, configuration, shell, shell);
  const before =
    options.git === undefined
      ? await servicesOf(old, configuration, shell, shell)
      : await servicesAt(old, options.git, configuration, shell);
  if (before === undefined || after === undefined) return exitCodes.errors;
  const changes = compareServices(before, after);
  const print = { text: formatChanges, json: changesJson, github: changesForGitHub }[options.format];
  shell.out(print(changes));
  return changes.some(({ breaks }) => breaks !== "nothing") ? exitCodes.stale : exitCodes.fine;
}

/** The services of a spec as a revision of Git has it, under the same configuration. */
async function servicesAt(
  word: string,
  revision: string,
  configuration: Configuration,
  shell: Shell,
): Promise<readonly Service[] | undefined> {
  const [path = word] = (await findSpecs([word], configuration, shell, () => undefined)).paths;
  const inside = relative(shell.directory, resolve(shell.directory, path));
  const { directory, remove } = await checkout(inside, revision, shell);
  try {
    return await servicesOf(inside, configuration, { ...shell, directory }, shell);
  } finally {
    await remove();
  }
}

import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readConfiguration, type Configuration } from "../configuration.js";
import type { Change } from "../diff/change.js";
import { compareServices } from "../diff/compare-services.js";
import { formatChanges } from "./diff/format-changes.js";
import { servicesOf } from "./diff/services-of.js";
import type { MissingDocument } from "./fetch/collect.js";
import { DownloadError } from "./fetch/download.js";
import { fetchSpec } from "./fetch/fetch-spec.js";
import { lockName } from "./fetch/lock.js";
import { withoutSecrets } from "./fetch/shown-url.js";
import { joinShown } from "./files.js";
import { generateCommand } from "./generate.js";
import { readConfigurationSource } from "./input/read-configuration-source.js";
import type { UpdateOptions } from "./options.js";
import { writeOutput, type FileChange } from "./output/write-output.js";
import { printRemark } from "./print-remark.js";
import { progress } from "./progress.js";
import { fileChanges } from "./update/file-changes.js";
import { lockedSpecs, startsOf, type LockedSpec } from "./update/locked-specs.js";
import { exitCodes, UsageError, type ExitCode, type Shell } from "./shell.js";

/**
 * Runs `soapwright update`, which fetches specs again that `add` has fetched, prints the changes as facts, and writes
 * specs and clients. With `check` it writes nothing, and the exit code is 3 if a fact has changed.
 */
export async function updateCommand(words: readonly string[], options: UpdateOptions, shell: Shell): Promise<ExitCode> {
  const source = await readConfigurationSource(options.config, shell);
  const configuration = readConfiguration(source, () => undefined);
  const locked = await lockedSpecs(words, configuration, options, shell);
  const [first, ...others] = locked;
  if (first === undefined)
    throw new UsageError(`found no ${lockName}, expected one in a spec that was added by its address`);
  if (options.address !== undefined && others.length > 0) {
    throw new UsageError("found --address with several specs, expected the name of one");
  }
  const updates: Update[] = [];
  for (const each of locked) {
    const update = await updateOf(each, configuration, options, shell);
    if (update !== undefined) updates.push(update);
  }
  for (const { spec, changes, files } of updates) {
    const documents = files.filter(({ path }) => path !== lockName).length;
    const count = documents === 0 ? "" : `, ${documents} file${documents === 1 ? "" : "s"}`;
    shell.out(`${spec.shown}${count}: ${formatChanges(changes)}`);
  }
  const changed = updates.filter(({ files }) => files.length > 0);
  const outcome = updates.length < locked.length ? exitCodes.errors : exitCodes.fine;
  if (options.check === true)
    return outcome === exitCodes.fine && updates.some(({ changes }) => changes.length > 0) ? exitCodes.stale : outcome;
  for (const { spec, files } of changed) await writeOutput({ folder: spec.absolute, shown: spec.shown }, files);
  if (changed.length === 0) return outcome;
  const { config, diagnostics, quiet } = options;
  const paths = changed.map(({ spec }) => spec.shown);
  const generated = await generateCommand(
    paths,
    { diagnostics, ...(config && { config }), ...(quiet && { quiet }) },
    shell,
  );
  return outcome === exitCodes.fine ? generated : outcome;
}

interface Update {
  readonly spec: LockedSpec;
  readonly files: readonly FileChange[];
  readonly changes: readonly Change[];
}

/** Fetches a spec again, and compares it; undefined if that fails, which is printed. */
async function updateOf(
  spec: LockedSpec,
  configuration: Configuration,
  options: UpdateOptions,
  shell: Shell,
): Promise<Update | undefined> {
  const { step, end } = progress(shell, options.quiet === true);
  try {
    const starts = startsOf(spec, options);
    const keepsSecrets = starts.some((url) => withoutSecrets(url).hidden.length > 0) && options.address === undefined;
    const origin = {
      starts,
      allow: [...new Set([...spec.lock.allow, ...(options.allow ?? [])])],
      keepQuery: options.keepQuery === true || keepsSecrets,
    };
    const { files, remarks, missing } = await fetchSpec(spec.name, origin, options, shell, step);
    end();
    checkMissing(spec, missing);
    remarks.forEach((remark) => printRemark("warning", remark, shell));
    const { changes, edited, isEmpty } = await fileChanges(spec, files);
    checkEdited(spec, edited, options, shell);
    if (isEmpty && options.force !== true) {
      throw new DownloadError(
        `found none of the documents of ${joinShown(spec.shown, lockName)} that others do not import, expected one to compare with`,
        "to write them anew, add --force",
      );
    }
    const facts = await factsOf(spec, changes, isEmpty, configuration, shell);
    return facts && { spec, files: changes, changes: facts };
  } catch (error) {
    end();
    if (!(error instanceof DownloadError)) throw error;
    printRemark("error", error, shell);
    return undefined;
  }
}

/** Throws a DownloadError for a document that was fetched before and is still wanted, but cannot be fetched now. */
function checkMissing({ shown, lock }: LockedSpec, missing: readonly MissingDocument[]): void {
  const known = new Set(Object.values(lock.files).map(({ address }) => address));
  const lost = missing.find(({ url }) => known.has(url.href) || known.has(withoutSecrets(url).text));
  if (lost === undefined) return;
  const { message, hint } = lost.remark;
  throw new DownloadError(
    `${shown} stays as it is: ${message}`,
    hint ?? `repeat this later; if the document is gone for good, remove ${shown} and add the service again`,
  );
}

/** Throws a DownloadError for files that were changed since they were fetched, whose changes would be lost. */
function checkEdited(
  { shown }: LockedSpec,
  edited: readonly string[],
  { force, check }: UpdateOptions,
  shell: Shell,
): void {
  if (edited.length === 0 || force === true) return;
  const names = edited.map((path) => joinShown(shown, path)).join(", ");
  const message = `${names} was changed since it was fetched, and would be replaced; to replace it, add --force`;
  if (check !== true) throw new DownloadError(message);
  printRemark("warning", { message }, shell);
}

/** The changes of the model that the changes of files make; undefined if the result has errors, which are printed. */
async function factsOf(
  { shown, absolute }: LockedSpec,
  files: readonly FileChange[],
  isEmpty: boolean,
  configuration: Configuration,
  shell: Shell,
): Promise<readonly Change[] | undefined> {
  if (files.length === 0) return [];
  const before = isEmpty ? [] : await servicesOf(shown, configuration, shell, shell);
  if (before === undefined) {
    throw new DownloadError(
      `${shown} cannot be compared, since the files that it has are errors`,
      "correct them, or remove them and add --force",
    );
  }
  // In a copy, so that an error leaves the files as they are.
  const directory = await mkdtemp(join(tmpdir(), "soapwright-update-"));
  try {
    const folder = join(directory, shown);
    await cp(absolute, folder, { recursive: true });
    await writeOutput({ folder, shown }, files);
    const after = await servicesOf(shown, configuration, { ...shell, directory }, shell);
    return after && compareServices(before, after);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

import { cp, lstat, mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { readConfiguration, type Configuration } from "../configuration.js";
import { hasErrors, type Diagnostic } from "../diagnostic.js";
import type { Change } from "../diff/change.js";
import { compareServices } from "../diff/compare-services.js";
import { shellWord } from "../quote.js";
import { formatChanges } from "./diff/format-changes.js";
import { servicesOf } from "./diff/services-of.js";
import type { MissingDocument } from "./fetch/collect.js";
import { DownloadError } from "./fetch/download.js";
import { fetchSpec } from "./fetch/fetch-spec.js";
import { lockName, readLock, sha256, type Lock } from "./fetch/lock.js";
import { parseUrl } from "./fetch/parse-url.js";
import { printRemark } from "./fetch/print-remark.js";
import { withoutSecrets } from "./fetch/shown-url.js";
import { isMissing, joinShown, shownPath, textAt } from "./files.js";
import { generateCommand } from "./generate.js";
import { findSpecs } from "./input/find-specs.js";
import { readConfigurationSource } from "./input/read-configuration-source.js";
import type { UpdateOptions } from "./options.js";
import { writeOutput, type FileChange } from "./output/write-output.js";
import { printDiagnostics } from "./print-diagnostics.js";
import { progress } from "./progress.js";
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

/** A spec that was fetched. */
interface LockedSpec {
  readonly name: string;
  readonly shown: string;
  readonly absolute: string;
  readonly lock: Lock;
}

interface Update {
  readonly spec: LockedSpec;
  readonly files: readonly FileChange[];
  readonly changes: readonly Change[];
}

/** The specs with a lock among those that are named, or among all. Throws a UsageError for a named one without. */
async function lockedSpecs(
  words: readonly string[],
  configuration: Configuration,
  { diagnostics: form }: UpdateOptions,
  shell: Shell,
): Promise<readonly LockedSpec[]> {
  const { paths } = await findSpecs(words, configuration, shell, () => undefined);
  const found: LockedSpec[] = [];
  for (const path of paths) {
    const absolute = resolve(shell.directory, path);
    const shown = shownPath(shell.directory, path);
    const text = await textAt(join(absolute, lockName));
    if (text === undefined) {
      if (words.length === 0) continue;
      throw new UsageError(
        `found no ${joinShown(shown, lockName)}, expected one, since ${shown} was not added by its address`,
      );
    }
    const diagnostics: Diagnostic[] = [];
    const source = { path: joinShown(shown, lockName), text };
    const lock = readLock(source, (each) => void diagnostics.push(each));
    printDiagnostics(diagnostics, [source], form, shell);
    if (lock === undefined || hasErrors(diagnostics)) throw new UsageError(`${source.path} cannot be read`);
    found.push({ name: shown.split("/").at(-1) ?? shown, shown, absolute, lock });
  }
  return found;
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

function startsOf({ name, lock }: LockedSpec, { address }: UpdateOptions): readonly URL[] {
  const addresses = address ?? lock.addresses;
  return addresses.map((text) => {
    const url = parseUrl(text);
    if (url === undefined) throw new UsageError(`found the address ${JSON.stringify(text)}, expected a URL`);
    if (address === undefined && text.includes("…")) {
      throw new DownloadError(
        `${lockName} does not hold a secret of the address; name the address: soapwright update ${shellWord(name)} --address '${text}'`,
      );
    }
    return url;
  });
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
  printRemark("warning", { message, hint: undefined }, shell);
}

/** The changes of the files, the files that were changed since they were fetched, and whether all are gone. */
async function fileChanges(
  { absolute, lock }: LockedSpec,
  files: ReadonlyMap<string, Uint8Array | string>,
): Promise<{ readonly changes: readonly FileChange[]; readonly edited: readonly string[]; readonly isEmpty: boolean }> {
  const changes: FileChange[] = [];
  const edited: string[] = [];
  let isEmpty = true;
  const imported = importedFiles(lock);
  for (const path of new Set([...Object.keys(lock.files), ...files.keys()])) {
    const text = files.get(path);
    const found = await fileIn(absolute, path);
    const known = lock.files[path]?.sha256;
    if (found !== undefined && path !== lockName && !imported.has(path)) isEmpty = false;
    if (text !== undefined && found !== undefined && sha256(found) === sha256(text)) continue;
    if (found !== undefined && path !== lockName && sha256(found) !== known) edited.push(path);
    if (text !== undefined) changes.push({ kind: found === undefined ? "create" : "update", path, text });
    else if (found !== undefined) changes.push({ kind: "remove", path });
  }
  return { changes, edited, isEmpty };
}

/** The files that describe nothing without the others; none where all import each other. */
function importedFiles({ files }: Lock): ReadonlySet<string> {
  const imported = Object.entries(files).filter(([, { address, importedBy }]) => importedBy ?? address === undefined);
  return new Set(imported.length === Object.keys(files).length ? [] : imported.map(([path]) => path));
}

/** The bytes of a file in a folder; undefined if there is none. Throws a UsageError for a path through a symbolic link. */
async function fileIn(folder: string, path: string): Promise<Buffer | undefined> {
  const names = path.split("/");
  try {
    for (const [index, name] of names.entries()) {
      const found = await lstat(join(folder, ...names.slice(0, index + 1)));
      if (found.isSymbolicLink()) throw new UsageError(`found a symbolic link at ${name} in ${path}, expected a file`);
    }
    return await readFile(join(folder, path));
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
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

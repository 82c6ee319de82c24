import { join, resolve } from "node:path";
import type { Configuration } from "../../configuration.js";
import { hasErrors, type Diagnostic } from "../../diagnostic.js";
import { shellWord } from "../../quote.js";
import { DownloadError } from "../fetch/download.js";
import { lockName, readLock, type Lock } from "../fetch/lock.js";
import { parseUrl } from "../fetch/parse-url.js";
import { joinShown, shownPath, textAt } from "../files.js";
import { findSpecs } from "../input/find-specs.js";
import type { UpdateOptions } from "../options.js";
import { printDiagnostics } from "../print-diagnostics.js";
import { UsageError, type Shell } from "../shell.js";

/** A spec that was fetched. */
export interface LockedSpec {
  readonly name: string;
  readonly shown: string;
  readonly absolute: string;
  readonly lock: Lock;
}

/** The specs with a lock among those that are named, or among all. Throws a UsageError for a named one without. */
export async function lockedSpecs(
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

/** The addresses to fetch. Throws a DownloadError if the lock does not hold all of one. */
export function startsOf({ name, lock }: LockedSpec, { address }: UpdateOptions): readonly URL[] {
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

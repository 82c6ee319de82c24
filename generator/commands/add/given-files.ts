import { readFile, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { sourceKind } from "../../read/source-kind.js";
import { commonFolder } from "../../read/wsdl/catalog-hint.js";
import type { Diagnostic, Report } from "../../diagnostic.js";
import { shellWord } from "../../quote.js";
import { relativePaths } from "../../read/location.js";
import { extensions } from "../fetch/file-names.js";
import type { Source } from "../../source.js";
import { joinShown, shownPath } from "../files.js";
import { decodeText } from "../input/decode-text.js";
import { readFileTree } from "../input/read-file-tree.js";
import { isUnknownText, readFolder } from "../input/read-folder.js";
import { readInput } from "../input/read-input.js";
import { limits, megabytes } from "../input/read-source.js";
import { ifFound } from "../input/specs-in-folder.js";
import { UsageError, type Shell } from "../shell.js";

/**
 * The files that the user named, with unchanged content, by their paths in the spec: a WSDL with the files that it imports, the
 * sources of a folder, and standard input under the name of the spec. Reports files of a folder that are left out.
 */
export async function givenFiles(
  words: readonly string[],
  spec: string,
  shell: Shell,
  report: Report,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const files = new Map<string, Uint8Array>();
  const add = (path: string, bytes: Uint8Array): void => {
    const other = files.get(path);
    if (other !== undefined && Buffer.compare(other, bytes) !== 0) {
      throw new UsageError(`found two files named ${path}, expected different names in one spec`);
    }
    files.set(path, bytes);
  };
  for (const word of words) {
    if (word === "-") {
      const bytes = await readInput(shell, "a page or a WSDL: pbpaste | soapwright add - --name shop");
      if (bytes === undefined)
        throw new UsageError(`found more than ${megabytes(limits.fileBytes)}, expected a page or a WSDL`);
      const kind = sourceKind({ path: "input", text: decodeText(bytes, "input", () => undefined) });
      add(`${spec}.${kind === "page" ? "txt" : extensions[kind]}`, bytes);
      continue;
    }
    const file = { absolute: resolve(shell.directory, word), shown: shownPath(shell.directory, word) };
    const found = await ifFound(stat(file.absolute));
    if (found === undefined)
      throw new UsageError(`found nothing at ${file.shown}, expected a URL, a file or a folder${address(word)}`);
    const isFolder = found.isDirectory();
    if (!isFolder && !found.isFile())
      throw new UsageError(`found a device, a socket or a pipe at ${file.shown}, expected a URL, a file or a folder`);
    const outside: OutsideImport[] = [];
    const leaveOut = (each: Diagnostic): void => {
      if (each.severity === "error") throw new UsageError(`${each.place.path}: ${each.message}`);
      report(each);
    };
    const sources = isFolder
      ? await readFolder(file, leaveOut)
      : await readFileTree(file, leaveOut, (from, location) => outside.push({ from, location }));
    const paths = sources.map(({ path }) => path);
    await checkImports(outside, paths, spec, shell);
    const folder = isFolder ? joinShown(file.shown, "") : commonFolder(paths);
    for (const source of sources) {
      const name = source.path.slice(folder.length);
      // A file that the user names is read whatever its name is, and a folder is read by the names of its files.
      add(isUnknownText(source) ? `${name}.txt` : name, await readFile(resolve(shell.directory, source.path)));
    }
  }
  return files;
}

interface OutsideImport {
  readonly from: Source;
  readonly location: string;
}

/** Throws a UsageError for an import of an existing file outside of the folder, without which a spec is incomplete. */
async function checkImports(
  imports: readonly OutsideImport[],
  paths: readonly string[],
  spec: string,
  shell: Shell,
): Promise<void> {
  for (const { from, location } of imports) {
    for (const path of relativePaths(from.path, location)) {
      if ((await ifFound(stat(resolve(shell.directory, path)))) === undefined) continue;
      const folder = commonFolder([...paths, path]).slice(0, -1) || ".";
      throw new UsageError(
        `found an import of ${path} in ${from.path}, expected a file in the same folder or below it; ` +
          `add the folder that holds both: soapwright add ${shellWord(folder)} --name ${shellWord(spec)}`,
      );
    }
  }
}

/** Advice for an address without its scheme. */
function address(word: string): string {
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?[/?]/i.test(word)
    ? `; an address begins with its scheme: https://${word}`
    : "";
}

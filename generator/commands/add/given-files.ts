import { readFile, stat } from "node:fs/promises";
import { basename, resolve } from "node:path";
import { sourceKind } from "../../read/source-kind.js";
import { commonFolder } from "../../read/wsdl/catalog-hint.js";
import { hasErrors, type Diagnostic } from "../../diagnostic.js";
import { extensions } from "../fetch/file-names.js";
import { shownPath } from "../files.js";
import { decodeText } from "../input/decode-text.js";
import { readFileTree } from "../input/read-file-tree.js";
import { limits, megabytes } from "../input/read-source.js";
import { ifFound } from "../input/specs-in-folder.js";
import { UsageError, type Shell } from "../shell.js";

/**
 * The files that the user named, unchanged, by their paths in the spec: a WSDL with the files that it imports, and
 * standard input under the name of the spec.
 */
export async function givenFiles(
  words: readonly string[],
  spec: string,
  shell: Shell,
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
      const bytes = await readInput(shell);
      const kind = sourceKind({ path: "input", text: decodeText(bytes, "input", () => undefined) });
      add(`${spec}.${kind === "page" ? "txt" : extensions[kind]}`, bytes);
      continue;
    }
    const file = { absolute: resolve(shell.directory, word), shown: shownPath(shell.directory, word) };
    const found = await ifFound(stat(file.absolute));
    if (found === undefined)
      throw new UsageError(`found nothing at ${file.shown}, expected a URL or a file${address(word)}`);
    if (!found.isFile()) {
      const kind = found.isDirectory() ? "a folder" : "a device, a socket or a pipe";
      throw new UsageError(`found ${kind} at ${file.shown}, expected a URL or files`);
    }
    const diagnostics: Diagnostic[] = [];
    const paths = (await readFileTree(file, (each) => void diagnostics.push(each))).map(({ path }) => path);
    const [failed] = diagnostics.filter((each) => hasErrors([each]));
    if (failed !== undefined) throw new UsageError(`${failed.place.path}: ${failed.message}`);
    const folder = paths.length === 1 ? file.shown.slice(0, -basename(file.shown).length) : commonFolder(paths);
    for (const path of paths) add(path.slice(folder.length), await readFile(resolve(shell.directory, path)));
  }
  return files;
}

/** Advice for an address without its scheme. */
function address(word: string): string {
  return /^[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?[/?]/i.test(word)
    ? `; an address begins with its scheme: https://${word}`
    : "";
}

async function readInput(shell: Shell): Promise<Uint8Array> {
  const input = shell.input();
  if (input === undefined) {
    throw new UsageError(
      "standard input is a terminal, expected a page or a WSDL: pbpaste | soapwright add - --name shop",
    );
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of input) {
    size += chunk.length;
    if (size > limits.fileBytes)
      throw new UsageError(`found more than ${megabytes(limits.fileBytes)}, expected a page or a WSDL`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

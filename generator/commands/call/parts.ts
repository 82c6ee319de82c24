/** Attachments of `soapwright call`: files that are sent, and those that are written. */
import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { extname, join, resolve } from "node:path";
import type { ReceivedPart, SentPart } from "../../../templates/stand-in/service-call.js";
import type { Operation } from "../../model/service.js";
import type { Binding } from "../../bindings.js";
import { codeOf, isMissing, shownCode, shownPath } from "../files.js";
import type { CallOptions } from "../options.js";
import { visible } from "../print-diagnostics.js";
import { UsageError, type Shell } from "../shell.js";

/** Media types by the endings of file names. */
const typesOfFiles: ReadonlyMap<string, string> = new Map([
  [".gif", "image/gif"],
  [".html", "text/html"],
  [".jpg", "image/jpeg"],
  [".json", "application/json"],
  [".pdf", "application/pdf"],
  [".png", "image/png"],
  [".tif", "image/tiff"],
  [".txt", "text/plain"],
  [".xml", "text/xml"],
  [".zip", "application/zip"],
]);

/** Reads the files of `--part`. Throws a UsageError for those that the call cannot send, and for one that it lacks. */
export async function readParts(
  { name, request }: Operation,
  binding: Binding,
  { part: words = [], curl }: Pick<CallOptions, "part" | "curl">,
  shell: Shell,
): Promise<readonly SentPart[]> {
  const bound = (request.parts ?? []).map((part) => part.name);
  const parts = await partsIn(words, bound, shell);
  if (curl === true && parts.length + bound.length > 0)
    throw new UsageError("found --curl for a request with attachments, expected --dry-run, which shows it");
  const missing = bound.find((each) => !parts.some((part) => part.name === each));
  if (missing !== undefined)
    throw new UsageError(
      `found no attachment ${missing} for ${name}, expected --part ${missing}=@… with the path of a file`,
    );
  if (parts.length > 0 && !binding.startsWith("soap"))
    throw new UsageError(`found --part for ${binding}, expected a binding of SOAP, which carries attachments`);
  return parts;
}

/** A part whose type is not stated has the one that the spec binds, if any. */
async function partsIn(words: readonly string[], bound: readonly string[], shell: Shell): Promise<readonly SentPart[]> {
  const parts: SentPart[] = [];
  for (const word of words) {
    const [, name = "", path = "", type] = /^([^=]+)=@([^]+?)(?:;type=([^]+))?$/.exec(word) ?? [];
    if (name === "")
      throw new UsageError(
        `found --part ${JSON.stringify(word)}, expected a name and a file, such as photo=@photo.png`,
      );
    if (parts.some((part) => part.name === name)) throw new UsageError(`found two of --part ${name}, expected one`);
    const known = bound.includes(name) ? undefined : typesOfFiles.get(extname(path).toLowerCase());
    parts.push({ name, content: await contentOf(path, name, shell), contentType: type ?? known });
  }
  return parts;
}

/** Reads a file. Opens nothing else, because reading a pipe or a device may never end. */
async function contentOf(path: string, name: string, shell: Shell): Promise<Uint8Array> {
  const file = resolve(shell.directory, path);
  try {
    const found = await stat(file);
    if (!found.isFile()) {
      const kind = found.isDirectory() ? "a folder" : "something other than a file";
      throw new UsageError(`found ${kind} at ${path}, expected a file with the content of --part ${name}`);
    }
    return new Uint8Array(await readFile(file));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (isMissing(error)) throw new UsageError(`found no file at ${path}, expected the content of --part ${name}`);
    throw new UsageError(`cannot read ${path}${shownCode(error)}, expected the content of --part ${name}`);
  }
}

/** The property of a reply file for the attachments that the spec binds. A type that cannot be sent is left out. */
export function replyParts(parts: readonly ReceivedPart[]): object {
  const bound = parts.flatMap(({ name, content, contentType, isSendable }) => {
    if (name === undefined) return [];
    const type = isSendable ? { contentType } : {};
    return [[name, { content: Buffer.from(content).toString("base64"), ...type }] as const];
  });
  return bound.length === 0 ? {} : { parts: Object.fromEntries(bound) };
}

/** Tells of the attachments of a reply that its file cannot hold. */
export function reportLeftOut(parts: readonly ReceivedPart[], shell: Shell): void {
  const count = parts.filter(({ name }) => name === undefined).length;
  if (count === 0) return;
  const lacking = `${count} ${count === 1 ? "attachment" : "attachments"}`;
  shell.err(`  hint: the reply file lacks ${lacking}, as it holds only those that the spec binds beside a value\n`);
}

/** Lists the attachments of a reply, and writes them to new files in a folder if one is named. */
export async function reportParts(
  parts: readonly ReceivedPart[],
  folder: string | undefined,
  shell: Shell,
): Promise<void> {
  const write = folder === undefined || parts.length === 0 ? undefined : await writerTo(folder, shell);
  for (const [index, part] of parts.entries()) {
    const name = part.name ?? (part.contentId || String(index + 1));
    const { length } = part.content;
    const about = `attachment ${name}: ${part.contentType}, ${length} ${length === 1 ? "byte" : "bytes"}`;
    const file = await write?.(part.content, fileName(name, part.contentType));
    shell.err(`${visible(file === undefined ? about : `${about}, saved in ${file}`)}\n`);
  }
  if (parts.length > 0 && folder === undefined) shell.err("  hint: --save-parts parts writes attachments to files\n");
}

/** The name of a file that no name of a service can lead out of its folder, with the ending of its type. */
function fileName(name: string, contentType: string): { readonly stem: string; readonly ending: string } {
  const [mediaType = ""] = contentType.toLowerCase().split(";");
  const [ending = ".bin"] = [...typesOfFiles].find(([, type]) => type === mediaType.trim()) ?? [];
  const stem = name
    .slice(0, 80)
    .replace(/[^A-Za-z0-9._-]+/g, "_")
    .replace(/^\.+/, "_");
  return { stem: stem.toLowerCase().endsWith(ending) ? stem.slice(0, -ending.length) : stem, ending };
}

/** Makes a folder for new files. Writes each with a number if there is one of its name; returns its path for messages. */
async function writerTo(
  folder: string,
  shell: Shell,
): Promise<(content: Uint8Array, name: ReturnType<typeof fileName>) => Promise<string>> {
  const absolute = resolve(shell.directory, folder);
  try {
    await mkdir(absolute, { recursive: true });
  } catch (error) {
    throw refusedFolder(folder, error);
  }
  /** The last numbers by the names that have them, so that no name is tried twice. */
  const numbers = new Map<string, number>();
  return async (content, { stem, ending }) => {
    for (;;) {
      const number = (numbers.get(stem + ending) ?? 0) + 1;
      numbers.set(stem + ending, number);
      const path = join(absolute, `${stem}${number === 1 ? "" : `-${number}`}${ending}`);
      try {
        await writeFile(path, content, { flag: "wx" });
        return shownPath(shell.directory, path);
      } catch (error) {
        if (codeOf(error) !== "EEXIST") throw refusedFolder(folder, error);
      }
    }
  };
}

function refusedFolder(folder: string, error: unknown): UsageError {
  return new UsageError(
    `cannot write an attachment to ${folder}${shownCode(error)}, expected --save-parts with the path of a folder`,
  );
}

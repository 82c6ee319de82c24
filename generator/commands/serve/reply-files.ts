import { readdir, readFile, realpath, stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { AnyOperation } from "../../../templates/runtime/binding/binding.js";
import type { Contract } from "../../../templates/runtime/server.js";
import type { Problem } from "../../../templates/stand-in/problem.js";
import type { ReplySource } from "../../../templates/stand-in/stand-in-options.js";
import type { Report } from "../../diagnostic.js";
import { readJson, stepInto, type Json } from "../../read/json.js";
import { formatPlace, type Place, type Source } from "../../source.js";
import { suggest } from "../../../templates/stand-in/suggestion.js";
import { byCodeUnits, isMissing, isWithin, joinShown, shownPath } from "../files.js";
import { limits, megabytes, startOf } from "../input/read-source.js";
import { ifFound } from "../input/specs-in-folder.js";
import { UsageError, type Shell } from "../shell.js";

/** The folder of reply files: `GetPrice.json`, or `Orders/GetPrice.json` if the spec has several services. */
export interface ReplyFolder {
  /** Without symbolic links. */
  readonly absolute: string;
  /** The path of the folder in messages. */
  readonly shown: string;
  readonly isShared: boolean;
  /** The operations by the paths of their possible reply files. */
  readonly operations: ReadonlyMap<string, AnyOperation>;
}

export async function replyFolder(path: string, contracts: readonly Contract[], shell: Shell): Promise<ReplyFolder> {
  const shown = shownPath(shell.directory, path);
  const absolute = await ifFound(realpath(resolve(shell.directory, path)));
  if (absolute === undefined || !(await stat(absolute)).isDirectory())
    throw new UsageError(`found no folder ${shown}, expected reply files in it`);
  const isShared = contracts.length > 1;
  const names = contracts.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined)
    throw new UsageError(
      `two services are named ${twice}, whose reply files would be the same; serve one spec at a time`,
    );
  const operations = contracts.flatMap(({ name: service, operations }) =>
    Object.values(operations).map((each) => {
      const operation = each.operation();
      return [pathOf(isShared, service, operation.name), operation] as const;
    }),
  );
  return { absolute, shown, isShared, operations: new Map(operations) };
}

/** Reads the current reply file of an operation, if it exists. Throws with the place for invalid JSON. */
export async function readReply(
  folder: ReplyFolder,
  service: string,
  operation: string,
): Promise<ReplySource | undefined> {
  let source: Source;
  try {
    const read = await readSource(folder, pathOf(folder.isShared, service, operation));
    if (read.kind === "refused") throw new Error(`${formatPlace(read.place)}: ${read.message}`);
    ({ source } = read);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  readJson(source, ({ place, message }) => {
    throw new Error(`${formatPlace(place)}: ${message}`);
  });
  return { name: source.path, json: JSON.parse(source.text) };
}

/** Reports the problems of the reply files, and returns the texts. */
export async function checkReplies(
  folder: ReplyFolder,
  problemsOf: (operation: AnyOperation, json: unknown) => readonly Problem[],
  report: Report,
): Promise<readonly Source[]> {
  const sources: Source[] = [];
  for (const path of await jsonFiles(folder)) {
    const operation = folder.operations.get(path);
    if (operation === undefined) {
      const expected = [...folder.operations.keys()];
      const message = `found ${JSON.stringify(path)}, expected the reply file of an operation`;
      const place = startOf(joinShown(folder.shown, path));
      report({ severity: "error", code: "reply-operation", message, place, hint: suggest(path, expected) });
      continue;
    }
    const read = await readSource(folder, path);
    if (read.kind === "refused") {
      const { code, message, place } = read;
      report({ severity: "error", code, message, place });
      continue;
    }
    const { source } = read;
    sources.push(source);
    const json = readJson(source, report);
    if (json === undefined) continue;
    for (const { path: steps, message } of problemsOf(operation, JSON.parse(source.text))) {
      report({ severity: "error", code: "reply-misfit", message, place: placeOf(json, steps) });
    }
  }
  return sources;
}

/** The path of a reply file, with `_` for characters that would leave the folder. */
function pathOf(isShared: boolean, service: string, operation: string): string {
  const names = isShared ? [service, `${operation}.json`] : [`${operation}.json`];
  return names.map((name) => (name.startsWith(".") ? `_${name}` : name.replace(/[/\\\0]/g, "_"))).join("/");
}

type ReadReply =
  | { readonly kind: "read"; readonly source: Source }
  | {
      readonly kind: "refused";
      readonly code: "source-outside" | "source-too-large" | "reply-misfit";
      readonly message: string;
      readonly place: Place;
    };

/** Reads a file of the folder. Opens nothing else, because reading a pipe or a device may never end. */
async function readSource({ absolute, shown }: ReplyFolder, name: string): Promise<ReadReply> {
  const path = joinShown(shown, name);
  const refused = { kind: "refused", place: startOf(path) } as const;
  const target = await realpath(join(absolute, name));
  if (!isWithin(absolute, target)) {
    const message = "found a symbolic link that leads out of the folder, expected a file in it";
    return { ...refused, code: "source-outside", message };
  }
  const found = await stat(target);
  if (!found.isFile()) {
    const kind = found.isDirectory() ? "a folder" : "something other than a file";
    return { ...refused, code: "reply-misfit", message: `found ${kind}, expected a file of JSON` };
  }
  if (found.size > limits.fileBytes) {
    const message = `found ${megabytes(found.size)}, expected at most ${megabytes(limits.fileBytes)}`;
    return { ...refused, code: "source-too-large", message };
  }
  const text = await readFile(target, "utf8");
  return { kind: "read", source: { path, text: text.replace(/^\ufeff/, "") } };
}

/** The sorted JSON files, as deep as reply files may be. */
async function jsonFiles({ absolute, isShared }: ReplyFolder): Promise<readonly string[]> {
  const found: string[] = [];
  for (const entry of await readdir(absolute, { withFileTypes: true })) {
    if (entry.name.endsWith(".json")) found.push(entry.name);
    else if (isShared && entry.isDirectory()) {
      const inFolder = await readdir(join(absolute, entry.name));
      found.push(...inFolder.filter((name) => name.endsWith(".json")).map((name) => `${entry.name}/${name}`));
    }
  }
  return found.filter((path) => !/(?:^|\/)\./.test(path)).sort(byCodeUnits);
}

/** The place of a value: its key if it has one; for a missing value, the value that should contain it. */
function placeOf(json: Json, path: Problem["path"]): Place {
  let { place } = json;
  let value: Json | undefined = json;
  for (const step of path) {
    const found: ReturnType<typeof stepInto> = value && stepInto(value, step);
    place = found?.place ?? place;
    value = found?.value;
  }
  return place;
}

import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { text as textOf } from "node:stream/consumers";
import { isMissing, shownPath } from "../files.js";
import type { CallOptions } from "../options.js";
import { UsageError, type Shell } from "../shell.js";
import { requestOfWords } from "./request-of-words.js";

/** The request as JSON: from `--json`, standard input, or words such as `Sku=A-1`; undefined without any. */
export async function requestJson(words: readonly string[], { json }: CallOptions, shell: Shell): Promise<unknown> {
  const isInput = words.length === 1 && words[0] === "-";
  if (json !== undefined && words.length > 0) throw new UsageError("found --json and values, expected one of them");
  if (json !== undefined && json !== "-") return jsonAt(json, "--json", shell);
  if (json === undefined && !isInput) return requestOfWords(words);
  const input = shell.input();
  if (input === undefined) throw new UsageError("standard input is a terminal, expected the request as JSON");
  return parsed(await textOf(input), "standard input");
}

/** The JSON in the file that an option names. */
export async function jsonAt(path: string, option: string, shell: Shell): Promise<unknown> {
  try {
    return parsed(await readFile(resolve(shell.directory, path), "utf8"), shownPath(shell.directory, path));
  } catch (error) {
    if (isMissing(error)) throw new UsageError(`found no file at ${path}, expected the JSON of ${option}`);
    throw error;
  }
}

function parsed(text: string, shown: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, "")) as unknown;
  } catch (error) {
    throw new UsageError(`${shown} is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
}

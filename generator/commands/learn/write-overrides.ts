import { rename, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { configurationName } from "../input/read-configuration-source.js";
import { textAt } from "../files.js";
import { UsageError, type Shell } from "../shell.js";
import type { Proposal } from "./proposals.js";

type JsonObject = Record<string, unknown>;

/** Adds overrides to the configuration, which is created if there is none. Returns its path. */
export async function writeOverrides(
  service: string,
  proposals: readonly Proposal[],
  config: string | undefined,
  shell: Shell,
): Promise<string> {
  const name = config ?? configurationName;
  const path = resolve(shell.directory, name);
  const text = await textAt(path);
  const configuration = objectOf(text, name);
  const services = objectIn(configuration, "services", name);
  const own = objectIn(services, service, name);
  const overrides = objectIn(own, "overrides", name);
  for (const { path: target, facts } of proposals) {
    const known = Object.hasOwn(overrides, target) ? (overrides[target] as JsonObject) : {}; // checked when it was read
    define(overrides, target, { ...known, ...facts });
  }
  const staged = `${path}.soapwright`;
  await writeFile(staged, printedLike(text, configuration));
  await rename(staged, path);
  return name;
}

function objectOf(text: string | undefined, name: string): JsonObject {
  if (text === undefined) return {};
  try {
    const json = JSON.parse(text.replace(byteOrderMark, "")) as unknown;
    if (isObject(json)) return json;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UsageError(`found another text in ${name}, expected a JSON object`);
}

/** The configuration with the byte order mark, the indentation and the line endings of the text that it replaces. */
function printedLike(text = "", configuration: JsonObject): string {
  const [mark = ""] = byteOrderMark.exec(text) ?? [];
  const [, indentation = "  "] = /^\ufeff?\s*\{[ \t]*\r?\n([ \t]+)"/.exec(text) ?? [];
  const printed = `${JSON.stringify(configuration, null, indentation)}\n`;
  return mark + (text.includes("\r\n") ? printed.replaceAll("\n", "\r\n") : printed);
}

const byteOrderMark = /^\ufeff/;

function objectIn(holder: JsonObject, key: string, name: string): JsonObject {
  const found = Object.hasOwn(holder, key) ? holder[key] : undefined;
  if (isObject(found)) return found;
  if (found !== undefined) throw new UsageError(`found another value of ${key} in ${name}, expected an object`);
  const created: JsonObject = {};
  define(holder, key, created);
  return created;
}

/** Defines a property whatever its name is. */
function define(holder: JsonObject, key: string, value: unknown): void {
  Object.defineProperty(holder, key, { value, enumerable: true, writable: true, configurable: true });
}

function isObject(json: unknown): json is JsonObject {
  return typeof json === "object" && json !== null && !Array.isArray(json);
}

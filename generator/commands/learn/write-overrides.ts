import { readFile, rename, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { configurationName } from "../input/read-configuration-source.js";
import { isMissing } from "../files.js";
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
  const configuration = await readObject(path, name);
  const services = objectIn(configuration, "services", name);
  const own = objectIn(services, service, name);
  const overrides = objectIn(own, "overrides", name);
  for (const { path: target, facts } of proposals) {
    const known = Object.hasOwn(overrides, target) ? (overrides[target] as JsonObject) : {}; // checked when it was read
    define(overrides, target, { ...known, ...facts });
  }
  const staged = `${path}.soapwright`;
  await writeFile(staged, `${JSON.stringify(configuration, null, 2)}\n`);
  await rename(staged, path);
  return name;
}

async function readObject(path: string, name: string): Promise<JsonObject> {
  try {
    const json = JSON.parse(await readFile(path, "utf8")) as unknown;
    if (isObject(json)) return json;
  } catch (error) {
    if (isMissing(error)) return {};
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UsageError(`found another text in ${name}, expected a JSON object`);
}

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

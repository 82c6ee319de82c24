import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { Source } from "../../source.js";
import { isMissing, shownPath } from "../files.js";
import { UsageError, type Shell } from "../shell.js";

export const configurationName = "soapwright.config.json";

/** Reads the given configuration, or `soapwright.config.json` if it exists. */
export async function readConfigurationSource(path: string | undefined, shell: Shell): Promise<Source | undefined> {
  const name = path ?? configurationName;
  try {
    const text = await readFile(resolve(shell.directory, name), "utf8");
    return { path: shownPath(shell.directory, name), text };
  } catch (error) {
    if (!isMissing(error)) throw error;
    if (path !== undefined) throw new UsageError(`found no configuration at ${path}, expected one`);
    return undefined;
  }
}

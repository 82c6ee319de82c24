import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { test } from "vitest";

/**
 * Declares the tests that read a folder of the corpus. The corpus is not part of the project: `CORPUS` is its path. If
 * it is missing, its tests are skipped and the reason is printed; in CI they fail.
 */
export function withCorpus(folder: string, declare: (path: string) => void): void {
  const path = resolve(process.env["CORPUS"] ?? "../shared/corpus", folder);
  if (existsSync(path)) {
    declare(path);
    return;
  }
  const missing = `found no folder ${path}; expected the corpus there, or CORPUS to say where it is`;
  const isSkipped = process.env["CI"] !== "true";
  if (isSkipped) console.warn(`skipped ${folder}: ${missing}`);
  test.skipIf(isSkipped)(folder, () => {
    throw new Error(missing);
  });
}

/** The rows of a tab-separated table below the one of its names. */
export function rows(path: string): readonly (readonly string[])[] {
  const lines = readFileSync(path, "utf8").trimEnd().split(/\r?\n/);
  return lines.slice(1).map((line) => line.split("\t"));
}

/** Runs the fuzzers: each a few times with the seed of all tests, or as `npm run fuzz` asks. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import type { Fuzzer } from "./fuzzer.js";
import { fuzzers } from "./fuzzers.js";

/** The arguments of `npm run fuzz`. */
interface Command {
  /** The fuzzers to run; all if it is empty. */
  readonly names: readonly string[];
  readonly seed: number;
  /** Those that each fuzzer has by default if it is absent. */
  readonly runs?: number;
}

// written by test/fuzz/vitest.config.ts
const command = JSON.parse(process.env["FUZZ"] ?? "null") as Command | null;

if (command === null) {
  for (const { name, claim, runs, fuzz, needs } of fuzzers) {
    if (needs !== undefined) continue;
    test(`${name}: ${claim}`, () =>
      fuzz({ seed: Number(process.env["SEED"] ?? 1), runs: runs.test, print: () => undefined }));
  }
} else {
  const { names, seed } = command;

  test("the fuzzers of these names exist", () => {
    const known = fuzzers.map(({ name }) => name);
    expect(known).toEqual(expect.arrayContaining([...names]));
  });

  for (const { name, claim, runs, fuzz, needs } of fuzzers.filter(
    ({ name }) => names.length === 0 || names.includes(name),
  )) {
    const count = command.runs ?? runs.command;
    test.skipIf(isMissing(needs))(`${name}: ${claim}`, async () => {
      console.log(`\nnpm run fuzz -- ${name} --seed ${seed} --runs ${count}`);
      await fuzz({ seed, runs: count, print: (text) => console.log(text) });
    });
  }
}

/** A program that a fuzzer needs is missing, which is an error in CI. */
function isMissing(program: Fuzzer["needs"]): boolean {
  if (program === undefined || spawnSync(program, ["--version"]).error === undefined) return false;
  if (process.env["CI"] !== undefined) throw new Error(`${program} is not installed`);
  console.log(`skipped for lack of ${program}`);
  return true;
}

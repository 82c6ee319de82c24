import { parseArgs } from "node:util";
import { defineConfig } from "vitest/config";

/**
 * `npm run fuzz`, `npm run fuzz -- replies --seed 7 --runs 500`: the fuzzers with these names, or all. Without a seed it
 * takes another one each time.
 */
const { values, positionals } = parseArgs({
  args: process.argv.slice(process.argv.indexOf("--") + 1),
  allowPositionals: true,
  options: { seed: { type: "string" }, runs: { type: "string" } },
});

const seed = count("seed", values.seed) ?? Date.now() % 2 ** 31;
const runs = count("runs", values.runs);

export default defineConfig({
  test: {
    include: ["test/fuzz/fuzz.test.ts"],
    env: { FUZZ: JSON.stringify({ names: positionals, seed, runs }) },
    disableConsoleIntercept: true,
    // Ends when its runs are done.
    testTimeout: 0,
    hookTimeout: 120_000,
  },
});

function count(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9]{1,9}$/.test(text))
    throw new Error(`--${option}: expected a whole number, found ${JSON.stringify(text)}`);
  return Number(text);
}

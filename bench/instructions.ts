/**
 * `npm run instructions`: counts the processor instructions of reading and writing with callgrind, and compares the counts
 * with those in `instructions.json`. Counts do not depend on the load of the machine, and repeat to a few in a million.
 * `npm run instructions -- --update` writes the counts of the running version of Node.
 */
import { execFile, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { format } from "prettier";

type Counts = Readonly<Record<string, number>>;

const tolerance = 0.01;
const kept = "bench/instructions.json";
/** Other versions and processors have other instructions. */
const machine = `Node ${process.versions.node.split(".")[0]}, ${process.arch}`;

/** How often each work is done until the engine has compiled it, and how often it is then counted. */
const rounds: { readonly [name: string]: readonly [warm: number, counted: number] } = {
  "read 1": [5000, 1000],
  "read 50": [100, 50],
  "write 100": [60, 40],
  "request and reply of 1": [4000, 1000],
};

const valgrind = ["--tool=callgrind", "--callgrind-out-file=/dev/null", "--smc-check=all-non-file"];
const node = ["--predictable", "--single-threaded", "--hash-seed=1", "--random-seed=1"];
/** Extensions of x64 that some processors lack: without them, code is the same on all. */
const extensions = [
  "sse3",
  "ssse3",
  "sse4-1",
  "sse4-2",
  "sahf",
  "avx",
  "avx2",
  "fma3",
  "bmi1",
  "bmi2",
  "lzcnt",
  "popcnt",
];
if (process.arch === "x64") node.push(...extensions.map((each) => `--no-enable-${each}`));

if (spawnSync("valgrind", ["--version"]).status === 0) await main();
else {
  console.log("skipped: found no valgrind; bench/packages.txt names the package to install");
  if (process.env["CI"] !== undefined) process.exitCode = 1;
}

async function main(): Promise<void> {
  const all = JSON.parse(readFileSync(kept, "utf8")) as Record<string, Counts>; // as written below
  const counts: Record<string, number> = {};
  for (const [name, [warm, counted]] of Object.entries(rounds)) {
    const [before, after] = await Promise.all([run(name, warm), run(name, warm + counted)]);
    counts[name] = Math.round((after - before) / counted);
  }
  const wrong = Object.entries(counts).filter(([name, count]) => !compare(name, count, all[machine]?.[name]));
  if (process.argv.includes("--update"))
    writeFileSync(
      kept,
      await format(JSON.stringify({ ...all, [machine]: counts }), { parser: "json", printWidth: 60 }),
    );
  else if (wrong.length > 0) {
    console.log(`\nexpected the counts of ${kept} within ${tolerance * 100} %; if the change is meant:`);
    console.log("npm run instructions -- --update");
    process.exitCode = 1;
  }
}

/** The instructions of a process that does a work a number of times. */
async function run(name: string, count: number): Promise<number> {
  const worker = fileURLToPath(new URL("instructions-worker.mjs", import.meta.url));
  const args = [...valgrind, process.execPath, ...node, worker, name, String(count)];
  const { stderr } = await promisify(execFile)("valgrind", args);
  const [, total] = /Collected : (\d+)/.exec(stderr) ?? [];
  if (total === undefined) throw new Error(stderr);
  return Number(total);
}

/** Prints a count beside the one that is kept; true if they are about equal. */
function compare(name: string, count: number, expected: number | undefined): boolean {
  const change = expected === undefined ? NaN : count / expected - 1;
  const shown = expected === undefined ? `none is kept for ${machine}` : `${(change * 100).toFixed(2)} %`;
  console.log(`${name.padEnd(28)} ${String(count).padStart(10)} instructions  ${shown}`);
  return Math.abs(change) <= tolerance;
}

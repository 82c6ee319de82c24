/**
 * `npm run bench`: every contestant in processes of its own, which take turns; what is printed is the median of the rounds.
 * `npm run bench works` runs works alone, `npm run bench read` those whose names begin so, `npm run bench client` the calls
 * over HTTP, and `npm run bench stream` the messages of 100 MB. `ROUNDS` is the number of rounds. The figures of works are kept as JSON, from which
 * `npm run plots` draws those of the documentation.
 */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { callsOf, clients } from "./clients.js";
import { works } from "./contestants.js";
import { passageOf, passages, type Passage } from "./long-messages.js";
import { absence } from "./peers.js";
import { finish, progress } from "./progress.js";
import { columns, type Results } from "./results.js";
import { inTurns, median } from "./rounds.js";
import { loadOf, servers, type Load } from "./servers.js";
import { sizeOf } from "./size.js";
import { vsphere } from "./vsphere.js";

const rounds = Number(process.env["ROUNDS"] ?? 3);
const [, , only] = process.argv;

compareWorks(Object.keys(works).filter((name) => name.startsWith(only === "works" ? "" : (only ?? ""))));
if (only === undefined || only === "client") await calling();
if (only === undefined || only === "stream") await streaming();
if (only === undefined) {
  await sizes();
  commands();
  await serving();
  await vsphere();
}

/** Prints the processor times of each work, and keeps them as JSON. */
function compareWorks(names: readonly string[]): void {
  if (names.length === 0) return;
  const all = names.flatMap((work) => Object.keys(works[work] ?? {}).map((contestant) => `${work}\t${contestant}`));
  const absent = new Set(all.map((each) => each.split("\t")[1] ?? "").filter((name) => absence(name) !== undefined));
  const measured = all.filter((each) => !absent.has(each.split("\t")[1] ?? ""));
  const refusals = new Map<string, string>();
  let done = 0;
  const times = inTurns(measured, rounds, (each) => {
    progress(`${++done} of ${measured.length * rounds}: ${each.replace("\t", ", ")}`);
    const said = run([moduleNamed("worker"), ...each.split("\t")]).trim();
    if (said.startsWith("refused")) refusals.set(each, `${each.replace("\t", ", ")}, ${said}`);
    return Number(said);
  });
  finish();
  const microseconds = Object.fromEntries(
    names.map((work) => [
      work,
      Object.fromEntries(
        Object.keys(works[work] ?? {}).flatMap((contestant) => {
          const time = times.get(`${work}\t${contestant}`);
          return time === undefined || Number.isNaN(time) ? [] : [[contestant, Number(time.toPrecision(4))]];
        }),
      ),
    ]),
  );
  const results: Results = {
    node: process.version,
    processor: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} processors`,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    date: new Date().toISOString().slice(0, 10),
    rounds,
    versions: Object.fromEntries(
      columns
        .slice(2)
        .filter((name) => measured.some((each) => each.endsWith(`\t${name}`)))
        .map((name) => [name, versionOf(name)]),
    ),
    microseconds,
    notMeasured: [...[...absent].map((name) => absence(name) ?? name), ...refusals.values()],
  };
  print(results);
  if (only !== undefined && only !== "works") return;
  const path = "bench/results.json";
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nalso in ${path}`);
}

function versionOf(contestant: string): string {
  const folder = contestant === "node-soap" ? "soap" : contestant;
  return (JSON.parse(readFileSync(`node_modules/${folder}/package.json`, "utf8")) as { version: string }).version; // as npm has it
}

/** Processor time of one run, and behind it how it relates to that of soapwright. */
function print({ node, processor, load, microseconds, notMeasured }: Results): void {
  console.log(`Node ${node}, ${processor}, load ${load}; processor time, median of ${rounds} rounds`);
  console.log(`${"".padEnd(44)}${columns.map((name) => name.padStart(20)).join("")}`);
  for (const [work, times] of Object.entries(microseconds)) {
    const ours = times["soapwright"] ?? NaN;
    const cells = columns.map((name) => {
      const time = times[name];
      if (time === undefined) return "-".padStart(20);
      const ratio = name === "soapwright" ? "" : ` ${(time / ours).toFixed(2)}x`;
      return `${shown(time)}${ratio.padStart(8)}`.padStart(20);
    });
    console.log(work.padEnd(44) + cells.join(""));
  }
  for (const each of notMeasured) console.log(`not measured: ${each}`);
}

function shown(microseconds: number): string {
  return microseconds < 1000 ? `${microseconds.toPrecision(3)} µs` : `${(microseconds / 1000).toPrecision(3)} ms`;
}

async function sizes(): Promise<void> {
  console.log();
  for (const binding of ["soap11", "soap12", "httpGet", "httpPost"]) {
    const size = await sizeOf({ module: "pixelz", operation: "getImageStatus", binding });
    console.log(`bundle of one operation, ${binding.padEnd(8)} ${size} bytes, minified and compressed`);
  }
}

async function serving(): Promise<void> {
  const worker = moduleNamed("server-worker");
  await loads("server", "requests", Object.keys(servers), (name) => loadOf(worker, name));
}

async function calling(): Promise<void> {
  const workers = [moduleNamed("client-worker"), moduleNamed("server-worker")] as const;
  await loads("client", "calls", Object.keys(clients), (name) => callsOf(...workers, name));
}

/** Prints the time of messages of 100 MB, until their first item too, and the memory that they take. */
async function streaming(): Promise<void> {
  console.log();
  const all = new Map([...passages, "reply, node-soap", "request, node-soap"].map((name) => [name, [] as Passage[]]));
  const workerOf = (name: string): string =>
    moduleNamed(name.endsWith("node-soap") ? "long-messages-soap-worker" : "long-messages-worker");
  for (let round = 0; round < rounds; round++)
    for (const [name, found] of all) {
      progress(`100 MB, round ${round + 1} of ${rounds}: ${name}`);
      found.push(await passageOf(workerOf(name), name));
    }
  finish();
  for (const [name, found] of all) {
    const [time, first, memory] = (["milliseconds", "first", "memory"] as const).map((what) =>
      median(found.map((passage) => passage[what])).toFixed(0),
    );
    const start = first === "0" ? "" : `, first item after ${first} ms`;
    console.log(`100 MB: ${name.padEnd(32)} ${time?.padStart(7)} ms ${memory?.padStart(5)} MB of memory${start}`);
  }
}

/** Prints the loads of contestants, which take turns. */
async function loads(
  kind: string,
  what: string,
  names: readonly string[],
  measure: (name: string) => Promise<Load>,
): Promise<void> {
  console.log();
  const all = new Map(names.map((name) => [name, [] as Load[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, found] of all) {
      progress(`${kind}, round ${round + 1} of ${rounds}: ${name}`);
      found.push(await measure(name));
    }
  finish();
  for (const [name, found] of all) {
    const perSecond = median(found.map((load) => load.perSecond)).toFixed(0);
    const cpu = median(found.map((load) => load.cpu)).toFixed(0);
    console.log(`${kind}: ${name.padEnd(20)} ${perSecond.padStart(10)} ${what}/s ${cpu.padStart(6)} µs each`);
  }
}

function moduleNamed(name: string): string {
  return fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
}

function commands(): void {
  console.log();
  const cli = "dist/generator/cli.js";
  const lines: Record<string, readonly string[]> = {
    "bare node": ["-e", "0"],
    "soapwright --help": [cli, "--help"],
    "soapwright generate, nothing changed": [cli, "generate"],
    "soapwright generate --check, the seeds": [cli, "generate", "--check", "--quiet"],
  };
  const times = inTurns(Object.keys(lines), rounds, (name) => {
    progress(name);
    const start = process.hrtime.bigint();
    run(lines[name] ?? []);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  finish();
  for (const [name, time] of times) console.log(`${name.padEnd(40)} ${time.toFixed(0)} ms`);
}

/** Runs Node; its messages are shown if it fails. */
function run(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

/**
 * `npm run bench`: every contestant in processes of its own, which take turns; what is printed is the median of the rounds.
 * `npm run bench call` runs the contestants alone whose names begin so, `npm run bench client` the calls over HTTP, and
 * `npm run bench stream` the messages of 100 MB.
 */
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus } from "node:os";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { callsOf, clients } from "./clients.js";
import { contestants } from "./contestants.js";
import { passageOf, passages, type Passage } from "./long-messages.js";
import { inTurns, median } from "./rounds.js";
import { loadOf, servers, type Load } from "./servers.js";
import { sizeOf } from "./size.js";
import { vsphere } from "./vsphere.js";

const rounds = 5;

console.log(`Node ${process.version}, median of ${rounds} rounds\n`);
const [, , only] = process.argv;
codec(Object.keys(contestants).filter((name) => name.startsWith(only ?? "")));
if (only === undefined || only === "client") await calling();
if (only === undefined || only === "stream") await streaming();
if (only === undefined) {
  await sizes();
  commands();
  await serving();
  await vsphere();
}

/** Processor times of each group, and how they relate to the first contestant's; as JSON, too. */
function codec(names: readonly string[]): void {
  const times = inTurns(names, rounds, (name) => Number(run([moduleNamed("worker"), name])));
  for (const name of names) {
    const group = name.slice(0, name.indexOf(":"));
    const ours = times.get(`${group}: soapwright`) ?? NaN;
    const time = times.get(name) ?? NaN;
    console.log(
      `${name.padEnd(44)} ${time.toFixed(1).padStart(10)} µs ${(time / ours).toFixed(2).padStart(8)} x soapwright`,
    );
  }
  const results = {
    node: process.version,
    processor: cpus()[0]?.model,
    rounds,
    microseconds: Object.fromEntries(times),
  };
  const path = fileURLToPath(new URL("results.json", import.meta.url));
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  console.log(`\nalso in ${relative("", path)}`);
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
    for (const [name, found] of all) found.push(await passageOf(workerOf(name), name));
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
  for (let round = 0; round < rounds; round++) for (const [name, found] of all) found.push(await measure(name));
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
    const start = process.hrtime.bigint();
    run(lines[name] ?? []);
    return Number(process.hrtime.bigint() - start) / 1e6;
  });
  for (const [name, time] of times) console.log(`${name.padEnd(40)} ${time.toFixed(0)} ms`);
}

function run(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

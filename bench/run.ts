/**
 * `npm run bench`: every contestant in processes of its own, which take turns; what is printed is the median of the rounds.
 * `npm run bench call` runs the contestants alone whose names begin so.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { contestants } from "./contestants.js";
import { inTurns, median } from "./rounds.js";
import { loadOf, servers, type Load } from "./servers.js";
import { sizeOf } from "./size.js";
import { vsphere } from "./vsphere.js";

const rounds = 5;
const worker = fileURLToPath(new URL("worker.mjs", import.meta.url));

console.log(`Node ${process.version}, median of ${rounds} rounds\n`);
const [, , only] = process.argv;
codec(Object.keys(contestants).filter((name) => name.startsWith(only ?? "")));
if (only === undefined) {
  await sizes();
  commands();
  await serving();
  await vsphere();
}

/** Times of each group, and how they relate to the first contestant's. */
function codec(names: readonly string[]): void {
  const times = inTurns(names, rounds, (name) => Number(run([worker, name])));
  for (const name of names) {
    const group = name.slice(0, name.indexOf(":"));
    const ours = times.get(`${group}: soapwright`) ?? NaN;
    const time = times.get(name) ?? NaN;
    console.log(
      `${name.padEnd(28)} ${time.toFixed(1).padStart(10)} µs ${(time / ours).toFixed(2).padStart(8)} x soapwright`,
    );
  }
}

async function sizes(): Promise<void> {
  console.log();
  for (const binding of ["soap11", "soap12", "httpGet", "httpPost"]) {
    const { minified, gzip } = await sizeOf("pixelz", "getImageStatus", binding);
    console.log(`bundle of one operation, ${binding.padEnd(8)} ${minified} bytes minified, ${gzip} with gzip`);
  }
}

async function serving(): Promise<void> {
  console.log();
  const worker = fileURLToPath(new URL("server-worker.mjs", import.meta.url));
  const loads = new Map(Object.keys(servers).map((name) => [name, [] as Load[]]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, found] of loads) found.push(await loadOf(worker, name));
  }
  for (const [name, found] of loads) {
    const perSecond = median(found.map((load) => load.perSecond));
    const cpu = median(found.map((load) => load.cpu));
    console.log(
      `server: ${name.padEnd(20)} ${perSecond.toFixed(0).padStart(10)} requests/s ${cpu.toFixed(0).padStart(6)} µs each`,
    );
  }
}

function commands(): void {
  console.log();
  const cli = "dist/generator/cli.js";
  const lines: Record<string, readonly string[]> = {
    "bare node": ["-e", "0"],
    "soapwright --help": [cli, "--help"],
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

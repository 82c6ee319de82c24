/**
 * `npm run bench`: every contestant in processes of its own, which take turns; what is printed is the median of the rounds.
 * `npm run bench calls` measures one part: works, calls, requests, longMessages or generating. `npm run bench read` measures
 * the works whose names begin so, and keeps nothing. `ROUNDS` is the number of rounds. The figures are kept as JSON, from
 * which `npm run plots` draws those of the documentation.
 */
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { callsOf, clients } from "./clients.js";
import { works } from "./contestants.js";
import { passageOf, passages } from "./long-messages.js";
import { finish, progress } from "./progress.js";
import {
  saveResults,
  withCircumstances,
  type Load,
  type Measured,
  type Passage,
  type Results,
  type Usage,
} from "./results.js";
import { inTurns, median } from "./rounds.js";
import { loadOf, servers } from "./servers.js";
import { sizeOf } from "./size.js";
import { tables } from "./tables.js";
import { vsphere } from "./vsphere.js";
import { compareWorks } from "./works.js";

const rounds = Number(process.env["ROUNDS"] ?? 3);
const [, , only] = process.argv;

const parts: { readonly [Part in keyof Results]-?: () => Promise<Required<Pick<Results, Part>>> } = {
  works: () => Promise.resolve({ works: measureWorks("") }),
  calls: async () => {
    const workers = [moduleNamed("client-worker"), moduleNamed("server-worker")] as const;
    return { calls: await measureLoads(Object.keys(clients), (name) => callsOf(...workers, name)) };
  },
  requests: async () => {
    const worker = moduleNamed("server-worker");
    return { requests: await measureLoads(Object.keys(servers), (name) => loadOf(worker, name)) };
  },
  longMessages: async () => ({ longMessages: await measurePassages() }),
  generating: async () => {
    const { figures, notMeasured } = await vsphere(rounds);
    return { generating: withCircumstances({ ...measureCommands(), ...figures }, rounds, [], notMeasured) };
  },
};

if (only === undefined || isPart(only)) {
  for (const name of only === undefined ? (Object.keys(parts) as (keyof Results)[]) : [only]) {
    const part = await parts[name]();
    saveResults(part);
    console.log(`\n${tables[name](part) ?? ""}`);
  }
  if (only === undefined) await printSizes();
} else {
  console.log(tables.works({ works: measureWorks(only) }));
}

function isPart(name: string): name is keyof Results {
  return Object.hasOwn(parts, name);
}

function measureWorks(start: string): NonNullable<Results["works"]> {
  const names = Object.keys(works).filter((name) => name.startsWith(start));
  if (names.length === 0) {
    const known = [...Object.keys(parts), ...Object.keys(works)].map((name) => JSON.stringify(name));
    throw new Error(`expected a part or the start of a work, found ${JSON.stringify(start)}: ${known.join(", ")}`);
  }
  return compareWorks(names, rounds, (work, contestant) => run([moduleNamed("worker"), work, contestant]));
}

/** The loads of contestants, which take turns. */
async function measureLoads(
  names: readonly string[],
  measure: (name: string) => Promise<Load>,
): Promise<Measured<Load>> {
  const figures = await mediansOf(names, measure, (all) => ({
    perSecond: Math.round(median(all.map(({ perSecond }) => perSecond))),
    cpu: Number(median(all.map(({ cpu }) => cpu)).toPrecision(4)),
  }));
  return withCircumstances(figures, rounds, ["node-soap"]);
}

/** The times of messages of 100 MB, until their first item too, and the memory that they take. */
async function measurePassages(): Promise<Measured<Passage>> {
  const workerOf = (name: string): string =>
    moduleNamed(name.endsWith("node-soap") ? "long-messages-soap-worker" : "long-messages-worker");
  const figures = await mediansOf(
    [...passages, "reply, node-soap", "request, node-soap"],
    (name) => passageOf(workerOf(name), name),
    (all) => ({
      milliseconds: Math.round(median(all.map(({ milliseconds }) => milliseconds))),
      first: Math.round(median(all.map(({ first }) => first))),
      memory: Math.round(median(all.map(({ memory }) => memory))),
    }),
  );
  return withCircumstances(figures, rounds, ["node-soap"]);
}

async function mediansOf<Figure>(
  names: readonly string[],
  measure: (name: string) => Promise<Figure>,
  medianOf: (all: readonly Figure[]) => Figure,
): Promise<{ readonly [name: string]: Figure }> {
  const all = new Map(names.map((name) => [name, [] as Figure[]]));
  for (let round = 0; round < rounds; round++)
    for (const [name, found] of all) {
      progress(`round ${round + 1} of ${rounds}: ${name}`);
      found.push(await measure(name));
    }
  finish();
  return Object.fromEntries([...all].map(([name, found]) => [name, medianOf(found)]));
}

function measureCommands(): { readonly [command: string]: Usage } {
  const cli = "dist/generator/cli.js";
  const lines: Record<string, readonly string[]> = {
    "bare Node": ["-e", "0"],
    "soapwright --help": [cli, "--help"],
    "soapwright generate, nothing changed": [cli, "generate"],
    "soapwright generate --check, the seeds": [cli, "generate", "--check", "--quiet"],
  };
  run([cli, "generate"]); // the first run after a build has no cache
  const times = inTurns(Object.keys(lines), rounds, (name) => {
    progress(name);
    const start = process.hrtime.bigint();
    run(lines[name] ?? []);
    return Number(process.hrtime.bigint() - start) / 1e9;
  });
  finish();
  return Object.fromEntries([...times].map(([name, wall]) => [name, { wall: Number(wall.toPrecision(3)) }]));
}

async function printSizes(): Promise<void> {
  console.log();
  for (const binding of ["soap11", "soap12", "httpGet", "httpPost"]) {
    const size = await sizeOf({ module: "pixelz", operation: "getImageStatus", binding });
    console.log(`bundle of one operation, ${binding.padEnd(8)} ${size} bytes, minified and compressed`);
  }
}

function moduleNamed(name: string): string {
  return fileURLToPath(new URL(`${name}.mjs`, import.meta.url));
}

/** Runs Node; its messages are shown if it fails. */
function run(args: readonly string[]): string {
  return execFileSync(process.execPath, args, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

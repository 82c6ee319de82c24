/** The content of `bench/results.json`: the figures of each part of the benchmarks, and how they were measured. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";

export const columns = ["soapwright", "JSON", "fast-xml-parser", "node-soap", "strong-soap"] as const;

/** The parts, which are measured and kept one by one. */
export interface Results {
  /** The processor time of one run in microseconds, by work and contestant. */
  readonly works?: Measured<{ readonly [contestant: string]: number }>;
  /** Clients that call a server over HTTP with small messages. */
  readonly calls?: Measured<Load>;
  /** Servers that answer small requests over HTTP. */
  readonly requests?: Measured<Load>;
  readonly longMessages?: Measured<Passage>;
  /** Commands, and what a large client costs. */
  readonly generating?: Measured<Usage>;
}

/** The figures of a part by the names of what is measured. */
export interface Measured<Figure> {
  readonly node: string;
  readonly processor: string;
  /** The average load of the machine in the last minute. Processor times depend on it less than the time of day. */
  readonly load: number;
  readonly date: string;
  readonly rounds: number;
  /** Those of the contestants that are other libraries. */
  readonly versions: { readonly [library: string]: string };
  readonly notMeasured: readonly string[];
  readonly figures: { readonly [name: string]: Figure };
}

/** The work of a server or of a client in a process of its own. */
export interface Load {
  readonly perSecond: number;
  /** Its processor time for a request, in microseconds. It depends less on what else the machine does. */
  readonly cpu: number;
}

/** The passage of a long message. */
export interface Passage {
  readonly milliseconds: number;
  /** Milliseconds until the first item; 0 if they come all at once, or are sent. */
  readonly first: number;
  /** The greatest memory of the process in MB, with that of Node itself. */
  readonly memory: number;
}

/** The cost of a command, or of a step of one, which has its time alone. */
export interface Usage {
  /** Seconds. */
  readonly wall: number;
  /** Seconds of processor time. */
  readonly cpu?: number;
  /** The greatest memory of the process. */
  readonly megabytes?: number;
}

const path = "bench/results.json";

export function readResults(): Results {
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Results) : {}; // as `saveResults` writes it
}

/** Keeps a part in place of the figures that it had. */
export function saveResults(part: Partial<Results>): void {
  writeFileSync(path, `${JSON.stringify({ ...readResults(), ...part }, null, 2)}\n`);
}

/** Figures with the circumstances of their measurement. */
export function withCircumstances<Figure>(
  figures: { readonly [name: string]: Figure },
  rounds: number,
  libraries: readonly string[] = [],
  notMeasured: readonly string[] = [],
): Measured<Figure> {
  return {
    node: process.version,
    processor: `${cpus()[0]?.model ?? "unknown"}, ${cpus().length} processors`,
    load: Number((loadavg()[0] ?? 0).toFixed(1)),
    date: new Date().toISOString().slice(0, 10),
    rounds,
    versions: Object.fromEntries(libraries.map((name) => [name, versionOf(name)])),
    notMeasured,
    figures,
  };
}

function versionOf(library: string): string {
  const folder = library === "node-soap" ? "soap" : library;
  return (JSON.parse(readFileSync(`node_modules/${folder}/package.json`, "utf8")) as { version: string }).version; // as npm has it
}

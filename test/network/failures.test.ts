/** Every failure of the network has its reply or error within its deadline, and leaves nothing behind, in each runtime. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { table } from "../fuzz/table.js";
import { failingServer, failureNames, type FailingServer } from "./failing-server.js";
import type { Report, Task } from "./report.js";

/** The `node_modules` with other runtimes under their names. */
const installed = process.env["NODES"] ?? "";

interface Runtime {
  readonly name: string;
  readonly program: string;
  readonly flags: readonly string[];
}

const runtimes: readonly Runtime[] = [
  { name: "Node 20", program: process.execPath, flags: ["--expose-gc"] },
  { name: "Node 24", program: join(installed, "node24/bin/node"), flags: ["--expose-gc"] },
  { name: "Deno", program: join(installed, ".bin/deno"), flags: ["run", "-A", "--v8-flags=--expose-gc"] },
  { name: "Bun", program: join(installed, ".bin/bun"), flags: [] },
];

/** The outcomes that are right: a text, or several where runtimes differ in what they can know. */
const expected: Readonly<Record<string, string | RegExp>> = {
  refused: "TransportError refused",
  ok: "ok",
  gzip: "ok",
  reset: /^TransportError (reset|closed)$/,
  "closed without a word": /^TransportError (reset|closed)$/,
  "not HTTP": /^TransportError/,
  "cut in its head": /^TransportError/,
  "cut in its body": /^TransportError/,
  "reset in its body": /^TransportError/,
  "cut in a chunk": /^TransportError/,
  // undici gives what it could decompress.
  "gzip that is cut": /^(TransportError|malformed: .*the document ends here$)/,
  silence: "TransportError timeout",
  "silence after its head": "TransportError timeout",
  "slow drip": "TransportError timeout",
  "endless body": "malformed: expected at most 1048576 bytes, found more",
  "endless head": /^TransportError/,
  "gzip bomb": "malformed: expected at most 1048576 bytes, found more",
  "a length that is too short": /^malformed: .*the document ends here$/,
  "wrong charset": /^malformed: /,
  "unknown charset": /^malformed: .*expected a known charset/,
  "HTML for XML": "http 200",
  "XML after blank lines": /^malformed: .*an XML declaration is only allowed at the start/,
  "an envelope after blank lines": "ok",
  "an empty body": "http 200",
  204: "http 204",
  302: "http 302",
  307: "http 307",
  401: "http 401",
  403: "http 403",
  407: /^(http 407|TransportError)/,
  413: "http 413",
  429: "http 429, Retry-After 7",
  503: "http 503, Retry-After 7",
  "500 with a fault": "fault Receiver (500)",
  "500 without a fault": "http 500",
  "a fault under 200": "fault Receiver (200)",
  "multipart without an end": /^(http 200|malformed: )/,
};

/** Failures that end at once, for many calls. */
const often = failureNames.filter((name) => !["ok", "gzip", "gzip bomb"].includes(name));

let server: FailingServer;
let folder = "";
const rows: string[][] = [];
const leaks: string[][] = [];

beforeAll(async () => {
  server = await failingServer();
  folder = await mkdtemp(join(tmpdir(), "soapwright-network-"));
  await build({
    entryPoints: [join(import.meta.dirname, "caller.ts")],
    outfile: join(folder, "caller.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
  });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
  console.log(`\n${table([["failure", ...leaks.map(([name = ""]) => name)], ...rowsByFailure()])}\n`);
  console.log(table([["10,000 calls", "heap MB", "timers", "listeners", "connections"], ...leaks]));
});

const transports = ["fetch", "nodeTransport"] as const;

describe.each(runtimes)("$name", ({ name, program, flags }) => {
  if (!existsSync(program)) {
    const isSkipped = process.env["CI"] !== "true";
    if (isSkipped) console.warn(`skipped ${name}: found none in NODES`);
    test.skipIf(isSkipped)("is installed", () => expect.fail(`found no ${program}`));
    return;
  }

  test.each(transports)("%s", async (transport) => {
    const { origin, closed } = server;
    const task: Task = { transport, origin, closed, failures: failureNames, often, calls: 10_000, waits: true };
    const child = spawn(program, [...flags, join(folder, "caller.mjs"), JSON.stringify(task)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    // A caller that hangs would keep its connections.
    onTestFinished(() => void child.kill("SIGKILL"));
    const lines = createInterface(child.stdout);
    const { outcomes, unexpected, before, after } = JSON.parse(
      await new Promise<string>((resolve, reject) => {
        lines.once("line", resolve);
        child.once("exit", () => reject(new Error("it ended without a report")));
      }),
    ) as Report;
    const label = `${name} ${transport}`;
    for (const [failure, { outcome }] of Object.entries(outcomes)) rows.push([failure, label, outcome]);
    // `fetch` of some runtimes keeps idle connections for a while.
    await settled(() => server.connections() <= 16);
    const connections = server.connections();
    const grown = (after.heap - before.heap) / 2 ** 20;
    leaks.push([label, grown.toFixed(1), `${after.timers - before.timers}`, `${after.listeners}`, `${connections}`]);
    const exit = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await exit;

    const wrong = Object.entries(outcomes).filter(([failure, { outcome }]) => !isExpected(failure, outcome));
    expect(wrong).toEqual([]);
    const late = Object.entries(outcomes).filter(([, { milliseconds }]) => milliseconds > 2_000);
    expect(late).toEqual([]);
    expect(unexpected).toEqual([]);
    expect(after.listeners).toBe(0);
    expect(after.timers - before.timers).toBeLessThanOrEqual(1);
    expect(connections).toBeLessThanOrEqual(transport === "fetch" ? 16 : 0);
    expect(grown).toBeLessThan(4);
  });
});

function isExpected(failure: string, outcome: string): boolean {
  const right = expected[failure];
  return typeof right === "string" ? outcome === right : right?.test(outcome) === true;
}

/** The outcomes of a failure in each runtime, shortened to what differs. */
function rowsByFailure(): string[][] {
  return failureNames.map((failure) => [
    failure,
    ...rows.filter(([name]) => name === failure).map(([, , outcome = ""]) => outcome.replace(/^(malformed).*/, "$1")),
  ]);
}

/** Waits until a condition holds, at most 6 seconds. */
async function settled(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 120 && !holds(); tries++) await new Promise((resolve) => setTimeout(resolve, 50));
}

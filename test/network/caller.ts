/**
 * The program that calls a failing server in each runtime: it makes a call for each failure and then thousands of them,
 * and prints what came back and what is left. Its arguments are the transport, the origins and the failures.
 */
import { getEventListeners } from "node:events";
import { getOrder } from "../runtime/orders.js";
import { soap11, TransportError, type Reply, type Transport } from "../../templates/runtime/index.js";
import { nodeTransport } from "../../templates/runtime/node/index.js";
import type { Left, Outcome, Report, Task } from "./report.js";

declare const Bun: { gc(force: boolean): void } | undefined;

const task = JSON.parse(process.argv[2] ?? "") as Task;
const node = task.transport === "nodeTransport" ? nodeTransport() : undefined;
const transport: Transport = node ?? ((url, request) => fetch(url, request));
const shared = new AbortController();

const options = { transport, maxReplyBytes: 2 ** 20 };

async function call(name: string, timeout: number): Promise<Outcome> {
  const origin = name === "refused" ? task.closed : task.origin;
  const port = soap11(`${origin}/${encodeURIComponent(name)}`, options);
  const start = performance.now();
  const outcome = await getOrder(port, { Number: 7 }, { timeout, signal: shared.signal }).then(shownReply, shownError);
  return { outcome, milliseconds: Math.round(performance.now() - start) };
}

function shownReply(reply: Reply<unknown>): string {
  switch (reply.kind) {
    case "ok":
      return "ok";
    case "fault":
      return `fault ${reply.fault.code} (${reply.status})`;
    case "http": {
      const after = reply.httpHeaders.get("retry-after");
      return `http ${reply.status}${after ? `, Retry-After ${after}` : ""}`;
    }
    case "malformed":
      return `malformed: ${reply.reason}`;
  }
}

function shownError(error: unknown): string {
  if (!(error instanceof TransportError)) return `no TransportError: ${String(error)}`;
  return `TransportError ${error.reason ?? "without a reason"}`;
}

const outcomes: Record<string, Outcome> = {};
for (const name of task.failures) outcomes[name] = await call(name, 400);

/** Makes calls in order, so that all failures meet connections that are kept open. */
async function callOften(count: number): Promise<void> {
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < count) {
      const at = next++;
      const fails = at % 10 === 0;
      const name = fails ? (task.often[(at / 10) % task.often.length] ?? "ok") : "ok";
      const { outcome } = await call(name, fails ? 50 : 10_000);
      if (!fails && outcome !== "ok") unexpected.push(outcome);
    }
  };
  await Promise.all(Array.from({ length: 16 }, worker));
}

const unexpected: string[] = [];
const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function left(): Promise<Left> {
  // Idle connections end after 4 seconds at most; those that are in use for a call would not.
  node?.close();
  await pause(200);
  for (let round = 0; round < 4; round++) {
    if (typeof Bun === "undefined") (globalThis as { gc?: () => void }).gc?.();
    else Bun.gc(true);
    await pause(20);
  }
  const resources: string[] =
    typeof Bun === "undefined" && !("Deno" in globalThis) ? process.getActiveResourcesInfo() : [];
  return {
    heap: process.memoryUsage().heapUsed,
    timers: resources.filter((name) => name === "Timeout").length,
    listeners: getEventListeners(shared.signal, "abort").length,
  };
}

// The first calls load and compile what stays.
await callOften(1000);
const before = await left();
await callOften(task.calls);
const after = await left();
const report: Report = { outcomes, unexpected: unexpected.slice(0, 5), before, after };
console.log(JSON.stringify(report));
if (task.waits) await pause(60_000);
process.exit();

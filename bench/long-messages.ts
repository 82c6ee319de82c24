/** Messages of 100 MB, sent and received item by item. */
import { fork, type ChildProcess } from "node:child_process";
import { createServer, request, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { FaxStatusExResponseTable, type FaxItemEx, type FaxStatusExResponse } from "../generated/interfax.js";
import { writeEnvelope } from "../templates/runtime/binding/envelope.js";
import {
  listFrom,
  soap11,
  stream,
  unwrap,
  type Message,
  type Operation,
  type Port,
  type Table,
} from "../templates/runtime/index.js";
import { nodeTransport } from "../templates/runtime/node/transport.js";
import {
  handleItems,
  nodeListener,
  serve,
  type Answer,
  type Call,
  type Contract,
} from "../templates/runtime/server.js";
import { responseOf } from "./interfax.js";
import type { Passage } from "./results.js";
import { reported } from "./servers.js";

const namespace = "http://www.interfax.cc";
// The generated module has a runtime of its own, which has no streams.
const table = FaxStatusExResponseTable as unknown as () => Table;
const message: Message = { body: { namespace, sequence: { FaxStatusExResponse: table } } };

/** An operation with a list of records in both directions. */
function faxes(): Operation<FaxStatusExResponse, FaxStatusExResponse> {
  return { name: "FaxStatusEx", action: "http://www.interfax.cc/FaxStatusEx", request: message, response: message };
}

const send = (port: Port, request: FaxStatusExResponse) => port.call(faxes, request);

const count = 97_000;
const [template] = responseOf(1).FaxStatusExResult ?? [];

export function* records(): Generator<FaxItemEx | null, void> {
  for (let k = 0; k < count; k++) yield { ...template, TransactionID: k };
}

/** The bytes of a message of 100 MB: its start, a thousand items that are repeated, and its end. */
function parts(): { readonly start: Buffer; readonly items: Buffer; readonly end: Buffer } {
  const bytes = Buffer.from(writeEnvelope("soap11", message, responseOf(1000)));
  const [from, to] = [bytes.indexOf("<FaxItemEx>"), bytes.lastIndexOf("</FaxItemEx>") + "</FaxItemEx>".length];
  return { start: bytes.subarray(0, from), items: bytes.subarray(from, to), end: bytes.subarray(to) };
}

/** Writes the message at the speed of the receiver. */
function write(to: {
  write(chunk: Buffer): boolean;
  once(event: "drain", go: () => void): unknown;
  end(): unknown;
}): void {
  const { start, items, end } = parts();
  let left = count / 1000;
  to.write(start);
  const more = (): void => {
    while (left-- > 0) if (!to.write(items)) return void to.once("drain", more);
    to.write(end);
    to.end();
  };
  more();
}

/** The other end of clients: answers `/long` with a long message, and reads long requests. */
const peer: RequestListener = (incoming, outgoing) => {
  let length = 0;
  incoming.on("data", (chunk: Buffer) => (length += chunk.length));
  incoming.on("end", () => {
    outgoing.writeHead(200, { "Content-Type": "text/xml; charset=utf-8" });
    if (incoming.url === "/long") return write(outgoing);
    if (length < 9e7) outgoing.statusCode = 500;
    outgoing.end(writeEnvelope("soap11", message, responseOf(0)));
  });
};

export type Work = (address: string, first: () => void) => Promise<void>;

async function readItems(port: Port, first: () => void): Promise<void> {
  let found = 0;
  for await (const item of stream(port, (port) => send(port, {})).items("FaxStatusExResult"))
    if (found++ === 0 && item !== null) first();
  check(found);
}

async function sendItems(port: Port): Promise<void> {
  unwrap(await send(port, { FaxStatusExResult: listFrom(records()) }));
}

export function check(found: number | undefined): void {
  if (found !== count) throw new Error(`expected ${count} items, found ${found}`);
}

/** The clients of soapwright, each of which is given the address of the other end. */
export const clients: { readonly [name: string]: Work } = {
  "reply, soapwright, fetch": (address, first) => readItems(soap11(`${address}/long`), first),
  "reply, soapwright, node:http": (address, first) =>
    readItems(soap11(`${address}/long`, { transport: nodeTransport() }), first),
  "request, soapwright, fetch": (address) => sendItems(soap11(address)),
  "request, soapwright, node:http": (address) => sendItems(soap11(address, { transport: nodeTransport() })),
};

/** Servers, each of which is called by the other end. */
const servers: { readonly [name: string]: () => RequestListener } = {
  "server's request, soapwright": () =>
    serving(
      handleItems("FaxStatusExResult", async (items) => {
        let found = 0;
        for await (const item of items) if (item !== null) found++;
        check(found);
        return {};
      }),
    ),
  "server's answer, soapwright": () => serving(() => ({ FaxStatusExResult: listFrom(records()) })),
};

function serving(handler: (request: FaxStatusExResponse, call: Call) => Answer<FaxStatusExResponse>): RequestListener {
  const contract: Contract = {
    name: "Fax",
    namespace,
    bindings: ["soap11"],
    path: "/",
    operations: { faxes: { operation: faxes, bindings: ["soap11"] } },
    pages: () => Promise.reject(new Error("no pages")),
  };
  return nodeListener(serve(() => contract, { faxes: handler }));
}

export const passages: readonly string[] = [...Object.keys(clients), ...Object.keys(servers)];

/** Measures one contestant in a process of its own; `worker` is the module that calls `pass`. */
export async function passageOf(worker: string, name: string): Promise<Passage> {
  const isServer = name in servers;
  const listening = fork(worker, [isServer ? name : "peer"]);
  const address = `http://127.0.0.1:${Number(await reported(listening))}`;
  const calling = fork(worker, isServer ? ["caller", address, name] : [name, address]);
  const { milliseconds, first, memory } = (await reported(calling)) as Passage; // as the worker sends it
  const ended = new Promise((resolve) => calling.once("exit", resolve));
  const used = isServer ? await memoryOf(listening) : memory;
  listening.disconnect();
  await ended;
  return { milliseconds, first, memory: used };
}

async function memoryOf(child: ChildProcess): Promise<number> {
  child.send("memory");
  return Number(await reported(child));
}

/** Does the work of one process: of a contestant or of its other end. */
export async function pass(all: typeof clients, name: string, address = "", of = ""): Promise<void> {
  const listener = name === "peer" ? peer : servers[name]?.();
  if (listener !== undefined) return listen(listener);
  const start = performance.now();
  let first = 0;
  if (name === "caller") await callRaw(address, of);
  else await all[name]?.(address, () => (first = performance.now() - start));
  const passage: Passage = { milliseconds: performance.now() - start, first, memory: memory() };
  process.send?.(passage, () => process.exit());
}

function memory(): number {
  return process.resourceUsage().maxRSS / 1024;
}

function listen(listener: RequestListener): void {
  const server = createServer(listener);
  process.on("message", () => process.send?.(memory()));
  process.on("disconnect", () => process.exit());
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port)); // it listens on TCP
}

/** Calls a server without a client that takes time. */
function callRaw(address: string, name: string): Promise<void> {
  const headers = { "Content-Type": "text/xml; charset=utf-8" };
  const isLong = name.includes("request");
  return new Promise((resolve, reject) => {
    const outgoing = request(address, { method: "POST", headers }, (incoming) => {
      let length = 0;
      incoming.on("data", (chunk: Buffer) => (length += chunk.length));
      incoming.on("end", () =>
        incoming.statusCode === 200 && (isLong || length > 9e7)
          ? resolve()
          : reject(new Error(`status ${incoming.statusCode}, ${length} bytes`)),
      );
    });
    outgoing.on("error", reject);
    if (isLong) write(outgoing);
    else outgoing.end(writeEnvelope("soap11", message, {}));
  });
}

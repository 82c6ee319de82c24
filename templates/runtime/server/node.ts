import type { Service } from "./contract.js";
import { textResponse } from "./response.js";

/** What is needed of a request of node:http, node:https or node:http2. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Names and values in turn, each as often as it came. */
  readonly rawHeaders: readonly string[];
  readonly socket: object;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  on(event: "end" | "close" | "error", listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** What is needed of its response. */
export interface NodeResponse {
  readonly headersSent: boolean;
  readonly writableEnded: boolean;
  writeHead(status: number, headers: Record<string, string | string[]>): unknown;
  /** False if more is to wait for `drain`. */
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  /** Closes the connection, so that whoever reads knows that something is missing. */
  destroy(): unknown;
  on(event: "drain" | "close" | "error", listener: () => void): unknown;
}

/**
 * The service in Node: `createServer(nodeListener(service)).listen(8080)`, of node:http, node:https or node:http2.
 * A service that fails is answered for with the status 500, and its error given to `onError`: it is printed unless given.
 *
 * The service limits the length of a request, and the HTTP server limits its time:
 * `createServer({ headersTimeout: 10_000, requestTimeout: 60_000 }, nodeListener(service))` gives a caller ten seconds for the
 * head and a minute for all of a request. Node's own limits are one minute and five; node:http2 has none, so set
 * `server.setTimeout` there.
 */
export function nodeListener(
  service: Service,
  onError: (error: unknown) => void = (error) => console.error(error),
): (incoming: NodeRequest, outgoing: NodeResponse) => void {
  return (incoming, outgoing) => {
    respond(service, incoming, outgoing).catch((error: unknown) => {
      if (outgoing.headersSent) outgoing.destroy();
      else {
        outgoing.writeHead(500, {});
        outgoing.end();
      }
      onError(error);
    });
  };
}

async function respond(service: Service, incoming: NodeRequest, outgoing: NodeResponse): Promise<void> {
  const caller = new AbortController();
  outgoing.on("close", () => {
    if (!outgoing.writableEnded) caller.abort();
    incoming.resume();
  });
  // That the connection broke is told by "close"; without a listener it would end the process.
  outgoing.on("error", () => undefined);
  const request = requestOf(incoming, caller.signal);
  const response =
    request === undefined ? textResponse(400, "expected a request for this host") : await service(request);
  await send(response, incoming, outgoing, caller.signal);
}

/** Undefined for what a web server does not answer. */
function requestOf(incoming: NodeRequest, signal: AbortSignal): Request | undefined {
  const { method = "GET", url = "/", rawHeaders, socket } = incoming;
  const headers: [string, string][] = [];
  const hosts: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = "", value = ""] = rawHeaders.slice(at, at + 2);
    if (/^(?:host|:authority)$/i.test(name)) hosts.push(value);
    // Those of HTTP/2 that are no headers.
    if (!name.startsWith(":")) headers.push([name, value]);
  }
  const [host = "localhost", ...others] = hosts;
  if (others.some((other) => other !== host) || !/^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(host)) {
    return undefined;
  }
  const scheme = "encrypted" in socket && socket.encrypted === true ? "https" : "http";
  const absolute = `${scheme}://${host}${url}`;
  if (!url.startsWith("/") || !URL.canParse(absolute)) return undefined;
  const body = method === "GET" || method === "HEAD" ? null : bodyOf(incoming);
  // The DOM's types do not know yet that a body which is a stream must say so.
  const init: RequestInit & { readonly duplex: "half" } = { method, headers, body, signal, duplex: "half" };
  try {
    return new Request(absolute, init);
  } catch {
    return undefined; // of a method such as TRACE
  }
}

/** The body as it is asked for. What nobody asks for is read and dropped, so that the caller comes to read the answer. */
function bodyOf(incoming: NodeRequest): ReadableStream<Uint8Array> {
  let isOpen = true;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = (finish: () => void) => () => {
          if (isOpen) finish();
          isOpen = false;
        };
        const cut = end(() => controller.error(new Error("the request was cut")));
        incoming.pause();
        incoming.on("data", (chunk) => {
          if (!isOpen) return;
          controller.enqueue(chunk);
          incoming.pause();
        });
        incoming.on(
          "end",
          end(() => controller.close()),
        );
        incoming.on("error", cut);
        incoming.on("close", cut);
      },
      pull() {
        incoming.resume();
      },
      cancel() {
        isOpen = false;
        incoming.resume();
      },
    },
    { highWaterMark: 0 },
  );
}

async function send(
  response: Response,
  incoming: NodeRequest,
  outgoing: NodeResponse,
  caller: AbortSignal,
): Promise<void> {
  const reader = response.body?.getReader();
  if (caller.aborted) return reader?.cancel(caller.reason);
  outgoing.writeHead(response.status, headersOf(response));
  if (incoming.method === "HEAD") await reader?.cancel();
  else if (reader !== undefined) await pipe(reader, outgoing, caller);
  outgoing.end();
}

/** Reads no faster than the caller does, and not on when the caller is gone. */
async function pipe(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  outgoing: NodeResponse,
  caller: AbortSignal,
): Promise<void> {
  let go: () => void = () => undefined;
  outgoing.on("drain", () => go());
  caller.addEventListener("abort", () => {
    go();
    reader.cancel(caller.reason).catch(() => undefined); // nobody waits for it
  });
  for (;;) {
    const { done, value } = await reader.read();
    if (done || caller.aborted) break;
    if (!outgoing.write(value)) await new Promise<void>((resolve) => (go = resolve));
  }
}

/** A cookie is a header of its own, whose value can hold commas. */
function headersOf({ headers }: Response): Record<string, string | string[]> {
  const cookies = headers.getSetCookie();
  return { ...Object.fromEntries(headers), ...(cookies.length > 0 && { "set-cookie": cookies }) };
}

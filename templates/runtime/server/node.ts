import { appended, type Received } from "../binding/transport.js";
import type { Service } from "./contract.js";
import { headOf, type NodeHead, type NodeRequest, type NodeResponse } from "./node-request.js";
import { answerNode, bodyOf, cutBody, pipe } from "./node-web.js";
import { headersOf, type PlainRequest, type PlainResponse } from "./plain.js";
import { textResponse } from "./response.js";
import { plainService } from "./web.js";

/**
 * Serves a service with Node: `createServer(nodeListener(service)).listen(8080)`, for node:http, node:https or
 * node:http2. If a service fails, the status is 500 and `onError` receives the error, which is printed by default.
 *
 * A service from `serve…` is called without Request and Response objects, which cost more than a small message. Any
 * other function of them is served as well, for example one that authenticates callers before it calls the service.
 *
 * The service limits the length of a request, and the HTTP server limits its time: `createServer({ headersTimeout:
 * 10_000, requestTimeout: 60_000 }, nodeListener(service))` gives a caller ten seconds for the head and a minute for
 * the whole request. Node's defaults are one minute and five; node:http2 has none, so call `server.setTimeout` there.
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
  const caller = callerOf(incoming, outgoing);
  const head = headOf(incoming);
  const plain = plainService(service);
  if (head === undefined) await send(textResponse(400, "expected a request for this host"), incoming, outgoing, caller);
  else if (plain === undefined) await answerNode(service, head, incoming, outgoing, caller.signal());
  else await send(await plain(plainRequest(head, incoming, caller)), incoming, outgoing, caller);
}

/** The connection that waits for the response. */
interface Caller {
  readonly isGone: () => boolean;
  /** Created on first use: few handlers need it, and it costs as much as reading a head. */
  readonly signal: () => AbortSignal;
}

function callerOf(incoming: NodeRequest, outgoing: NodeResponse): Caller {
  let controller: AbortController | undefined;
  let isGone = false;
  outgoing.on("close", () => {
    isGone = !outgoing.writableEnded;
    if (isGone) controller?.abort();
    incoming.resume();
  });
  // The "close" event reports a broken connection; without this listener the error would end the process.
  outgoing.on("error", () => undefined);
  return {
    isGone: () => isGone,
    signal: () => {
      controller ??= new AbortController();
      if (isGone) controller.abort();
      return controller.signal;
    },
  };
}

function plainRequest({ method, url, headers }: NodeHead, incoming: NodeRequest, caller: Caller): PlainRequest {
  let request: Request | undefined;
  return {
    method,
    url,
    headers: headersOf(headers),
    signal: () => caller.signal(),
    readBody: (maxBytes) => readBody(incoming, maxBytes, caller),
    openBody: () => (caller.isGone() ? cutBody() : bodyOf(incoming)),
    web: () => (request ??= new Request(url, { method, headers: [...headers], signal: caller.signal() })),
  };
}

/** Reads the body up to the limit and drains the rest, so that the caller goes on to read the response. */
function readBody(
  incoming: NodeRequest,
  maxBytes: number,
  caller: Caller,
): Promise<Pick<Received, "body" | "truncated">> {
  return new Promise((resolve, reject) => {
    let isOpen = true;
    const cut = (): void => {
      if (isOpen) reject(new Error("the request was cut"));
    };
    if (caller.isGone()) return cut();
    let bytes: Uint8Array = new Uint8Array();
    let length = 0;
    const finish = (truncated: boolean): void => {
      isOpen = false;
      resolve({ body: bytes.subarray(0, length), truncated });
    };
    incoming.on("data", ({ buffer, byteOffset, byteLength }) => {
      if (!isOpen) return;
      // A Buffer would slow down the reader of XML, which is optimized for one type of arrays.
      const part = new Uint8Array(buffer, byteOffset, Math.min(byteLength, maxBytes - length));
      bytes = appended(bytes, length, part, maxBytes);
      length += part.length;
      if (part.length < byteLength) finish(true);
    });
    incoming.on("end", () => finish(false));
    incoming.on("error", cut);
    incoming.on("close", cut);
  });
}

function send(
  { status, headers, body }: PlainResponse,
  { method }: NodeRequest,
  outgoing: NodeResponse,
  caller: Caller,
): void | Promise<void> {
  if (body instanceof ReadableStream) return stream(status, headers, body, outgoing, caller);
  if (caller.isGone()) return;
  outgoing.writeHead(status, headers);
  if (body === undefined || method === "HEAD") outgoing.end();
  else outgoing.end(body);
}

/** Sends a response whose body is written meanwhile. The service reports an error of it, which cuts the response. */
async function stream(
  status: number,
  headers: PlainResponse["headers"],
  body: ReadableStream<Uint8Array>,
  outgoing: NodeResponse,
  caller: Caller,
): Promise<void> {
  if (caller.isGone()) return body.cancel();
  outgoing.writeHead(status, headers);
  try {
    await pipe(body.getReader(), outgoing, caller.signal());
    outgoing.end();
  } catch {
    outgoing.destroy();
  }
}

/** Sends requests with node:http and node:https, which takes less time for each call than `fetch`. */
import { Agent, request as sendHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as TlsAgent, request as sendHttps } from "node:https";
import { pipeline } from "node:stream";
import type { SecureContextOptions } from "node:tls";
import type { TransportRequest, TransportResponse } from "../binding/transport.js";
import { responseOf } from "./response.js";

export interface NodeTransportOptions {
  /** The largest number of connections to one host; unlimited by default. Calls beyond it wait. */
  readonly maxConnections?: number | undefined;
  /** The time in milliseconds after which an unused connection is closed; 4,000 by default. */
  readonly idleTimeout?: number | undefined;
  /** Certificates of a client (`cert` and `key`, or `pfx`) and of authorities (`ca`), `ciphers`, `minVersion` and the like. */
  readonly tls?: SecureContextOptions | undefined;
}

/** A transport that keeps connections open between calls. */
export interface NodeTransport {
  (url: string, request: TransportRequest): Promise<TransportResponse>;
  /** Closes all connections, those in use too. */
  readonly close: () => void;
}

/** Creates a transport for Node, to pass to ports as `transport`. Ports that share it share its connections. */
export function nodeTransport(options: NodeTransportOptions = {}): NodeTransport {
  const { maxConnections = Infinity, idleTimeout = 4000, tls = {} } = options;
  if (maxConnections !== Infinity) checkNumber("maxConnections", maxConnections, 1);
  checkNumber("idleTimeout", idleTimeout, 0);
  const pool = { keepAlive: true, maxSockets: maxConnections, timeout: idleTimeout };
  const agent = new Agent(pool);
  const tlsAgent = new TlsAgent({ ...tls, ...pool });
  const send = async (url: string, request: TransportRequest): Promise<TransportResponse> => {
    const incoming = await (url.startsWith("https:")
      ? exchange(sendHttps, tlsAgent, url, request)
      : exchange(sendHttp, agent, url, request));
    return responseOf(incoming.statusCode ?? 0, incoming.headers, incoming);
  };
  const close = (): void => {
    agent.destroy();
    tlsAgent.destroy();
  };
  return Object.assign(send, { close });
}

/** With other numbers, node:http would let calls wait forever. */
function checkNumber(name: string, value: unknown, least: number): void {
  if (!Number.isInteger(value) || Number(value) < least)
    throw new TypeError(`nodeTransport: ${name}: expected an integer of at least ${least}, found ${String(value)}`);
}

/** Sends the request. Resolves when the head of the response has arrived. */
function exchange(
  send: typeof sendHttp,
  agent: Agent,
  url: string,
  { method, headers, body, signal }: TransportRequest,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = body instanceof Uint8Array ? { "Content-Length": body.length } : {};
    const options: RequestOptions = { method, agent, headers: { ...length, ...headers } };
    let incoming: IncomingMessage | undefined;
    const outgoing = send(url, options, (response) => resolve((incoming = response)));
    // The option `signal` of Node does the same, but Deno's ends no request that waits for its response.
    const abort = (): void => {
      reject(signal.reason as Error); // what aborted the call
      outgoing.destroy(signal.reason as Error);
      incoming?.destroy(signal.reason as Error);
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    outgoing.on("close", () => signal.removeEventListener("abort", abort));
    outgoing.on("error", reject);
    if (body === undefined || body instanceof Uint8Array) outgoing.end(body);
    else pipeline(body, outgoing, (error) => error && reject(error));
  });
}

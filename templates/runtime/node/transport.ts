/** Sends requests with node:http and node:https, which takes less time for each call than `fetch`. */
import { Agent, request as sendHttp, type IncomingMessage, type RequestOptions } from "node:http";
import { Agent as TlsAgent, request as sendHttps } from "node:https";
import type { LookupFunction, Socket } from "node:net";
import { pipeline } from "node:stream";
import type { ConnectionOptions, SecureContextOptions } from "node:tls";
import type { TransportRequest, TransportResponse } from "../binding/transport.js";
import { TransportError } from "../error.js";
import { withAdvice } from "./failure.js";
import { acceptedEncodings, inflated } from "./inflated.js";
import { ntlmPool, type NtlmCredentials } from "./ntlm.js";
import {
  hostOf,
  proxyFailure,
  proxyFor,
  proxyHeaders,
  tunnelAgent,
  type ProxyEnvironment,
  type TunnelOptions,
} from "./proxy.js";
import { responseOf } from "./response.js";

/** Connections of a transport for Node: how many, how long, through which proxy, and with which certificates. */
export interface NodeTransportOptions {
  /** The largest number of connections to one host; unlimited by default. Calls beyond it wait. */
  readonly maxConnections?: number | undefined;
  /** The time in milliseconds after which an unused connection is closed; 4,000 by default. */
  readonly idleTimeout?: number | undefined;
  /** The time in milliseconds for a connection with its TLS handshake; 15,000 by default, 0 for no limit. */
  readonly connectTimeout?: number | undefined;
  /** Certificates of a client (`cert` and `key`, or `pfx`) and of authorities (`ca`), `ciphers`, `minVersion` and the like. */
  readonly tls?: (SecureContextOptions & Pick<ConnectionOptions, "servername" | "checkServerIdentity">) | undefined;
  /**
   * The URL of a proxy, with a user name and a password if it asks for them; or `process.env`, of which `HTTPS_PROXY`,
   * `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are used. None by default.
   */
  readonly proxy?: string | ProxyEnvironment | undefined;
  /** Looks up the addresses of hosts in place of `dns.lookup`, to cache or to check them. A proxy looks up hosts itself. */
  readonly lookup?: LookupFunction | undefined;
  /** Credentials for NTLM, each for one origin. Each connection is authenticated before its first request. */
  readonly ntlm?: NtlmCredentials | readonly NtlmCredentials[] | undefined;
}

/** A transport that keeps connections open between calls. */
export interface NodeTransport {
  (url: string, request: TransportRequest): Promise<TransportResponse>;
  /** Closes all connections, those in use too. */
  readonly close: () => void;
}

/** Creates a transport for Node, to pass to ports as `transport`. Ports that share it share its connections. */
export function nodeTransport(options: NodeTransportOptions = {}): NodeTransport {
  const {
    maxConnections = Infinity,
    idleTimeout = 4000,
    connectTimeout = 15_000,
    tls = {},
    proxy,
    lookup,
    ntlm = [],
  } = options;
  if (maxConnections !== Infinity) checkNumber("maxConnections", maxConnections, 1);
  checkNumber("idleTimeout", idleTimeout, 0);
  checkNumber("connectTimeout", connectTimeout, 0);
  if (typeof proxy === "string") proxyFor(new URL("http://localhost"), proxy);
  const pool = { keepAlive: true, maxSockets: maxConnections, timeout: idleTimeout };
  /** One for each way to a host: with and without TLS, through each proxy. */
  const agents = new Map<string, Agent>();
  const agentFor = ({ isSecure, via }: Route): Agent => {
    const key = `${String(isSecure)} ${via?.href ?? ""}`;
    let agent = agents.get(key);
    if (agent === undefined) agents.set(key, (agent = newAgent(isSecure, via, pool)));
    return agent;
  };
  const newAgent = (isSecure: boolean, via: URL | undefined, given: typeof pool): Agent => {
    const direct = { ...given, ...(lookup && { lookup }) };
    if (via === undefined) return isSecure ? new TlsAgent({ ...tls, ...direct }) : new Agent(direct);
    if (isSecure) return tunnelAgent(via, { ...tls, ...given }, connectTimeout);
    return via.protocol === "https:" ? new TlsAgent(given) : new Agent(given);
  };
  const ntlmPools = new Map(
    [ntlm].flat().map((credentials) => {
      const { origin, protocol } = new URL(credentials.origin);
      const one = { ...pool, maxSockets: 1 };
      const via = (): URL | undefined => proxyFor(new URL(origin), proxy);
      const newPoolAgent = (): Agent => newAgent(protocol === "https:", via(), one);
      return [origin, ntlmPool(credentials, newPoolAgent, maxConnections)];
    }),
  );
  const send = async (url: string, request: TransportRequest): Promise<TransportResponse> => {
    const target = new URL(url);
    const authenticated = ntlmPools.get(target.origin);
    const via = proxyFor(target, proxy);
    const isSecure = target.protocol === "https:";
    try {
      if (authenticated !== undefined && via !== undefined && !isSecure)
        throw new TransportError("NTLM over http needs a connection without a proxy", { reason: "authentication" });
      const incoming = await (authenticated === undefined
        ? exchange({ target, isSecure, via }, request, agentFor({ target, isSecure, via }), connectTimeout)
        : authenticated.send(request, (each, agent) =>
            exchange({ target, isSecure, via }, each, agent, connectTimeout),
          ));
      const encoding = incoming.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
      const decoded = encoding === "identity" ? incoming : inflated(incoming, encoding);
      return responseOf(incoming.statusCode ?? 0, incoming.headers, incoming, decoded);
    } catch (error) {
      throw withAdvice(error);
    }
  };
  const close = (): void => {
    for (const agent of agents.values()) agent.destroy();
    for (const each of ntlmPools.values()) each.close();
  };
  return Object.assign(send, { close });
}

/** With other numbers, node:http would let calls wait forever. */
function checkNumber(name: string, value: unknown, least: number): void {
  if (!Number.isInteger(value) || Number(value) < least)
    throw new TypeError(`nodeTransport: ${name}: expected an integer of at least ${least}, found ${String(value)}`);
}

/** The way to a URL, directly or through a proxy. */
interface Route {
  readonly target: URL;
  readonly isSecure: boolean;
  readonly via: URL | undefined;
}

/** Sends the request. Resolves when the head of the response has arrived. */
function exchange(
  { target, isSecure, via }: Route,
  { method, headers, body, signal }: TransportRequest,
  agent: Agent,
  connectTimeout: number,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const length = body instanceof Uint8Array ? { "Content-Length": body.length } : {};
    const sent = { "Accept-Encoding": acceptedEncodings, ...length, ...headers };
    const options: TunnelOptions & RequestOptions = { method, agent, headers: sent, callSignal: signal };
    let incoming: IncomingMessage | undefined;
    const receive = (response: IncomingMessage): void => resolve((incoming = response));
    // Without TLS, a proxy is sent the whole URL.
    const outgoing = isSecure
      ? sendHttps(target, options, receive)
      : via === undefined
        ? sendHttp(target, options, receive)
        : (via.protocol === "https:" ? sendHttps : sendHttp)(
            {
              ...options,
              host: hostOf(via),
              port: via.port || (via.protocol === "https:" ? 443 : 80),
              path: target.origin + target.pathname + target.search,
              headers: { Host: target.host, ...proxyHeaders(via), ...sent },
            },
            receive,
          );
    // The option `signal` of Node does the same, but Deno's ends no request that waits for its response.
    const abort = (): void => {
      reject(signal.reason as Error); // what aborted the call
      outgoing.destroy(signal.reason as Error);
      incoming?.destroy(signal.reason as Error);
    };
    if (signal.aborted) abort();
    signal.addEventListener("abort", abort);
    outgoing.on("close", () => signal.removeEventListener("abort", abort));
    let unreached = isSecure ? undefined : via;
    if (unreached !== undefined) {
      outgoing.once("socket", (socket) => {
        const reach = (): void => (unreached = undefined);
        if (socket.connecting) socket.once("connect", reach);
        else reach();
      });
    }
    outgoing.on("error", (error) => {
      if (unreached === undefined || signal.aborted || error instanceof TransportError) reject(error);
      else reject(proxyFailure(unreached, error));
    });
    if (connectTimeout !== 0) {
      outgoing.once("socket", (socket: Socket & { readonly secureConnecting?: boolean }) => {
        // Not every platform has the first one.
        if (isSecure ? socket.secureConnecting !== true : !socket.connecting) return;
        const late = (): void => {
          const to = unreached === undefined ? "" : ` to the proxy ${unreached.host}`;
          const text = `no connection${to} within ${connectTimeout} ms; \`connectTimeout\` allows more`;
          outgoing.destroy(new TransportError(text, { reason: "timeout" }));
        };
        const timer = setTimeout(late, connectTimeout);
        const stop = (): void => clearTimeout(timer);
        socket.once(isSecure ? "secureConnect" : "connect", stop);
        outgoing.once("close", stop);
      });
    }
    if (body === undefined || body instanceof Uint8Array) outgoing.end(body);
    else pipeline(body, outgoing, (error) => error && reject(error));
  });
}

import { request as sendHttp, type OutgoingHttpHeaders } from "node:http";
import { Agent as TlsAgent, request as sendHttps, type AgentOptions } from "node:https";
import { isIPv4, isIPv6, type Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from "node:tls";
import { TransportError } from "../error.js";
import { redactUrl } from "../redaction.js";

/** Variables of an environment, of which `HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY` and `NO_PROXY` are read, in lower case too. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/** The proxy for a URL; undefined if it is called directly. Throws a TypeError for a proxy that is not an HTTP URL. */
export function proxyFor(url: URL, proxy: string | ProxyEnvironment | undefined): URL | undefined {
  if (typeof proxy === "string") return proxyUrl(proxy);
  if (proxy === undefined || isExempt(url, proxy["no_proxy"] ?? proxy["NO_PROXY"] ?? "")) return undefined;
  // In CGI, HTTP_PROXY is the header `Proxy` of whoever calls.
  const upper = proxy["REQUEST_METHOD"] === undefined ? proxy["HTTP_PROXY"] : undefined;
  const own =
    url.protocol === "https:" ? (proxy["https_proxy"] ?? proxy["HTTPS_PROXY"]) : (proxy["http_proxy"] ?? upper);
  const found = own ?? proxy["all_proxy"] ?? proxy["ALL_PROXY"] ?? "";
  return found === "" ? undefined : proxyUrl(found);
}

function proxyUrl(text: string): URL {
  const full = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TypeError(`proxy: expected an http or https URL, found ${JSON.stringify(redactUrl(text))}`);
  return url;
}

/**
 * True if a list of hosts, each with or without a port, contains the host of a URL or a domain of it. An address can be in
 * a range as well: `10.0.0.0/8`, `fd00::/8`.
 */
function isExempt(url: URL, list: string): boolean {
  const { hostname, port, protocol } = url;
  const ownPort = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  const address = bitsOf(hostOf(url));
  return list.split(/[\s,]+/).some((entry) => {
    if (entry === "*") return true;
    const range = rangeOf(entry);
    if (range !== undefined) return address?.length === range.length && address.startsWith(range.bits);
    const [, host = "", onlyPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    const isHost = host !== "" && (hostname === host || hostname.endsWith(`.${host}`));
    return isHost && (onlyPort === undefined || onlyPort === ownPort);
  });
}

/** The first bits that the addresses of a range have in common, and the length of an address; undefined for other texts. */
function rangeOf(entry: string): { readonly bits: string; readonly length: number } | undefined {
  const [, text = "", count] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(entry) ?? [];
  const address = bitsOf(text.replace(/^\[(.*)\]$/, "$1"));
  if (address === undefined || Number(count ?? 0) > address.length) return undefined;
  const { length } = address;
  return { bits: address.slice(0, count === undefined ? length : Number(count)), length };
}

/** The binary digits of an address of IPv4 or IPv6; undefined for other hosts. */
function bitsOf(host: string): string | undefined {
  if (isIPv4(host)) return digits(host.split("."), 10, 8);
  if (!isIPv6(host) || host.includes("%")) return undefined;
  const [before = "", after] = hostOf(new URL(`http://[${host}]`)).split("::");
  const [first, last] = [before, after ?? ""].map((part) => (part === "" ? [] : part.split(":")));
  const zeros = new Array<string>(8 - (first?.length ?? 0) - (last?.length ?? 0)).fill("0");
  return digits([...(first ?? []), ...zeros, ...(last ?? [])], 16, 16);
}

function digits(numbers: readonly string[], radix: number, width: number): string {
  return numbers.map((number) => parseInt(number, radix).toString(2).padStart(width, "0")).join("");
}

/** The header with the user name and the password in the URL of a proxy. */
export function proxyHeaders({ username, password }: URL): OutgoingHttpHeaders {
  if (username === "" && password === "") return {};
  const credentials = percentDecoded(`${username}:${password}`);
  return { "Proxy-Authorization": `Basic ${credentials.toString("base64")}` };
}

/** The bytes of a part of a URL. As in the URL Standard, a `%` without two hexadecimal digits stands for itself. */
function percentDecoded(text: string): Buffer {
  const byte = (_escape: string, digits: string): string => String.fromCharCode(parseInt(digits, 16));
  return Buffer.from(text.replace(/%([\da-f]{2})/gi, byte), "latin1");
}

/** The host of a URL as sockets expect it. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** An option of a request for `tunnelAgent`, which Node passes on as it is. */
export interface TunnelOptions {
  /** Ends the tunnel for the request while it is not there yet. */
  readonly callSignal?: AbortSignal | undefined;
}

/** A pool of TLS connections through a proxy (CONNECT, RFC 9110, 9.3.6). Tunnels that are not there yet end with it. */
export function tunnelAgent(proxy: URL, options: AgentOptions, connectTimeout: number): TlsAgent {
  const pending = new Set<(error: Error) => void>();
  const createConnection = (
    target: ConnectionOptions & TunnelOptions,
    done: (error: Error | null, socket?: TLSSocket) => void,
  ): undefined => {
    const { callSignal, host = "", port = 443 } = target;
    const settle = (): void => {
      pending.delete(end);
      callSignal?.removeEventListener("abort", abort);
    };
    const end = tunnel(
      proxy,
      `${host.includes(":") ? `[${host}]` : host}:${port}`,
      connectTimeout,
      (socket) => {
        settle();
        done(null, connectTls({ ...target, socket }));
      },
      (error) => {
        settle();
        done(error);
      },
    );
    const abort = (): void => end(callSignal?.reason as Error); // what aborted the call
    pending.add(end);
    callSignal?.addEventListener("abort", abort);
    if (callSignal?.aborted) abort();
    return undefined;
  };
  const agent = new TlsAgent(options);
  const destroy = (): void => {
    TlsAgent.prototype.destroy.call(agent);
    for (const end of pending) end(new TransportError("the transport was closed", { reason: "closed" }));
  };
  return Object.assign(agent, { createConnection, destroy });
}

/** The error of a request that did not reach the proxy. */
export function proxyFailure({ host }: URL, error: Error & { readonly code?: string }): TransportError {
  const code = error.code === undefined ? "" : ` (${error.code})`;
  return new TransportError(`no connection to the proxy ${host}${code}`, { reason: "proxy", cause: error });
}

/** Opens a tunnel. Calls one of the two functions, later. Returns the function that fails it before. */
function tunnel(
  proxy: URL,
  authority: string,
  connectTimeout: number,
  open: (socket: Socket) => void,
  fail: (error: Error) => void,
): (error: Error) => void {
  const outgoing = (proxy.protocol === "https:" ? sendHttps : sendHttp)({
    method: "CONNECT",
    host: hostOf(proxy),
    port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
    path: authority,
    headers: { Host: authority, ...proxyHeaders(proxy) },
    agent: false,
  });
  let isOver = false;
  const end = (error: Error): void => {
    clearTimeout(timer);
    outgoing.destroy();
    if (isOver) return;
    isOver = true;
    fail(error);
  };
  const endWith = (text: string, cause?: unknown): void => end(new TransportError(text, { reason: "proxy", cause }));
  const late = (): void => endWith(`no connection through the proxy ${proxy.host} within ${connectTimeout} ms`);
  const timer = connectTimeout === 0 ? undefined : setTimeout(late, connectTimeout);
  outgoing.once("connect", ({ statusCode = 0 }, socket: Socket, head) => {
    if (isOver || statusCode < 200 || statusCode >= 300) {
      socket.destroy();
      const advice = statusCode === 407 ? "; a user name and a password go into the URL of the proxy" : "";
      return endWith(`the proxy ${proxy.host} answered CONNECT with ${statusCode}${advice}`);
    }
    clearTimeout(timer);
    isOver = true;
    if (head.length > 0) socket.unshift(head);
    open(socket);
  });
  outgoing.on("error", (error) => end(proxyFailure(proxy, error)));
  outgoing.end();
  return end;
}

import { request as sendHttp, type OutgoingHttpHeaders } from "node:http";
import { Agent as TlsAgent, request as sendHttps, type AgentOptions } from "node:https";
import type { Socket } from "node:net";
import { connect as connectTls, type ConnectionOptions, type TLSSocket } from "node:tls";
import { TransportError } from "../error.js";
import { redactUrl } from "../redaction.js";

/** Variables of an environment, of which `HTTPS_PROXY`, `HTTP_PROXY` and `NO_PROXY` are read, in lower case too. */
export type ProxyEnvironment = Readonly<Record<string, string | undefined>>;

/** The proxy for a URL; undefined if it is called directly. Throws a TypeError for a proxy that is not an HTTP URL. */
export function proxyFor(url: URL, proxy: string | ProxyEnvironment | undefined): URL | undefined {
  if (typeof proxy === "string") return proxyUrl(proxy);
  if (proxy === undefined || isExempt(url, proxy["no_proxy"] ?? proxy["NO_PROXY"] ?? "")) return undefined;
  // In CGI, HTTP_PROXY is the header `Proxy` of whoever calls.
  const upper = proxy["REQUEST_METHOD"] === undefined ? proxy["HTTP_PROXY"] : undefined;
  const found =
    url.protocol === "https:" ? (proxy["https_proxy"] ?? proxy["HTTPS_PROXY"]) : (proxy["http_proxy"] ?? upper);
  return found === undefined || found === "" ? undefined : proxyUrl(found);
}

function proxyUrl(text: string): URL {
  const full = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  const url = URL.canParse(full) ? new URL(full) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TypeError(`proxy: expected an http or https URL, found ${JSON.stringify(redactUrl(text))}`);
  return url;
}

/** True if a list of hosts, each with or without a port, contains the host of a URL or a domain of it. */
function isExempt({ hostname, port, protocol }: URL, list: string): boolean {
  const ownPort = port === "" ? (protocol === "https:" ? "443" : "80") : port;
  return list.split(/[\s,]+/).some((entry) => {
    const [, host = "", onlyPort] = /^(?:\*?\.)?(.*?)(?::(\d+))?$/.exec(entry.toLowerCase()) ?? [];
    if (entry === "*") return true;
    const isHost = host !== "" && (hostname === host || hostname === `[${host}]` || hostname.endsWith(`.${host}`));
    return isHost && (onlyPort === undefined || onlyPort === ownPort);
  });
}

/** The header with the user name and the password in the URL of a proxy. */
export function proxyHeaders({ username, password }: URL): OutgoingHttpHeaders {
  if (username === "" && password === "") return {};
  const credentials = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return { "Proxy-Authorization": `Basic ${Buffer.from(credentials).toString("base64")}` };
}

/** The host of a URL as sockets expect it. */
export function hostOf({ hostname }: URL): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** A pool of TLS connections through a proxy (CONNECT, RFC 9110, 9.3.6). */
export function tunnelAgent(proxy: URL, options: AgentOptions, connectTimeout: number): TlsAgent {
  const createConnection = (
    target: ConnectionOptions,
    done: (error: Error | null, socket?: TLSSocket) => void,
  ): undefined => {
    tunnel(
      proxy,
      `${target.host?.includes(":") ? `[${target.host}]` : (target.host ?? "")}:${target.port ?? 443}`,
      connectTimeout,
    ).then(
      (socket) => done(null, connectTls({ ...target, socket })),
      (error: unknown) => done(error as Error), // `tunnel` rejects with errors only
    );
    return undefined;
  };
  return Object.assign(new TlsAgent(options), { createConnection });
}

function tunnel(proxy: URL, authority: string, connectTimeout: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const outgoing = (proxy.protocol === "https:" ? sendHttps : sendHttp)({
      method: "CONNECT",
      host: hostOf(proxy),
      port: proxy.port || (proxy.protocol === "https:" ? 443 : 80),
      path: authority,
      headers: { Host: authority, ...proxyHeaders(proxy) },
      agent: false,
    });
    const fail = (text: string, cause?: unknown): void => {
      clearTimeout(timer);
      outgoing.destroy();
      reject(new TransportError(text, { reason: "proxy", cause }));
    };
    const timer =
      connectTimeout === 0
        ? undefined
        : setTimeout(() => fail(`no connection through the proxy within ${connectTimeout} ms`), connectTimeout);
    outgoing.once("connect", ({ statusCode = 0 }, socket: Socket, head) => {
      clearTimeout(timer);
      if (statusCode >= 200 && statusCode < 300) {
        if (head.length > 0) socket.unshift(head);
        return resolve(socket);
      }
      socket.destroy();
      const advice = statusCode === 407 ? "; a user name and a password go into the URL of the proxy" : "";
      fail(`the proxy answered CONNECT with ${statusCode}${advice}`);
    });
    outgoing.once("error", (error: Error & { readonly code?: string }) =>
      fail(`no connection to the proxy${error.code === undefined ? "" : ` (${error.code})`}`, error),
    );
    outgoing.end();
  });
}

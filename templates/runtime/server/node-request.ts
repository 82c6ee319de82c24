/** The requests and responses of node:http, node:https and node:http2, without their types. */

/** The part of a request of node:http, node:https or node:http2 that is used. */
export interface NodeRequest {
  readonly method?: string | undefined;
  readonly url?: string | undefined;
  /** Alternating names and values, with repeated headers repeated. */
  readonly rawHeaders: readonly string[];
  readonly socket: object;
  on(event: "data", listener: (chunk: Uint8Array) => void): unknown;
  on(event: "end" | "close" | "error", listener: () => void): unknown;
  pause(): unknown;
  resume(): unknown;
}

/** The part of its response that is used. */
export interface NodeResponse {
  readonly headersSent: boolean;
  readonly writableEnded: boolean;
  writeHead(status: number, headers: Record<string, string | string[]>): unknown;
  /** False if the writer should wait for `drain`. */
  write(chunk: Uint8Array): boolean;
  end(): unknown;
  // eslint-disable-next-line @typescript-eslint/unified-signatures -- node:http2 takes no undefined body
  end(body: Uint8Array): unknown;
  /** Closes the connection, so that the reader knows that the body is incomplete. */
  destroy(): unknown;
  on(event: "drain" | "close" | "error", listener: () => void): unknown;
}

/** The head of a request of Node, interpreted as by a web server. */
export interface NodeHead {
  readonly method: string;
  readonly url: URL;
  /** Headers by their names in lower case; values of a repeated header are joined. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Reads the head; undefined for a request that a web server does not answer. */
export function headOf({ method = "GET", url = "/", rawHeaders, socket }: NodeRequest): NodeHead | undefined {
  const headers = new Map<string, string>();
  const hosts: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase(); // both are below the length
    const value = rawHeaders[at + 1]!;
    if (name === "host" || name === ":authority") hosts.push(value);
    if (name.startsWith(":")) continue; // a pseudo-header of HTTP/2
    const before = headers.get(name);
    headers.set(name, before === undefined ? value : `${before}${name === "cookie" ? "; " : ", "}${value}`);
  }
  const [host = "localhost", ...others] = hosts;
  if (others.some((other) => other !== host) || !/^[\w.-]+(?::\d{1,5})?$|^\[[\da-f:.]+\](?::\d{1,5})?$/i.test(host)) {
    return undefined;
  }
  const scheme = "encrypted" in socket && socket.encrypted === true ? "https" : "http";
  if (!url.startsWith("/") || forbiddenMethods.test(method)) return undefined;
  try {
    return { method, url: new URL(`${scheme}://${host}${url}`), headers };
  } catch {
    return undefined;
  }
}

/** The methods that a Request cannot have. */
const forbiddenMethods = /^(?:CONNECT|TRACE|TRACK)$/i;

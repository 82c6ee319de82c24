/** The requests and responses of node:http, node:https and node:http2, without their types. */

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
  // eslint-disable-next-line @typescript-eslint/unified-signatures -- node:http2 takes no undefined body
  end(body: Uint8Array): unknown;
  /** Closes the connection, so that whoever reads knows that something is missing. */
  destroy(): unknown;
  on(event: "drain" | "close" | "error", listener: () => void): unknown;
}

/** The head of a request of Node, read as a web server reads it. */
export interface NodeHead {
  readonly method: string;
  readonly url: URL;
  /** By their names in lower case; the values of a name that came more than once are joined. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Undefined for what a web server does not answer. */
export function headOf({ method = "GET", url = "/", rawHeaders, socket }: NodeRequest): NodeHead | undefined {
  const headers = new Map<string, string>();
  const hosts: string[] = [];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase(); // both are below the length
    const value = rawHeaders[at + 1]!;
    if (name === "host" || name === ":authority") hosts.push(value);
    if (name.startsWith(":")) continue; // of HTTP/2, and not a header
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

/** Those that a Request cannot have. */
const forbiddenMethods = /^(?:CONNECT|TRACE|TRACK)$/i;

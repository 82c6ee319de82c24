import { toUtf8 } from "../xml/charset.js";
import { TransportError } from "../error.js";

/**
 * Sends a request and gives what came back; the global `fetch` is one. It heeds the signal, also while the body is read,
 * and follows no redirect, so that credentials stay at the address.
 */
export type Transport = (url: string, request: TransportRequest) => Promise<TransportResponse>;

export interface TransportRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  /** A stream only where a step of the port makes one. */
  readonly body?: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
  /** Of a stream, for `fetch`. */
  readonly duplex?: "half";
  readonly signal?: AbortSignal;
  readonly redirect: "manual";
}

export interface TransportResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** A stream, or all of it; null if there is none. */
  readonly body: ReadableStream<Uint8Array> | Uint8Array | null;
}

/** What is needed of the web's `Headers`. A `Map` whose keys are in lower case will do. */
export interface HttpHeaders {
  /** The value of a header, or null or undefined if it is not there. Names are told apart in lower case. */
  get(name: string): string | null | undefined;
  forEach(see: (value: string, name: string) => void): void;
}

/** A request before it is the transport's. */
export interface HttpMessage {
  readonly url: string;
  /** The URL without its query, and without the values in its path: for messages, as those can be secrets. */
  readonly shownUrl: string;
  readonly method: "GET" | "POST";
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly body?: TransportRequest["body"] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came back, before it is known what it is. */
export interface Received {
  readonly status: number;
  readonly httpHeaders: HttpHeaders;
  readonly body: Uint8Array;
  /** True if there was more than was to be read. */
  readonly truncated: boolean;
  /** What a step found wrong with it. */
  readonly reason?: string;
}

/** Receives `maxBytes` of a body; `failure` makes the error of the call from an error of the network. */
export type ReceiveBody<Body = Uint8Array | ReadableStream<Uint8Array>> = (
  body: TransportResponse["body"],
  maxBytes: number,
  failure: (error: unknown) => unknown,
) => Promise<{ readonly body: Body; readonly truncated: boolean }>;

/**
 * Sends a request and receives the reply. Rejects with a TransportError, which names the URL as `shownUrl`, for what never
 * became a reply, and with the signal's reason if the caller aborted; a signal that timed out is a TransportError.
 */
export async function exchange<Body>(
  transport: Transport | undefined,
  { url, shownUrl, method, httpHeaders, body, signal }: HttpMessage,
  maxBytes: number,
  receive: ReceiveBody<Body>,
): Promise<Pick<Received, "status" | "httpHeaders" | "truncated"> & { readonly body: Body }> {
  const failure = (error: unknown): unknown => {
    const cause: unknown = signal?.aborted ? signal.reason : error;
    if (signal?.aborted && !isTimeout(cause)) return cause;
    return new TransportError(`${method} ${shownUrl}: ${reasonOf(cause)}`, { cause });
  };
  try {
    signal?.throwIfAborted();
    // `fetch` is looked up for every call, so that what replaces the global one is used; and called without a `this`.
    const send: Transport = transport ?? fetch;
    const response = await send(url, {
      method,
      headers: httpHeaders,
      redirect: "manual",
      ...(body !== undefined && { body }),
      ...(body instanceof ReadableStream && { duplex: "half" }),
      ...(signal !== undefined && { signal }),
    });
    const { status, headers } = response;
    return { status, httpHeaders: headers, ...(await receive(response.body, maxBytes, failure)) };
  } catch (error) {
    throw failure(error);
  }
}

/** A body as text, whatever it is; for people. */
export function textOf(body: Uint8Array, httpHeaders: HttpHeaders): string {
  try {
    return new TextDecoder().decode(toUtf8(body, charsetOf(httpHeaders)));
  } catch {
    return new TextDecoder().decode(body);
  }
}

/** What the Content-Type says of the encoding. */
export function charsetOf(httpHeaders: HttpHeaders): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(httpHeaders.get("content-type") ?? "")?.[1];
}

/** Reads `maxBytes` of a body into one buffer that grows with it, since small chunks are large objects. */
export async function readBody(
  body: TransportResponse["body"],
  maxBytes: number,
): Promise<Pick<Received, "body" | "truncated">> {
  if (body === null || body instanceof Uint8Array) return limited(body ?? new Uint8Array(), maxBytes);
  const reader = body.getReader();
  let bytes: Uint8Array = new Uint8Array();
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { body: bytes.subarray(0, length), truncated: false };
    const part = value.subarray(0, maxBytes - length);
    bytes = appended(bytes, length, part, maxBytes);
    length += part.length;
    if (part.length === value.length) continue;
    // Whether the rest can be cancelled is of no interest to the caller.
    reader.cancel().catch(() => {});
    return { body: bytes.subarray(0, length), truncated: true };
  }
}

function limited(body: Uint8Array, maxBytes: number): Pick<Received, "body" | "truncated"> {
  return { body: body.subarray(0, maxBytes), truncated: body.length > maxBytes };
}

/** Appends to the first `length` bytes of a buffer; it is replaced by one of twice its size, but at most `maxBytes`, when it is full. */
export function appended(buffer: Uint8Array, length: number, part: Uint8Array, maxBytes: number): Uint8Array {
  const needed = length + part.length;
  if (length === 0) return part; // most bodies are one chunk
  if (needed <= buffer.length) {
    buffer.set(part, length);
    return buffer;
  }
  const larger = new Uint8Array(Math.min(Math.max(buffer.length * 2, needed), maxBytes));
  larger.set(buffer.subarray(0, length));
  larger.set(part, length);
  return larger;
}

/** Told by the name, as the DOMException of `AbortSignal.timeout` has no type of its own. */
function isTimeout(error: unknown): boolean {
  return error instanceof Error && error.name === "TimeoutError";
}

/** The code of the error that started it (`ECONNREFUSED`). Messages are left to `cause`, as they can hold the URL. */
function reasonOf(error: unknown): string {
  if (isTimeout(error)) return "timed out";
  let code: unknown;
  // A cause can be its own cause.
  for (let depth = 0; depth < 8 && error instanceof Error; depth++, error = error.cause) {
    if ("code" in error) ({ code } = error);
  }
  return typeof code === "string" && /^\w+$/.test(code) ? `no reply (${code})` : "no reply";
}

import { encodingOf } from "../xml/charset.js";
import { decoderOf } from "../xml/decoder.js";
import type { Bytes } from "../xml/output.js";
import { decodeUtf8, encodeUtf8 } from "../xml/utf8.js";
import type { ReceiveBody, TimeLimit } from "../context.js";
import type { Malformed } from "../error.js";
import { transportFailure } from "./transport-failure.js";
import type { Attached } from "../packaging.js";

/**
 * Sends a request and returns the response; the global `fetch` is a transport. It obeys the signal, even while the body
 * is read, and follows no redirect, so that credentials are sent to the address only.
 */
export type Transport = (url: string, request: TransportRequest) => Promise<TransportResponse>;

/** A request as a transport sends it; `fetch` takes it as it is. */
export interface TransportRequest {
  readonly method: "GET" | "POST";
  readonly headers: Readonly<Record<string, string>>;
  /**
   * A stream if a part of the request is one, or if a step of the port sends one. The DOM's types of some versions do
   * not know that a stream can be iterated, which undici's `fetch` expects.
   */
  readonly body?: Bytes | (ReadableStream<Uint8Array> & AsyncIterable<Uint8Array>);
  /** Required by `fetch` for a stream, and allowed for any body. */
  readonly duplex?: "half";
  /** Is aborted when the time limit is over, and by the caller. */
  readonly signal: AbortSignal;
  readonly redirect: "manual";
}

/** The part of a Response that is used. */
export interface TransportResponse {
  readonly status: number;
  readonly headers: HttpHeaders;
  /** A stream, any other source of chunks, or the whole body; null if there is none. */
  readonly body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array> | Uint8Array | null;
}

/** The part of the web's `Headers` that is used. A `Map` with keys in lower case is enough. */
export interface HttpHeaders {
  /** The value of a header, or null or undefined if it is absent. Names are compared in lower case. */
  get(name: string): string | null | undefined;
  forEach(see: (value: string, name: string) => void): void;
  /** The values of all `Set-Cookie` headers; absent if the transport does not know them apart. */
  getSetCookie?(): string[];
}

/** A request before it is passed to the transport. */
export interface HttpMessage {
  readonly url: string;
  /** The URL without its query and without values in its path, for messages: those can be secrets. */
  readonly shownUrl: string;
  readonly method: "GET" | "POST";
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly body?: Bytes | ReadableStream<Uint8Array> | undefined;
  readonly signal?: AbortSignal | undefined;
  /** See `timeout` of a port. */
  readonly timeout?: number | undefined;
  /** Is given the time limit before the request is sent, by which a stream is not timed while it waits for its source. */
  readonly onLimit?: ((limit: TimeLimit) => void) | undefined;
  /** Receives the body of the reply: as bytes by default, or as a stream with `asStream`. */
  readonly receive?: ReceiveBody | undefined;
}

/** A response before it is classified as a kind of reply. */
export interface Received {
  readonly status: number;
  readonly httpHeaders: HttpHeaders;
  readonly body: Uint8Array;
  /** True if the body is longer than the limit. */
  readonly truncated: boolean;
  /** The error of a step that found the response malformed. */
  readonly error?: Malformed;
  /** The parts beside the body, if that was in a multipart. */
  readonly attached?: Attached | undefined;
  /** Identifies the exchange for its trace. */
  readonly traced?: object;
  /** The header blocks that steps have processed. */
  readonly understood?: readonly { readonly namespace: string; readonly name: string }[];
}

/** The time limit of an exchange in milliseconds, unless the port or the call has another one. */
export const defaultTimeout = 60_000;

/**
 * Sends a request and receives the response. Without a response it rejects with a TransportError, which names the URL
 * as `shownUrl`. If the caller aborted, it rejects with the signal's reason, or with a TransportError if the signal
 * timed out.
 */
export async function exchange(
  transport: Transport,
  {
    url,
    shownUrl,
    method,
    httpHeaders,
    body,
    signal,
    timeout = defaultTimeout,
    onLimit,
    receive = readBody,
  }: HttpMessage,
  maxBytes: number,
): Promise<Omit<Received, "body"> & { readonly body: Uint8Array | ReadableStream<Uint8Array> }> {
  // Unlike AbortSignal.timeout and AbortSignal.any, this leaves nothing behind.
  const controller = new AbortController();
  const abort = (): void => controller.abort(signal?.reason);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const count = (on: boolean): void => {
    clearTimeout(timer);
    // Timers that cannot count as far fire at once.
    if (on && timeout && timeout < 2 ** 31) timer = setTimeout(abort, timeout);
  };
  const end = (): void => {
    count(false);
    signal?.removeEventListener("abort", abort);
  };
  const limit = { signal: controller.signal, count, end };
  const failure = (error: unknown): unknown => {
    end();
    const isLate = !signal?.aborted && limit.signal.aborted;
    const cause: unknown = signal?.aborted ? signal.reason : error;
    // Recognized by its name, because the DOMException of `AbortSignal.timeout` has no type of its own.
    if (signal?.aborted && !(cause instanceof Error && cause.name === "TimeoutError")) return cause;
    return transportFailure(`${method} ${shownUrl}`, url, cause, isLate && timeout);
  };
  try {
    signal?.throwIfAborted();
    signal?.addEventListener("abort", abort);
    count(true);
    onLimit?.(limit);
    const sent = transport(url, {
      method,
      headers: httpHeaders,
      redirect: "manual",
      body: body as NonNullable<TransportRequest["body"]>, // undefined if the request has none
      duplex: "half",
      signal: limit.signal,
    });
    const { status, headers, body: answer } = await unlessAborted(sent, limit.signal);
    const received = await receive(answer, maxBytes, failure, limit);
    // A stream ends later.
    if (received.body instanceof Uint8Array) end();
    return { status, httpHeaders: headers, ...received };
  } catch (error) {
    throw failure(error);
  }
}

/** A body, or the start of one, as text for people, whatever its content. */
export function textOf(body: Uint8Array, httpHeaders: HttpHeaders): string {
  try {
    const [name, mark] = encodingOf(body, charsetOf(httpHeaders));
    // The start of a body can end in the middle of a character.
    return decoderOf(name).decode(body.subarray(mark), { stream: true });
  } catch {
    return new TextDecoder().decode(body);
  }
}

/** The first 65,536 characters of a body as text, without the rest in memory. */
export function startOf(body: Uint8Array, httpHeaders: HttpHeaders): string {
  // No charset takes more than 4 bytes for a character.
  const start = textOf(body.subarray(0, 4 * longestStart), httpHeaders).slice(0, longestStart);
  // A slice keeps the text that it was cut from.
  return decodeUtf8(encodeUtf8(start));
}

const longestStart = 65_536;

/** True if the body begins like XML rather than HTML, even if it is cut off. */
export function isXml({ body, httpHeaders }: Received): boolean {
  const head = body.subarray(0, 1024);
  // In ASCII too, because the declared charset can be a wrong one, in which nothing begins like XML.
  const texts = [textOf(head, httpHeaders), new TextDecoder().decode(head)];
  return texts.some((text) => /^\s*<(?!\0)/.test(text) && !/<(!doctype\s+)?html\b/i.test(text));
}

/** The encoding that the Content-Type declares. */
export function charsetOf(httpHeaders: Pick<HttpHeaders, "get">): string | undefined {
  return /;\s*charset\s*=\s*["']?([^\s;"']+)/i.exec(httpHeaders.get("content-type") ?? "")?.[1];
}

/** Reads up to `maxBytes` of a body into one growing buffer, because many small chunks take much memory. */
export async function readBody(
  body: TransportResponse["body"],
  maxBytes: number,
  _failure?: unknown,
  limit?: TimeLimit,
): Promise<Pick<Received, "body" | "truncated">> {
  let bytes: Uint8Array = new Uint8Array();
  const whole = body ?? bytes;
  if (whole instanceof Uint8Array) return { body: whole.subarray(0, maxBytes), truncated: whole.length > maxBytes };
  const { read, cancel } = chunksOf(whole, limit?.signal);
  let length = 0;
  let truncated = false;
  while (!truncated) {
    const { done, value } = await read();
    if (done === true) break;
    const part = value.subarray(0, maxBytes - length);
    bytes = appended(bytes, length, part, maxBytes);
    length += part.length;
    truncated = part.length < value.length;
  }
  // The caller has no use for an error of the cancellation.
  if (truncated) cancel().catch(() => {});
  return { body: bytes.subarray(0, length), truncated };
}

/** The result of reading a stream or of iterating, in the libraries of all versions of TypeScript. */
export type Taken<T> =
  { readonly done?: false | undefined; readonly value: T } | { readonly done: true; readonly value?: unknown };

/**
 * The chunks of a body one by one, and the function that gives up the others. If the signal is aborted, a read rejects
 * with its reason and the body is given up, even where the platform does not notice.
 */
export function chunksOf(
  body: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>,
  signal?: AbortSignal,
): {
  readonly read: () => Promise<Taken<Uint8Array>>;
  readonly cancel: (reason?: unknown) => Promise<unknown>;
} {
  let next: () => Promise<Taken<Uint8Array>>;
  let cancel: (reason?: unknown) => Promise<unknown>;
  // Not every browser can iterate over a stream.
  if ("getReader" in body) {
    const reader = body.getReader();
    next = () => reader.read();
    cancel = (reason) => reader.cancel(reason);
  } else {
    const chunks = body[Symbol.asyncIterator]();
    next = () => chunks.next();
    cancel = async () => chunks.return?.();
  }
  return {
    read: () =>
      unlessAborted(next(), signal).catch((error: unknown) => {
        // The caller has no use for an error of the cancellation.
        cancel(error).catch(() => {});
        throw error;
      }),
    cancel,
  };
}

/** Rejects with the reason of the signal once it is aborted, because not every platform and transport does. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason as Error);
    if (signal.aborted) stop();
    signal.addEventListener("abort", stop);
    void work.then(resolve, reject).then(() => signal.removeEventListener("abort", stop));
  });
}

/**
 * Appends to the first `length` bytes of a buffer. A full buffer is replaced by one of twice its size, but at most
 * `maxBytes`.
 */
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

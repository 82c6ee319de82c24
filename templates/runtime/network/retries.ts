import type { IncomingMessage, Step } from "../binding/step.js";
import { defaultTimeout } from "../binding/transport.js";
import { TransportError, type TransportFailure } from "../error.js";
import { discard } from "./discard.js";

/** Which requests are sent again, how often and when. */
export interface RetryOptions {
  /** The names of the operations that may be performed twice; `true` for every operation of the port or call. */
  readonly idempotent: readonly string[] | true;
  /** The largest number of times that a request is sent; 4 by default. */
  readonly attempts?: number | undefined;
  /** The time in milliseconds for all attempts and the waits between them; 60,000 by default. */
  readonly deadline?: number | undefined;
  /** The longest wait in milliseconds before the second attempt; 250 by default. Doubles with each attempt. */
  readonly backoff?: number | undefined;
}

/**
 * A step that sends a request again if no reply came, or one with the status 408, 429, 502, 503 or 504. It waits for a
 * random part of a time that doubles, and at least as long as `Retry-After` asks for. If the next attempt would begin
 * after the deadline, the call ends at once with the last outcome. Streamed requests, and those
 * with attachments from sources, are sent once.
 */
export function retries({ idempotent, attempts = 4, deadline = 60_000, backoff = 250 }: RetryOptions): Step {
  return async (message, next) => {
    const { body, isOnce, operation, signal, timeout = defaultTimeout } = message;
    const isIdempotent = idempotent === true || idempotent.includes(operation);
    if (!isIdempotent || isOnce || body instanceof ReadableStream) return next(message);
    const end = Date.now() + deadline;
    for (let attempt = 1; ; attempt++) {
      const left = Math.max(end - Date.now(), 1);
      let reply: IncomingMessage | undefined;
      let failure: unknown;
      try {
        reply = await next({ ...message, timeout: Math.min(timeout || Infinity, left) });
        if (!temporary.has(reply.status)) return reply;
      } catch (error) {
        if (!(error instanceof TransportError) || permanent.has(error.reason) || signal?.aborted) throw error;
        failure = error;
      }
      const wait = Math.max(Math.random() * backoff * 2 ** (attempt - 1), reply === undefined ? 0 : retryAfter(reply));
      if (attempt >= attempts || Date.now() + wait >= end) {
        if (reply === undefined) throw failure;
        return reply;
      }
      if (reply !== undefined) discard(reply);
      await pause(wait, signal);
    }
  };
}

const temporary: ReadonlySet<number> = /* @__PURE__ */ new Set([408, 429, 502, 503, 504]);

/** Reasons that another attempt does not change. */
const permanent: ReadonlySet<TransportFailure | undefined> = /* @__PURE__ */ new Set<TransportFailure | undefined>([
  "certificate",
  "TLS",
  "authentication",
  "bad port",
  "cors",
]);

/** The milliseconds that a reply asks for (RFC 9110, 10.2.3), as seconds or as a date. */
function retryAfter({ httpHeaders }: IncomingMessage): number {
  const value = httpHeaders.get("retry-after")?.trim() ?? "";
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000;
  const date = value.length > 40 ? NaN : Date.parse(value);
  return Number.isNaN(date) ? 0 : date - Date.now();
}

/** Ends early when the caller aborts or has aborted, which the next attempt finds. */
function pause(milliseconds: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    if (signal?.aborted) end();
    else signal?.addEventListener("abort", end);
  });
}

import { TransportError, type ErrorCause, type TransportFailure } from "../error.js";

/**
 * The error of a request that got no reply, within `limit` milliseconds if that was the cause. Messages of causes can
 * contain the URL, so they are not shown.
 */
export function transportFailure(request: string, url: string, cause: unknown, limit: number | false): TransportError {
  if (cause instanceof TransportError) return new TransportError(`${request}: ${cause.message}`, cause);
  const { location } = globalThis as { readonly location?: { readonly origin: string } }; // only browsers have it
  let reason = location && !url.startsWith(location.origin) ? "cors" : undefined;
  let code = "";
  // A cause may be circular.
  for (
    let depth = 0, error = cause;
    depth < 8 && error instanceof Error;
    depth++, error = (error as ErrorCause).cause
  ) {
    if ("code" in error && typeof error.code === "string") ({ code } = error);
    // The last match, because a URL comes before the reason.
    const [, word = reason] = reasons.exec(`${error.message} ${error.name} ${code}`) ?? [];
    reason = word?.toLowerCase().replace("timedout", "timeout");
  }
  const shown = /^\w+$/.test(code) ? code : reason;
  let text = `no reply${shown ? ` (${shown})` : ""}`;
  if (limit) reason = "timeout";
  if (reason === "timeout") text = `timed out${limit ? ` after ${limit} ms; \`timeout\` allows more` : ""}`;
  // Each word of the pattern is a reason.
  return new TransportError(`${request}: ${text}`, { cause, reason: reason as TransportFailure });
}

/** In the names, codes and messages of all platforms, but not in a host such as `refused.example`. */
const reasons = /^[^]*(refused|reset|closed|certificate|bad port|timeout|timedout)(?![-.]\w)/i;

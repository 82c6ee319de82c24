import type { IncomingMessage, OutgoingMessage, Step } from "../binding/step.js";
import { withoutQuery } from "../redaction.js";
import { parsedUrl } from "../url.js";
import { discard } from "./discard.js";

/** How many redirects are followed. */
export interface RedirectOptions {
  /** The largest number of redirects of one request; 5 by default. */
  readonly limit?: number | undefined;
}

/**
 * A step that follows redirects within the origin of the address: with the same request for 307 and 308, and for any
 * redirect of a GET. Others, such as one to another origin, are replies of kind `http`. Streamed requests are sent once.
 */
export function redirects({ limit = 5 }: RedirectOptions = {}): Step {
  const step: Step = async (message, next) => {
    let sent = message;
    for (let count = 0; ; count++) {
      const reply = await next(sent);
      const url = count < limit ? targetOf(reply, sent) : undefined;
      if (url === undefined) return reply;
      discard(reply);
      // A redirect can repeat values that are in the path of the request.
      const hasValues = !sent.url.startsWith(sent.shownUrl);
      sent = { ...sent, url: url.href, shownUrl: hasValues ? `${url.origin}/…` : withoutQuery(url.href) };
    }
  };
  return Object.assign(step, { after: "packing" } as const);
}

/** The URL to which the same request goes next; undefined if it goes nowhere. */
function targetOf({ status, httpHeaders }: IncomingMessage, sent: OutgoingMessage): URL | undefined {
  const isFollowed = status === 307 || status === 308 || (sent.method === "GET" && [301, 302, 303].includes(status));
  const location = httpHeaders.get("location");
  if (!isFollowed || sent.body instanceof ReadableStream || location === null || location === undefined)
    return undefined;
  const url = parsedUrl(location, sent.url);
  if (url?.origin !== new URL(sent.url).origin) return undefined;
  // The user name and the password of the redirect are not ours.
  return Object.assign(url, { username: "", password: "", hash: "" });
}

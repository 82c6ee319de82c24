import { explain, misfit } from "../error.js";
import { redactUrl } from "../redaction.js";
import { parsedUrl } from "../url.js";
import type { ServeOptions } from "./contract.js";
import type { PlainRequest } from "./plain.js";

/**
 * The reason to refuse a call over HTTP GET or POST from a page of another site, which could call on behalf of its
 * user. Undefined for programs, the address bar, the service's own pages and those of allowed origins. SOAP does not
 * need this check: browsers do not send its media types to another origin without a preflight request.
 */
export function crossSiteRefusal(
  { headers, url }: Pick<PlainRequest, "headers" | "url">,
  { origins = [], address = url.href }: ServeOptions,
): string | undefined {
  const origin = headers.get("origin") ?? null;
  if (origin !== null && origins.includes(origin)) return undefined;
  // Sec-Fetch-Site, unlike Origin, reflects redirects and proxies that end TLS. Browsers send it only to https and to
  // localhost.
  const site = headers.get("sec-fetch-site") ?? null;
  const isOwn =
    site === null ? origin === null || origin === new URL(address).origin : site === "same-origin" || site === "none";
  if (isOwn) return undefined;
  const expected = "a call from a page of the service's own origin";
  return origin === null
    ? `expected ${expected}, found one from another site: open the address itself, or call from an origin that the option "origins" of the service names`
    : `${explain(misfit(expected, origin))}: to allow it, name it in the option "origins" of the service`;
}

/** Throws a TypeError for an origin that browsers never send. */
export function checkOrigins({ origins = [] }: ServeOptions): void {
  for (const origin of origins) {
    if (parsedUrl(origin)?.origin === origin) continue;
    throw new TypeError(
      `options.origins: ${explain(misfit('an origin such as "https://intranet.example"', redactUrl(origin)))}`,
    );
  }
}

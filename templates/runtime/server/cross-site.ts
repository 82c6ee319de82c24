import { explain, misfit } from "../error.js";
import { redactUrl } from "../redaction.js";
import type { ServeOptions } from "./contract.js";
import type { PlainRequest } from "./plain.js";

/**
 * The reason to refuse a call over HTTP GET or POST that a page of another site made, without or against its user's will;
 * undefined for programs, the address bar, the service's own pages and those of the origins that the options allow. SOAP needs no
 * such check: its media types are not among those that a page may send to another origin without asking it first.
 */
export function crossSiteRefusal(
  { headers, url }: Pick<PlainRequest, "headers" | "url">,
  { origins = [], address = url.href }: ServeOptions,
): string | undefined {
  const origin = headers.get("origin") ?? null;
  if (origin !== null && origins.includes(origin)) return undefined;
  // It knows of redirects and of proxies that end TLS, which the origin does not. Browsers send it to https and to this machine only.
  const site = headers.get("sec-fetch-site") ?? null;
  const isOwn =
    site === null ? origin === null || origin === new URL(address).origin : site === "same-origin" || site === "none";
  if (isOwn) return undefined;
  const expected = "a call from a page of the service's own origin";
  return origin === null
    ? `expected ${expected}, found one from another site: open the address itself, or call from an origin that the option "origins" of the service names`
    : `${explain(misfit(expected, origin))}: to allow it, name it in the option "origins" of the service`;
}

/** Throws a TypeError for an origin that no browser sends. */
export function checkOrigins({ origins = [] }: ServeOptions): void {
  for (const origin of origins) {
    if (URL.canParse(origin) && new URL(origin).origin === origin) continue;
    throw new TypeError(
      `options.origins: ${explain(misfit('an origin such as "https://intranet.example"', redactUrl(origin)))}`,
    );
  }
}

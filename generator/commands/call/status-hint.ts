import type { HttpHeaders } from "../../../templates/runtime/binding/transport.js";
import { isSoap, type Binding } from "../../bindings.js";
import { credentialOptions, refusalIn } from "../fetch/challenge.js";
import { shownUrl } from "../fetch/shown-url.js";
import type { ReplyContent } from "../reply-content.js";

export interface Called {
  readonly address: string;
  readonly binding: Binding;
  /** Those of the operation. */
  readonly bindings: readonly Binding[];
  /** True if credentials were sent. */
  readonly hasCredentials: boolean;
}

/** Advice for a reply that is not a message of the service; undefined where nothing is known to help. */
export function statusHint(
  { status, httpHeaders }: { readonly status: number; readonly httpHeaders: HttpHeaders },
  { address, binding, bindings, hasCredentials }: Called,
): string | undefined {
  const location = httpHeaders.get("location") ?? "";
  if (status >= 300 && status < 400 && location !== "" && URL.canParse(location, address)) {
    const target = shownUrl(new URL(location, address));
    return `it redirects to ${target}; if you trust it, repeat this with --address ${target}`;
  }
  if (status === 401) {
    const { schemes, hint } = refusalIn(httpHeaders.get("www-authenticate") ?? "", hasCredentials);
    return schemes === "" ? hint : `it asks for ${schemes}: ${hint}`;
  }
  if (status === 403) return "the service refuses the caller: check the credentials, and which networks it permits";
  if (status === 404 || status === 405) return `check the address: ${shownUrl(new URL(address))}, or give --address`;
  const other = bindings.find((each) => each !== binding);
  if (status === 415 && other !== undefined) return `try another binding: --binding ${other}`;
  if (status === 429 || status === 503) return "the service has no time for the call now: try again later";
  return undefined;
}

/** Advice for what came in place of a message; undefined where nothing is known to help. */
export function contentHint(
  content: ReplyContent | undefined,
  { address, bindings, hasCredentials }: Pick<Called, "address" | "bindings" | "hasCredentials">,
): string | undefined {
  const check = `check the address: ${shownUrl(new URL(address))}`;
  switch (content) {
    case "an HTML page":
      return `${check}; the page may be that of a login, which ${hasCredentials ? "refused the credentials" : "needs credentials"}: ${credentialOptions}`;
    case "nothing":
      return `${check}; --trace shows the headers of the reply`;
    case "compressed data":
      return "the service compresses its replies without a Content-Encoding: --http-header 'Accept-Encoding: identity' may prevent it";
    case "XML without an envelope": {
      const other = bindings.find((each) => !isSoap(each));
      return other === undefined
        ? `${check}; replies over SOAP have an envelope`
        : `try another binding: --binding ${other}`;
    }
    case "JSON":
      return `${check}; the message of a gateway or of another service is JSON`;
    case undefined:
      return undefined;
  }
}

import type { Service } from "../../../templates/runtime/server.js";
import { UsageError } from "../shell.js";

/** The origins whose pages may call: one, or `*` for all. */
export function originOf(option: string | true): string {
  if (option === true || option === "*") return "*";
  if (URL.canParse(option) && new URL(option).origin === option) return option;
  throw new UsageError(
    `found --cors ${JSON.stringify(option)}, expected an origin such as https://app.example; the spec comes before the option`,
  );
}

/** Lets pages of the origin call the service from a browser: answers preflight requests, and allows reading responses. */
export function withCors(service: Service, allowed: string): Service {
  return async (request) => {
    const origin = request.headers.get("origin");
    if (origin === null || (allowed !== "*" && origin !== allowed)) return service(request);
    const method = request.headers.get("access-control-request-method");
    const isPreflight = request.method === "OPTIONS" && method !== null;
    const response = isPreflight ? new Response(null, { status: 204 }) : await service(ownRequest(request));
    const headers = new Headers(response.headers);
    headers.set("Access-Control-Allow-Origin", allowed);
    headers.append("Vary", "Origin");
    if (isPreflight) {
      headers.set("Access-Control-Allow-Methods", "GET, POST");
      const asked = request.headers.get("access-control-request-headers");
      if (asked !== null) headers.set("Access-Control-Allow-Headers", asked);
      // A page of a public site asks for this before it reaches a private address.
      if (request.headers.has("access-control-request-private-network"))
        headers.set("Access-Control-Allow-Private-Network", "true");
    } else headers.set("Access-Control-Expose-Headers", "*");
    const { status, statusText } = response;
    return new Response(response.body, { status, statusText, headers });
  };
}

/** The request as a page of the service's own would send it, which the service does not refuse as one of another site. */
function ownRequest(request: Request): Request {
  const headers = new Headers(request.headers);
  headers.delete("origin");
  headers.delete("sec-fetch-site");
  return new Request(request, { headers });
}

import type { DryRequest } from "../../../templates/stand-in/service-call.js";

/**
 * The call of curl that sends a request. Credentials are not in it: it takes them from the environment, as `soapwright`
 * does.
 */
export function curlCall({ method, url, httpHeaders, body }: DryRequest): string {
  const headers = Object.entries(httpHeaders).map(([name, value]) => {
    if (name.toLowerCase() !== "authorization") return `-H ${quoted(`${name}: ${value}`)}`;
    if (value.startsWith("Bearer ")) return '-H "Authorization: Bearer $SOAPWRIGHT_TOKEN"';
    return '-u "$SOAPWRIGHT_USER:$SOAPWRIGHT_PASSWORD"';
  });
  const sent = body === undefined ? [] : [`--data-raw ${quoted(body)}`];
  const request = method === "GET" || body !== undefined ? [] : [`-X ${method}`];
  return `${[`curl ${quoted(url)}`, ...request, ...headers, ...sent].join(" \\\n  ")}\n`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

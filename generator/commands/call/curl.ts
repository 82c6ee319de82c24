import { redactHttpHeader } from "../../../templates/runtime/redaction.js";
import type { DryRequest } from "../../../templates/stand-in/service-call.js";

/**
 * The call of curl that sends a request. Secret headers are not in it: it takes their values from the environment, those of
 * `--user` and `--bearer` as `soapwright` does, and others from variables with the names of the headers.
 */
export function curlCall({ method, url, httpHeaders, body }: DryRequest): string {
  const headers = Object.entries(httpHeaders).map(([name, value]) => headerOption(name, value));
  const sent = body === undefined ? [] : [`--data-raw ${quoted(body)}`];
  const request = method === "GET" || body !== undefined ? [] : [`-X ${method}`];
  return `${[`curl ${quoted(url)}`, ...request, ...headers, ...sent].join(" \\\n  ")}\n`;
}

function headerOption(name: string, value: string): string {
  if (redactHttpHeader(name, value) === value) return `-H ${quoted(`${name}: ${value}`)}`;
  if (name.toLowerCase() === "authorization") {
    if (value.startsWith("Bearer ")) return '-H "Authorization: Bearer $SOAPWRIGHT_TOKEN"';
    if (value.startsWith("Basic ")) return '-u "$SOAPWRIGHT_USER:$SOAPWRIGHT_PASSWORD"';
  }
  const variable = `$${name.replace(/\W/g, "_").replace(/^\d/, "_$&").toUpperCase()}`;
  // Other characters may be special between double quotes.
  return /^[\w-]+$/.test(name) ? `-H "${name}: ${variable}"` : `-H ${quoted(`${name}: `)}"${variable}"`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

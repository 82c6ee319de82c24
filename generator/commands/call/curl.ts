import { redactHttpHeader } from "../../../templates/runtime/redaction.js";
import type { DryRequest } from "../../../templates/stand-in/service-call.js";
import type { ConnectionOptions } from "../options.js";

/**
 * The call of curl that sends a request over the same connection. No secret is in it: it takes the values of headers from the
 * environment, those of `--user` and `--bearer` as `soapwright` does, and others from variables with the names of the headers.
 */
export function curlCall(
  { method, url, httpHeaders, body }: DryRequest,
  { isSignedIn = false, cert, key, ca, proxy }: CurlOptions = {},
): string {
  const headers = Object.entries(httpHeaders).map(([name, value]) => headerOption(name, value));
  const sent = body === undefined ? [] : [`--data-raw ${quoted(body)}`];
  const request = method === "GET" || body !== undefined ? [] : [`-X ${method}`];
  // Without Basic in the request, the service is asked first.
  const login = isSignedIn && !headers.includes(userOption) ? [`--anyauth ${userOption}`] : [];
  const files = Object.entries({ cert, key, cacert: ca }).flatMap(([name, path]) =>
    path === undefined ? [] : [`--${name} ${quoted(path)}`],
  );
  const options = [...request, ...login, ...files, ...proxyOptions(proxy), ...headers, ...sent];
  return `${[`curl ${quoted(url)}`, ...options].join(" \\\n  ")}\n`;
}

export interface CurlOptions extends Pick<ConnectionOptions, "cert" | "key" | "ca" | "proxy"> {
  /** True if there are a user name and a password. */
  readonly isSignedIn?: boolean;
}

const userOption = '-u "$SOAPWRIGHT_USER:$SOAPWRIGHT_PASSWORD"';

/** By itself, curl takes a proxy from the environment. */
function proxyOptions(proxy: string | undefined): readonly string[] {
  if (proxy === undefined || proxy === "env") return [];
  const [, scheme = "", login, host = ""] = /^([a-z][\w+.-]*:\/\/)?(?:([^/?#]*)@)?([^]*)$/i.exec(proxy) ?? [];
  const user = login === undefined ? [] : ['--proxy-user "$PROXY_USER:$PROXY_PASSWORD"'];
  return [`--proxy ${quoted(scheme + host)}`, ...user];
}

function headerOption(name: string, value: string): string {
  if (redactHttpHeader(name, value) === value) return `-H ${quoted(`${name}: ${value}`)}`;
  if (name.toLowerCase() === "authorization") {
    if (value.startsWith("Bearer ")) return '-H "Authorization: Bearer $SOAPWRIGHT_TOKEN"';
    if (value.startsWith("Basic ")) return userOption;
  }
  const variable = `$${name.replace(/\W/g, "_").replace(/^\d/, "_$&").toUpperCase()}`;
  // Other characters may be special between double quotes.
  return /^[\w-]+$/.test(name) ? `-H "${name}: ${variable}"` : `-H ${quoted(`${name}: `)}"${variable}"`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}

import type { Step } from "../binding/step.js";
import type { HttpHeaders } from "../binding/transport.js";
import { withHeader } from "./with-header.js";

/** A cookie of one host (RFC 6265). */
interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  readonly isSecure: boolean;
  /** In milliseconds; Infinity for one that lasts as long as the jar. */
  readonly expires: number;
}

const maxCookieLength = 4096;
const maxCookies = 50;
const maxHosts = 100;

/**
 * A step that keeps the cookies of replies in memory, and sends them with later requests to the same host, as sessions
 * of ASP.NET need them. The calls and ports to which it is given share its cookies. A host keeps 50 cookies of up to 4,096
 * characters; the oldest give way, those without `Secure` first. `Domain` does not let other hosts see a cookie.
 */
export function cookies(): Step {
  /** Cookies by path and name, by host. */
  const hosts = new Map<string, Map<string, Cookie>>();
  const step: Step = async (message, next) => {
    const url = new URL(message.url);
    const header = [...(hosts.get(url.hostname)?.values() ?? [])]
      .filter((cookie) => isSentTo(cookie, url))
      .sort((one, other) => other.path.length - one.path.length)
      .map(({ name, value }) => `${name}=${value}`);
    const own = Object.entries(message.httpHeaders).flatMap(([name, value]) => (/^cookie$/i.test(name) ? [value] : []));
    const all = [...own, ...header].join("; ");
    const reply = await next(
      header.length === 0 ? message : { ...message, httpHeaders: withHeader(message.httpHeaders, "Cookie", all) },
    );
    for (const text of setCookies(reply.httpHeaders)) {
      const cookie = readCookie(text, url);
      if (cookie !== undefined) keep(hosts, cookie, url);
    }
    return reply;
  };
  return Object.assign(step, { after: "packing" } as const);
}

function keep(hosts: Map<string, Map<string, Cookie>>, cookie: Cookie, url: URL): void {
  const jar = hosts.get(cookie.host) ?? new Map<string, Cookie>();
  const key = `${cookie.path} ${cookie.name}`;
  const now = Date.now();
  // Anybody can forge a page without encryption, so that it neither replaces nor precedes a secure cookie (RFC 6265bis, 5.7).
  const isProtected = ({ name, path, isSecure, expires }: Cookie): boolean =>
    isSecure && expires > now && name === cookie.name && covers(path, cookie.path);
  if (url.protocol !== "https:" && [...jar.values()].some(isProtected)) return;
  jar.delete(key);
  if (cookie.expires > now) jar.set(key, cookie);
  if (jar.size > maxCookies) {
    const [oldest] = [...jar].sort(([, one], [, other]) => rank(one, now) - rank(other, now));
    if (oldest !== undefined) jar.delete(oldest[0]);
  }
  hosts.delete(cookie.host);
  if (jar.size > 0) hosts.set(cookie.host, jar);
  const [oldestHost] = hosts.keys();
  if (hosts.size > maxHosts && oldestHost !== undefined) hosts.delete(oldestHost);
}

/** The order in which cookies give way: those that are over, then those that a forged page can set. */
function rank({ isSecure, expires }: Cookie, now: number): number {
  return expires <= now ? 0 : isSecure ? 2 : 1;
}

function isSentTo({ path, isSecure, expires }: Cookie, { protocol, pathname }: URL): boolean {
  return covers(path, pathname) && expires > Date.now() && (!isSecure || protocol === "https:");
}

/** True if the path of a URL, or of another cookie, is that of a cookie or below it (RFC 6265, 5.1.4). */
function covers(path: string, pathname: string): boolean {
  return pathname.startsWith(path) && (path.endsWith("/") || (pathname[path.length] ?? "/") === "/");
}

/** The cookie that a Set-Cookie sets; undefined for one that the URL must not set. */
function readCookie(text: string, url: URL): Cookie | undefined {
  if (text.length > maxCookieLength) return undefined;
  const [pair = "", ...rest] = text.split(";");
  const [name, value] = splitAt(pair);
  const isText = /^[!#$%&'*+.^`|~\w-]+$/.test(name) && value !== undefined && /^[\t\x20-\x7e\x80-\xff]*$/.test(value);
  if (!isText) return undefined;
  const attributes = new Map(rest.map(splitAt).map(([attribute, content = ""]) => [attribute.toLowerCase(), content]));
  const isSecure = attributes.has("secure");
  if (isSecure && url.protocol !== "https:") return undefined;
  const domain = attributes.get("domain")?.replace(/^\./, "").toLowerCase() ?? "";
  const host = url.hostname;
  if (domain !== "" && host !== domain && !host.endsWith(`.${domain}`)) return undefined;
  const given = attributes.get("path") ?? "";
  if (/^__secure-/i.test(name) && !isSecure) return undefined;
  if (/^__host-/i.test(name) && !(isSecure && domain === "" && given === "/")) return undefined;
  const path = given.startsWith("/") ? given : url.pathname.slice(0, url.pathname.lastIndexOf("/")) || "/";
  return { name, value, host, path, isSecure, expires: expiryOf(attributes) };
}

/** Max-Age takes precedence over Expires. */
function expiryOf(attributes: ReadonlyMap<string, string>): number {
  const age = attributes.get("max-age") ?? "";
  if (/^-?\d+$/.test(age)) return Date.now() + Number(age) * 1000;
  const date = attributes.get("expires") ?? "";
  const expires = date.length > 40 ? NaN : Date.parse(date);
  return Number.isNaN(expires) ? Infinity : expires;
}

/** Both sides of the first `=`. */
function splitAt(text: string): [name: string, value?: string] {
  const at = text.indexOf("=");
  return at < 0 ? [text.trim()] : [text.slice(0, at).trim(), text.slice(at + 1).trim()];
}

/** The values of all Set-Cookie headers. In joined ones, a comma before a name and a `=` separates; one in a date does not. */
function setCookies(headers: HttpHeaders): readonly string[] {
  return headers.getSetCookie?.() ?? headers.get("set-cookie")?.split(/,(?=\s*[^\s;,=]+=)/) ?? [];
}

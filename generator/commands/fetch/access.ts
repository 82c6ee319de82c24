import { UsageError } from "../shell.js";

/** The hosts that may be contacted: those that the user named, and no others, whatever a document imports. */
export interface Access {
  /**
   * Returns the URL to fetch in place of `url`, or the reason why it may not be fetched. A document that was reached over https is never
   * fetched over http: where a service names itself with http, the URL is corrected.
   */
  readonly to: (url: URL) => Permission;
  /** True for the origin of an address that the user named, which alone receives credentials. */
  readonly isNamed: (url: URL) => boolean;
}

export type Permission =
  | {
      readonly kind: "granted";
      readonly url: URL;
      /** True if only a pattern names the host, which must have a public address then. */
      readonly byPattern: boolean;
    }
  | {
      readonly kind: "refused";
      readonly reason: string;
      /** The option that would permit it; undefined if none does. */
      readonly option?: string;
      /** The option that fetches the same path from the host that the user named. */
      readonly renaming?: string;
    };

/**
 * Permits the origins of `starts`, and the hosts in `allowed`: `cdn.example`, `cdn.example:8443`, `*.example`, or an
 * origin such as `http://cdn.example`. `internal:9080=https://shop.example` stands for a host that is reached at one of
 * the origins of `starts`.
 */
export function access(starts: readonly URL[], allowed: readonly string[]): Access {
  const origins = new Set(starts.map(({ origin }) => origin));
  const isSecure = starts.some(({ protocol }) => protocol === "https:");
  const rules = allowed.flatMap((each) => (each.includes("=") ? [] : allowRule(each)));
  const renamed = allowed.flatMap((each) => (each.includes("=") ? renamingRule(each, origins) : []));
  const isNamed = ({ origin }: URL): boolean => origins.has(origin);
  return {
    isNamed,
    to(found) {
      if (found.protocol !== "http:" && found.protocol !== "https:") {
        return { kind: "refused", reason: `is of ${found.protocol.slice(0, -1)}, and only http and https are fetched` };
      }
      if (found.username !== "" || found.password !== "") {
        return { kind: "refused", reason: "holds a user name or a password" };
      }
      const url = new URL(found);
      url.hash = "";
      if (isNamed(url)) return { kind: "granted", url, byPattern: false };
      const renaming = renamed.find(({ from }) => from === url.host);
      if (renaming !== undefined) {
        const there = new URL(url.pathname + url.search, renaming.to);
        return { kind: "granted", url: there, byPattern: false };
      }
      if (url.protocol === "http:" && url.port === "") {
        const secured = new URL(url);
        secured.protocol = "https:";
        if (isNamed(secured)) return { kind: "granted", url: secured, byPattern: false };
      }
      const rule = rules.find((each) => each.matches(url));
      if (rule === undefined) {
        const isHttp = isSecure && url.protocol === "http:";
        const host = isHttp ? url.origin : url.host;
        // A server behind a proxy often names itself as it is known inside.
        const start = starts.find((each) => each.host !== url.host && isBeside(each, url));
        return {
          kind: "refused",
          reason: otherOrigin(url, starts),
          option: `--allow ${host}`,
          ...(start && { renaming: `--allow ${url.host}=${start.origin}` }),
        };
      }
      if (isSecure && url.protocol === "http:" && !rule.isOrigin) {
        return { kind: "refused", reason: "is not encrypted", option: `--allow ${url.origin}` };
      }
      return { kind: "granted", url, byPattern: rule.isPattern };
    },
  };
}

/** True for URLs of one path, or of one folder that is not the root. */
function isBeside(one: URL, other: URL): boolean {
  const folder = one.pathname.slice(0, one.pathname.lastIndexOf("/") + 1);
  return one.pathname === other.pathname || (folder !== "/" && other.pathname.startsWith(folder));
}

/** How the origin of a URL differs from those that the user named. */
function otherOrigin(url: URL, starts: readonly URL[]): string {
  const same = starts.filter(({ hostname }) => hostname === url.hostname);
  if (same.length === 0) return `is on another host, ${url.host}`;
  const scheme = url.protocol.slice(0, -1);
  if (same.some(({ protocol }) => protocol === url.protocol) || url.port !== "") {
    return `is on another port, ${url.port === "" ? `that of ${scheme}` : url.port}`;
  }
  return `is over ${scheme}`;
}

interface AllowRule {
  readonly matches: (url: URL) => boolean;
  readonly isPattern: boolean;
  readonly isOrigin: boolean;
}

/** A host by the name that documents have for it, and the origin where it is. */
function renamingRule(text: string, origins: ReadonlySet<string>): { readonly from: string; readonly to: string } {
  const equals = text.indexOf("=");
  const from = text.slice(0, equals).toLowerCase();
  const to = text.slice(equals + 1);
  const origin = URL.canParse(to) ? new URL(to).origin : "";
  if (from !== "" && origins.has(origin)) return { from, to: origin };
  throw new UsageError(
    `found --allow ${JSON.stringify(text)}, expected a host and the origin of an address, such as internal:9080=${[...origins][0] ?? "https://shop.example"}`,
  );
}

function allowRule(text: string): AllowRule {
  const lower = text.toLowerCase();
  if (/^https?:\/\/[^/?#@*]+\/?$/.test(lower) && URL.canParse(lower)) {
    const { origin } = new URL(lower);
    return { matches: (url) => url.origin === origin, isPattern: false, isOrigin: true };
  }
  const [, wildcard, name = "", port] =
    /^(\*\.)?((?:[a-z\d_-]+\.)*[a-z\d_-]+|\[[\da-f:.]+\])(:\d{1,5})?$/.exec(lower) ?? [];
  if (name === "") {
    const message = `found --allow ${JSON.stringify(text)}, expected a host such as cdn.example, *.example or http://cdn.example`;
    throw new UsageError(message);
  }
  const isPattern = wildcard !== undefined;
  return {
    isPattern,
    isOrigin: false,
    matches: ({ hostname, port: found }) =>
      (port === undefined ? found === "" : `:${found}` === port) &&
      (isPattern ? hostname.endsWith(`.${name}`) : hostname === name),
  };
}

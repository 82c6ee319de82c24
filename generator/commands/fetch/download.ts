import { readBody, type TransportResponse } from "../../../templates/runtime/binding/transport.js";
import { TransportError } from "../../../templates/runtime/error.js";
import { megabytes } from "../input/read-source.js";
import { shownUrl } from "./shown-url.js";
import type { Access } from "./access.js";
import { refusalIn } from "./challenge.js";
import { holdsCredentials, type Credentials } from "./credentials.js";
import { AddressRefused, checkedLookup, systemResolver, type Resolver } from "./lookup.js";
import { signingIn } from "./sign-in.js";

export interface DownloadOptions {
  readonly access: Access;
  /** For the origins that the user named; others get no credentials. */
  readonly credentials?: Credentials;
  readonly userAgent: string;
  readonly resolve?: Resolver;
  readonly limits?: Partial<DownloadLimits>;
}

export interface DownloadLimits {
  readonly documents: number;
  readonly documentBytes: number;
  readonly totalBytes: number;
  readonly redirects: number;
  /** In milliseconds, for one document with its redirects. */
  readonly documentTime: number;
  /** In milliseconds, for all documents. */
  readonly totalTime: number;
}

/** Ten times the largest known services, except for times. */
export const downloadLimits: DownloadLimits = {
  documents: 2_000,
  documentBytes: 32 * 2 ** 20,
  totalBytes: 128 * 2 ** 20,
  redirects: 5,
  documentTime: 60_000,
  totalTime: 600_000,
};

export interface Download {
  /** Where it was found in the end: relative locations in it refer to this URL. */
  readonly url: URL;
  readonly bytes: Uint8Array;
  /** The charset of the Content-Type, in lower case. */
  readonly charset: string | undefined;
}

/** A document that could not be fetched: the message is a sentence about it without its subject. */
export class DownloadError extends Error {
  /** The next step for the user. */
  readonly hint: string | undefined;
  /** The status of the response, if that is the reason. */
  readonly status: number | undefined;

  constructor(message: string, hint?: string, status?: number) {
    super(message);
    this.hint = hint;
    this.status = status;
  }
}

/** Fetches one document after another with GET, within the limits. Rejects with a DownloadError. */
export interface Downloader {
  (from: URL): Promise<Download>;
  /** Closes the connections. */
  readonly close: () => void;
}

export function downloader(options: DownloadOptions): Downloader {
  const limits = { ...downloadLimits, ...options.limits };
  const connections = connectionsFor(options);
  const end = Date.now() + limits.totalTime;
  let documents = 0;
  let rest = limits.totalBytes;
  const download = async (from: URL): Promise<Download> => {
    documents += 1;
    if (documents > limits.documents) throw new DownloadError(`is one of more than ${limits.documents} documents`);
    const left = end - Date.now();
    if (left <= 0)
      throw new DownloadError(`was not reached within ${limits.totalTime / 1000} seconds for all documents`);
    const signal = AbortSignal.timeout(Math.min(left, limits.documentTime));
    try {
      const { url, response } = await follow(from, options, limits.redirects, connections, signal);
      const most = Math.min(limits.documentBytes, rest);
      const { body, truncated } = await readBody(response.body, most);
      if (truncated) throw new DownloadError(`is larger than ${megabytes(most)}`);
      rest -= body.length;
      return { url, bytes: body, charset: charsetOf(response.headers.get("content-type")) };
    } catch (error) {
      throw failure(error, signal, limits.documentTime);
    }
  };
  return Object.assign(download, { close: connections.close });
}

const noCredentials: Credentials = { httpHeaders: {}, tls: {} };

interface Connections {
  readonly get: (url: URL, byPattern: boolean, signal: AbortSignal) => Promise<TransportResponse>;
  readonly close: () => void;
}

/** The connections to the origins that the user named, to other hosts, and to those that only a pattern names. */
function connectionsFor(options: DownloadOptions): Connections {
  const { access, credentials = noCredentials, userAgent, resolve = systemResolver } = options;
  const { httpHeaders, login, tls, proxy } = credentials;
  const lookup = checkedLookup(resolve);
  const authorities = tls.ca && { ca: tls.ca };
  const named = signingIn(login, { tls, proxy, lookup: lookup(false) });
  const other = signingIn(undefined, { tls: authorities, proxy, lookup: lookup(false) });
  const byPatterns = signingIn(undefined, { tls: authorities, proxy, lookup: lookup(true) });
  const headers = {
    Accept: "text/xml, application/xml, text/html;q=0.9, */*;q=0.8",
    "User-Agent": userAgent,
  };
  return {
    get(url, byPattern, signal) {
      const isNamed = access.isNamed(url);
      const send = isNamed ? named : byPattern ? byPatterns : other;
      const sent = isNamed ? { ...headers, ...httpHeaders } : headers;
      return send(url.href, { method: "GET", headers: sent, signal, redirect: "manual" });
    },
    close() {
      for (const each of [named, other, byPatterns]) each.close();
    },
  };
}

async function follow(
  from: URL,
  { access, credentials = noCredentials }: DownloadOptions,
  redirects: number,
  { get }: Connections,
  signal: AbortSignal,
): Promise<{ readonly url: URL; readonly response: TransportResponse }> {
  for (let wanted = from, left = redirects; ; left -= 1) {
    const permission = access.to(wanted);
    if (permission.kind === "refused") {
      const redirected = wanted === from ? "" : `redirects to ${shownUrl(wanted)}, which `;
      const { option, renaming } = permission;
      const inside =
        renaming === undefined || wanted !== from ? "" : `; if it is the same server by another name, with ${renaming}`;
      throw new DownloadError(
        `${redirected}${permission.reason}`,
        option && `if you trust it, repeat this with ${option}${inside}`,
      );
    }
    const { url, byPattern } = permission;
    const response = await get(url, byPattern, signal);
    const { status, headers } = response;
    if (status === 200) return { url, response };
    const { body } = await readBody(response.body, longestFault);
    const location = headers.get("location") ?? undefined;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined) {
      const isSignedIn = access.isNamed(url) && holdsCredentials(credentials);
      const [message, hint] = refusal(status, headers.get("www-authenticate") ?? "", isSignedIn);
      throw new DownloadError(message + faultIn(new TextDecoder().decode(body)), hint, status);
    }
    if (left === 0) throw new DownloadError(`redirects more than ${redirects} times`);
    if (!URL.canParse(location, url.href)) throw new DownloadError("redirects to something other than a URL");
    wanted = new URL(location, url);
  }
}

/** The bytes of a reply of failure in which a fault is looked for. */
const longestFault = 16_384;

/** The text of a fault, for a message: ` and the fault "No service was found."`; empty without any. */
function faultIn(text: string): string {
  const [, reason = ""] = /<(?:[\w.-]{1,64}:)?(?:faultstring|Text)(?:\s[^<>]{0,200})?>([^<]{1,300})/.exec(text) ?? [];
  const shown = reason.replace(/\s+/g, " ").trim();
  return !/<(?:[\w.-]{1,64}:)?Fault[\s>]/.test(text) || shown === "" ? "" : ` and the fault ${JSON.stringify(shown)}`;
}

function charsetOf(contentType: string | null | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase();
}

function refusal(status: number, challenge: string, isSignedIn: boolean): [message: string, hint?: string] {
  const message = `is answered with the status ${status}`;
  if (status === 401) {
    const { schemes, hint } = refusalIn(challenge, isSignedIn);
    return [schemes === "" ? message : `${message} (${schemes})`, hint];
  }
  if (status === 404) return [message, "check the address in a browser"];
  return [message];
}

/** States the error of the network in words, without the address, which may hold a secret. */
function failure(error: unknown, signal: AbortSignal, time: number): DownloadError {
  if (error instanceof DownloadError) return error;
  if (signal.aborted) return new DownloadError(`is not answered within ${time / 1000} seconds`);
  if (error instanceof AddressRefused) return new DownloadError(`cannot be fetched, because ${error.message}`);
  if (error instanceof TransportError && error.reason === "proxy")
    return new DownloadError(`cannot be fetched: ${error.message}`, "check --proxy");
  const cause = error instanceof TransportError ? (error.cause ?? error) : error;
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const known = reasons.get(code);
  if (known !== undefined) return new DownloadError(...known);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return new DownloadError(
      `has a certificate that is not trusted (${code})`,
      "name the certificate of its issuer: --ca issuer.pem",
    );
  }
  if (cause instanceof TransportError) return new DownloadError(`cannot be fetched: ${cause.message}`);
  return new DownloadError(`cannot be fetched (${code === "" ? "no reason given" : code})`);
}

const reasons: ReadonlyMap<string, [message: string, hint?: string]> = new Map([
  ["ENOTFOUND", ["is on a host that is not known", "check the address; a proxy is named with --proxy"]],
  ["EAI_AGAIN", ["is on a host whose address cannot be looked up now", "check the connection, and try again"]],
  ["ECONNREFUSED", ["is on a host that refuses the connection", "check the port, and whether the service runs"]],
  ["ECONNRESET", ["was cut off", "try again"]],
  ["ETIMEDOUT", ["is on a host that does not answer", "check the connection; a firewall may ask for a --proxy"]],
  ["Z_DATA_ERROR", ["is compressed, and its data is damaged", "fetch the file with curl, and add the file"]],
  ["Z_BUF_ERROR", ["is compressed, and was cut off", "try again"]],
  ["EPROTO", ["is not served over TLS", "try http:// in place of https://"]],
]);

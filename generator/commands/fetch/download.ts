import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { Readable } from "node:stream";
import { createGunzip, createInflate } from "node:zlib";
import { megabytes } from "../input/read-source.js";
import { shownUrl } from "./shown-url.js";
import type { Access } from "./access.js";
import { challengeIn, credentialOptions, holdsCredentials } from "./challenge.js";
import { AddressRefused, checkedLookup, systemResolver, type Lookup, type Resolver } from "./lookup.js";

export interface DownloadOptions {
  readonly access: Access;
  /** HTTP headers for the origins that the user named: credentials, cookies. */
  readonly httpHeaders?: Readonly<Record<string, string>>;
  readonly tls?: TlsFiles;
  readonly userAgent: string;
  readonly resolve?: Resolver;
  readonly limits?: Partial<DownloadLimits>;
}

/** PEM texts. The client certificate is for the origins that the user named. */
export interface TlsFiles {
  readonly cert?: Buffer;
  readonly key?: Buffer;
  readonly ca?: Buffer;
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

  constructor(message: string, hint?: string) {
    super(message);
    this.hint = hint;
  }
}

/** Returns a function that fetches one document after another with GET, within the limits. It rejects with a DownloadError. */
export function downloader(options: DownloadOptions): (from: URL) => Promise<Download> {
  const limits = { ...downloadLimits, ...options.limits };
  const lookup = checkedLookup(options.resolve ?? systemResolver);
  const end = Date.now() + limits.totalTime;
  let documents = 0;
  let rest = limits.totalBytes;
  return async (from) => {
    documents += 1;
    if (documents > limits.documents) throw new DownloadError(`is one of more than ${limits.documents} documents`);
    const left = end - Date.now();
    if (left <= 0)
      throw new DownloadError(`was not reached within ${limits.totalTime / 1000} seconds for all documents`);
    const signal = AbortSignal.timeout(Math.min(left, limits.documentTime));
    try {
      const { url, response } = await follow(from, options, limits.redirects, lookup, signal);
      const bytes = await bodyOf(response, Math.min(limits.documentBytes, rest));
      rest -= bytes.length;
      return { url, bytes, charset: charsetOf(response.headers["content-type"]) };
    } catch (error) {
      throw failure(error, signal, limits.documentTime);
    }
  };
}

async function follow(
  from: URL,
  options: DownloadOptions,
  redirects: number,
  lookup: (byPattern: boolean) => Lookup,
  signal: AbortSignal,
): Promise<{ readonly url: URL; readonly response: IncomingMessage }> {
  for (let wanted = from, left = redirects; ; left -= 1) {
    const permission = options.access.to(wanted);
    if (permission.kind === "refused") {
      const redirected = wanted === from ? "" : `redirects to ${shownUrl(wanted)}, which `;
      const { option } = permission;
      throw new DownloadError(
        `${redirected}${permission.reason}`,
        option && `if you trust it, repeat this with ${option}`,
      );
    }
    const { url, byPattern } = permission;
    const response = await get(url, options, lookup(byPattern), signal);
    const { statusCode: status = 0, headers } = response;
    if (status === 200) return { url, response };
    response.destroy();
    const isRedirect = [301, 302, 303, 307, 308].includes(status) && headers.location !== undefined;
    if (!isRedirect) {
      const isSent = options.access.isNamed(url) && holdsCredentials(options.httpHeaders ?? {});
      throw new DownloadError(...refusal(status, headers["www-authenticate"], isSent));
    }
    if (left === 0) throw new DownloadError(`redirects more than ${redirects} times`);
    if (!URL.canParse(headers.location ?? "", url.href))
      throw new DownloadError("redirects to something other than a URL");
    wanted = new URL(headers.location ?? "", url);
  }
}

function get(url: URL, options: DownloadOptions, lookup: Lookup, signal: AbortSignal): Promise<IncomingMessage> {
  const { access, httpHeaders = {}, tls = {}, userAgent } = options;
  const isNamed = access.isNamed(url);
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const { ca, ...identity } = tls;
  return new Promise((resolve, reject) => {
    const headers = {
      Accept: "text/xml, application/xml, text/html;q=0.9, */*;q=0.8",
      "Accept-Encoding": "gzip, deflate",
      "User-Agent": userAgent,
      ...(isNamed ? httpHeaders : {}),
    };
    // The types of Node lack readonly lists.
    const node = { headers, lookup: lookup as never, signal, ...(ca && { ca }), ...(isNamed ? identity : {}) };
    send(url, { ...node, agent: false }, resolve)
      .on("error", reject)
      .end();
  });
}

async function bodyOf(response: IncomingMessage, most: number): Promise<Uint8Array> {
  const body = decoded(response);
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Uint8Array>) {
      size += chunk.length;
      if (size > most) throw new DownloadError(`is larger than ${megabytes(most)}`);
      chunks.push(chunk);
    }
  } finally {
    response.destroy();
  }
  if (!response.complete) throw new DownloadError("was cut off");
  return Buffer.concat(chunks);
}

function decoded(response: IncomingMessage): Readable {
  const encoding = response.headers["content-encoding"]?.trim().toLowerCase() ?? "identity";
  if (encoding === "identity" || encoding === "") return response;
  if (!/^(?:x-)?gzip$|^deflate$/.test(encoding)) throw new DownloadError(`is encoded as ${encoding}`);
  const decoder = encoding === "deflate" ? createInflate() : createGunzip();
  response.on("error", (error) => decoder.destroy(error));
  return response.pipe(decoder);
}

function charsetOf(contentType: string | undefined): string | undefined {
  return /;\s*charset\s*=\s*"?([\w.:-]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase();
}

function refusal(status: number, challenge: string | undefined, isSent: boolean): [message: string, hint?: string] {
  const message = `is answered with the status ${status}`;
  if (status === 401) {
    const { schemes, curl } = challengeIn(challenge ?? "");
    const asked = schemes.length === 0 ? message : `${message} (${schemes.join(", ")})`;
    if (curl !== undefined)
      return [asked, `fetch it with curl ${curl} -o shop.wsdl <address>, and add the file: soapwright add shop.wsdl`];
    return isSent
      ? [`${asked}: the credentials were refused`, `check them: ${credentialOptions}`]
      : [asked, `give credentials: ${credentialOptions}`];
  }
  if (status === 404) return [message, "check the address in a browser"];
  return [message];
}

/** States the error of the network in words, without the address, which may hold a secret. */
function failure(error: unknown, signal: AbortSignal, time: number): DownloadError {
  if (error instanceof DownloadError) return error;
  if (signal.aborted) return new DownloadError(`is not answered within ${time / 1000} seconds`);
  if (error instanceof AddressRefused) return new DownloadError(`cannot be fetched, because ${error.message}`);
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const known = reasons.get(code);
  if (known !== undefined) return new DownloadError(...known);
  if (/CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO/.test(code)) {
    return new DownloadError(
      `has a certificate that is not trusted (${code})`,
      "name the certificate of its issuer: --ca issuer.pem",
    );
  }
  return new DownloadError(`cannot be fetched (${code === "" ? "no reason given" : code})`);
}

const reasons: ReadonlyMap<string, [message: string, hint?: string]> = new Map([
  ["ENOTFOUND", ["is on a host that is not known", "check the address"]],
  ["EAI_AGAIN", ["is on a host whose address cannot be looked up now", "check the connection, and try again"]],
  ["ECONNREFUSED", ["is on a host that refuses the connection", "check the port, and whether the service runs"]],
  ["ECONNRESET", ["was cut off", "try again"]],
  ["ETIMEDOUT", ["is on a host that does not answer", "check the connection; a firewall may keep it away"]],
  ["Z_DATA_ERROR", ["is compressed, and its data is damaged", "fetch the file with curl, and add the file"]],
  ["Z_BUF_ERROR", ["is compressed, and was cut off", "try again"]],
  ["EPROTO", ["is not served over TLS", "try http:// in place of https://"]],
]);

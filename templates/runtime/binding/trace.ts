import { toUtf8 } from "../xml/charset.js";
import type { Misfit } from "../error.js";
import type { Bytes } from "../xml/output.js";
import type { Binding, ReplyReader } from "./binding.js";
import { collection } from "./collection.js";
import { redactMultipart } from "./multipart-view.js";
import { holdsUrl, mark, redactHttpHeader, redactXml } from "../redaction.js";
import type { Step } from "./step.js";
import { charsetOf, readBody, textOf, type HttpHeaders } from "./transport.js";

/** Logs the requests and replies of a port; created by `trace`. */
export interface Trace extends Pick<ReplyReader, "read"> {
  /** The last of a port's steps, so that it sees what is sent. */
  readonly step: Step;
}

/**
 * Logs every request as it is sent and every reply as it is received: `soap11(address, { trace: trace(log) })`. Errors
 * of `log` are ignored, so that it cannot change the outcome of a call. A stream is read to its end before it is
 * logged.
 */
export function trace(log: (event: TraceEvent) => void, { secrets = false }: TraceOptions = {}): Trace {
  const view = secrets ? everything : redacted;
  const show = (event: TraceEvent): void => {
    try {
      log(event);
    } catch {
      // Errors of `log` are ignored, as documented above.
    }
  };
  /** The requests of replies that have not been read yet, by an object that steps pass on. */
  const requests = new WeakMap<object, TracedRequest>();
  return {
    // Reads as without a trace, but shows what is accepted although the spec does not declare it.
    read(codec, operation, received, reading) {
      const noted = collection();
      const content = codec.read(operation, received, { ...reading, notice: reading.notice ?? noted.notice(false) });
      const request = requests.get(received.traced ?? received.httpHeaders);
      // A reply that is read again is shown then.
      if (request !== undefined && received.attached?.isWhole() !== false) {
        for (const misfit of noted.misfits(codec.pathOf(operation))) {
          show({ kind: "misfit", request, misfit, body: misfit.reason });
        }
      }
      return content;
    },
    async step({ receive = readBody, ...message }, next) {
      const { binding, operation, method, url, shownUrl } = message;
      const body = message.body instanceof ReadableStream ? await bytesIn(message.body) : message.body;
      const hasUrlOfValues = !url.startsWith(shownUrl);
      const sent = new Map(Object.entries(message.httpHeaders));
      const request: TracedRequest = {
        kind: "request",
        binding,
        operation,
        method,
        url: view.url(url, shownUrl),
        httpHeaders: namesAndValues(sent, view, hasUrlOfValues),
        body: body === undefined ? "" : binding === "httpPost" ? view.form(body) : view.xml(body, inLowerCase(sent)),
      };
      show(request);
      const reply = await next({ ...message, body });
      const { status, httpHeaders } = reply;
      // A step may replace the headers, or forget what it does not know.
      requests.set(httpHeaders, request);
      requests.set(request, request);
      const received = reply.body instanceof Uint8Array ? reply.body : await bytesIn(reply.body);
      show({
        kind: "reply",
        request,
        status,
        httpHeaders: namesAndValues(httpHeaders, view, hasUrlOfValues),
        body: view.xml(received, httpHeaders),
      });
      const again = await receive(received, Infinity, (error) => error);
      return { ...reply, ...again, truncated: reply.truncated, traced: request };
    },
  };
}

/** An event of a trace; its `kind` is `request`, `reply` or `misfit`. */
export type TraceEvent = TracedRequest | TracedReply | TracedMisfit;

/** A request as it is sent. */
export interface TracedRequest {
  readonly kind: "request";
  readonly binding: Binding;
  /** The operation's name. */
  readonly operation: string;
  readonly method: "GET" | "POST";
  readonly url: string;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A reply as it was received, up to the port's `maxReplyBytes`. */
export interface TracedReply {
  readonly kind: "reply";
  /** The same object as the logged request, which pairs replies with requests of concurrent calls. */
  readonly request: TracedRequest;
  readonly status: number;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A part of a reply that its value does not show, because the spec does not declare it. */
export interface TracedMisfit {
  readonly kind: "misfit";
  readonly request: TracedRequest;
  readonly misfit: Misfit;
  /** The place and the reason. */
  readonly body: string;
}

/** Options of a trace. */
export interface TraceOptions {
  /**
   * Includes secrets. By default these are redacted: HTTP headers that may hold credentials, query strings, values in
   * the paths of URLs, forms, SOAP header blocks, XML elements and attributes with names such as Password or Token, and
   * the contents of attachments.
   */
  readonly secrets?: boolean | undefined;
}

async function bytesIn(stream: ReadableStream<Uint8Array>): Promise<Bytes> {
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** How to show each part of a message. */
interface View {
  url(url: string, shownUrl: string): string;
  httpHeader(name: string, value: string, hasUrlOfValues: boolean): string;
  form(body: Uint8Array): string;
  xml(body: Uint8Array, httpHeaders: HttpHeaders): string;
}

const everything: View = {
  url: (url) => url,
  httpHeader: (_name, value) => value,
  form: (body) => new TextDecoder().decode(body),
  xml: textOf,
};

const redacted: View = {
  url: (url, shownUrl) => (url.includes("?") ? `${shownUrl}?${mark}` : shownUrl),
  // A redirect may repeat values from the path of the request.
  httpHeader: (name, value, hasUrlOfValues) =>
    hasUrlOfValues && holdsUrl(name) ? mark : redactHttpHeader(name, value),
  form: (body) => (body.length === 0 ? "" : mark),
  xml: (body, httpHeaders) => {
    const contentType = httpHeaders.get("content-type") ?? "";
    return /^\s*multipart\//i.test(contentType)
      ? redactMultipart(body, contentType, redactDocument)
      : redactDocument(body, httpHeaders);
  },
};

function redactDocument(body: Uint8Array, httpHeaders: Pick<HttpHeaders, "get">): string {
  try {
    const utf8 = toUtf8(body, charsetOf(httpHeaders));
    // Not text in its declared encoding: XML contains no U+0000, and in every encoding < appears as itself.
    if (!utf8.includes(0) && (utf8.includes(60) || !body.includes(60)))
      return redactXml(new TextDecoder().decode(utf8));
  } catch {
    // The encoding is unknown or wrong.
  }
  return mark;
}

/** Headers whose names are found in lower case. */
function inLowerCase(headers: ReadonlyMap<string, string>): HttpHeaders {
  return new Map(Array.from(headers, ([name, value]) => [name.toLowerCase(), value]));
}

function namesAndValues(httpHeaders: HttpHeaders, view: View, hasUrlOfValues: boolean): Record<string, string> {
  const shown = new Map<string, string>();
  httpHeaders.forEach((value, name) => {
    const before = shown.get(name);
    shown.set(name, (before === undefined ? "" : `${before}, `) + view.httpHeader(name, value, hasUrlOfValues));
  });
  return Object.fromEntries(shown);
}

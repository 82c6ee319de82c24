import { Cursor } from "../xml/cursor.js";
import type { Binding } from "./binding.js";
import {
  charsetOf,
  textOf,
  withoutQuery,
  type HttpHeaders,
  type Received,
  type TransportRequest,
} from "./transport.js";

/** Is shown every request and reply. What it throws is dropped, so that it cannot decide what becomes of a call. */
export type Trace = (event: TraceEvent) => void;

export type TraceEvent = TracedRequest | TracedReply;

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
  /** The very object that was shown before, so that calls at the same time can be told apart. */
  readonly request: TracedRequest;
  readonly status: number;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface TraceOptions {
  readonly trace?: Trace | undefined;
  /**
   * Shows secrets too. Without it, HTTP headers that may hold credentials, SOAP header blocks, query strings and forms
   * are redacted; what is in a SOAP body is shown in any case.
   */
  readonly traceSecrets?: boolean | undefined;
}

/** Shows a request; gives what shows its reply. */
export function traceCall(
  { trace, traceSecrets = false }: TraceOptions,
  binding: Binding,
  operation: string,
  url: string,
  { method, headers, body }: TransportRequest,
): (received: Received) => void {
  if (trace === undefined) return () => {};
  const view = traceSecrets ? everything : redacted;
  const show = (event: TraceEvent): void => {
    try {
      trace(event);
    } catch {
      // As the type says.
    }
  };
  const sent = new Map(Object.entries(headers));
  const request: TracedRequest = {
    kind: "request",
    binding,
    operation,
    method,
    url: view.url(url),
    httpHeaders: namesAndValues(sent, view),
    body: body === undefined ? "" : binding === "httpPost" ? view.form(body) : view.envelope(body, sent),
  };
  show(request);
  return ({ status, httpHeaders, body }) =>
    show({
      kind: "reply",
      request,
      status,
      httpHeaders: namesAndValues(httpHeaders, view),
      body: binding === "soap11" || binding === "soap12" ? view.envelope(body, httpHeaders) : textOf(body, httpHeaders),
    });
}

/** What is shown of each part. */
interface View {
  url(url: string): string;
  httpHeader(name: string, value: string): string;
  form(body: Uint8Array): string;
  envelope(body: Uint8Array, httpHeaders: HttpHeaders): string;
}

const everything: View = {
  url: (url) => url,
  httpHeader: (_name, value) => value,
  form: (body) => new TextDecoder().decode(body),
  envelope: textOf,
};

const mark = "[redacted]";

const redacted: View = {
  url: (url) => {
    const shown = withoutQuery(url);
    return shown === url ? url : `${shown}?${mark}`;
  },
  httpHeader: (name, value) => {
    if (/auth|cookie|credential|key|passw|secret|session|signature|token/i.test(name)) return mark;
    return /^(content-)?location$/i.test(name) ? redacted.url(value) : value;
  },
  form: (body) => (body.length === 0 ? "" : mark),
  envelope: (body, httpHeaders) => withoutBlocks(body, charsetOf(httpHeaders)) ?? textOf(body, httpHeaders),
};

function namesAndValues(httpHeaders: HttpHeaders, view: View): Record<string, string> {
  const shown = new Map<string, string>();
  httpHeaders.forEach((value, name) => {
    const before = shown.get(name);
    shown.set(name, (before === undefined ? "" : `${before}, `) + view.httpHeader(name, value));
  });
  return Object.fromEntries(shown);
}

/** An envelope without what is between its start tag and its Body; undefined if no Header is found. */
function withoutBlocks(document: Uint8Array, charset: string | undefined): string | undefined {
  let bytes = document;
  let from = -1;
  let to = document.length;
  try {
    const cursor = new Cursor(document, { charset, forbiddenCharacters: true });
    ({ bytes } = cursor);
    to = bytes.length;
    cursor.start();
    const envelope = cursor.started();
    if (!cursor.next(envelope) || cursor.local !== "Header") return undefined;
    from = cursor.at;
    cursor.skip();
    if (cursor.next(envelope)) to = cursor.at;
  } catch {
    // What is no XML from here on is no Header, or its end is not known: then all that follows is left out.
  }
  if (from < 0) return undefined;
  const decoder = new TextDecoder();
  return decoder.decode(bytes.subarray(0, from)) + mark + decoder.decode(bytes.subarray(to));
}

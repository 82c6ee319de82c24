import type { Binding } from "./binding.js";
import type { AnyOperation, Codec, HttpRequest, Blocks as CallBlocks, HeaderBlock } from "./codec.js";
import { checkValidation, type Reading, type Validation } from "../context.js";
import { explain, Malformed, misfit, placed, RequestError } from "../error.js";
import { redactUrl, withoutQuery } from "../redaction.js";
import type { Reply } from "./reply.js";
import type { Operation } from "../complex/table.js";
import { sendThrough, type IncomingMessage, type Next, type Step } from "./step.js";
import type { Trace } from "./trace.js";
import { charsetOf, exchange, readBody, textOf, type Received, type Transport } from "./transport.js";

/**
 * A binding at an address: what operations are called through. Made by `soap11`, `soap12`, `httpGet` and `httpPost`. `Blocks` is
 * the type of the header blocks that the port gives to each call.
 */
export interface Port<B extends Binding = Binding, Blocks extends object = object> {
  readonly binding: B;
  readonly address: string;
  /** Used by the generated functions. */
  call<Request, Response, Header, Detail, FaultHeader = Header>(
    operation: () => Operation<Request, Response, Header, Detail, FaultHeader>,
    request: Request,
    options?: SoapCallOptions & { readonly header?: object | undefined },
  ): Promise<Reply<Response, Header, Detail, FaultHeader>>;
  /** Never there. */
  readonly blocks?: Blocks | undefined;
}

export interface PortOptions extends HttpOptions, Pick<Reading, "maxDepth" | "forbiddenCharacters"> {
  /** `facets` checks what a schema demands beyond types: lengths, bounds, patterns and other facets, and how many items lists have. */
  readonly validate?: Validation | undefined;
  /** The global `fetch` unless given. */
  readonly transport?: Transport | undefined;
  /** What a message passes on its way to the transport, in this order, and its reply on the way back, in reverse. */
  readonly steps?: readonly Step[] | undefined;
  /** `trace(log)` shows each request and reply, secrets redacted. */
  readonly trace?: Trace | undefined;
  /** The longest reply that is read, in bytes: 32 MiB unless given. */
  readonly maxReplyBytes?: number | undefined;
}

/** Options of a port for SOAP. */
export interface SoapPortOptions<Blocks extends object = object> extends PortOptions {
  /**
   * Header blocks by name, for every call, or a function that gives those for an operation. An operation is sent the blocks that
   * its spec names; one of the same name that a call gives wins.
   */
  readonly header?: Blocks | ((operation: string) => Blocks) | undefined;
  /** Header blocks that the spec does not name, or a function that gives those for an operation. A call's own are sent as well. */
  readonly headerBlocks?: readonly HeaderBlock[] | ((operation: string) => readonly HeaderBlock[]) | undefined;
}

/** Options of a call over one of these bindings. */
export type CallOptions<B extends Binding = Binding> = {
  readonly soap11: SoapCallOptions;
  readonly soap12: SoapCallOptions;
  readonly httpGet: HttpCallOptions;
  readonly httpPost: HttpCallOptions;
}[B];

/** Options of a call over SOAP. The header blocks that the spec of an operation names are in `header`, beside these. */
export interface SoapCallOptions extends HttpOptions {
  /** Ends the call: `AbortSignal.timeout(5000)` makes it reject with a TransportError, another with its own reason. */
  readonly signal?: AbortSignal | undefined;
  /** SOAP header blocks that the spec does not name. */
  readonly headerBlocks?: readonly HeaderBlock[] | undefined;
}

/** Options of a call over HTTP GET or POST, which carry no header blocks. */
export interface HttpCallOptions extends Omit<SoapCallOptions, "headerBlocks"> {
  readonly header?: undefined;
  readonly headerBlocks?: undefined;
}

/** Of a port or of one call; the call's win. */
export interface HttpOptions {
  /** Added to those that the binding needs; one of the same name takes its place. */
  readonly httpHeaders?: Readonly<Record<string, string>> | undefined;
  readonly credentials?: Credentials | undefined;
}

/** Of HTTP's Basic (RFC 7617) or Bearer (RFC 6750) authentication, sent with every request. */
export type Credentials = { readonly username: string; readonly password: string } | { readonly bearer: string };

/** A port that reads and writes its messages by `codec`. Throws a TypeError for an address that is not an HTTP URL. */
export function portOf<B extends Binding, Blocks extends object>(
  binding: B,
  address: string,
  codec: Codec,
  options: PortOptions = {},
): Port<B, Blocks> {
  checkAddress(address);
  checkValidation(options.validate);
  const { transport, maxReplyBytes = 32 * 1024 * 1024, trace, validate } = options;
  const steps = [...(options.steps ?? []), ...(trace === undefined ? [] : [stepOf(trace)])];
  const send: Next = (message) =>
    exchange<IncomingMessage["body"]>(transport, message, maxReplyBytes, message.receive ?? readBody);
  return {
    binding,
    address,
    async call<Request, Response, Header, Detail, FaultHeader>(
      make: () => Operation<Request, Response, Header, Detail, FaultHeader>,
      request: Request,
      callOptions: SoapCallOptions & Pick<CallBlocks, "header"> = {},
    ) {
      const operation = operationOf(make);
      const written = codec.write(operation, request, callOptions, { validate });
      const { method, body } = written;
      const { signal } = callOptions;
      const url = urlOf(address, written);
      const { shownLocation } = written;
      const shownUrl = withoutQuery(shownLocation === undefined ? url : urlOf(address, { location: shownLocation }));
      const sent = { url, shownUrl, method, httpHeaders: headersOf(written, options, callOptions), body, signal };
      const { name, action } = operation;
      const received =
        steps.length === 0
          ? await exchange(transport, sent, maxReplyBytes, readBody)
          : await sendThrough(steps, { ...sent, binding, operation: name, action }, send, maxReplyBytes);
      // The operation's tables are what says that the values are of these types.
      return replyOf(codec, operation, received, options) as Reply<Response, Header, Detail, FaultHeader>;
    },
  };
}

/** Before there was `trace`, the option was the function that is given to it. */
function stepOf(given: Trace): Step {
  if (typeof given === "function") {
    throw new TypeError("trace: found a function, expected `trace(log)`, where `trace` is imported from the runtime");
  }
  return given.step;
}

const operations = /* @__PURE__ */ new WeakMap<() => AnyOperation, AnyOperation>();

/** The operation that the function makes, made once. */
export function operationOf(make: () => AnyOperation): AnyOperation {
  let operation = operations.get(make);
  if (operation === undefined) operations.set(make, (operation = make()));
  return operation;
}

function replyOf(
  codec: Codec,
  operation: AnyOperation,
  received: Received,
  options: PortOptions,
): Reply<unknown, unknown> {
  const { status, httpHeaders, body, truncated, reason } = received;
  const { maxDepth, forbiddenCharacters, validate } = options;
  const malformed = (reason: string) => ({ kind: "malformed", reason, status, httpHeaders }) as const;
  if (truncated) return malformed(`the reply is longer than ${body.length} bytes`);
  if (reason !== undefined) return malformed(reason);
  try {
    const charset = charsetOf(httpHeaders);
    const content = codec.read(operation, received, { maxDepth, forbiddenCharacters, validate, charset });
    if (content !== undefined) return { ...content, status, httpHeaders };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    if (isXml(received)) return malformed(placed(error));
  }
  return { kind: "http", body: textOf(body, httpHeaders).slice(0, 65_536), status, httpHeaders };
}

/** True for what can only be meant as XML, though it may be cut: it begins like it, and not like a page. */
function isXml({ body, httpHeaders }: Received): boolean {
  const head = textOf(body.subarray(0, 1024), httpHeaders);
  return /^\s*</.test(head) && !/<(!doctype\s+)?html\b/i.test(head);
}

function checkAddress(address: string): void {
  const url = parse(address);
  if (url === undefined || !/^https?:$/.test(url.protocol)) {
    throw new TypeError(`address: ${explain(misfit("an http or https URL", redactUrl(address)))}`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("address: expected no user name and password; `credentials` are the place for them");
  }
}

function parse(address: string): URL | undefined {
  try {
    return new URL(address);
  } catch {
    return undefined;
  }
}

function urlOf(address: string, { location = "", query = "" }: Pick<HttpRequest, "location" | "query">): string {
  const url = new URL(address);
  url.hash = "";
  if (location !== "") url.pathname = url.pathname.replace(/\/$/, "") + location;
  if (query !== "") url.search = url.search === "" ? query : `${url.search}&${query}`;
  return url.href;
}

/** Of the same name, whatever its case, the last wins. */
function headersOf(...sources: readonly HttpOptions[]): Record<string, string> {
  const headers = new Map<string, [name: string, value: string]>();
  const set = (name: string, value: string): void => {
    if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name))
      // What follows the name can be its value.
      throw new RequestError(misfit("the name of an HTTP header", name.replace(/[\s:=].*$/s, "…")), "httpHeaders");
    // The value is not shown, as it can be a secret.
    if (typeof value !== "string" || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value)) {
      throw new RequestError("expected Latin-1 text without line breaks and control characters", `httpHeaders.${name}`);
    }
    headers.set(name.toLowerCase(), [name, value]);
  };
  for (const { credentials, httpHeaders = {} } of sources) {
    if (credentials !== undefined) set("Authorization", authorization(credentials));
    for (const [name, value] of Object.entries(httpHeaders)) set(name, value);
  }
  return Object.fromEntries(headers.values());
}

function authorization(credentials: Credentials): string {
  if ("bearer" in credentials) return `Bearer ${credentials.bearer}`;
  const { username, password } = credentials;
  if (username.includes(":"))
    throw new RequestError("expected a user name without a colon (RFC 7617)", "credentials.username");
  return `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode(`${username}:${password}`)))}`;
}

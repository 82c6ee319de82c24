import type {
  Binding,
  AnyOperation,
  Codec,
  Content,
  Blocks as CallBlocks,
  HeaderBlock,
  ReplyReader,
  Unfitting,
} from "./binding.js";
import type { Attachments, NewAttachment, Packaging } from "../packaging.js";
import { checkOption, checkValidation, type Reading, type Validation } from "../context.js";
import { explain, Malformed, misfit, RequestError, unlike, type Misfit } from "../error.js";
import type { OpenContentWriter } from "../xml/output.js";
import { redactUrl, withoutQuery } from "../redaction.js";
import type { Strict } from "./mode.js";
import type { ReplyTo } from "./reply.js";
import type { Operation } from "../complex/operation.js";
import { sendThrough, type OutgoingMessage, type Step } from "./step.js";
import type { Trace } from "./trace.js";
import type { Understood } from "./mandatory.js";
import { parsedUrl } from "../url.js";
import { encodeUtf8 } from "../xml/utf8.js";
import { defaultTransport } from "./default-transport.js";
import { charsetOf, isXml, startOf, textOf, type Received, type Transport } from "./transport.js";

/**
 * A binding at an address, through which operations are called. Created by `soap11`, `soap12`, `httpGet` and
 * `httpPost`. `Blocks` is the type of the header blocks that the port adds to each call, `Mode` that of its replies.
 */
export interface Port<B extends Binding = Binding, Blocks extends object = object, Mode = Strict> {
  readonly binding: B;
  readonly address: string;
  /** Sends a request and reads its reply; generated functions call it. */
  call<Request, Response, Header, Detail, FaultHeader = Header, Parts = unknown>(
    operation: () => Operation<Request, Response, Header, Detail, FaultHeader, Parts>,
    request: Request,
    options?: SoapCallOptions & { readonly header?: object | undefined; readonly parts?: Attachments["parts"] },
  ): Promise<ReplyTo<Mode, Response, Header, Detail, FaultHeader, Parts>>;
  /** Exists only as a type. */
  readonly blocks?: Blocks | undefined;
  /** Present with the option `reading`. */
  readonly mode?: Mode | undefined;
}

/** Options of a port for any binding. */
export interface PortOptions<Mode = Strict> extends HttpOptions, Pick<Reading, "maxDepth" | "forbiddenCharacters"> {
  /**
   * Validation of requests and replies: `facets` checks lengths, bounds, patterns, other facets and the number of list
   * items.
   */
  readonly validate?: Validation | undefined;
  /** `openContent` sends `$any` and `$attributes` of values that are sent but never received. */
  readonly openContent?: OpenContentWriter | undefined;
  /** Sends requests; the global `fetch` by default, or node:http where the platform is Node. */
  readonly transport?: Transport | undefined;
  /** Steps that a request passes in this order before it is sent, and its reply in reverse order. */
  readonly steps?: readonly Step[] | undefined;
  /**
   * How to read replies: `lenient` reads what fits and lists the rest, `explain` lists all that does not fit in a reply
   * that is malformed. By default, reading ends at the first misfit.
   */
  readonly reading?: ReplyReader<Mode> | undefined;
  /** Sees each misfit of a reply, with the name of the operation. */
  readonly onMisfit?: ((misfit: Misfit, operation: string) => void) | undefined;
  /**
   * Reads replies with attachments, and sends them: `multipart()` as SOAP with Attachments, `mtom()` as XOP packages. By
   * default what the WSDL binds.
   */
  readonly attachments?: Packaging | undefined;
  /** Observes each request and reply: `trace(log)` logs them with secrets redacted. */
  readonly trace?: Trace | undefined;
  /** The longest accepted reply in bytes; 32 MiB by default. */
  readonly maxReplyBytes?: number | undefined;
}

/** Options of a port for SOAP. */
export interface SoapPortOptions<Blocks extends object = object, Mode = Strict> extends PortOptions<Mode> {
  /**
   * Header blocks by name for every call, or a function that returns those for an operation. Only blocks that its spec
   * declares are sent; a block of the call replaces one of the same name.
   */
  readonly header?: Blocks | ((operation: string) => Blocks) | undefined;
  /**
   * Header blocks that the spec does not declare, or a function that returns those for an operation. Sent in addition
   * to those of the call.
   */
  readonly headerBlocks?: readonly HeaderBlock[] | ((operation: string) => readonly HeaderBlock[]) | undefined;
  /**
   * Header blocks that the spec does not declare but your program processes, with mustUnderstand or not, where it finds
   * them in `reply.header.$any`: `[{ namespace: "urn:trail", name: "Trail" }]`. A response with another block that has
   * mustUnderstand is malformed.
   */
  readonly understands?: Understood | undefined;
}

/** Options of a call over one of these bindings. */
export type CallOptions<B extends Binding = Binding> = {
  readonly soap11: SoapCallOptions;
  readonly soap12: SoapCallOptions;
  readonly httpGet: HttpCallOptions;
  readonly httpPost: HttpCallOptions;
}[B];

/** Options of a call over SOAP. Header blocks that the spec declares are given in `header`, beside these. */
export interface SoapCallOptions extends HttpOptions {
  /** Aborts the call, which rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** SOAP header blocks that the spec does not declare. */
  readonly headerBlocks?: readonly HeaderBlock[] | undefined;
  /** Steps of this call, which its request passes before those of the port. */
  readonly steps?: readonly Step[] | undefined;
  /** Attachments to send, with a port that has the option `attachments`. */
  readonly attachments?: readonly NewAttachment[] | undefined;
}

/** Options of a call over HTTP GET or POST, which carry no header blocks. */
export interface HttpCallOptions extends Omit<SoapCallOptions, "headerBlocks" | "attachments"> {
  /** Only SOAP has header blocks. */
  readonly header?: undefined;
  /** Only SOAP has header blocks. */
  readonly headerBlocks?: undefined;
  /** Only SOAP has attachments. */
  readonly attachments?: undefined;
}

/** HTTP options of a port or of one call; those of the call take precedence. */
export interface HttpOptions {
  /** HTTP headers to add; each replaces one of the same name that the binding sets. */
  readonly httpHeaders?: Readonly<Record<string, string>> | undefined;
  /** Credentials for the `Authorization` header; none by default. */
  readonly credentials?: Credentials | undefined;
  /**
   * The time in milliseconds for sending a request and receiving its reply, or for each chunk of a stream; 60,000 by
   * default, 0 for no limit. A step that sends again starts anew.
   */
  readonly timeout?: number | undefined;
}

/** Credentials for HTTP Basic (RFC 7617) or Bearer (RFC 6750) authentication, sent with every request. */
export type Credentials = { readonly username: string; readonly password: string } | { readonly bearer: string };

/** The type itself, which is not inferred from the place of a result. `NoInfer` needs TypeScript 5.4. */
export type Fixed<T> = [T][T extends unknown ? 0 : never];

/** A port whose messages `codec` reads and writes. Throws a TypeError for an address that is not an HTTP URL. */
export function portOf<B extends Binding, Blocks extends object, Mode>(
  binding: B,
  address: string,
  codec: Codec,
  options: PortOptions<Mode> = {},
): Port<B, Fixed<Blocks>, Fixed<Mode>> {
  const home = checkedAddress(address);
  const { transport = defaultTransport, maxReplyBytes = 32 * 1024 * 1024, trace, validate, openContent } = options;
  const { steps: portSteps = [], reading: reader, maxDepth, forbiddenCharacters, onMisfit } = options;
  checkValidation(validate);
  checkOption("transport", transport, "call", "a function");
  checkOption("steps", portSteps, "flat", "a list");
  checkOption("reading", reader, "read", "`lenient` or `explain` of the runtime");
  checkOption("trace", trace, "step", "`trace(log)` of the runtime");
  const reading = { maxDepth, forbiddenCharacters, validate, notice: validate };
  return {
    binding,
    address,
    mode: reader?.mode,
    async call<Request, Response, Header, Detail, FaultHeader, Parts>(
      make: () => Operation<Request, Response, Header, Detail, FaultHeader, Parts>,
      request: Request,
      callOptions: SoapCallOptions & Pick<CallBlocks, "header"> & Attachments = {},
    ) {
      const operation = operationOf(make);
      const { name, addressingAction: action = operation.action } = operation;
      const { attachments = operation.attachments } = options;
      const packing = attachments?.pack(callOptions, operation.request.parts);
      if (packing === undefined && (callOptions.attachments ?? callOptions.parts) !== undefined)
        throw new RequestError(`expected ${packagingPort}`, "attachments");
      const own = [...(callOptions.steps ?? []), ...portSteps];
      const steps: Step[] = packing?.around(own) ?? own;
      if (trace) steps.push(trace.step);
      const writing = { validate, openContent, steps, attach: packing?.attach };
      const written = codec.write(operation, request, callOptions, writing);
      const { method, body, url = home, shownUrl = url } = written;
      operation.policies?.(binding, home, name, [...own, options.attachments], body);
      const message: OutgoingMessage = {
        method,
        url,
        shownUrl: withoutQuery(shownUrl),
        body,
        httpHeaders: headersOf(written, options, callOptions),
        signal: callOptions.signal,
        timeout: callOptions.timeout ?? options.timeout,
        binding,
        operation: name,
        action,
        reading,
      };
      const received = await sendThrough(steps, message, transport, maxReplyBytes);
      const { status, httpHeaders } = received;
      const head = { status, httpHeaders };
      const content = contentOf(codec, operation, received, reading, reader ?? trace);
      // The operation's tables guarantee that the values are of these types.
      type Typed = ReplyTo<Mode, Response, Header, Detail, FaultHeader, Parts>;
      if (content === undefined) return { kind: "http", body: startOf(received.body, httpHeaders), ...head };
      content.misfits?.forEach((misfit) => onMisfit?.(misfit, name));
      if (content.kind !== "malformed") {
        const parts = content.kind === "ok" && operation.response?.parts && { parts: { __proto__: null } };
        return {
          ...content,
          ...head,
          ...parts,
          ...received.attached?.others(operation.response, content.kind),
        } as unknown as Typed;
      }
      const reply = { ...content, reason: content.misfit.reason, ...head };
      // A copy, because the body can be a small part of a buffer.
      const kept = received.body.slice();
      return Object.defineProperty(reply, "body", { get: () => textOf(kept, httpHeaders) }) as unknown as Typed;
    },
  };
}

/** The port that can read and send attachments, for messages of one that cannot. */
export const packagingPort = 'a port with `attachments: multipart()` of runtimeParts "attachments"';

const operations = /* @__PURE__ */ new WeakMap<() => AnyOperation, AnyOperation>();

/** The operation that the function returns, created once. */
export function operationOf(make: () => AnyOperation): AnyOperation {
  let operation = operations.get(make);
  if (operation === undefined) operations.set(make, (operation = make()));
  return operation;
}

/** The content of a reply; undefined for one of kind `http`. */
function contentOf(
  codec: Codec,
  operation: AnyOperation,
  received: Received,
  context: Reading,
  reader: Pick<ReplyReader<unknown>, "read"> | undefined,
): Content | Unfitting | undefined {
  const { httpHeaders, body, truncated, attached } = received;
  const error = truncated ? new Malformed(unlike(`at most ${body.length} bytes`, "more")) : received.error;
  try {
    if (error) throw error;
    const read = (message: Received, reading: Reading) =>
      reader === undefined ? codec.read(operation, message, reading) : reader.read(codec, operation, message, reading);
    const reading = { ...context, charset: charsetOf(httpHeaders) };
    return attached === undefined ? read(received, reading) : attached.read(received, reading, read);
  } catch (cause) {
    if (!(cause instanceof Malformed)) throw cause;
    let unfit = cause;
    if (error === undefined && !isXml(received)) {
      if (!/^multipart/i.test(httpHeaders.get("content-type") ?? "")) return undefined;
      unfit = new Malformed(unlike(`XML, or ${packagingPort}`, "a multipart"));
    }
    const misfit = unfit.misfit(codec.pathOf(operation));
    return { kind: "malformed", misfit, misfits: [misfit] };
  }
}

/** The address without a fragment. */
function checkedAddress(address: string): string {
  const url = parsedUrl(address);
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new TypeError(`address: ${explain(misfit("an http or https URL", redactUrl(address)))}`);
  if (url.username + url.password !== "")
    throw new TypeError("address: expected no user name and password; `credentials` are the place for them");
  url.hash = "";
  return url.href;
}

/** Merges HTTP headers. Names are case-insensitive, and later sources take precedence. */
function headersOf(...sources: readonly HttpOptions[]): Record<string, string> {
  const headers = new Map<string, [name: string, value: string]>();
  for (const { credentials, httpHeaders } of sources) {
    const own = { ...(credentials && { Authorization: authorization(credentials) }), ...httpHeaders };
    for (const [name, value] of Object.entries(own)) {
      if (!/^[!#$%&'*+.^`|~\w-]+$/.test(name))
        // Text after the name may be the value, so it is cut off.
        throw new RequestError(misfit("the name of an HTTP header", name.replace(/[\s:=][^]*$/, "…")), "httpHeaders");
      // The value is not shown, because it may be a secret.
      if (typeof value !== "string" || !/^[\t\x20-\x7e\x80-\xff]*$/.test(value))
        throw new RequestError(
          "expected Latin-1 text without line breaks and control characters",
          `httpHeaders.${name}`,
        );
      headers.set(name.toLowerCase(), [name, value]);
    }
  }
  return Object.fromEntries(headers.values());
}

function authorization(credentials: Credentials): string {
  if ("bearer" in credentials) return `Bearer ${credentials.bearer}`;
  const { username, password } = credentials;
  if (username.includes(":"))
    throw new RequestError("expected a user name without a colon (RFC 7617)", "credentials.username");
  return `Basic ${btoa(String.fromCharCode(...encodeUtf8(`${username}:${password}`)))}`;
}

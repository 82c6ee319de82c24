import { isSecret, mark } from "./redaction.js";
import type { Place } from "./xml/place.js";

export interface ErrorCause {
  readonly cause?: unknown;
}

/** `Error` with its cause, which the library of ES2020 does not declare. */
export const ErrorWithCause: new (message: string, options?: ErrorCause) => Error & ErrorCause = Error;

/** Thrown for a request value that does not fit its type, before anything is sent. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  /** The path of the property in the request: `GetStatus.items[2].ID`. */
  readonly path: string;
  /** The expected and the found value; the found one is left out if a name in the path suggests a secret. */
  readonly reason: string;
  readonly #reason: Reason;

  constructor(reason: Reason, path = "") {
    const hides = isSecret(path);
    const text = explain(reason, hides);
    super(path === "" ? text : `${path}: ${text}`);
    this.reason = text;
    this.#reason = hides ? text : reason;
    this.path = path;
  }

  /** The same error with a longer path: `holder` is the property or the index of the value in the enclosing one. */
  within(holder: string | number): RequestError {
    const head = typeof holder === "number" ? `[${holder}]` : holder;
    const separator = this.path === "" || this.path.startsWith("[") ? "" : ".";
    return new RequestError(this.#reason, head + separator + this.path);
  }
}

/** Throws the error: a RequestError with the property or the index of `holder` before its path. */
export function rethrowWithin(error: unknown, holder: string | number): never {
  throw error instanceof RequestError ? error.within(holder) : error;
}

/** Thrown for a document that does not have the expected form. The port turns it into a `malformed` reply. */
export class Malformed extends Error {
  override readonly name = "Malformed";
  /**
   * Local names from the root down, without Envelope and Body, and an attribute's after an @:
   * `GetStatusResponse/Status/@ID`.
   */
  readonly path: string;
  /** Counts from 1; 0 if the error concerns the whole document. */
  readonly line: number;
  /** Counts characters from 1; 0 if the error concerns the whole document. */
  readonly column: number;
  /** The name of a type or of an element, or another description. */
  readonly expected: string;
  /** A text or a description; left out if a name in the path suggests a secret. */
  readonly found: string;
  readonly #reason: Reason;
  readonly #cure: string;

  /**
   * Omit path, line and column if the error concerns the whole document. `cure` is the rest of the line for `overrides`
   * after the path of the element: `": { "nillable": true }`.
   */
  constructor(reason: Reason, path = "", line = 0, column = 0, cure = "") {
    const hides = isSecret(path);
    super(explain(reason, hides));
    const isText = typeof reason === "string";
    const found = isText ? reason : shortened(String(reason.found));
    this.path = path;
    this.line = line;
    this.column = column;
    this.expected = isText ? "well-formed XML" : reason.expected;
    this.found = hides ? mark : found;
    this.#reason = reason;
    this.#cure = cure;
  }

  /** The error as data. `message` is the path of the message in overrides: `GetStatus.response`; empty if it has none. */
  misfit(message: string): Misfit {
    const { path, line, column, expected, found } = this;
    const header = /^Header(?![^/])/.test(path) ? ".header" : "";
    // The root of a document is the message itself, which has no facts.
    const target = `${message}${header}${path.replace(/^[^/]*/, "")}${this.#cure}`;
    const override = this.#cure !== "" && /^[^"/]+\//.test(target) ? `"${target}` : "";
    return { path, line, column, expected, found, reason: placed(this), override };
  }

  /** The same error at another place. */
  at(path: string, line: number): Malformed {
    return new Malformed(this.#reason, path, line, this.column, this.#cure);
  }
}

/** An error of a document with its place: `GetStatusResponse/Status/ID (line 14): expected int, found "seven"`. */
export function placed({ path, line, message }: Malformed): string {
  if (path === "") return line === 0 ? message : `line ${line}: ${message}`;
  return `${path} (line ${line}): ${message}`;
}

/**
 * Why a call got no reply. `closed`: the server ended the connection early. `bad port`: `fetch` refuses the port. `cors`:
 * a browser does not tell why a call of another origin failed, which is mostly that the service does not allow it.
 * `authentication`: NTLM failed, or the server asked for Digest after a streamed request.
 */
export type TransportFailure =
  | "timeout"
  | "refused"
  | "reset"
  | "closed"
  | "certificate"
  | "bad port"
  | "cors"
  | "authentication"
  | NodeTransportFailure;

/** Those that `nodeTransport` finds besides. */
export type NodeTransportFailure = "unknown host" | "TLS" | "proxy" | "compression";

/**
 * Rejects a call that got no reply: refused, reset, cut off or timed out. `cause` is the error of the transport. It is
 * not printed, because it can contain the request with its credentials.
 */
export class TransportError extends ErrorWithCause {
  override readonly name = "TransportError";
  readonly reason: TransportFailure | undefined;

  constructor(message: string, options: ErrorCause & { readonly reason?: TransportFailure | undefined } = {}) {
    super(message);
    this.reason = options.reason;
    // Node prints a cause that is a value, but only the name of a getter.
    Object.defineProperty(this, "cause", { get: () => options.cause, configurable: true });
  }
}

/**
 * Thrown by `unwrap` for a reply other than `ok`. The reply is not printed with the error, because it can contain
 * secrets.
 */
export class ReplyError<Reply = unknown> extends Error {
  override readonly name = "ReplyError";
  readonly #reply: Reply;

  constructor(message: string, reply: Reply) {
    super(message);
    this.#reply = reply;
  }

  get reply(): Reply {
    return this.#reply;
  }
}

/**
 * The reason why a value does not fit. The found value is kept apart, because only its path decides whether it may be
 * shown.
 */
export type Reason = string | Expectation;

export interface Expectation {
  readonly expected: string;
  readonly found: unknown;
  /** The found value in words, in place of the value itself. */
  readonly words?: string;
}

export function misfit(expected: string, found: unknown): Expectation {
  return { expected, found };
}

/** A misfit that is described in place of being shown. */
export function unlike(expected: string, found: string, words: string = `found ${found}`): Expectation {
  return { expected, found, words };
}

export function missing(expected: string): Expectation {
  return unlike(expected, "nothing", `which ${expected.includes(" or ") ? "are" : "is"} missing`);
}

/** A part of a reply that does not fit the spec. */
export interface Misfit extends Place {
  /** The name of a type or of an element, or another description. */
  readonly expected: string;
  /** A text, an element as XML, or a description. Logs do not show a long one, which is cut off after 4,000 characters. */
  readonly found: string;
  /** The place and the reason: `GetStatusResponse/Status/ID (line 14): expected int, found "seven"`. */
  readonly reason: string;
  /** The line for `overrides` in the configuration that makes the spec fit such replies; empty if there is none. */
  readonly override: string;
  /** Present if `verify` did not accept the reply, of which nothing is read then. */
  readonly unverified?: Unverifiable;
}

/**
 * Why a reply was not verified. `unsigned`: it has no signature. `uncovered`: the signature leaves out a part that must
 * be signed. `untrusted`: the key is not trusted. `altered`: a part or the signature itself was changed.
 * `unconfirmed`: it is not stated to answer this request. `unsupported`: the signature has a form or an algorithm that is
 * not accepted.
 */
export type Unverifiable = "unsigned" | "uncovered" | "untrusted" | "altered" | "unconfirmed" | "unsupported";

/**
 * `expected int, found "seven"`. Cuts off a long text, does not print objects, and leaves out the found value if
 * `hides`.
 */
export function explain(reason: Reason, hides = false): string {
  if (typeof reason === "string") return reason;
  const { expected, found, words = `found ${describe(found, hides)}` } = reason;
  return `expected ${expected}, ${words}`;
}

/** A text as messages show it. */
export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function describe(value: unknown, hides: boolean): string {
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "an array" : "an object";
  if (typeof value === "function" || typeof value === "symbol") return `a ${typeof value}`;
  if (hides && value !== undefined && value !== null) return mark;
  if (typeof value === "string") return JSON.stringify(shortened(value));
  return typeof value === "bigint" ? `${value}n` : String(value);
}

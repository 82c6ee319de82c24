import { isSecret, mark } from "./redaction.js";

/** A request value that does not fit its type. Thrown before anything is sent. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  /** Of the property in the request: `GetStatus.items[2].ID`. */
  readonly path: string;
  /** What was expected and what was found, which is left out if a name of the path is that of a secret. */
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

  /** The same error seen from what holds the value: the name of its property there, or its index. */
  within(holder: string | number): RequestError {
    const head = typeof holder === "number" ? `[${holder}]` : holder;
    const separator = this.path === "" || this.path.startsWith("[") ? "" : ".";
    return new RequestError(this.#reason, head + separator + this.path);
  }
}

/** A document that is not what it claims to be. The port makes it a `malformed` reply. */
export class Malformed extends Error {
  override readonly name = "Malformed";
  /** Local names from the root down, without Envelope and Body, an attribute's after an @: `GetStatusResponse/Status/@ID`. */
  readonly path: string;
  readonly line: number;
  readonly #reason: Reason;

  /** Without a path and a line where the document as a whole is wrong. */
  constructor(reason: Reason, path = "", line = 0) {
    const hides = isSecret(path);
    const text = explain(reason, hides);
    super(text);
    this.#reason = hides ? text : reason;
    this.path = path;
    this.line = line;
  }

  /** The same error with another place. */
  at(path: string, line: number): Malformed {
    return new Malformed(this.#reason, path, line);
  }
}

/** A document's error with its place: `GetStatusResponse/Status/ID (line 14): expected int, found "seven"`. */
export function placed({ path, line, message }: Malformed): string {
  if (path === "") return line === 0 ? message : `line ${line}: ${message}`;
  return `${path} (line ${line}): ${message}`;
}

/**
 * A call that never became a reply: refused, reset, cut or timed out. Its `cause` is the error of the transport, which can
 * hold the request with its credentials, so that it is not printed with this one.
 */
export class TransportError extends Error {
  override readonly name = "TransportError";

  constructor(message: string, options: { readonly cause?: unknown } = {}) {
    super(message);
    // Node prints a cause that is a value, and the name of one that is a getter.
    Object.defineProperty(this, "cause", { get: () => options.cause, configurable: true });
  }
}

/** Thrown by `unwrap` for a reply that is not `ok`. The reply is not printed with the error: it can hold secrets. */
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

/** Why a value does not fit. What was found is kept apart, because only the path tells whether it may be shown. */
export type Reason = string | Misfit;

export interface Misfit {
  readonly expected: string;
  readonly found: unknown;
}

export function misfit(expected: string, found: unknown): Misfit {
  return { expected, found };
}

/** `expected int, found "seven"`. A long text is cut, an object is not spelled out, and what `hides` asks to hide is left out. */
export function explain(reason: Reason, hides = false): string {
  return typeof reason === "string" ? reason : `expected ${reason.expected}, found ${describe(reason.found, hides)}`;
}

function describe(value: unknown, hides: boolean): string {
  if (hides && /^(?:string|number|bigint|boolean)$/.test(typeof value)) return mark;
  switch (typeof value) {
    case "string":
      return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
    case "object":
      return value === null ? "null" : Array.isArray(value) ? "an array" : "an object";
    case "function":
    case "symbol":
      return `a ${typeof value}`;
    case "bigint":
      return `${value}n`;
    default:
      return String(value);
  }
}

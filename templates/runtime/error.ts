/** A request value that does not fit its type. Thrown before anything is sent. */
export class RequestError extends Error {
  override readonly name = "RequestError";
  /** Of the property in the request: `GetStatus.items[2].ID`. */
  readonly path: string;
  /** What was expected and what was found. */
  readonly reason: string;

  constructor(reason: string, path = "") {
    super(path === "" ? reason : `${path}: ${reason}`);
    this.reason = reason;
    this.path = path;
  }

  /** The same error seen from what holds the value: the name of its property there, or its index. */
  within(holder: string | number): RequestError {
    const head = typeof holder === "number" ? `[${holder}]` : holder;
    const separator = this.path === "" || this.path.startsWith("[") ? "" : ".";
    return new RequestError(this.reason, head + separator + this.path);
  }
}

/** A document that is not what it claims to be. The port makes it a `malformed` reply. */
export class Malformed extends Error {
  override readonly name = "Malformed";
  /** Local names from the root down, without Envelope and Body: `GetStatusResponse/Status/ID`. */
  readonly path: string;
  readonly line: number;

  constructor(reason: string, path: string, line: number) {
    super(reason);
    this.path = path;
    this.line = line;
  }
}

/** A document's error with its place: `GetStatusResponse/Status/ID (line 14): expected int, found "seven"`. */
export function placed({ path, line, message }: Malformed): string {
  return `${path === "" ? `line ${line}` : `${path} (line ${line})`}: ${message}`;
}

/** A call that never became a reply: refused, reset, cut or timed out; `cause` says which. */
export class TransportError extends Error {
  override readonly name = "TransportError";
}

/** What `unwrap` throws for a reply that is not `ok`. */
export class ReplyError<Reply = unknown> extends Error {
  override readonly name = "ReplyError";
  readonly reply: Reply;

  constructor(message: string, reply: Reply) {
    super(message);
    this.reply = reply;
  }
}

/** `expected int, found "seven"`. A long text is cut, an object is not spelled out. */
export function misfit(expected: string, found: unknown): string {
  return `expected ${expected}, found ${describe(found)}`;
}

function describe(value: unknown): string {
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

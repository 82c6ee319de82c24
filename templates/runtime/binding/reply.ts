import { ReplyError } from "../error.js";
import type { OpenContent } from "../complex/table.js";
import type { HttpHeaders } from "./transport.js";

/** What a call comes back with. What never became a reply rejects instead. */
export type Reply<Value, Header = OpenContent, Detail = OpenContent, FaultHeader = Header> =
  OkReply<Value, Header> | FaultReply<Detail, FaultHeader> | HttpReply | MalformedReply;

/** The operation's response, whatever the status. */
export interface OkReply<Value, Header = OpenContent> extends ReplyHead {
  readonly kind: "ok";
  readonly value: Value;
  /** The header blocks of the response. Those that the spec does not name are in `$any`, also if they must be understood. */
  readonly header: Header;
}

/** A SOAP fault, of whichever version, whatever the status. */
export interface FaultReply<Detail = OpenContent, Header = OpenContent> extends ReplyHead {
  readonly kind: "fault";
  readonly fault: Fault<Detail>;
  /** The header blocks that came with it, none of which must. Those that the spec does not name or that do not fit it are in `$any`. */
  readonly header: { readonly [Block in keyof Header]?: Header[Block] | undefined };
}

/** A SOAP fault: one form for SOAP 1.1 and 1.2. */
export interface Fault<Detail = OpenContent> {
  /** Of SOAP 1.1, Client is Sender and Server is Receiver. A code that SOAP does not know is its local name as it came. */
  readonly code: FaultCode | (string & {});
  /** Local names, the most general first. Of SOAP 1.1, what follows the dot: `Client.Authentication`. */
  readonly subcodes: readonly string[];
  /** In English if there is a choice, else the first. */
  readonly reason: string;
  /** In every language that came, `""` where none is named. */
  readonly reasons: readonly { readonly language: string; readonly text: string }[];
  /** SOAP 1.1: the URI of what faulted. */
  readonly actor?: string;
  /** SOAP 1.2: the URI of the node that faulted. */
  readonly node?: string;
  /** SOAP 1.2: the role that the node acted in. */
  readonly role?: string;
  /**
   * The elements of the detail that the spec declares. Others are in `$any`, and those that do not fit what is declared;
   * where it holds no element but text, the detail itself.
   */
  readonly detail: Detail;
}

export type FaultCode = "Sender" | "Receiver" | "MustUnderstand" | "VersionMismatch" | "DataEncodingUnknown";

/** Not a message of the service at all: a proxy's page, a redirect, a 404, an error of HTTP GET or POST. */
export interface HttpReply extends ReplyHead {
  readonly kind: "http";
  /** As text; of a long one the first 65,536 characters. */
  readonly body: string;
}

/** XML that is cut, is not well-formed, is longer than the port's `maxReplyBytes`, or does not fit the response. */
export interface MalformedReply extends ReplyHead {
  readonly kind: "malformed";
  /** Where and why: `GetStatusResponse/Status/ID (line 14): expected int, found "seven"`. */
  readonly reason: string;
}

interface ReplyHead {
  /** Of HTTP; 0 for a redirect in a browser, which shows no more of it. */
  readonly status: number;
  readonly httpHeaders: HttpHeaders;
}

/** The value of an `ok` reply. Throws a {@link ReplyError} that holds the reply if it is another. */
export function unwrap<Value>(reply: Reply<Value, unknown, unknown>): Value {
  switch (reply.kind) {
    case "ok":
      return reply.value;
    case "fault":
      throw new ReplyError(`fault ${reply.fault.code}: ${reply.fault.reason}`, reply);
    case "http":
      throw new ReplyError(`expected a message of the service, found HTTP status ${reply.status}`, reply);
    case "malformed":
      throw new ReplyError(reply.reason, reply);
  }
}

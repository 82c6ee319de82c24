import { ReplyError, type Misfit } from "../error.js";
import type { Attachment } from "../packaging.js";
import type { OpenContent } from "../complex/table.js";
import type { Read } from "./mode.js";
import type { HttpHeaders } from "./transport.js";

/** The reply to a call, whatever its kind. A call without any reply rejects instead. */
export type Reply<Value, Header = OpenContent, Detail = OpenContent, FaultHeader = Header, Parts = unknown> =
  (OkReply<Value, Header> & Parts) | FaultReply<Detail, FaultHeader> | HttpReply | MalformedReply;

/** The reply to a call through a port of this mode: `Value` and `Header` are as the spec declares them. */
export type ReplyTo<
  Mode,
  Value,
  Header = OpenContent,
  Detail = OpenContent,
  FaultHeader = Header,
  Parts = unknown,
> = Reply<Read<Mode, Value>, Read<Mode, Header>, Detail, FaultHeader, Parts>;

/** A reply with attachments that a WSDL binds, each absent if the service left it out: `reply.parts.Receipt?.content`. */
export type ReplyWithParts<
  Parts,
  Mode,
  Value,
  Header = OpenContent,
  Detail = OpenContent,
  FaultHeader = Header,
> = ReplyTo<Mode, Value, Header, Detail, FaultHeader, { readonly parts: Parts }>;

/** The operation's response, with any HTTP status but those of redirects. */
export interface OkReply<Value, Header = OpenContent> extends ReplyHead {
  readonly kind: "ok";
  readonly value: Value;
  /**
   * The header blocks of the response. Blocks that the spec does not declare are in `$any`, those with mustUnderstand
   * only if the port `understands` them.
   */
  readonly header: Header;
  /** All parts that do not fit, in the order of the reply; only from a port with the option `reading`. */
  readonly misfits?: readonly Misfit[];
  /** The parts of a multipart that neither the value nor `parts` contains; absent unless the reply is one. */
  readonly attachments?: readonly Attachment[];
}

/** A SOAP fault of either version, with any HTTP status. */
export interface FaultReply<Detail = OpenContent, Header = OpenContent> extends ReplyHead {
  readonly kind: "fault";
  readonly fault: Fault<Detail>;
  /**
   * The header blocks of the fault, all optional. Blocks that the spec does not declare, or that do not fit it, are in
   * `$any`, even those with mustUnderstand.
   */
  readonly header: { readonly [Block in keyof Header]?: Header[Block] | undefined };
  /** All parts that do not fit, in the order of the reply; only from a port with the option `reading`. */
  readonly misfits?: readonly Misfit[];
  /** The parts of a multipart that neither the value nor `parts` contains; absent unless the reply is one. */
  readonly attachments?: readonly Attachment[];
}

/** A SOAP fault, in one form for SOAP 1.1 and 1.2. */
export interface Fault<Detail = OpenContent> {
  /**
   * The general code. Client of SOAP 1.1 is Sender, and Server is Receiver. A code unknown to SOAP is given by its
   * local name.
   */
  readonly code: FaultCode | (string & {});
  /** Local names, the most general first. In SOAP 1.1 they follow the dot: `Client.Authentication`. */
  readonly subcodes: readonly string[];
  /** The code and the subcodes as the service wrote them, with the namespaces of their prefixes. */
  readonly codes: readonly { readonly namespace: string; readonly name: string }[];
  /** The English reason if there is one, else the first. */
  readonly reason: string;
  /** The reason in every language of the fault; `""` for an unspecified language. */
  readonly reasons: readonly { readonly language: string; readonly text: string }[];
  /** SOAP 1.1: the URI of the actor that caused the fault. */
  readonly actor?: string;
  /** SOAP 1.2: the URI of the SOAP node that caused the fault. */
  readonly node?: string;
  /** SOAP 1.2: the role in which the node acted. */
  readonly role?: string;
  /**
   * The elements of the detail that the spec declares. `$any` holds those that it does not declare or that do not fit,
   * or the detail itself if that holds text only.
   */
  readonly detail: Detail;
}

/** The general codes of faults, with their names in SOAP 1.2: Sender is Client in SOAP 1.1, and Receiver is Server. */
export type FaultCode = "Sender" | "Receiver" | "MustUnderstand" | "VersionMismatch" | "DataEncodingUnknown";

/** A reply other than a message of the service: a proxy's page, a redirect, a 404, an error of HTTP GET or POST. */
export interface HttpReply extends ReplyHead {
  readonly kind: "http";
  /** The body as text, cut after 65,536 characters. */
  readonly body: string;
}

/** XML that is cut off, not well-formed, longer than the port's `maxReplyBytes`, or that does not fit the response. */
export interface MalformedReply extends ReplyHead {
  readonly kind: "malformed";
  /** The place and the reason: `GetStatusResponse/Status/ID (line 14): expected int, found "seven"`. */
  readonly reason: string;
  /** The first misfit. */
  readonly misfit: Misfit;
  /** All misfits, if the port collects them: see `explain`. Else the first. */
  readonly misfits: readonly Misfit[];
  /** The body as text. It is not enumerable, so that a log of the reply does not show secrets. */
  readonly body: string;
}

interface ReplyHead {
  /** The HTTP status; 0 for a redirect in a browser, which hides the rest of the reply. */
  readonly status: number;
  readonly httpHeaders: HttpHeaders;
}

/** Returns the value of an `ok` reply. Throws a {@link ReplyError} that holds any other reply. */
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

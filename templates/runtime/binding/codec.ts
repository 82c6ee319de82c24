import type { Operation, OpenContent } from "../complex/table.js";
import type { Reading, Writing } from "../context.js";
import type { XmlElement } from "../xml/element.js";
import type { FaultReply, OkReply } from "./reply.js";
import type { Received } from "./transport.js";

/** How a binding puts messages into HTTP. */
export interface Codec {
  /** Throws a RequestError for what does not fit. */
  write(operation: AnyOperation, request: unknown, blocks: Blocks, writing: Writing): HttpRequest;
  /** Undefined for anything other than a message of the service. Throws Malformed for a message that does not fit. */
  read(operation: AnyOperation, received: Received, reading: Reading): Content | undefined;
}

export type AnyOperation = Operation<never, unknown, unknown, unknown, unknown>;

/** The header blocks of a call. */
export interface Blocks {
  readonly header?: object | undefined;
  readonly headerBlocks?: readonly HeaderBlock[] | undefined;
}

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** What follows the address's path. */
  readonly location?: string;
  /** The location as it may be shown, where values are part of it. */
  readonly shownLocation?: string;
  readonly query?: string;
  readonly httpHeaders?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer>;
}

/** What a message of the service holds. */
export type Content =
  | Pick<OkReply<unknown, unknown>, "kind" | "value" | "header">
  | Pick<FaultReply<OpenContent, unknown>, "kind" | "fault" | "header">;

/** A header block that the spec does not name. */
export interface HeaderBlock extends XmlElement {
  /** Asks for a fault from a service that does not know the block. */
  readonly mustUnderstand?: boolean | undefined;
  /** The URI of whom the block is for, if not for the service itself: `actor` in SOAP 1.1, `role` in SOAP 1.2. */
  readonly role?: string | undefined;
}

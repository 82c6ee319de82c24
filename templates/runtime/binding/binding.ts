import type { HttpOperation, Operation } from "../complex/operation.js";
import type { ReadBody } from "../complex/table.js";
import type { Reading } from "../context.js";
import type { Bytes, Output, Writing } from "../xml/output.js";
import type { Misfit } from "../error.js";
import type { Cursor } from "../xml/cursor.js";
import type { Strict } from "./mode.js";
import type { FaultReply, OkReply } from "./reply.js";
import type { Received } from "./transport.js";

/** The ways to send messages over HTTP. */
export type Binding = "soap11" | "soap12" | "httpGet" | "httpPost";

export type SoapBinding = Extract<Binding, "soap11" | "soap12">;

/** Writes requests and reads replies of one binding. */
export interface Codec {
  /** Throws a RequestError if a value does not fit its type. */
  write(operation: AnyOperation, request: unknown, blocks: Blocks, writing: Writing): HttpRequest;
  /**
   * Undefined for anything other than a message of the service. Throws Malformed for a message that does not fit.
   * `openBody` reads the Body of an envelope in place of the codec.
   */
  read(operation: AnyOperation, received: Received, reading: Reading, openBody?: OpenBody): Content | undefined;
  /** The path in overrides of what the root element of a reply holds: `GetPrice.response`; empty if there is none. */
  pathOf(operation: AnyOperation): string;
  /** The messages of HTTP GET and POST. */
  http?(operation: AnyOperation): HttpOperation;
}

export type AnyOperation = Operation<never, unknown, unknown, unknown, unknown>;

/** The header blocks of a call. */
export interface Blocks {
  readonly header?: object | undefined;
  readonly headerBlocks?: readonly HeaderBlock[] | undefined;
}

export interface HttpRequest {
  readonly method: "GET" | "POST";
  /** The address of the port by default. */
  readonly url?: string;
  /** The URL without values in its path, for messages and traces, if it contains values. */
  readonly shownUrl?: string;
  readonly httpHeaders?: Readonly<Record<string, string>>;
  readonly body?: Bytes;
}

/** Returns a reader of the Body that was just opened; `soap` is the namespace of its envelope. */
export type OpenBody = (cursor: Cursor, soap: string) => ReadBody;

/** The content of a message of the service. */
export type Content =
  | Pick<OkReply<unknown>, "kind" | "value" | "header" | "misfits">
  | Pick<FaultReply, "kind" | "fault" | "header" | "misfits">;

/** A message of the service that does not fit, or something that begins like one. */
export interface Unfitting {
  readonly kind: "malformed";
  /** The first misfit. */
  readonly misfit: Misfit;
  readonly misfits: readonly Misfit[];
}

/** A way to read replies, for the option `reading` of a port. `Mode` is that of the types of their values. */
export interface ReplyReader<Mode = Strict> {
  readonly mode: Mode;
  /** As the codec does, but with a list of misfits. */
  read(codec: Codec, operation: AnyOperation, received: Received, reading: Reading): Content | Unfitting | undefined;
}

/** A header block that the spec does not declare; created by `headerBlock`. */
export interface HeaderBlock {
  /** Writes the block. Throws a RequestError if XML cannot hold it. */
  write(output: Output, binding: SoapBinding): void;
}

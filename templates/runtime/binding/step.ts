import { Malformed, placed } from "../error.js";
import type { Binding } from "./binding.js";
import { readBody, type HttpMessage, type Received, type ReceiveBody } from "./transport.js";

/**
 * A step between encoding and sending, and between receiving and decoding: it is given a message and the rest of the way, and gives
 * the reply. It may change either, wait, or send more than once. A call rejects with what a step throws; a `Malformed` that is
 * thrown once there is a reply makes that reply `malformed`.
 */
export type Step = (message: OutgoingMessage, next: Next) => Promise<IncomingMessage>;

/** The steps that follow, the last of which sends the message. Rejects with a TransportError for what never became a reply. */
export type Next = (message: OutgoingMessage) => Promise<IncomingMessage>;

/** An encoded request. */
export interface OutgoingMessage extends HttpMessage {
  readonly binding: Binding;
  /** The operation's name. */
  readonly operation: string;
  /** The operation's SOAPAction, whatever the binding. */
  readonly action?: string | undefined;
  /** Receives the body of the reply: all of it as bytes, unless `asStream` is given. */
  readonly receive?: ReceiveBody | undefined;
}

/** A reply that is not decoded yet. */
export interface IncomingMessage extends Omit<Received, "body" | "reason"> {
  readonly body: Uint8Array | ReadableStream<Uint8Array>;
}

/** Sends a message through steps, in order, and gives what comes back through them, in reverse. */
export async function sendThrough(
  steps: readonly Step[],
  message: OutgoingMessage,
  send: Next,
  maxBytes: number,
): Promise<Received> {
  let reply: IncomingMessage | undefined;
  const first = steps.reduceRight<Next>(
    // A step that is not an async function may throw at once.
    (next, step) => async (message) => step(message, next),
    async (message) => (reply = await send(message)),
  );
  try {
    const { body, truncated, ...head } = await first(message);
    const read = await readBody(body, maxBytes);
    return { ...head, body: read.body, truncated: truncated || read.truncated };
  } catch (error) {
    if (reply === undefined || !(error instanceof Malformed)) throw error;
    return { ...reply, body: new Uint8Array(), reason: placed(error) };
  }
}

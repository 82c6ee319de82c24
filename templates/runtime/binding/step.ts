import { Malformed } from "../error.js";
import type { Reading } from "../context.js";
import type { ArrivingAttachments } from "../packaging.js";
import type { Binding } from "./binding.js";
import { exchange, readBody, type HttpMessage, type Received, type Transport } from "./transport.js";

/**
 * A step between encoding and sending, and between receiving and decoding. It takes a message and the rest of the
 * steps, and returns the reply. It may change either, wait, or send more than once.
 * If a step throws, the call rejects; a `Malformed` thrown after a reply has arrived makes the reply `malformed`.
 */
export interface Step {
  (message: OutgoingMessage, next: Next): Promise<IncomingMessage>;
  /**
   * Marks a step of sending, such as one that compresses what is sent: `Object.assign(step, { after: "packing" })`. With
   * `attachments`, such steps come after the others, and get the multipart; the others get the envelope.
   */
  readonly after?: "packing" | undefined;
  /**
   * The demands of policies that the step satisfies, by the name of their assertion:
   * `Object.assign(step, { satisfies: ["UsernameToken"] })`.
   */
  readonly satisfies?: readonly string[] | undefined;
}

/** The steps that follow, the last of which sends the message. Rejects with a TransportError if no reply arrives. */
export type Next = (message: OutgoingMessage) => Promise<IncomingMessage>;

/** An encoded request. */
export interface OutgoingMessage extends HttpMessage {
  readonly binding: Binding;
  /** The operation's name. */
  readonly operation: string;
  /** The operation's Action in WS-Addressing, by default its SOAPAction; in every binding. */
  readonly action?: string | undefined;
  /** The options of the port for reading the reply. */
  readonly reading: Reading;
  /**
   * True if the message can be sent once only although its body is bytes, because attachments that will be packed with
   * it come from sources. One whose body is a stream can be sent once only, too.
   */
  readonly isOnce?: boolean | undefined;
  /** The values of its signatures so far, in base64. */
  readonly signatureValues?: readonly string[] | undefined;
  /** Is given the attachments of a multipart that is received as a stream, in place of the reply. */
  readonly onAttachments?: ((attachments: ArrivingAttachments) => void) | undefined;
}

/** A reply that is not decoded yet. */
export interface IncomingMessage extends Omit<Received, "body" | "error"> {
  readonly body: Uint8Array | ReadableStream<Uint8Array>;
  /** The values of the signatures of the request in base64, which the reply may confirm. */
  readonly signatureValues?: readonly string[] | undefined;
}

/** Sends a message through the steps in order, and returns the reply through them in reverse. */
export async function sendThrough(
  steps: readonly Step[],
  message: OutgoingMessage,
  transport: Transport,
  maxBytes: number,
): Promise<Received> {
  let reply: IncomingMessage | undefined;
  const first = steps.reduceRight<Next>(
    // A step that is not an async function may throw synchronously.
    (next, step) => async (message) => step(message, next),
    async (message) => (reply = await exchange(transport, message, maxBytes)),
  );
  try {
    const received = await first(message);
    const { body, truncated } = await readBody(received.body, maxBytes);
    return { ...received, body, truncated: truncated || received.truncated };
  } catch (error) {
    if (reply === undefined || !(error instanceof Malformed)) throw error;
    return { ...reply, body: new Uint8Array(), error };
  }
}

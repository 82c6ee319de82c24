import type { SoapBinding } from "./binding.js";
import type { Reading } from "../context.js";
import { Malformed, RequestError, unlike } from "../error.js";
import type { XmlElement } from "../xml/element.js";
import { Cursor } from "../xml/cursor.js";
import { Output } from "../xml/output.js";
import { headerBlock, type HeaderBlockOptions } from "./header-block.js";
import { soapNamespaces, versionOf } from "./envelope.js";
import type { IncomingMessage, OutgoingMessage } from "./step.js";
import { chunksOf, isXml } from "./transport.js";

type Body = Uint8Array | ReadableStream<Uint8Array>;

/** An envelope, read up to the start tag of its Body. */
export interface EnvelopeHead {
  readonly blocks: readonly XmlElement[];
  /** The offset where another header block goes; undefined in a Header without blocks. */
  readonly place: number | undefined;
  readonly hasHeader: boolean;
}

/**
 * Adds header blocks to an encoded request, for a step. Throws a RequestError for a binding that carries none, and what
 * `check` throws for the blocks that the request has already.
 */
export async function withHeaderBlocks(
  message: OutgoingMessage,
  blocks: readonly XmlElement[],
  options?: HeaderBlockOptions,
  check?: (present: readonly XmlElement[]) => void,
): Promise<OutgoingMessage> {
  const binding = soapBindingOf(message);
  const begun = await begin(message.body ?? new Uint8Array());
  const { head, bytes } = begun;
  const place = head instanceof Malformed ? undefined : head?.place;
  if (place === undefined) throw new RequestError("expected an envelope, since a step adds a header block");
  check?.((head as EnvelopeHead).blocks);
  const output = new Output();
  output.bytes(bytes.subarray(0, place));
  const isFirst = !(head as EnvelopeHead).hasHeader;
  if (isFirst) output.ascii(`<soap:Header xmlns:soap="${soapNamespaces[binding]}">`);
  for (const block of blocks) headerBlock(block, options).write(output, binding);
  if (isFirst) output.ascii("</soap:Header>");
  output.bytes(bytes.subarray(place));
  // The bytes of an output are not shared.
  const body = begun.whole(output.done()) as NonNullable<OutgoingMessage["body"]>;
  return { ...message, body };
}

function soapBindingOf({ binding }: OutgoingMessage): SoapBinding {
  if (binding === "soap11" || binding === "soap12") return binding;
  throw new RequestError(`expected a port for SOAP, since a step adds a header block, which ${binding} cannot carry`);
}

/** The most bytes of a stream that are searched for the start tag of the Body. */
const longestHead = 1_048_576;

const unread: Malformed = /* @__PURE__ */ unreadHead();

function unreadHead(): Malformed {
  return new Malformed(unlike(`a Body that begins in the first ${longestHead} bytes`, "none"));
}

/** A message of which the beginning was read. */
export interface BegunMessage {
  /** The reason why the beginning cannot be read; undefined for anything other than an envelope. */
  readonly head: EnvelopeHead | Malformed | undefined;
  /** The bytes that were read. */
  readonly bytes: Uint8Array;
  /** The whole message, to be called once. `start` takes the place of the bytes that were read. */
  readonly whole: (start?: Uint8Array) => Body;
}

/** Reads the beginning of a message, of a stream no more than is needed. */
export async function begin(body: Body, reading?: Reading): Promise<BegunMessage> {
  if (body instanceof Uint8Array) return { head: headIn(body, reading), bytes: body, whole: (start = body) => start };
  const { read, cancel } = chunksOf(body);
  const output = new Output();
  let head: BegunMessage["head"] = unread;
  for (let wanted = 1; head instanceof Malformed && output.length <= longestHead;) {
    const { done, value } = await read();
    if (done !== true) output.bytes(value);
    // Each attempt begins at the start, so the next one waits for twice as much.
    if (done !== true && output.length < wanted) continue;
    wanted = 2 * output.length;
    head = headIn(output.done(), reading);
    if (done === true) break;
  }
  // Any other reason is one of the bytes that were read.
  const isTooLong = output.length > longestHead && head instanceof Malformed && head.found === "the document ends here";
  if (isTooLong) head = unread;
  const bytes = output.done();
  const whole = (start: Uint8Array = bytes): ReadableStream<Uint8Array> => {
    const stream = new ReadableStream<Uint8Array>(
      {
        start: (controller) => controller.enqueue(start),
        async pull(controller) {
          const { done, value } = await read();
          if (done === true) controller.close();
          else controller.enqueue(value);
        },
        cancel: async (reason) => {
          await cancel(reason);
        },
      },
      { highWaterMark: 0 },
    );
    // A stream of a request states by this method that a browser cannot send it.
    return Object.defineProperty(stream, "toString", { value: Reflect.get(body, "toString") as unknown });
  };
  return { head, bytes, whole };
}

/** The head of an envelope; undefined for anything else, and the reason for one that cannot be read. */
export function headIn(bytes: Uint8Array, reading?: Reading): BegunMessage["head"] {
  try {
    const cursor = new Cursor(bytes, reading);
    cursor.start();
    const envelope = cursor.started();
    const isAt = (local: string): boolean => cursor.local === local;
    if (!isAt("Envelope") || versionOf(cursor) === undefined) return undefined;
    if (!cursor.next(envelope)) return unread;
    if (isAt("Body")) return { blocks: [], place: cursor.at, hasHeader: false };
    const header = cursor.started();
    const blocks: XmlElement[] = [];
    let place: number | undefined;
    while (cursor.next(header)) {
      place ??= cursor.at;
      blocks.push(cursor.element());
    }
    return cursor.next(envelope) ? { blocks, place, hasHeader: true } : unread;
  } catch (error) {
    if (error instanceof Malformed) return error;
    throw error;
  }
}

/**
 * The header blocks of a reply, for a step that must check them; undefined for a reply other than a message of the service.
 * Throws Malformed if they cannot be read, in which case a lenient port must not read the rest either.
 */
export function blocksIn({ head, bytes }: BegunMessage, reply: IncomingMessage): readonly XmlElement[] | undefined {
  if (!(head instanceof Malformed)) return head?.blocks;
  if (isXml({ ...reply, body: bytes })) throw head;
  return undefined;
}

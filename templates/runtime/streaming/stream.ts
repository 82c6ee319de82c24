import type { Binding } from "../binding/binding.js";
import { operationOf, type Port } from "../binding/port.js";
import { unwrap, type Reply } from "../binding/reply.js";
import type { OutgoingMessage, Step } from "../binding/step.js";
import { withContentType } from "../binding/content-type.js";
import { asStream } from "../binding/stream.js";
import { charsetOf } from "../binding/transport.js";
import type { ReceiveBody } from "../context.js";
import { TransportError } from "../error.js";
import { utf8Chunks } from "../xml/utf8-chunks.js";
import { chunksIn, extract, type Extractor, type ExtractorFor } from "./extractor.js";
import { handedOver, Handover } from "./handover.js";
import type { ItemStream } from "./item-stream.js";
import { callOnce, misused } from "./single-call.js";
import { bytesExtractor } from "./streamed-bytes.js";
import { streamedAttachments, type NamedAttachment } from "./streamed-attachments.js";
import { itemsExtractor } from "./streamed-list.js";
import { placeInResponse } from "./streamed-place.js";

/** The paths of the lists in a value: `Orders`, or `Page.Orders` for a list in an object. */
export type ListPath<Value> = PathIn<Value, []>;

/** Objects are searched this deep, because types can be recursive. */
type PathIn<Value, Depth extends readonly 0[]> = Depth["length"] extends 4
  ? never
  : {
      [Key in keyof Value & string]: NonNullable<Value[Key]> extends readonly unknown[]
        ? Key
        : NonNullable<Value[Key]> extends object
          ? `${Key}.${PathIn<NonNullable<Value[Key]>, readonly [...Depth, 0]>}`
          : never;
    }[keyof Value & string];

/** The items of the list at a path. */
export type ListItem<Value, Path extends string> = Path extends `${infer Key}.${infer Rest}`
  ? Key extends keyof Value
    ? ListItem<NonNullable<Value[Key]>, Rest>
    : never
  : Path extends keyof Value
    ? NonNullable<Value[Path]> extends readonly (infer Item)[]
      ? Item
      : never
    : never;

/** The paths of the `base64Binary` elements in a value: `Picture`, or `Item.Picture` for one in an object. */
export type BytesPath<Value> = BytesPathIn<Value, []>;

type BytesPathIn<Value, Depth extends readonly 0[]> = Depth["length"] extends 4
  ? never
  : {
      [Key in keyof Value & string]: NonNullable<Value[Key]> extends Uint8Array
        ? Key
        : NonNullable<Value[Key]> extends readonly unknown[]
          ? never
          : NonNullable<Value[Key]> extends object
            ? `${Key}.${BytesPathIn<NonNullable<Value[Key]>, readonly [...Depth, 0]>}`
            : never;
    }[keyof Value & string];

/** A call whose reply is read while it arrives. */
export interface StreamedCall<Value, Rest> {
  /**
   * Makes the call, and reads the items of the list at a path in its response: `Orders`, or `Page.Orders` for a list in
   * an object. At most what has arrived and is not yet iterated over is in memory, so `maxReplyBytes` limits one item
   * and the reply without its items. Leaving the loop ends the call.
   *
   * After the last item, the loop throws a ReplyError for a reply other than `ok`, and a TransportError if the network
   * failed. It throws a TypeError if the response has no list at the path, or references between its objects.
   */
  readonly items: <Path extends ListPath<Value>>(path: Path) => ItemStream<ListItem<Value, Path>, Rest>;
  /** Reads the bytes of the `base64Binary` element at a path in the same way. The rest of the reply has none of them. */
  readonly bytes: (path: BytesPath<Value>) => ItemStream<Uint8Array, Rest>;
  /**
   * Makes the call, and reads the attachments of its reply one by one, those that a WSDL binds and others, with a port that
   * has the option `attachments`. The envelope is read first, and the parts to which it refers are in memory with it, up to
   * `maxReplyBytes`. Leaving the loop ends the call.
   *
   * The loop throws a ReplyError for a reply other than `ok` at its beginning, and for a multipart without an end when it
   * gets there; a TransportError if the network failed. In the loop, `reply` is the reply without attachments.
   */
  readonly attachments: () => ItemStream<NamedAttachment, Rest>;
}

/**
 * Prepares a call whose reply is read while it arrives: `stream(port, (port) => getOrders(port, request))`. The function
 * must call one operation, through the port that it receives, and return the promise of the call; otherwise the loop
 * throws a TypeError. `stream` throws one for a lenient port.
 */
export function stream<B extends Binding, Blocks extends object, Value, Header, Detail, FaultHeader>(
  port: Port<B, Blocks>,
  call: (port: Port<B, Blocks>) => Promise<Reply<Value, Header, Detail, FaultHeader>>,
): StreamedCall<Value, Reply<Value, Header, Detail, FaultHeader>> {
  const { mode }: { readonly mode?: unknown } = port;
  if (mode === "lenient") throw new TypeError("stream: expected a port without `reading: lenient`");
  if (typeof call !== "function") throw misused("no function");
  const streamOf = <T>(path: string, expected: string, extractorOf: ExtractorFor<T>) => {
    const handover = new Handover<readonly T[]>();
    let extractor: Extractor<T> | undefined;
    const replyOf = async () => {
      try {
        const keys = path.split(".");
        const reply = await callOnce(port, call, (make) =>
          extracting(
            handover,
            ({ binding, reading }) =>
              (extractor = extractorOf(placeInResponse(operationOf(make), binding, keys, expected), reading)),
          ),
        );
        if (reply.kind === "ok") extractor?.empty(reply.value);
        return reply;
      } catch (error) {
        handover.cancel(left());
        throw error;
      }
    };
    return iterationOf(handover, replyOf());
  };
  return {
    items: <Path extends ListPath<Value>>(path: Path) =>
      streamOf(path, "list", (place, reading) => itemsExtractor(place, reading) as Extractor<ListItem<Value, Path>>), // those at the path
    bytes: (path) => streamOf(path, "base64Binary element", bytesExtractor),
    attachments: () => streamedAttachments((stepOf) => callOnce(port, call, stepOf)),
  };
}

function left(): TransportError {
  return new TransportError("the stream was left before its end");
}

function iterationOf<T, Rest extends Reply<unknown, unknown, unknown>>(
  handover: Handover<readonly T[]>,
  calling: Promise<Rest>,
): ItemStream<T, Rest> {
  const reply = calling.finally(() => handover.end());
  // Rejects for whoever asks for the reply.
  reply.catch(() => undefined);
  const end = async (): Promise<unknown> => unwrap(await reply);
  return {
    [Symbol.asyncIterator]: () => handedOver(handover, end, left),
    reply: () => {
      handover.drain();
      return reply;
    },
  };
}

/** Takes values out of a reply as they arrive, and leaves the rest to the port. */
function extracting<T>(
  handover: Handover<readonly T[]>,
  extractorFor: (message: OutgoingMessage) => Extractor<T>,
): Step {
  return async (message, next) => {
    const extractor = extractorFor(message);
    let limit = Infinity;
    const receive: ReceiveBody = (body, maxBytes, ...rest) => {
      limit = maxBytes;
      return asStream(body, Infinity, ...rest);
    };
    const reply = await next({ ...message, receive });
    const body = reply.body instanceof Uint8Array ? new Blob([reply.body.slice()]).stream() : reply.body;
    const chunks = chunksIn(body);
    handover.onCancel = () => void chunks.cancel().catch(() => undefined);
    const document = utf8Chunks(chunks, charsetOf(reply.httpHeaders));
    const rest = await extract(extractor, document, limit, (values) => handover.put(values));
    handover.check();
    const [mediaType = ""] = (reply.httpHeaders.get("content-type") ?? "").split(";", 1);
    return { ...reply, httpHeaders: withContentType(reply.httpHeaders, `${mediaType}; charset=utf-8`), body: rest };
  };
}

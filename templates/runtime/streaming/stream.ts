import type { AnyOperation, Binding } from "../binding/binding.js";
import { operationOf, type Port } from "../binding/port.js";
import { unwrap, type Reply } from "../binding/reply.js";
import type { Step } from "../binding/step.js";
import { asStream } from "../binding/stream.js";
import { charsetOf, chunksOf, type HttpHeaders, type ReceiveBody } from "../binding/transport.js";
import { Malformed, TransportError } from "../error.js";
import { utf8Chunks, type Chunks } from "../xml/utf8-chunks.js";
import { Handover } from "./handover.js";
import { ListSplitter } from "./list-splitter.js";
import { listAt, readItems } from "./streamed-list.js";

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

/** The items of a list, each as soon as it has arrived. */
export interface ItemStream<Item, Rest> extends AsyncIterable<Item> {
  /**
   * The rest of the reply, with an empty list. Reads it to its end, so items that were not iterated over are dropped.
   * Rejects like the call itself.
   */
  readonly reply: () => Promise<Rest>;
}

/** A call whose reply is read while it arrives. */
export interface StreamedCall<Value, Rest> {
  /**
   * Makes the call, and reads the items of the list at a path in its response: `Orders`, or `Page.Orders` for a list in
   * an object. At most what has arrived and is not yet iterated over is in memory, so `maxReplyBytes` limits the reply
   * without its items. Leaving the loop ends the call.
   *
   * After the last item, the loop throws a ReplyError for a reply other than `ok`, and a TransportError if the network
   * failed. It throws a TypeError if the response has no list at the path, or references between its objects.
   */
  readonly items: <Path extends ListPath<Value>>(path: Path) => ItemStream<ListItem<Value, Path>, Rest>;
}

/**
 * Prepares a call whose reply is read while it arrives: `stream(port, (port) => getOrders(port, request))`. The function
 * must call an operation through the port that it receives. Throws a TypeError for a lenient port.
 */
export function stream<B extends Binding, Blocks extends object, Value, Header, Detail, FaultHeader>(
  port: Port<B, Blocks>,
  call: (port: Port<B, Blocks>) => Promise<Reply<Value, Header, Detail, FaultHeader>>,
): StreamedCall<Value, Reply<Value, Header, Detail, FaultHeader>> {
  const { mode }: { readonly mode?: unknown } = port;
  if (mode === "lenient") throw new TypeError("stream: expected a port without `reading: lenient`");
  return {
    items<Path extends ListPath<Value>>(path: Path) {
      const keys = path.split(".");
      const handover = new Handover<readonly unknown[]>();
      const calling = call({
        ...port,
        call: (make, request, options) => {
          const steps = [...(options?.steps ?? []), splitting(handover, keys, () => operationOf(make))];
          return port.call(make, request, { ...options, steps });
        },
      });
      const reply = calling.then((reply) => emptied(reply, keys)).finally(() => handover.end());
      // Rejects for whoever asks for the reply.
      reply.catch(() => undefined);
      return {
        [Symbol.asyncIterator]: () => items(handover, reply) as AsyncGenerator<ListItem<Value, Path>, void>, // those at the path
        reply: () => {
          handover.drain();
          return reply;
        },
      };
    },
  };
}

async function* items(handover: Handover<readonly unknown[]>, reply: Promise<Reply<unknown, unknown, unknown>>) {
  let isLeft = true;
  try {
    for (let batch = await handover.take(); batch !== undefined; batch = await handover.take()) yield* batch;
    isLeft = false;
    unwrap(await reply);
  } finally {
    if (isLeft) handover.cancel(new TransportError("the stream was left before its end"));
  }
}

/** Takes the items out of a reply as they arrive, and leaves the rest to the port. */
function splitting(
  handover: Handover<readonly unknown[]>,
  keys: readonly string[],
  operation: () => AnyOperation,
): Step {
  return async (message, next) => {
    const list = listAt(operation(), message.binding, keys);
    const splitter = new ListSplitter(list.names);
    let released = 0;
    const receive: ReceiveBody = async (body, maxBytes, failure) => {
      const received = await asStream(body, Infinity, failure);
      return { ...received, body: limited(received.body, () => released + maxBytes, maxBytes) };
    };
    const reply = await next({ ...message, receive });
    let pushed = 0;
    const body = reply.body instanceof Uint8Array ? new Blob([reply.body.slice()]).stream() : reply.body;
    const chunks = chunksIn(body);
    handover.onCancel = () => void chunks.cancel().catch(() => undefined);
    for await (const chunk of utf8Chunks(chunks, charsetOf(reply.httpHeaders))) {
      const batch = splitter.push(chunk);
      if (batch !== undefined) await handover.put(readItems(list, batch, message.reading));
      pushed += chunk.length;
      released = pushed - splitter.kept;
    }
    handover.check();
    return { ...reply, httpHeaders: inUtf8(reply.httpHeaders), body: splitter.remainder() };
  };
}

/** The stream up to a limit that grows as items are released. */
function limited(body: ReadableStream<Uint8Array>, limit: () => number, maxBytes: number): ReadableStream<Uint8Array> {
  let length = 0;
  return body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        length += chunk.length;
        if (length <= limit()) controller.enqueue(chunk);
        else
          controller.error(new Malformed(`the reply is longer than ${maxBytes} bytes without the items of the list`));
      },
    }),
  );
}

function chunksIn(body: ReadableStream<Uint8Array>): Chunks {
  const { read, cancel } = chunksOf(body);
  return {
    read: async () => {
      const { done, value } = await read();
      return done === true ? undefined : value;
    },
    cancel: () => cancel(),
  };
}

/** The headers of a body that was converted to UTF-8. */
function inUtf8(headers: HttpHeaders): HttpHeaders {
  const value = (name: string): string | null | undefined => {
    const found = headers.get(name);
    return name.toLowerCase() === "content-type" ? `${found?.replace(/;.*/s, "")}; charset=utf-8` : found;
  };
  return { get: value, forEach: (see) => headers.forEach((_value, name) => see(value(name) ?? "", name)) };
}

/** Removes the first item, which the rest of the reply has kept. */
function emptied<R extends Reply<unknown, unknown, unknown>>(reply: R, keys: readonly string[]): R {
  if (reply.kind !== "ok") return reply;
  let value: unknown = reply.value;
  for (const key of keys) value = (value as Record<string, unknown> | undefined)?.[key]; // the list's path of objects
  if (Array.isArray(value)) value.length = 0;
  return reply;
}

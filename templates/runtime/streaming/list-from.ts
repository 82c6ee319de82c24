import type { Member } from "../complex/plan.js";
import { writeMember, type DeferredItems, type WrittenPlace } from "../complex/write.js";
import type { Source } from "../context.js";
import { RequestError, rethrowWithin, unlike } from "../error.js";
import type { Output } from "../xml/output.js";
import { deferPart } from "./deferred-part.js";
import { isSource, takerOf, type Taker } from "./source.js";

/**
 * A list for a request, or for the answer of a handler, whose items are taken from their source while the message is
 * sent, at the speed of the receiver: `putOrders(port, { Orders: listFrom(readOrders()) })`. Can be sent once. It can be
 * in the body of a SOAP message, and in an XML document over HTTP GET and POST, and has none of the properties of an array.
 *
 * A call rejects with a RequestError for an item that does not fit, and with the error of the source if that fails.
 * Both cut the request.
 */
export function listFrom<Item>(items: Source<Item>): Item[] {
  if (!isSource(items)) throw new TypeError(`listFrom: expected an async iterable, found ${typeof items}`);
  const list = new StreamedItems(items);
  return list as unknown as Item[]; // stands for a list where a message holds it
}

class StreamedItems implements DeferredItems {
  readonly #items: Source<unknown>;
  #isSent = false;
  /** A property that no object has, so that this is not sent as an empty one. */
  readonly listFrom = true;

  constructor(items: Source<unknown>) {
    this.#items = items;
  }

  /** Written without a place where bytes can be deferred. */
  defer(output: Output, ...place: WrittenPlaceIn | []): void {
    if (place.length === 0) throw new RequestError(unlike("bytes", "the list of listFrom"));
    const [plan, member, within, depth] = place;
    if (this.#isSent) throw new RequestError("expected a list that was not sent before");
    let taker: Taker<unknown> | undefined;
    let count = 0;
    deferPart(output, this, {
      write: async (part) => {
        taker ??= takerOf(this.#items);
        const { done, value } = await taker.next();
        if (done === true) {
          checkCount(output, member, count);
          return false;
        }
        try {
          writeMember(part, plan, member, value, within, depth);
        } catch (error) {
          return rethrowWithin(error, count);
        }
        count++;
        return true;
      },
      cancel: async () => (taker ??= takerOf(this.#items)).cancel(),
    });
    this.#isSent = true;
  }
}

type WrittenPlaceIn = WrittenPlace extends readonly [unknown, ...infer Rest] ? Rest : never;

function checkCount({ writing: { validate } }: Output, member: Member, count: number): void {
  const wrong = validate?.miscount(member, count) ?? "";
  if (wrong !== "") throw new RequestError(wrong);
}

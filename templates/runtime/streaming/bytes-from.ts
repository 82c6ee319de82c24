import type { Source } from "../context.js";
import { misfit, RequestError, unlike } from "../error.js";
import { writeBase64, type DeferredBytes } from "../simple/base64.js";
import type { Output } from "../xml/output.js";
import { deferPart } from "./deferred-part.js";
import { isSource, takerOf, type Taker } from "./source.js";

/**
 * The bytes of a `base64Binary` element for a request, or for the answer of a handler, which are taken from their source
 * while the message is sent, at the speed of the receiver: `putFile(port, { Content: bytesFrom(file.stream()) })`. Can be
 * sent once. It can be where `listFrom` can, and has none of the properties of an array.
 */
export function bytesFrom(source: Source<Uint8Array>): Uint8Array {
  if (!isSource(source) || source instanceof Uint8Array)
    throw new TypeError("bytesFrom: expected an async iterable of chunks");
  const bytes = new StreamedBytes(source);
  return bytes as unknown as Uint8Array; // stands for bytes where a message holds it
}

class StreamedBytes implements DeferredBytes {
  readonly #source: Source<Uint8Array>;
  #isSent = false;
  /** A property that no object has, so that these are not sent as an empty one. */
  readonly bytesFrom = true;

  constructor(source: Source<Uint8Array>) {
    this.#source = source;
  }

  /** Written with a place where a list can be deferred. */
  defer(output: Output, ...place: readonly unknown[]): void {
    if (place.length > 0) throw new RequestError(unlike("a list", "the bytes of bytesFrom"));
    if (this.#isSent) throw new RequestError("expected bytes that were not sent before");
    if (output.writing.attach?.(output, this.#source, this) === true) {
      this.#isSent = true;
      return;
    }
    let taker: Taker<Uint8Array> | undefined;
    /** One or two bytes that do not make three yet. */
    let rest = new Uint8Array();
    deferPart(output, this, {
      write: async (part) => {
        taker ??= takerOf(this.#source);
        const { done, value } = await taker.next();
        if (done === true) {
          writeBase64(part, rest);
          return false;
        }
        if (!((value as unknown) instanceof Uint8Array)) throw new RequestError(misfit("a chunk of bytes", value));
        const chunk = rest.length === 0 ? value : joined(rest, value);
        const whole = chunk.length - (chunk.length % 3);
        writeBase64(part, chunk.subarray(0, whole));
        rest = new Uint8Array(chunk.subarray(whole));
        return true;
      },
      cancel: async () => (taker ??= takerOf(this.#source)).cancel(),
    });
    this.#isSent = true;
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

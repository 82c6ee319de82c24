import { Malformed, unlike } from "../error.js";
import { chunksOf, type ReceiveBody } from "./transport.js";

/**
 * Receives a body as the stream of the transport, for a step that does not need all of it at once. The stream fails
 * with a TransportError when the network fails, and with a Malformed after `maxReplyBytes`.
 */
export const asStream: ReceiveBody<ReadableStream<Uint8Array>> = (body, maxBytes, failure) => {
  const whole = body === null || body instanceof Uint8Array;
  const { read, cancel } = chunksOf(whole ? new Blob([new Uint8Array(body ?? [])]).stream() : body);
  let left = maxBytes;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await read();
        if (done) return controller.close();
        left -= value.length;
        if (left >= 0) return controller.enqueue(value);
        controller.error(new Malformed(unlike(`at most ${maxBytes} bytes`, "more")));
        await cancel();
      } catch (error) {
        controller.error(failure(error));
      }
    },
    cancel: (reason) => cancel(reason).then(() => undefined),
  });
  return Promise.resolve({ body: stream, truncated: false });
};

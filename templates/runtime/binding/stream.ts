import { Malformed, unlike } from "../error.js";
import type { ReceiveBody } from "../context.js";
import { chunksOf } from "./transport.js";

/**
 * Receives a body as the stream of the transport, for a step that does not need all of it at once. The stream fails
 * with a TransportError when the network fails or a chunk takes longer than `timeout`, and with a Malformed after
 * `maxReplyBytes`.
 */
export const asStream: ReceiveBody<ReadableStream<Uint8Array>> = (body, maxBytes, failure, limit) => {
  const whole = body ?? new Uint8Array();
  const chunks = whole instanceof Uint8Array ? new Blob([new Uint8Array(whole)]).stream() : whole;
  const { read, cancel } = chunksOf(chunks, limit?.signal);
  let left = maxBytes;
  // Only the server is timed, not whoever reads the stream.
  limit?.count(false);
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        limit?.count(true);
        const { done, value } = await read();
        limit?.count(false);
        if (done === true) {
          limit?.end();
          return controller.close();
        }
        left -= value.length;
        if (left >= 0) return controller.enqueue(value);
        limit?.end();
        controller.error(new Malformed(unlike(`at most ${maxBytes} bytes`, "more")));
        await cancel();
      } catch (error) {
        controller.error(failure(error));
      }
    },
    async cancel(reason) {
      limit?.end();
      await cancel(reason);
    },
  });
  return Promise.resolve({ body: stream, truncated: false });
};

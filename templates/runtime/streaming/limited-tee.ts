/** The greatest number of bytes that one copy of a stream keeps while only the other is read. */
const mostKept = 1_048_576;

/**
 * Limits what `tee` of a stream keeps. `fetch` copies each body that it may have to send again (Fetch Standard, 4.6), and
 * a copy that nobody reads would hold the whole of a stream, which cannot be sent again. A copy that is left behind
 * fails when it is read.
 */
export function withLimitedTee(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array> {
  return Object.defineProperty(stream, "tee", { value: () => tee(stream) });
}

function tee(stream: ReadableStream<Uint8Array>): ReadableStream<Uint8Array>[] {
  const reader = stream.getReader();
  /** The copies that are still wanted. */
  const copies = new Set<ReadableStreamDefaultController<Uint8Array>>();
  let reading: Promise<void> | undefined;
  const read = async (): Promise<void> => {
    try {
      const { done, value } = await reader.read();
      for (const copy of copies) {
        if (done) copy.close();
        else if ((copy.desiredSize ?? 0) > -mostKept) copy.enqueue(value);
        else {
          copies.delete(copy);
          copy.error(new Error(`expected a copy of the stream that is read, which keeps at most ${mostKept} bytes`));
        }
      }
    } catch (error) {
      for (const copy of copies) copy.error(error);
    }
    reading = undefined;
  };
  const copy = (): ReadableStream<Uint8Array> => {
    let own: ReadableStreamDefaultController<Uint8Array>;
    return new ReadableStream<Uint8Array>(
      {
        start(controller) {
          copies.add((own = controller));
        },
        pull: () => (reading ??= read()),
        async cancel(reason) {
          copies.delete(own);
          if (copies.size === 0) await reader.cancel(reason);
        },
      },
      { highWaterMark: 0, size: ({ length }) => length },
    );
  };
  return [copy(), copy()];
}

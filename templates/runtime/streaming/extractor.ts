import { chunksOf } from "../binding/transport.js";
import { Malformed, unlike } from "../error.js";
import type { Reading } from "../context.js";
import type { StreamedPlace } from "./streamed-place.js";
import type { Chunks } from "../xml/utf8-chunks.js";

/** Takes values out of a document in UTF-8 while its bytes arrive. */
export interface Extractor<T> {
  /** Adds bytes. Returns the values that are whole now. */
  readonly push: (document: Uint8Array) => Extracted<T>;
  /** The number of bytes that are in memory. */
  readonly kept: () => number;
  /** The document without the values, or with just those that its reader needs. */
  readonly remainder: () => Uint8Array;
  /** Removes these from the value of the rest. */
  readonly empty: (value: unknown) => void;
}

export interface Extracted<T> {
  readonly values: readonly T[];
  /** The error of the value after these, if that does not fit. */
  readonly error?: Malformed;
}

/** Creates the extractor for a place. Throws a TypeError for one of another kind. */
export type ExtractorFor<T> = (place: StreamedPlace, reading: Reading) => Extractor<T>;

/** Takes the values out of the chunks, and gives them to `put`. Resolves with the rest. */
export async function extract<T>(
  extractor: Extractor<T>,
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
  put: (values: readonly T[]) => Promise<void>,
): Promise<Uint8Array> {
  for await (const chunk of chunks) {
    const { values, error } = extractor.push(chunk);
    if (values.length > 0) await put(values);
    if (error !== undefined) throw error;
    if (extractor.kept() > maxBytes)
      throw new Malformed(unlike(`at most ${maxBytes} bytes beside whole items`, "more"));
  }
  return extractor.remainder();
}

/** The chunks of a stream. */
export function chunksIn(body: ReadableStream<Uint8Array>): Chunks {
  const { read, cancel } = chunksOf(body);
  return {
    read: async () => {
      const { done, value } = await read();
      return done === true ? undefined : value;
    },
    cancel: () => cancel(),
  };
}

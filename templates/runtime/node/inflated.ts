import { Readable, type Transform } from "node:stream";
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from "node:zlib";
import { TransportError } from "../error.js";

/** The encodings of replies that are decoded. */
export const acceptedEncodings = "gzip, deflate, br";

/**
 * The chunks of a body without its Content-Encoding. They are made one by one as they are taken, so that a limit on them
 * ends the decoding of a small body that has a huge content.
 */
export async function* inflated(body: AsyncIterable<Uint8Array>, encoding: string): AsyncGenerator<Uint8Array, void> {
  const source = body[Symbol.asyncIterator]();
  try {
    const first = await source.next();
    // An empty body has no encoding, whatever its header states.
    if (first.done) return;
    const decoder = decoderFor(encoding, first.value);
    const chunks = Readable.from(chain(first.value, source), { objectMode: false });
    let failure: Error | undefined;
    chunks.on("error", (error) => {
      failure = error;
      decoder.destroy(error);
    });
    chunks.pipe(decoder);
    try {
      for await (const bytes of decoder as AsyncIterable<Uint8Array>) yield bytes;
    } catch (error) {
      if (failure !== undefined) throw failure;
      throw new TransportError(`found a body that is not ${encoding}, or is cut off`, {
        cause: error,
        reason: "compression",
      });
    } finally {
      chunks.destroy();
    }
  } finally {
    await source.return?.();
  }
}

function decoderFor(encoding: string, start: Uint8Array): Transform {
  if (/^(?:x-)?gzip$/.test(encoding)) return createGunzip();
  if (encoding === "br") return createBrotliDecompress();
  if (encoding !== "deflate")
    // One encoding alone, because each can make a body a thousand times longer.
    throw new TransportError(
      `found the Content-Encoding ${JSON.stringify(encoding.slice(0, 40))}, expected gzip, deflate or br`,
      {
        reason: "compression",
      },
    );
  // Some servers leave out the header of zlib (RFC 1950).
  return ((start[0] ?? 0) & 15) === 8 ? createInflate() : createInflateRaw();
}

async function* chain(first: Uint8Array, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  yield first;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield next.value;
}

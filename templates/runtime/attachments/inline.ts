import type { Reading, Source } from "../context.js";
import { Malformed, unlike } from "../error.js";
import type { Inlined } from "../packaging.js";
import { joined } from "../streaming/bytes.js";
import { Cursor } from "../xml/cursor.js";
import { readContentType } from "./content-type.js";
import type { PartLimits } from "./multipart-parser.js";
import { idOf } from "./part-head.js";
import { partsIn, type PartReader } from "./part-reader.js";
import { base64Of, missingPart, type Root } from "./references.js";

/**
 * The document of a multipart that arrives, with the bytes of its parts in base64 in place of the Includes, for readers
 * that take them from a stream. A part is passed on while it arrives; the document, and parts that do not arrive in the
 * order in which it refers to them, are in memory up to `maxBytes` together. Parts to which nothing refers are dropped;
 * with `refuseOthers`, they make it malformed.
 */
export async function inlined(
  contentType: string,
  body: Source<Uint8Array>,
  reading: Reading,
  limits: PartLimits,
  maxBytes: number,
  refuseOthers = false,
): Promise<Inlined> {
  const { parameters } = readContentType(contentType);
  const parts = partsIn(body, parameters, limits, maxBytes);
  const early = new Map<string, Uint8Array>();
  const root = await parts.root(reading, async (headers) => {
    const id = idOf(headers);
    // No element can refer to a part without an id.
    early.set(id, id === "" ? new Uint8Array() : await parts.whole());
  });
  const pieces = inlinedPieces(root, parts, early, refuseOthers);
  return { contentType: root.contentType, document: streamOf(pieces, parts) };
}

async function* inlinedPieces(
  { document, includes }: Root,
  parts: PartReader,
  early: Map<string, Uint8Array>,
  refuseOthers: boolean,
): AsyncGenerator<Uint8Array, void> {
  const wanted = new Set(includes.map(({ contentId }) => contentId));
  /** Sees a part to which no element refers. */
  const pass = (id: string): void => {
    if (!refuseOthers || wanted.has(id)) return;
    throw new Malformed(
      unlike(
        "parts to which the document refers, in a request that is read while it arrives",
        `part ${JSON.stringify(id)}`,
      ),
    );
  };
  for (const [id, content] of early) {
    pass(id);
    if (wanted.has(id)) continue;
    early.delete(id);
    parts.release(content);
  }
  let at = 0;
  for (const include of includes) {
    const { from, to, contentId } = include;
    yield document.subarray(at, from);
    at = to;
    const known = early.get(contentId);
    if (known !== undefined) {
      yield* base64PiecesOf([known]);
      early.delete(contentId);
      parts.release(known);
      continue;
    }
    for (;;) {
      const headers = await parts.next();
      if (headers === undefined) return new Cursor(document).fail(missingPart(include), from);
      const id = idOf(headers);
      if (id === contentId) break;
      pass(id);
      // A part that no element needs is passed over.
      if (wanted.has(id)) early.set(id, await parts.whole());
    }
    yield* base64PiecesOf(parts.content());
  }
  yield document.subarray(at);
  for (let headers = await parts.next(); headers !== undefined; headers = await parts.next()) pass(idOf(headers));
}

/** The base64 of bytes that arrive in any pieces. */
async function* base64PiecesOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void> {
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : joined([rest, piece]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.slice(whole);
    // A large part that was kept is not encoded at once.
    for (let at = 0; at < whole; at += 49_152) yield base64Of(bytes.subarray(at, Math.min(at + 49_152, whole)));
  }
  if (rest.length > 0) yield base64Of(rest);
}

function streamOf(pieces: AsyncGenerator<Uint8Array, void>, parts: PartReader): ReadableStream<Uint8Array> {
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (done === true) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          parts.leave();
          throw error;
        }
      },
      cancel: () => parts.cancel(),
    },
    { highWaterMark: 0 },
  );
}

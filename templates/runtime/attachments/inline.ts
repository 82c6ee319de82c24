import { appended } from "../binding/transport.js";
import type { Reading, Source } from "../context.js";
import { Malformed, unlike } from "../error.js";
import type { Inlined } from "../packaging.js";
import { writeBase64 } from "../simple/base64.js";
import { joined } from "../streaming/bytes.js";
import { takerOf } from "../streaming/source.js";
import { toUtf8 } from "../xml/charset.js";
import { Cursor } from "../xml/cursor.js";
import { Output } from "../xml/output.js";
import { contentIdIn, PartIds } from "./content-id.js";
import { readContentType } from "./content-type.js";
import { includesIn, type Include } from "./include.js";
import { MultipartParser, type PartHeaders, type PartLimits } from "./multipart-parser.js";
import { decoderOf, missingPart } from "./unpack.js";

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
  const parts = new PartReader(body, new MultipartParser(parameters.get("boundary"), limits), maxBytes);
  try {
    return await inlinedRoot(parameters.get("start"), parts, reading, refuseOthers);
  } catch (error) {
    parts.leave();
    throw error;
  }
}

/** Reads up to the end of the root. */
async function inlinedRoot(
  start: string | undefined,
  parts: PartReader,
  reading: Reading,
  refuseOthers: boolean,
): Promise<Inlined> {
  const early = new Map<string, Uint8Array>();
  const isRoot = (id: string): boolean => start === undefined || id === contentIdIn(start);
  for (;;) {
    const headers = await parts.next();
    if (headers === undefined)
      throw new Malformed(
        unlike(`a part with the Content-ID ${JSON.stringify(start ?? "")} of the parameter start`, "none"),
      );
    const id = idOf(headers);
    if (!isRoot(id)) {
      // No element can refer to a part without an id.
      early.set(id, id === "" ? new Uint8Array() : await parts.whole());
      continue;
    }
    const content = await parts.whole();
    const root = readContentType(headers.get("content-type") ?? "");
    const document = toUtf8(content, root.parameters.get("charset"));
    const pieces = inlinedPieces(document, includesIn(document, reading), parts, early, refuseOthers);
    return { contentType: `${root.mediaType}; charset=utf-8`, document: streamOf(pieces, parts) };
  }
}

function idOf(headers: PartHeaders): string {
  return contentIdIn(headers.get("content-id") ?? "");
}

async function* inlinedPieces(
  document: Uint8Array,
  includes: readonly Include[],
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
      yield* base64Of([known]);
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
    yield* base64Of(parts.content());
  }
  yield document.subarray(at);
  for (let headers = await parts.next(); headers !== undefined; headers = await parts.next()) pass(idOf(headers));
}

/** The base64 of bytes that arrive in any pieces. */
async function* base64Of(pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let rest: Uint8Array = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = rest.length === 0 ? piece : joined([rest, piece]);
    const whole = bytes.length - (bytes.length % 3);
    rest = bytes.slice(whole);
    // A large part that was kept is not encoded at once.
    for (let at = 0; at < whole; at += 49_152) yield encoded(bytes.subarray(at, Math.min(at + 49_152, whole)));
  }
  if (rest.length > 0) yield encoded(rest);
}

function encoded(bytes: Uint8Array): Uint8Array {
  const output = new Output();
  writeBase64(output, bytes);
  return output.done();
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

/** Reads the parts of a multipart one by one while it arrives. Refuses two with one id. */
class PartReader {
  private readonly chunks: ReturnType<typeof takerOf<Uint8Array>>;
  private readonly parser: MultipartParser;
  private readonly maxBytes: number;
  private readonly ids = new PartIds();
  private events: ReturnType<MultipartParser["push"]> = [];
  private index = 0;
  private isEnded = false;
  private decode: ReturnType<typeof decoderOf> = (data) => data;
  /** The number of bytes of parts that are in memory. */
  private held = 0;

  constructor(body: Source<Uint8Array>, parser: MultipartParser, maxBytes: number) {
    this.chunks = takerOf(body);
    this.parser = parser;
    this.maxBytes = maxBytes;
  }

  /** The headers of the next part, past the rest of this one; undefined at the end. Throws Malformed. */
  async next(): Promise<PartHeaders | undefined> {
    // A part that nobody takes is checked as one that is read whole.
    for await (const _ of this.content());
    const event = (await this.arrive()) ? this.events[this.index++] : undefined;
    if (event?.kind !== "head") return undefined;
    this.ids.add(idOf(event.headers));
    this.decode = decoderOf(event.headers);
    return event.headers;
  }

  /** The content of the part whose headers were read last. */
  async *content(): AsyncGenerator<Uint8Array, void> {
    while (await this.arrive()) {
      const event = this.events[this.index];
      if (event?.kind === "head") break;
      this.index++;
      if (event !== undefined) yield this.decode(event.bytes, false);
    }
    this.decode(new Uint8Array(), true);
  }

  /** All of that content, which counts as in memory until it is released. */
  async whole(): Promise<Uint8Array> {
    let bytes: Uint8Array = new Uint8Array();
    let length = 0;
    for await (const piece of this.content()) {
      this.held += piece.length;
      if (this.held > this.maxBytes)
        throw new Malformed(
          unlike(`at most ${this.maxBytes} bytes of a document and of parts before their places in it`, "more"),
        );
      bytes = appended(bytes, length, piece, Infinity);
      length += piece.length;
    }
    return bytes.slice(0, length);
  }

  /** Content that was read to its end is dropped from memory. */
  release(content: Uint8Array): void {
    this.held -= content.length;
  }

  async cancel(): Promise<void> {
    await this.chunks.cancel();
  }

  /** Tells the source that its rest is not wanted, after an error with the reason. */
  leave(): void {
    this.cancel().catch(() => undefined);
  }

  /** True when there is an event to take; false at the end. */
  private async arrive(): Promise<boolean> {
    while (this.index >= this.events.length) {
      if (this.isEnded) return false;
      const { done, value } = await this.chunks.next();
      this.isEnded = done === true;
      this.events = done === true ? this.parser.end() : this.parser.push(value);
      this.index = 0;
    }
    return true;
  }
}

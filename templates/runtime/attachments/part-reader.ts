import { appended } from "../binding/transport.js";
import type { Reading, Source } from "../context.js";
import { Malformed, unlike } from "../error.js";
import { takerOf, type Taker } from "../streaming/source.js";
import { contentIdIn, PartIds } from "./content-id.js";
import type { ContentType } from "./content-type.js";
import { MultipartParser, type PartHeaders, type PartLimits } from "./multipart-parser.js";
import { idOf } from "./part-head.js";
import { readRoot, type Root } from "./references.js";
import { decoderOf } from "./transfer-encoding.js";

/** The parts of a multipart that arrives, of which `maxBytes` may be in memory. Throws Malformed for its boundary. */
export function partsIn(
  body: Source<Uint8Array>,
  parameters: ContentType["parameters"],
  limits: PartLimits,
  maxBytes: number,
): PartReader {
  const chunks = takerOf(body);
  try {
    const parser = new MultipartParser(parameters.get("boundary"), limits);
    return new PartReader(chunks, parser, parameters.get("start"), maxBytes);
  } catch (error) {
    chunks.cancel().catch(() => undefined);
    throw error;
  }
}

/** Reads the parts of a multipart one by one while it arrives. Refuses two with one id. */
export class PartReader {
  private readonly chunks: Taker<Uint8Array>;
  private readonly parser: MultipartParser;
  /** The Content-ID of the part with the document; undefined for the first. */
  private readonly start: string | undefined;
  private readonly maxBytes: number;
  private readonly ids = new PartIds();
  private events: ReturnType<MultipartParser["push"]> = [];
  private index = 0;
  private isEnded = false;
  private decode: ReturnType<typeof decoderOf> = (data) => data;
  /** The number of bytes of parts that are in memory. */
  private held = 0;
  /** The number of parts that were begun. */
  private part = 0;
  private arriving: Promise<boolean> | undefined;

  constructor(chunks: Taker<Uint8Array>, parser: MultipartParser, start: string | undefined, maxBytes: number) {
    this.chunks = chunks;
    this.parser = parser;
    this.start = start;
    this.maxBytes = maxBytes;
  }

  /** Reads up to the end of the document. `see` may read the content of a part before it. Rejects with Malformed. */
  async root(reading: Reading, see: (headers: PartHeaders) => Promise<void>): Promise<Root> {
    const { start } = this;
    try {
      for (;;) {
        const headers = await this.next();
        if (headers === undefined)
          throw new Malformed(
            unlike(`a part with the Content-ID ${JSON.stringify(start ?? "")} of the parameter start`, "none"),
          );
        if (start === undefined || idOf(headers) === contentIdIn(start))
          return readRoot(headers.get("content-type") ?? "", await this.whole(), reading);
        await see(headers);
      }
    } catch (error) {
      this.leave();
      throw error;
    }
  }

  /** The headers of the next part, past the rest of this one; undefined at the end. Throws Malformed. */
  async next(): Promise<PartHeaders | undefined> {
    // Whoever still reads the content of the part gets an error.
    this.part++;
    // A part that nobody takes is checked as one that is read whole.
    for await (const _ of this.content());
    const event = (await this.arrive()) ? this.events[this.index++] : undefined;
    if (event?.kind !== "head") return undefined;
    this.ids.add(idOf(event.headers));
    this.decode = decoderOf(event.headers);
    return event.headers;
  }

  /** The content of the part whose headers were read last. Throws a TypeError once the next part is asked for. */
  async *content(part: number = this.part): AsyncGenerator<Uint8Array, void> {
    for (;;) {
      const isArrived = await this.arrive();
      if (this.part !== part)
        throw new TypeError("expected the content of an attachment to be read before the next one is asked for");
      if (!isArrived) break;
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
  private arrive(): Promise<boolean> {
    if (this.index < this.events.length) return Promise.resolve(true);
    // Two readers at once would lose what one of them takes.
    return (this.arriving ??= this.take().finally(() => (this.arriving = undefined)));
  }

  private async take(): Promise<boolean> {
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

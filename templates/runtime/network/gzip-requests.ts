import type { Step } from "../binding/step.js";
import { withLimitedTee } from "../streaming/limited-tee.js";
import { withHeader } from "./with-header.js";

/** Which requests are compressed. */
export interface GzipOptions {
  /** The least length in bytes of a body that is compressed; 1,024 by default. */
  readonly minBytes?: number | undefined;
}

/** A step that compresses requests, for servers that accept `Content-Encoding: gzip` in them. */
export function gzipRequests({ minBytes = 1024 }: GzipOptions = {}): Step {
  const step: Step = async (message, next) => {
    const { body } = message;
    const isWhole = body instanceof Uint8Array;
    if (body === undefined || (isWhole && body.length < minBytes)) return next(message);
    const plain: ReadableStream<Uint8Array> = isWhole ? new Blob([body]).stream() : body;
    // Its types differ between the platforms, and the DOM's of TypeScript 5.0 lack it.
    const { CompressionStream } = globalThis as unknown as { readonly CompressionStream: new (format: string) => Gzip };
    const compressed = plain.pipeThrough(new CompressionStream("gzip"));
    const httpHeaders = withHeader(withHeader(message.httpHeaders, "Content-Length"), "Content-Encoding", "gzip");
    const sent = isWhole ? new Uint8Array(await new Response(compressed).arrayBuffer()) : withLimitedTee(compressed);
    return next({ ...message, httpHeaders, body: sent });
  };
  return Object.assign(step, { after: "packing" } as const);
}

interface Gzip {
  readonly readable: ReadableStream<Uint8Array>;
  readonly writable: WritableStream<Uint8Array>;
}

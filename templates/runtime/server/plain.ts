import type { HttpHeaders, Received, TransportResponse } from "../binding/transport.js";
import type { Attached } from "../packaging.js";
import type { Bytes } from "../xml/output.js";

/** A request without the web's objects, which take longer to create than a small message takes to read. */
export interface PlainRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: HttpHeaders;
  /** Creates the signal that is aborted when the caller disconnects. */
  readonly signal: () => AbortSignal;
  /** Reads at most this many bytes of the body, once. Rejects if the request is cut off. */
  readonly readBody: (maxBytes: number) => Promise<Pick<Received, "body" | "truncated">>;
  /** The body as it arrives, in place of `readBody`. It fails if the request is cut off. */
  readonly openBody: () => TransportResponse["body"];
  /** Creates the Request, whose body may already have been read. */
  readonly web: () => Request;
  /** The parts beside the document, if the request was a multipart. */
  readonly attached?: Attached | undefined;
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream if parts of the answer are written while it is sent. */
  readonly body?: ResponseBody | undefined;
}

export type ResponseBody = Bytes | ReadableStream<Uint8Array>;

export type PlainService = (request: PlainRequest) => Promise<PlainResponse>;

/** Headers by their names in lower case, which can be asked for in any case, as in the web's `Headers`. */
export function headersOf(headers: ReadonlyMap<string, string>): HttpHeaders {
  return {
    get: (name) => headers.get(name.toLowerCase()) ?? null,
    forEach: (see) => headers.forEach(see),
  };
}

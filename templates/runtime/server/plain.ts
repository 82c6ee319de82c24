import type { HttpHeaders, Received } from "../binding/transport.js";

/** A request as a service reads it: without the web's objects, which take longer to make than a small message takes to read. */
export interface PlainRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: HttpHeaders;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
  /** Reads at most that many bytes of the body, once. Rejects for a request that is cut. */
  readonly readBody: (maxBytes: number) => Promise<Pick<Received, "body" | "truncated">>;
  /** The same request as an object of the web, whose body may be read already. */
  readonly web: () => Request;
}

export interface PlainResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Uint8Array<ArrayBuffer> | undefined;
}

export type PlainService = (request: PlainRequest) => Promise<PlainResponse>;

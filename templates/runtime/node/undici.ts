import { Readable } from "node:stream";
import type { Transport, TransportRequest } from "../binding/transport.js";
import { responseOf, type NodeBody, type NodeHeaders } from "./response.js";

/** The part of undici's function `request` that is used. */
export type UndiciRequest = (
  url: string,
  options: {
    method: TransportRequest["method"];
    headers: Record<string, string>;
    body: Uint8Array | Readable | null;
    signal: AbortSignal;
  },
) => Promise<{
  readonly statusCode: number;
  readonly headers: NodeHeaders;
  readonly body: NodeBody;
}>;

/**
 * A transport that sends requests with your version of undici: `undiciTransport(request)`. To choose its dispatcher,
 * pass `(url, options) => request(url, { ...options, dispatcher })`.
 */
export function undiciTransport(request: UndiciRequest): Transport {
  return async (url, { method, headers, body, signal }) => {
    const response = await request(url, {
      method,
      headers: { ...headers },
      body: body instanceof ReadableStream ? Readable.from(body) : (body ?? null),
      signal,
    });
    return responseOf(response.statusCode, response.headers, response.body);
  };
}

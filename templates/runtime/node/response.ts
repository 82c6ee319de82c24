import type { HttpHeaders, TransportResponse } from "../binding/transport.js";

/** Headers by their names in lower case, as Node and undici give them. */
export type NodeHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** A body as Node and undici give it. */
export interface NodeBody extends AsyncIterable<Uint8Array> {
  destroy(): unknown;
}

/** `decoded` is the body without its Content-Encoding. */
export function responseOf(
  status: number,
  headers: NodeHeaders,
  body: NodeBody,
  decoded: AsyncIterable<Uint8Array> = body,
): TransportResponse {
  return { status, headers: httpHeaders(headers), body: withoutBuffers(decoded, body) };
}

/** The values of a repeated header are joined. */
function httpHeaders(headers: NodeHeaders): HttpHeaders {
  const valueOf = (name: string): string | undefined => {
    const value = {}.hasOwnProperty.call(headers, name) ? headers[name] : undefined;
    return Array.isArray(value) ? value.join(", ") : value;
  };
  return {
    get: (name) => valueOf(name.toLowerCase()),
    forEach: (see) => Object.keys(headers).forEach((name) => see(valueOf(name) ?? "", name)),
    getSetCookie: () => [headers["set-cookie"] ?? []].flat(),
  };
}

/**
 * Gives a body as arrays other than Buffers, which would slow down the reader of XML: it is optimized for one type of
 * arrays. Whoever leaves it ends the connection at once; a generator would wait for the next chunk.
 */
function withoutBuffers(decoded: AsyncIterable<Uint8Array>, body: NodeBody): AsyncIterable<Uint8Array> {
  const iterate = (): AsyncIterator<Uint8Array, undefined> => {
    const chunks = decoded[Symbol.asyncIterator]();
    return {
      async next() {
        const { done, value } = (await chunks.next()) as IteratorResult<Uint8Array, undefined>; // it returns nothing
        if (done === true) return { done, value: undefined };
        const { buffer, byteOffset, byteLength } = value;
        return { done: false, value: new Uint8Array(buffer, byteOffset, byteLength) };
      },
      return() {
        body.destroy();
        // Nobody waits for the rest of the decoding, which ends with the body.
        chunks.return?.().catch(() => undefined);
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  };
  return { [Symbol.asyncIterator]: iterate };
}

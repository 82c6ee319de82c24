import type { HttpHeaders, TransportResponse } from "../binding/transport.js";

/** Headers by their names in lower case, as Node and undici give them. */
export type NodeHeaders = Readonly<Record<string, string | string[] | undefined>>;

export function responseOf(status: number, headers: NodeHeaders, body: AsyncIterable<Uint8Array>): TransportResponse {
  return { status, headers: httpHeaders(headers), body: withoutBuffers(body) };
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

/** A Buffer would slow down the reader of XML, which is optimized for one type of arrays. */
async function* withoutBuffers(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  for await (const { buffer, byteOffset, byteLength } of chunks) yield new Uint8Array(buffer, byteOffset, byteLength);
}

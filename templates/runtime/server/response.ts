/** The responses of a service, of which no browser is to guess what they hold. */

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers });
}

/** For people, and for callers of HTTP GET and POST: the first line says what is wrong. */
export function textResponse(status: number, text: string): Response {
  return bytesResponse(status, "text/plain; charset=utf-8", new TextEncoder().encode(`${text}\n`));
}

/** `contentType` with its parameters. */
export function bytesResponse(
  status: number,
  contentType: string,
  bytes: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(bytes, {
    status,
    headers: {
      "Content-Type": contentType,
      "Content-Length": String(bytes.length),
      "X-Content-Type-Options": "nosniff",
      ...headers,
    },
  });
}

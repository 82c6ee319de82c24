import type { PlainResponse } from "./plain.js";

/** The responses of a service, whose content browsers must not guess. */

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): PlainResponse {
  return { status, headers };
}

/** For people, and for callers of HTTP GET and POST: the first line says what is wrong. */
export function textResponse(status: number, text: string): PlainResponse {
  return bytesResponse(status, "text/plain; charset=utf-8", new TextEncoder().encode(`${text}\n`));
}

/** `contentType` with its parameters. */
export function bytesResponse(
  status: number,
  contentType: string,
  body: Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse {
  return {
    status,
    headers: {
      "Content-Type": contentType,
      "Content-Length": String(body.length),
      "X-Content-Type-Options": "nosniff",
      ...headers,
    },
    body,
  };
}

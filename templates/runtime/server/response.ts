import type { PlainResponse, ResponseBody } from "./plain.js";

/** The headers of every response: browsers must not guess its content type. */

export function emptyResponse(status: number, headers: Readonly<Record<string, string>> = {}): PlainResponse {
  return { status, headers };
}

/** A response for people, and for callers of HTTP GET and POST: the first line is the reason. */
export function textResponse(status: number, text: string): PlainResponse {
  return bytesResponse(status, "text/plain; charset=utf-8", new TextEncoder().encode(`${text}\n`));
}

/** A response with a body, whose length only bytes have. `contentType` includes its parameters. */
export function bytesResponse(
  status: number,
  contentType: string,
  body: ResponseBody,
  headers: Readonly<Record<string, string>> = {},
): PlainResponse {
  return {
    status,
    headers: {
      "Content-Type": contentType,
      ...(body instanceof Uint8Array && { "Content-Length": String(body.length) }),
      "X-Content-Type-Options": "nosniff",
      ...headers,
    },
    body,
  };
}

export function tooLongResponse(maxBytes: number): PlainResponse {
  return textResponse(413, `expected at most ${maxBytes} bytes`);
}

export function cutResponse(): PlainResponse {
  return textResponse(400, "the request was cut");
}

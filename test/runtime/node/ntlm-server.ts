import type { IncomingMessage, RequestListener } from "node:http";
import { respond } from "../wire.js";

const challenge = Buffer.concat([
  Buffer.from("NTLMSSP\0\x02\0\0\0", "latin1"),
  Buffer.alloc(8),
  Buffer.from("358289e2", "hex"),
  Buffer.alloc(36),
]);

export interface NtlmServer {
  readonly listener: RequestListener;
  /** The number of the message, its scheme, and whether there was a body, of each request. */
  readonly lines: readonly string[];
  /** By their connections. */
  readonly users: ReadonlyMap<unknown, string>;
}

/** A server that asks for NTLM on each connection, and knows the user from the third message. */
export function ntlmServer(
  schemes: readonly string[],
  { answer, refuse = false }: { readonly answer: string; readonly refuse?: boolean },
): NtlmServer {
  const users = new Map<unknown, string>();
  const lines: string[] = [];
  const answering = async (
    request: IncomingMessage,
  ): Promise<[status: number, headers: Record<string, string | string[]>]> => {
    let length = 0;
    for await (const chunk of request as AsyncIterable<Uint8Array>) length += chunk.length;
    const [scheme = "", token = ""] = (request.headers.authorization ?? "").split(" ");
    const message = Buffer.from(token, "base64");
    const type = message.length > 12 ? message.readUInt32LE(8) : 0;
    lines.push(`${type} ${scheme} ${length > 0 ? "body" : "empty"}`);
    if (users.has(request.socket)) return [200, {}];
    const isOffered = schemes.includes(scheme);
    if (type === 1 && isOffered) return [401, { "WWW-Authenticate": `${scheme} ${challenge.toString("base64")}` }];
    if (type === 3 && isOffered && !refuse) {
      users.set(
        request.socket,
        message.subarray(message.readUInt32LE(40)).subarray(0, message.readUInt16LE(36)).toString("utf16le"),
      );
      return [200, {}];
    }
    return [401, { "WWW-Authenticate": [...schemes] }];
  };
  const listener: RequestListener = (request, response) => {
    void answering(request).then(([status, headers]) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      respond(response, status, "text/xml", status === 200 ? answer : "who are you");
    });
  };
  return { listener, lines, users };
}

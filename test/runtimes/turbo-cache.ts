/** A server of Turborepo's protocol for remote caches: artifacts by the hashes of their tasks, for whoever has the token. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

export interface TurboCache {
  /** The variables that make turbo use it. */
  readonly variables: Readonly<Record<string, string>>;
  /** The hashes of the artifacts that were stored, and of those that were found, in order. */
  readonly stored: readonly string[];
  readonly found: readonly string[];
  readonly close: () => Promise<void>;
}

interface Artifact {
  readonly bytes: Buffer;
  /** The milliseconds that the task took. */
  readonly duration: string;
}

export async function turboCache(): Promise<TurboCache> {
  const token = "cache-token";
  const artifacts = new Map<string, Artifact>();
  const [stored, found]: [string[], string[]] = [[], []];
  const server = createServer((request, response) => {
    void answer(request).then(([status, body, headers]) => response.writeHead(status, headers).end(body));
  });
  const answer = async (
    request: IncomingMessage,
  ): Promise<[status: number, body?: Buffer | string, headers?: Readonly<Record<string, string>>]> => {
    const body = await bodyOf(request);
    if (request.headers.authorization !== `Bearer ${token}`) return [401];
    const { pathname } = new URL(request.url ?? "/", "http://cache");
    const name = /^\/v8\/artifacts\/([^/]+)$/.exec(pathname)?.[1] ?? "";
    const artifact = artifacts.get(name);
    switch (`${request.method} ${name}`) {
      case "GET status":
        return [200, JSON.stringify({ status: "enabled" })];
      case "POST events":
        return [200];
      case `PUT ${name}`:
        artifacts.set(name, { bytes: body, duration: String(request.headers["x-artifact-duration"] ?? 0) });
        stored.push(name);
        return [202, JSON.stringify({ urls: [] })];
      case `GET ${name}`:
      case `HEAD ${name}`: {
        if (artifact === undefined) return [404];
        if (request.method === "GET") found.push(name);
        return [200, artifact.bytes, { "x-artifact-duration": artifact.duration }];
      }
      default:
        return [404];
    }
  };
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    variables: { TURBO_API: `http://127.0.0.1:${port}`, TURBO_TOKEN: token, TURBO_TEAM: "team_example" },
    stored,
    found,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

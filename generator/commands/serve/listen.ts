import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { UsageError } from "../shell.js";

export interface Listening {
  /** `http://127.0.0.1:40321` */
  readonly origin: string;
  /** Stops the server and ends all connections. */
  readonly close: () => Promise<void>;
}

/** Limits on the time for the head of a request and for the whole request, in milliseconds, and how often to check them. */
const timeLimits = { headersTimeout: 10_000, requestTimeout: 60_000, connectionsCheckingInterval: 1_000 };

/** Starts a server at an address of this machine. Port 0 selects a free port. */
export async function listen(listener: RequestListener, host: string, port: number): Promise<Listening> {
  const server = createServer(timeLimits, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(refusal(error, host, port) ?? error));
    server.listen(port, host, resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("a server that listens has a port");
  return {
    origin: originOf(address),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** All addresses of this machine include this one. */
function originOf({ address, family, port }: AddressInfo): string {
  if (address === "0.0.0.0" || address === "::") return `http://127.0.0.1:${port}`;
  return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function refusal(error: NodeJS.ErrnoException, host: string, port: number): UsageError | undefined {
  if (error.code === "EADDRINUSE") return new UsageError(`port ${port} is taken; without --port any free one is used`);
  if (error.code === "EACCES")
    return new UsageError(`port ${port} may not be used; without --port any free one is used`);
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND" || error.code === "EAI_AGAIN")
    return new UsageError(`--host: expected an address of this machine, found ${JSON.stringify(host)}`);
  return undefined;
}

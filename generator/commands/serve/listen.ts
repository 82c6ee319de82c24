import { createServer, type RequestListener } from "node:http";
import { UsageError } from "../shell.js";

export interface Listening {
  /** `http://127.0.0.1:40321` */
  readonly origin: string;
  /** Stops the server and ends all connections. */
  readonly close: () => Promise<void>;
}

/** Limits on the time for the head of a request and for the whole request, in milliseconds. */
const timeLimits = { headersTimeout: 10_000, requestTimeout: 60_000 };

/** Starts a server that only this machine can reach. Port 0 selects a free port. */
export async function listen(listener: RequestListener, port: number): Promise<Listening> {
  const server = createServer(timeLimits, listener);
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(refusal(error, port) ?? error));
    server.listen(port, "127.0.0.1", resolve);
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("a server that listens has a port");
  return {
    origin: `http://127.0.0.1:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refusal(error: NodeJS.ErrnoException, port: number): UsageError | undefined {
  if (error.code === "EADDRINUSE") return new UsageError(`port ${port} is taken; without --port any free one is used`);
  if (error.code === "EACCES")
    return new UsageError(`port ${port} may not be used; without --port any free one is used`);
  return undefined;
}

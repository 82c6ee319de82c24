import { createServer, type RequestListener } from "node:http";
import { UsageError } from "../shell.js";

export interface Listening {
  /** `http://127.0.0.1:40321` */
  readonly origin: string;
  /** Ends all connections too. */
  readonly close: () => Promise<void>;
}

/** The milliseconds that a caller may take for the head of a request, and for all of it. */
const timeLimits = { headersTimeout: 10_000, requestTimeout: 60_000 };

/** A server that only this machine reaches; the port 0 is any that is free. */
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

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { nodeListener } from "../../templates/runtime/server/node.js";
import type { Service } from "../../templates/runtime/server.js";

export interface Listening {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  close(): Promise<void>;
}

/** The service in Node, on loopback. */
export async function listen(service: Service): Promise<Listening> {
  const server = createServer(nodeListener(service));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.close(() => {
          closed();
        });
        server.closeAllConnections();
      }),
  };
}

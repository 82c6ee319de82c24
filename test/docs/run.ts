/**
 * Runs examples in a process of their own: `node run.mjs <server> <example>…`, each a module. The server's default export answers
 * what is sent to https://shop.example and to port 8080 of this machine. Prints an Outcome for each example, as JSON.
 */
import { once } from "node:events";
import { createServer } from "node:http";
import { Server, Socket, type AddressInfo } from "node:net";
import { format } from "node:util";
import { pathToFileURL } from "node:url";
import { nodeListener } from "../../templates/runtime/server/node.js";

export interface Outcome {
  /** The console output of the example, a string for each call. */
  readonly printed: readonly string[];
  /** The error that ended it early. */
  readonly failure?: string;
}

type Answer = (request: Request) => Promise<Response>;

const [server = "", ...examples] = process.argv.slice(2);
const { default: shop } = (await import(pathToFileURL(server).href)) as {
  readonly default: { readonly fetch: Answer };
};

/** Examples listen at the ports that readers see; here these may be taken. */
const listening = new Set<Server>();
const listen = Reflect.get(Server.prototype, "listen") as (...given: readonly unknown[]) => Server; // before it is replaced
Reflect.set(Server.prototype, "listen", function (this: Server, ...given: readonly unknown[]) {
  listening.add(this);
  return Reflect.apply(listen, this, [0, "127.0.0.1", ...given.filter((each) => typeof each === "function")]);
});

/** The shop for clients that do not use `fetch`, at the port that readers see. */
const shopServer = createServer(nodeListener((request) => shop.fetch(request)));
await new Promise<void>((resolve) => Reflect.apply(listen, shopServer, [0, "127.0.0.1", resolve]));
const { port: shopPort } = shopServer.address() as AddressInfo; // it listens on TCP
const connect = Reflect.get(Socket.prototype, "connect") as (...given: readonly unknown[]) => Socket; // before it is replaced
Reflect.set(Socket.prototype, "connect", function (this: Socket, ...given: readonly unknown[]) {
  const [first] = given.flat() as [{ port?: unknown }?];
  if (first?.port === 8080 || first?.port === "8080") first.port = shopPort;
  return Reflect.apply(connect, this, given);
});

const network = globalThis.fetch;
globalThis.fetch = (input, init) => {
  const request = new Request(input, init);
  const { host, href } = new URL(request.url);
  if (host !== "shop.example" && host !== "127.0.0.1:8080") throw new Error(`an example calls ${href}`);
  return shop.fetch(request);
};

const outcomes: Outcome[] = [];
for (const example of examples) outcomes.push(await run(example));
process.stdout.write(JSON.stringify(outcomes), () => process.exit());

async function run(example: string): Promise<Outcome> {
  const printed: string[] = [];
  const print = (...values: readonly unknown[]): void => void printed.push(format(...values));
  Object.assign(console, { log: print, error: print });
  try {
    await import(pathToFileURL(example).href);
    for (const each of listening) await checkPage(each);
    return { printed };
  } catch (error) {
    return { printed, failure: error instanceof Error ? String(error.stack) : String(error) };
  } finally {
    for (const each of listening) each.close();
    listening.clear();
  }
}

/** A server of an example shows the help page of the shop. */
async function checkPage(listener: Server): Promise<void> {
  if (!listener.listening) await once(listener, "listening");
  const { port } = listener.address() as AddressInfo; // it listens on TCP
  const { status } = await network(`http://127.0.0.1:${port}/shop.asmx`);
  if (status !== 200) throw new Error(`found the status ${status}, expected the help page`);
}

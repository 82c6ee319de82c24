/** Clients in Node that call the fax service with small messages, by soapwright and by node-soap. */
import { fork } from "node:child_process";
import { Client } from "soap";
import { Agent, request } from "undici";
import { faxStatusEx } from "../generated/interfax.js";
import { soap11, unwrap, type Transport } from "../generated/runtime/index.js";
import { nodeTransport } from "../templates/runtime/node/transport.js";
import { undiciTransport } from "../templates/runtime/node/undici.js";
import { description } from "./fax-service.js";
import type { Load } from "./results.js";
import { reported, started } from "./servers.js";

type Call = () => Promise<unknown>;

/** Each creates the call to the service at an address. */
export const clients: { readonly [name: string]: (address: string) => Call | Promise<Call> } = {
  "soapwright, fetch": (address) => calling(address),
  "soapwright, node:http": (address) => calling(address, nodeTransport()),
  "soapwright, undici": (address) => {
    const dispatcher = new Agent();
    return calling(
      address,
      undiciTransport((url, options) => request(url, { ...options, dispatcher })),
    );
  },
  "node-soap": async (address) => {
    const client = new Client(await description(), address);
    const call = client["FaxStatusExAsync"] as (message: object) => Promise<unknown>; // the client has it from the WSDL
    return () => call(message);
  },
};

const message = {
  Username: "ann",
  Password: "secret",
  LastTransactionID: 1,
  MaxItems: 1,
  TotalCount: 1,
  ListSize: 1,
  ResultCode: 1,
};

function calling(address: string, transport?: Transport): Call {
  const port = soap11(address, transport && { transport });
  return async () => unwrap(await faxStatusEx(port, message));
}

/** Lets a client call our server, each in a process of its own: the modules `worker` and `serverWorker`. */
export async function callsOf(worker: string, serverWorker: string, name: string): Promise<Load> {
  const { child: server, port } = await started(serverWorker, "soapwright");
  const load = (await reported(fork(worker, [name, `http://127.0.0.1:${port}/dfs.asmx`]))) as Load; // as the worker sends it
  server.disconnect();
  return load;
}

/** Runs node-soap in the benchmark of long messages. */
import { Client } from "soap";
import { description } from "./fax-service.js";
import { check, pass, records, type Work } from "./long-messages.js";

type Call = (message: object) => Promise<readonly unknown[]>;

async function calling(address: string): Promise<Call> {
  const client = new Client(await description(), address);
  return client["FaxStatusExAsync"] as Call; // the client has it from the WSDL
}

const clients: { readonly [name: string]: Work } = {
  "reply, node-soap": async (address) => {
    const call = await calling(`${address}/long`);
    const [reply] = (await call({})) as [{ FaxStatusExResult: { FaxItemEx: unknown[] } }]; // as the WSDL has it
    check(reply.FaxStatusExResult.FaxItemEx.length);
  },
  "request, node-soap": async (address) => {
    const call = await calling(address);
    await call({ Faxes: { FaxItemEx: [...records()] } });
  },
};

const [, , name = "", address] = process.argv;
await pass(clients, name, address);

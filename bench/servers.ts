/** The fax service in Node, by soapwright and by node-soap: how many small requests each answers. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, createServer, request, type Server } from "node:http";
import { listen } from "soap";
import { serveInterfax } from "../generated/interfax.server.js";
import { nodeListener } from "../generated/runtime/index.js";
import { wsdl } from "./fax-service.js";
import { responseOf } from "./interfax.js";

export const servers: { readonly [name: string]: () => Server } = {
  soapwright: () => createServer(nodeListener(fax())),
  "soapwright, web": () => createServer(nodeListener(wrapped(fax()))),
  "node-soap": () => {
    const server = createServer();
    listen(server, { path, xml: wsdl(), services: { S: { P: { FaxStatusEx: () => responseOf(0) } } } });
    return server;
  },
};

const path = "/dfs.asmx";

function fax() {
  return serveInterfax({ faxStatusEx: () => responseOf(0) });
}

/** The same service where nothing shows that it is one: through a Request and a Response. */
function wrapped(service: ReturnType<typeof fax>): typeof service {
  return (request) => service(request);
}

const members = ["LastTransactionID", "MaxItems", "TotalCount", "ListSize", "ResultCode"];
const message = Buffer.from(
  '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><FaxStatusEx xmlns="http://www.interfax.cc">' +
    `<Username>ann</Username><Password>secret</Password>${members.map((name) => `<${name}>1</${name}>`).join("")}` +
    "</FaxStatusEx></soap:Body></soap:Envelope>",
);

/** The work of a server in a process of its own. */
export interface Load {
  readonly perSecond: number;
  /** The processor time of the server for a request, in microseconds. It depends less on what else the machine does. */
  readonly cpu: number;
}

/** Calls a server 32 times at once; `worker` is the module that runs it. */
export async function loadOf(worker: string, name: string): Promise<Load> {
  const child = fork(worker, [name]);
  const port = Number(await reported(child));
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  await calls(port, agent, 20_000); // until the engine has compiled what matters
  child.send("start");
  await reported(child);
  const start = process.hrtime.bigint();
  const count = 20_000;
  await calls(port, agent, count);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  child.send("stop");
  const cpu = Number(await reported(child));
  agent.destroy();
  child.disconnect();
  return { perSecond: count / seconds, cpu: cpu / count };
}

async function reported(child: ChildProcess): Promise<unknown> {
  const [said] = (await once(child, "message")) as [unknown];
  return said;
}

async function calls(port: number, agent: Agent, count: number): Promise<void> {
  let left = count;
  const caller = async (): Promise<void> => {
    while (left-- > 0) await call(port, agent);
  };
  await Promise.all(Array.from({ length: 32 }, caller));
}

function call(port: number, agent: Agent): Promise<void> {
  const headers = { "Content-Type": "text/xml; charset=utf-8", "Content-Length": message.length };
  return new Promise((resolve, reject) => {
    const sent = request({ port, host: "127.0.0.1", path, method: "POST", agent, headers }, (response) => {
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode}`));
      response.on("end", resolve);
      response.resume();
    });
    sent.on("error", reject);
    sent.end(message);
  });
}

/** The fax service in Node, by soapwright and by node-soap: how many small requests each answers. */
import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { Agent, createServer, request, type Server } from "node:http";
import { listen } from "soap";
import { serveInterfax } from "../generated/interfax.server.js";
import { nodeListener } from "../generated/runtime/index.js";
import { wsdl } from "./fax-service.js";
import { responseOf } from "./interfax.js";
import type { Load } from "./results.js";

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

/** Calls a server 32 times at once; `worker` is the module that runs it. */
export async function loadOf(worker: string, name: string): Promise<Load> {
  const { child, port } = await started(worker, name);
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const send = (): Promise<void> => call(port, agent);
  await atOnce(send, 20_000); // until the engine has compiled what matters
  child.send("start");
  await reported(child);
  const start = process.hrtime.bigint();
  const count = 20_000;
  await atOnce(send, count);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  child.send("stop");
  const cpu = Number(await reported(child));
  agent.destroy();
  child.disconnect();
  return { perSecond: count / seconds, cpu: cpu / count };
}

/** Runs a server in a process of its own, which ends when it is disconnected. */
export async function started(worker: string, name: string): Promise<{ child: ChildProcess; port: number }> {
  const child = fork(worker, [name]);
  return { child, port: Number(await reported(child)) };
}

/** Waits for the next report of a process. Rejects if it ends instead. */
export async function reported(child: ChildProcess): Promise<unknown> {
  const ended = new AbortController();
  const failing = once(child, "exit", ended).then(() => Promise.reject(new Error("the process ended")));
  const [said] = (await Promise.race([once(child, "message", ended), failing])) as [unknown];
  failing.catch(() => undefined);
  ended.abort();
  return said;
}

/** Does the work `count` times, 32 at once. */
export async function atOnce(work: () => Promise<unknown>, count: number): Promise<void> {
  let left = count;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: 32 }, worker));
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

/** Raw requests to a contract server, mutated at random: each is answered or refused in time, and the server goes on. */
import { connect } from "node:net";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { nodeListener } from "../../../templates/runtime/server/node.js";
import { serve } from "../../../templates/runtime/server/serve.js";
import { randomFrom } from "../../../templates/stand-in/random-numbers.js";
import { getOrderXml, handlers, ordersContract } from "../../runtime/orders-server.js";
import { cancelOperation } from "../../runtime/orders.js";
import { envelope } from "../../runtime/wire.js";
import type { Fuzzer } from "../fuzzer.js";
import { inTime, mutated, shownInput } from "../mutate.js";
import { table } from "../table.js";

const tokens = [
  ..."<>&\"'=/:;?%#\0 ".split(""),
  ...["\r\n", "\r\n\r\n", "\n", "\r", "HTTP/1.1", "HTTP/1.0", "HTTP/9.9", "GET ", "POST ", "HEAD ", "OPTIONS ", "PUT "],
  ...[
    "Content-Length: 0\r\n",
    "Content-Length: -1\r\n",
    "Content-Length: 99999999999\r\n",
    "Transfer-Encoding: chunked\r\n",
  ],
  ...[
    "Expect: 100-continue\r\n",
    "Host: other\r\n",
    "Origin: https://x\r\n",
    "Content-Encoding: gzip\r\n",
    "%ff",
    "%00",
    "/..",
  ],
  ...[
    "Content-Type: application/x-www-form-urlencoded\r\n",
    "?wsdl",
    "?op=GetOrder",
    "?xsd=",
    "/GetOrder",
    "order-number=7",
  ],
  ...['SOAPAction: "a"\r\n', "charset=utf-16", "<![CDATA[", "]]>", "<!DOCTYPE a>", "&#0;", "xsi:nil='true'", "\ufeff"],
];

function request(start: string, type: string, body: string): Uint8Array {
  const length = Buffer.byteLength(body);
  const head = `${start} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`;
  return new TextEncoder().encode(head + body);
}

const path = new URL("https://orders.example/orders.asmx").pathname;
const login = `<Login xmlns="http://orders.example/"><UserName>a</UserName></Login>`;
const requests = [
  request(`POST ${path}`, "text/xml; charset=utf-8", envelope("soap11", getOrderXml)),
  request(`POST ${path}`, "application/soap+xml", envelope("soap12", getOrderXml)),
  request(
    `POST ${path}`,
    "text/xml",
    envelope("soap11", `<${cancelOperation().name} xmlns="http://orders.example/"/>`, login),
  ),
  request(`POST ${path}/GetOrder`, "application/x-www-form-urlencoded", "order-number=7"),
  request(`GET ${path}/GetOrder?order-number=7`, "text/plain", ""),
  request(`GET ${path}?wsdl`, "text/plain", ""),
];

export const rawRequests: Fuzzer = {
  name: "requests",
  claim:
    "a mutated request to a contract server is answered or refused within a second, and is not a defect of the service",
  runs: { test: 60, command: 10_000 },
  fuzz: async ({ seed, runs, print }) => {
    const random = randomFrom(seed);
    const errors: unknown[] = [];
    const service = serve(ordersContract, handlers, { onError: (error) => void errors.push(error) });
    const server = createServer(nodeListener(service, (error) => void errors.push(error)));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo; // it listens on TCP
    const counts = new Map<string, number>();
    try {
      for (let run = 0; run < runs; run++) {
        const input = mutated(requests[random(requests.length)] ?? new Uint8Array(), random, tokens);
        const status = await inTime(() => answerTo(port, input)).catch((error: unknown) => {
          throw new Error(shownInput(input), { cause: error });
        });
        if (errors.length > 0) throw new Error(shownInput(input), { cause: errors[0] });
        if (!known.test(status)) throw new Error(`${status} for ${shownInput(input)}`);
        counts.set(status, (counts.get(status) ?? 0) + 1);
      }
    } finally {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
    print(table([["status", "requests"], ...[...counts].sort(([one], [other]) => (one < other ? -1 : 1))]));
  },
};

const known = /^(?:200|202|400|403|404|405|408|413|415|417|431|500|501|505|none)$/;

/** The status of the response to a request whose sender sends no more; `none` without a response. */
function answerTo(port: number, request: Uint8Array): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = "";
    const socket = connect(port, "127.0.0.1", () => socket.end(request));
    socket.setTimeout(10_000, () => {
      reject(new Error("was neither answered nor closed"));
      socket.destroy();
    });
    socket.on("data", (data) => (text += data.toString("latin1")));
    socket.on("error", () => undefined);
    socket.on("close", () => {
      const statuses = [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status = ""]) => status);
      resolve(statuses.find((status) => status !== "100") ?? "none");
    });
  });
}

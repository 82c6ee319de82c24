/** A first program beside the generated client: calls a server on this machine through each binding. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getImageStatus } from "../../generated/pixelz.js";
import { httpGet, httpPost, soap11, soap12 } from "../../generated/runtime/index.js";

const result = "<ImageStatus><StatusId>42</StatusId></ImageStatus>";
const namespace = "http://removethebackground.com/";

const server = createServer((request, response) => {
  request.resume().on("end", () => {
    const soap = request.url === "/soap.asmx";
    const soap12 = request.headers["content-type"]?.startsWith("application/soap+xml") === true;
    const envelope = soap12 ? "http://www.w3.org/2003/05/soap-envelope" : "http://schemas.xmlsoap.org/soap/envelope/";
    response.setHeader("content-type", `${soap12 ? "application/soap+xml" : "text/xml"}; charset=utf-8`);
    response.end(
      soap
        ? `<s:Envelope xmlns:s="${envelope}"><s:Body><GetImageStatusResponse xmlns="${namespace}"><GetImageStatusResult>${result}</GetImageStatusResult></GetImageStatusResponse></s:Body></s:Envelope>`
        : `<ImageStatusResponse xmlns="${namespace}">${result}</ImageStatusResponse>`,
    );
  });
});

await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
const { port } = server.address() as AddressInfo; // of a TCP server that listens
for (const bind of [soap11, soap12, httpGet, httpPost]) {
  const pixelz = bind(`http://127.0.0.1:${port}/soap.asmx`);
  const reply = await getImageStatus(pixelz, { contactEmail: "me@shop.example", imageTicket: "7" });
  const status = reply.kind === "ok" ? reply.value.GetImageStatusResult?.ImageStatus?.StatusId : undefined;
  console.log(pixelz.binding, reply.kind, status);
}
server.close();

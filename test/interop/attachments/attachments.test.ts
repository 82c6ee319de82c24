/** Messages with attachments between this runtime and clients that other people wrote. */
import { execFile } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { createClientAsync } from "soap";
import { beforeAll, expect, test } from "vitest";
import { mtom, multipart, nodeListener, serve } from "../../../templates/runtime/index.js";
import { contract, namespace, type Handlers } from "../../runtime/streaming/batch.js";
import { holding, withSoftware, workFolder } from "../server.js";

const python = "/usr/bin/python3";
const hold = holding();
/** The attachments that the last request had. */
let received: readonly string[] = [];
/** The paths of WSDLs, by the form of the answers of their services. */
const wsdls = { mtom: "", multipart: "" };

const content =
  '<xs:complexType><xs:sequence><xs:element name="Source" type="xs:string" minOccurs="0"/><xs:element name="File" type="xs:base64Binary" minOccurs="0"/></xs:sequence></xs:complexType>';

function wsdlAt(address: string): string {
  return `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:s="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:t="${namespace}" targetNamespace="${namespace}">
<w:types><xs:schema targetNamespace="${namespace}" elementFormDefault="qualified"><xs:element name="PutOrders">${content}</xs:element><xs:element name="PutOrdersResponse">${content}</xs:element></xs:schema></w:types>
<w:message name="In"><w:part name="parameters" element="t:PutOrders"/></w:message><w:message name="Out"><w:part name="parameters" element="t:PutOrdersResponse"/></w:message>
<w:portType name="P"><w:operation name="PutOrders"><w:input message="t:In"/><w:output message="t:Out"/></w:operation></w:portType>
<w:binding name="B" type="t:P"><s:binding transport="http://schemas.xmlsoap.org/soap/http"/><w:operation name="PutOrders"><s:operation soapAction=""/><w:input><s:body use="literal"/></w:input><w:output><s:body use="literal"/></w:output></w:operation></w:binding>
<w:service name="S"><w:port name="Port" binding="t:B"><s:address location="${address}"/></w:port></w:service></w:definitions>`;
}

beforeAll(async () => {
  const handlers: Handlers = {
    putOrders({ Source, File }, call) {
      received = call.attachments.map(({ content }) => Buffer.from(content).toString());
      call.attach({ content: Buffer.from("a note"), contentType: "text/plain", contentId: "note@example" });
      return { Source, File: File ?? new Uint8Array([0, 13, 10, 255]) };
    },
    listOrders: () => ({}),
  };
  const { path } = hold(workFolder("attachments"));
  for (const [name, attachments] of [
    ["mtom", mtom()],
    ["multipart", multipart()],
  ] as const) {
    const server = createServer(nodeListener(serve(contract, handlers, { attachments })));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    hold({ close: () => void server.close() });
    const { port } = server.address() as AddressInfo; // it listens on TCP
    wsdls[name] = join(path, `${name}.wsdl`);
    writeFileSync(wsdls[name], wsdlAt(`http://127.0.0.1:${port}/orders.asmx`));
  }
});

test("node-soap sends attachments as MTOM, and reads those of the answer", async () => {
  const client = await createClientAsync(wsdls.mtom, { parseReponseAttachments: true });
  const attachments = [
    { name: "a", contentId: "a@example", mimetype: "text/plain", body: Buffer.from("from node-soap") },
  ];
  const putOrders = Reflect.get(client, "PutOrdersAsync") as (
    request: object,
    options: object,
  ) => Promise<[{ Source: string }, string, unknown, string, { parts: { body: Buffer }[] } | undefined]>; // made for the WSDL
  const [reply, , , , parts] = await putOrders({ Source: "a" }, { attachments, forceMTOM: true });
  expect(reply.Source).toBe("a");
  expect(received).toEqual(["from node-soap"]);
  expect(parts?.parts.map(({ body }) => Buffer.from(body).toString("latin1"))).toEqual(["\0\r\n\u00ff", "a note"]);
});

withSoftware("zeep", { "python3-zeep": [python, "-c", "import zeep"] }, () => {
  const printed = async (wsdl: string, expression: string): Promise<string> => {
    const call = `reply = zeep.Client(sys.argv[1]).service.PutOrders(Source="a", File=b"text")`;
    const program = `import sys, zeep\n${call}\nprint(${expression})`;
    const { stdout } = await promisify(execFile)(python, ["-c", program, wsdl]);
    return stdout.trim();
  };

  test("zeep reads the bytes of a part of an XOP package", async () => {
    expect(await printed(wsdls.mtom, "reply.Source, reply.File")).toBe("a b'text'");
  });

  test("zeep reads attachments beside an answer", async () => {
    const expression = "reply.root.File, [part.content for part in reply.attachments]";
    expect(await printed(wsdls.multipart, expression)).toBe("b'text' [b'a note']");
  });
});

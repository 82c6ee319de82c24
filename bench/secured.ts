/** Calls that sign their requests, and calls with bytes in parts, over transports in memory: by soapwright and by node-soap. */
import { Client, WSSecurityCert, type IMTOMAttachments } from "soap";
import {
  base64Binary,
  mtom,
  security,
  soap11,
  string,
  timestamp,
  x509Signature,
  unwrap,
  type Operation,
  type Table,
} from "../templates/runtime/index.js";
import { rsaCertificate, rsaKey } from "../test/support/certificate.js";
import type { Contestants } from "./contestants.js";
import { described } from "./peers.js";

interface Document {
  readonly Name: string;
  readonly Content: Uint8Array;
}

const namespace = "urn:archive";
const xop = "http://www.w3.org/2004/08/xop/include";
const address = "http://archive.example/";
const kilobyte = bytesOf(1024);
const megabyte = bytesOf(1024 * 1024);

function bytesOf(length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, k) => (k * 31) & 255);
}

/** The contents that a call sends and receives. */
interface Exchange {
  readonly sent: Uint8Array;
  readonly received: Uint8Array;
  readonly isSigned?: boolean;
  /** True if the bytes that are sent, or those that are received, are a part of their own. */
  readonly isPackage?: boolean;
}

const exchanges: { readonly [work: string]: () => Exchange } = {
  "call with 1 KB of base64": () => ({ sent: kilobyte, received: kilobyte }),
  "call with 1 KB, signed": () => ({ sent: kilobyte, received: kilobyte, isSigned: true }),
  "call that sends 1 MB with MTOM": () => ({ sent: megabyte, received: kilobyte, isPackage: true }),
  "call that receives 1 MB with MTOM": () => ({ sent: kilobyte, received: megabyte, isPackage: true }),
};

export const secured: { readonly [work: string]: Contestants } = Object.fromEntries(
  Object.entries(exchanges).map(([work, exchange]) => [
    work,
    { soapwright: () => ours(exchange()), "node-soap": () => nodeSoaps(exchange()) },
  ]),
);

const document = (): Table => ({ namespace, sequence: { Name: string, Content: base64Binary } });

const keep = (): Operation<Document, Document> => ({
  name: "Keep",
  action: `${namespace}/Keep`,
  request: { body: { namespace, sequence: { Keep: document() } } },
  response: { body: { namespace, sequence: { KeepResponse: document() } } },
});

/** Signs the Body and the Timestamp with RSA and SHA-256, as WSSecurityCert does. */
function ours(exchange: Exchange): () => Promise<unknown> {
  const { contentType, body } = replyOf(exchange);
  const check = checking(exchange);
  const response = { status: 200, headers: new Map([["content-type", contentType]]), body };
  const port = soap11(address, {
    transport: (_, { body }) => {
      check(body instanceof Uint8Array ? body : "");
      return Promise.resolve(response);
    },
    ...(exchange.isSigned === true && {
      steps: [security([timestamp(), x509Signature({ key: rsaKey, certificate: rsaCertificate })])],
    }),
    ...(exchange.isPackage === true && { attachments: mtom() }),
  });
  return async () => {
    const { Content } = unwrap(await port.call(keep, { Name: "scan", Content: exchange.sent }));
    if (Content.length !== exchange.received.length) throw new Error("expected the bytes of the reply");
  };
}

/** The part of a request of axios that is used. */
interface NodeSoapRequest {
  readonly data: string | Uint8Array;
}

async function nodeSoaps(exchange: Exchange): Promise<() => Promise<unknown>> {
  const { contentType, body } = replyOf(exchange);
  const check = checking(exchange);
  const { isSigned = false, isPackage = false, sent, received } = exchange;
  const request = ({ data }: NodeSoapRequest): Promise<object> => {
    check(data);
    const answer = isPackage ? body : new TextDecoder().decode(body);
    return Promise.resolve({ status: 200, headers: { "content-type": contentType }, data: answer });
  };
  const client = new Client(await described(wsdl), address, {
    request: request as never, // all that it calls of axios
    parseResponseAttachments: isPackage,
  });
  if (isSigned) client.setSecurity(new WSSecurityCert(rsaKey, rsaCertificate, ""));
  const call = client["KeepAsync"] as (request: object, options: object) => Promise<readonly unknown[]>; // of the WSDL
  const include = { "xop:Include": { attributes: { "xmlns:xop": xop, href: "cid:scan" } } };
  return async () => {
    const attachments = [{ mimetype: "application/octet-stream", contentId: "scan", name: "scan", body: sent }];
    const Content = isPackage ? include : Buffer.from(sent).toString("base64");
    const reply = await call({ Name: "scan", Content }, isPackage ? { attachments } : {});
    const [{ Content: text }, , , , parts] = reply as readonly [{ Content: string }, ...IMTOMAttachments[]]; // as it is documented
    const content = isPackage ? parts?.parts[0]?.body : Buffer.from(text, "base64");
    if (content?.length !== received.length) throw new Error("expected the bytes of the reply");
  };
}

/** Refuses a first request other than the one that the name of the work promises; the others cost nothing. */
function checking({ sent, isSigned = false, isPackage = false }: Exchange): (body: string | Uint8Array) => void {
  let isChecked = false;
  return (body) => {
    if (isChecked) return;
    const text = typeof body === "string" ? body : Buffer.from(body).toString("latin1");
    const isExpected =
      /<(?:ds:)?Signature /.test(text) === isSigned &&
      text.includes("Include ") === isPackage &&
      text.length > sent.length;
    if (!isExpected) throw new Error(`expected another request than ${text.slice(0, 4096)}`);
    isChecked = true;
  };
}

function replyOf({ received, isPackage = false }: Exchange): {
  readonly contentType: string;
  readonly body: Uint8Array;
} {
  const content = isPackage
    ? `<xop:Include xmlns:xop="${xop}" href="cid:scan"/>`
    : Buffer.from(received).toString("base64");
  const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><KeepResponse xmlns="${namespace}"><Name>scan</Name><Content>${content}</Content></KeepResponse></s:Body></s:Envelope>`;
  if (!isPackage) return { contentType: "text/xml; charset=utf-8", body: Buffer.from(envelope) };
  const body = Buffer.concat([
    Buffer.from(
      `--part\r\nContent-Type: application/xop+xml; charset=utf-8; type="text/xml"\r\nContent-ID: <root>\r\n\r\n${envelope}\r\n--part\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <scan>\r\n\r\n`,
    ),
    received,
    Buffer.from("\r\n--part--\r\n"),
  ]);
  const contentType =
    'multipart/related; type="application/xop+xml"; boundary="part"; start="<root>"; start-info="text/xml"';
  return { contentType, body };
}

const type = `<s:complexType><s:sequence><s:element name="Name" type="s:string"/><s:element name="Content" type="s:base64Binary"/></s:sequence></s:complexType>`;
const wsdl = `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:t="${namespace}" targetNamespace="${namespace}">
<types><s:schema elementFormDefault="qualified" targetNamespace="${namespace}"><s:element name="Keep">${type}</s:element><s:element name="KeepResponse">${type}</s:element></s:schema></types>
<message name="In"><part name="parameters" element="t:Keep"/></message><message name="Out"><part name="parameters" element="t:KeepResponse"/></message>
<portType name="P"><operation name="Keep"><input message="t:In"/><output message="t:Out"/></operation></portType>
<binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/><operation name="Keep"><soap:operation soapAction="${namespace}/Keep" style="document"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
<service name="S"><port name="P" binding="t:B"><soap:address location="${address}"/></port></service>
</definitions>`;

/** The remote end of a port in tests. */
import { createServer, type RequestListener, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { expect } from "vitest";
import type { Transport, TransportRequest } from "../../templates/runtime/index.js";
import { namespace } from "./orders.js";

export interface Sent {
  readonly url: string;
  readonly request: TransportRequest;
  readonly body: string;
}

/** A transport that replies with `body`, and the request that it received. */
export function answering(body: string | Uint8Array | null, init: ResponseInit = {}) {
  const sent: Sent[] = [];
  const transport: Transport = async (url, request) => {
    sent.push({ url, request, body: await new Response(request.body ?? null).text() });
    return new Response(body as ConstructorParameters<typeof Response>[0], init);
  };
  return { transport, sent };
}

export const xml = { headers: { "Content-Type": "text/xml; charset=utf-8" } };

const envelopes = {
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  soap12: "http://www.w3.org/2003/05/soap-envelope",
};

/** An envelope as ASMX writes one. */
export function envelope(binding: "soap11" | "soap12", body: string, header = ""): string {
  const head = header === "" ? "" : `<soap:Header>${header}</soap:Header>`;
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${envelopes[binding]}" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">${head}<soap:Body>${body}</soap:Body></soap:Envelope>`;
}

export function orderXml(status: string, number = "7"): string {
  return `<GetOrderResponse xmlns="${namespace}"><GetOrderResult><Number>${number}</Number><Status>${status}</Status></GetOrderResult></GetOrderResponse>`;
}

/** Matchers that are no `any`. */
export const containing = (text: string): unknown => expect.stringContaining(text);
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** Runs a test against a server on the loopback interface. */
export async function serving(listener: RequestListener, test: (url: string) => Promise<void>): Promise<void> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo; // it listens on TCP
  try {
    await test(`http://127.0.0.1:${port}/orders.asmx`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

export function respond(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Uint8Array,
): void {
  response.writeHead(status, { "Content-Type": contentType });
  response.end(body);
}

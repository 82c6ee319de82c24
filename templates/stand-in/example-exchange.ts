/** Makes example calls: the request that a client sends for example values, and the response of the stand-in. */
import type { Binding } from "../runtime/binding/binding.js";
import { operationOf, type Port, type PortOptions } from "../runtime/binding/port.js";
import type { Reply } from "../runtime/binding/reply.js";
import type { Transport } from "../runtime/binding/transport.js";
import type { Operation } from "../runtime/complex/operation.js";
import { RequestError } from "../runtime/error.js";
import { facets, httpGet, httpPost, openContent, soap11, soap12 } from "../runtime/index.js";
import type { Contract, ContractOperation, Service } from "../runtime/server/contract.js";
import { exampleRequest } from "./example-request.js";
import { indented } from "./indentation.js";
import { NoValue } from "./random.js";
import { standIn } from "./stand-in.js";

/** An operation of a contract, a binding and an address. */
export interface ExampleCall {
  readonly contract: Contract;
  readonly operation: ContractOperation;
  readonly binding: Binding;
  /** The URL that the request names. Nothing is sent to it. */
  readonly address: string;
}

/** Both messages, their XML indented; or the reason why there is no example. */
export type ExampleExchange = Exchange | { readonly kind: "none"; readonly reason: string };

interface Exchange {
  readonly kind: "exchange";
  readonly request: ExampleHttpRequest;
  readonly response: ExampleHttpResponse;
}

export interface ExampleHttpRequest {
  readonly method: string;
  readonly url: string;
  readonly httpHeaders: Readonly<Record<string, string>>;
  /** Undefined for a request without a body. */
  readonly body: string | undefined;
}

export interface ExampleHttpResponse {
  readonly status: number;
  /** Null for a reply without a body. */
  readonly contentType: string | null;
  readonly body: string;
}

/** HTTP GET and POST cannot carry some values, such as nil. Then the values of the next seed are tried. */
const mostSeeds = 20;

/**
 * Calls the stand-in of a service. Both ends check facets and get the indented messages, so that the exchange is valid for any
 * service and client of the spec.
 */
export async function exampleExchange(call: ExampleCall): Promise<ExampleExchange> {
  const service = standInFor(call);
  let found = await exchangeFrom(1, call, service);
  for (let seed = 2; seed <= mostSeeds && found.kind === "none"; seed++) {
    found = await exchangeFrom(seed, call, service);
  }
  return found;
}

/** The stand-in of one operation, because a spec can have several whose requests are alike. */
function standInFor({ contract, operation, address }: ExampleCall): Service {
  const narrowed = { ...contract, operations: { operation } };
  return standIn([{ contract: () => narrowed, client: "", path: new URL(address).pathname }], {
    seed: 1,
    validate: facets,
    replyOf: () => Promise.resolve(undefined),
    onAnswer: () => undefined,
    // The reply contains the reason, too.
    onError: () => undefined,
  });
}

const ports = { soap11, soap12, httpGet, httpPost };

async function exchangeFrom(
  seed: number,
  { operation: { operation }, binding, address }: ExampleCall,
  service: Service,
): Promise<ExampleExchange> {
  const exchanges: Exchange[] = [];
  const transport = transportTo(service, (exchange) => void exchanges.push(exchange));
  const portTo: (address: string, options: PortOptions) => Port = ports[binding];
  const overSoap = binding === "soap11" || binding === "soap12";
  try {
    const { value, header, parts } = exampleRequest(operationOf(operation), seed);
    const reply = await portTo(address, { transport, validate: facets, openContent }).call(
      operation as () => Operation<unknown, unknown>, // its tables decide which values fit
      value,
      overSoap ? { ...(header && { header }), ...(parts && { parts }) } : {},
    );
    const [exchange] = exchanges;
    const reason = refusal(reply);
    return exchange !== undefined && reason === undefined ? exchange : { kind: "none", reason: reason ?? "" };
  } catch (error) {
    if (error instanceof NoValue || error instanceof RequestError) return { kind: "none", reason: error.message };
    throw error;
  }
}

/** Passes indented messages between a client and a service in memory, and calls `onExchange` with both. */
function transportTo(service: Service, onExchange: (exchange: Exchange) => void): Transport {
  return async (url, { method, headers, body: sent }) => {
    const httpHeaders = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, withoutUnique(value, value)]),
    );
    const body = sent && (await indentedText(new Response(sent, { headers })));
    const { pathname, search } = new URL(url);
    const local = `http://localhost${pathname}${search}`;
    const response = await service(new Request(local, { method, headers: httpHeaders, body: body ?? null }));
    const { status } = response;
    const type = response.headers.get("content-type");
    const contentType = type && withoutUnique(type, type);
    const text = await indentedText(response);
    onExchange({
      kind: "exchange",
      request: { method, url, httpHeaders, body },
      response: { status, contentType, body: text },
    });
    const received = new Headers(response.headers);
    if (contentType !== null) received.set("content-type", contentType);
    return { status, headers: received, body: new TextEncoder().encode(text) };
  };
}

async function indentedText(message: Response): Promise<string> {
  const text = await message.text();
  const contentType = message.headers.get("content-type") ?? "";
  if (/^multipart\//.test(contentType)) return withoutUnique(text, contentType);
  return /\bxml\b/.test(contentType) ? indented(text) : text;
}

/** A text of a multipart with this Content-Type, with a fixed text in place of that which no other message has. */
function withoutUnique(text: string, contentType: string): string {
  const [, unique] = /\bboundary="part-([0-9a-f]{32})"/.exec(contentType) ?? [];
  return unique === undefined ? text : text.replaceAll(unique, "1");
}

/** The reason why a reply cannot be an example; undefined if it can. */
function refusal(reply: Reply<unknown, unknown, unknown>): string | undefined {
  switch (reply.kind) {
    case "ok":
      return undefined;
    case "fault":
      return reply.fault.reason;
    case "http":
      return reply.body.trim() || `found a reply of status ${reply.status}, expected one with content`;
    case "malformed":
      return reply.reason;
  }
}

/** Makes example calls: the request that a client sends for example values, and the response of the stand-in. */
import type { Binding } from "../runtime/binding/binding.js";
import { operationOf, type Port, type PortOptions } from "../runtime/binding/port.js";
import type { Reply } from "../runtime/binding/reply.js";
import type { Transport } from "../runtime/binding/transport.js";
import { RequestError } from "../runtime/error.js";
import { facets, httpGet, httpPost, soap11, soap12 } from "../runtime/index.js";
import type { Contract, Service } from "../runtime/server/contract.js";
import { exampleRequest } from "./example-request.js";
import { laidOut } from "./layout.js";
import { NoValue } from "./random.js";
import { standIn } from "./stand-in.js";

/** An operation, a binding and an address. */
export interface ExampleCall {
  readonly contract: () => Contract;
  /** The operation, by its key in the contract. */
  readonly operation: string;
  readonly binding: Binding;
  /** The URL that the request names. Nothing is sent to it. */
  readonly address: string;
}

/** Both messages, their XML on lines of its own; or the reason why there is no example. */
export type ExampleExchange =
  | { readonly kind: "exchange"; readonly request: ExampleHttpRequest; readonly response: ExampleHttpResponse }
  | { readonly kind: "none"; readonly reason: string };

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
 * Calls the stand-in of a service. Both ends check facets and get the messages with their line breaks, so that the exchange is
 * valid for any service and client of the spec.
 */
export async function exampleExchange(call: ExampleCall): Promise<ExampleExchange> {
  const service = standInFor(call);
  let found: ExampleExchange = { kind: "none", reason: "" };
  for (let seed = 1; seed <= mostSeeds && found.kind === "none"; seed++)
    found = await exchangeFrom(seed, call, service);
  return found;
}

/** The stand-in of one operation, because a spec can have several whose requests are alike. */
function standInFor({ contract, operation, address }: ExampleCall): Service {
  const { operations, ...rest } = contract();
  const own = Object.entries(operations).filter(([key]) => key === operation);
  const narrowed = (): Contract => ({ ...rest, operations: Object.fromEntries(own) });
  return standIn([{ contract: narrowed, client: "", path: new URL(address).pathname }], {
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
  { contract, operation: key, binding, address }: ExampleCall,
  service: Service,
): Promise<ExampleExchange> {
  const operation = contract().operations[key]?.operation;
  if (operation === undefined) throw new TypeError(`the contract has no operation ${key}`);
  let exchange: ExampleExchange = { kind: "none", reason: "nothing was sent" };
  const transport: Transport = async (url, { method, headers, body }) => {
    const request = { method, url, httpHeaders: headers, body: body && (await textOf(new Response(body), headers)) };
    const { pathname, search } = new URL(url);
    const replied = await service(
      new Request(`http://localhost${pathname}${search}`, { method, headers, body: request.body ?? null }),
    );
    const { status } = replied;
    const text = await textOf(replied, Object.fromEntries(replied.headers));
    const contentType = replied.headers.get("content-type");
    exchange = { kind: "exchange", request, response: { status, contentType, body: text } };
    return { status, headers: replied.headers, body: new TextEncoder().encode(text) };
  };
  const portTo: (address: string, options: PortOptions) => Port = ports[binding];
  try {
    const { value, header } = exampleRequest(operationOf(operation), seed);
    const overSoap = binding === "soap11" || binding === "soap12";
    const port = portTo(address, { transport, validate: facets });
    const reply = await port.call<unknown, unknown, unknown, unknown>(
      operation as never, // its tables, not its type, decide which values fit
      value,
      overSoap && header !== undefined ? { header } : {},
    );
    const reason = refusal(reply);
    return reason === undefined ? exchange : { kind: "none", reason };
  } catch (error) {
    if (error instanceof NoValue || error instanceof RequestError) return { kind: "none", reason: error.message };
    throw error;
  }
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

async function textOf(message: Response, headers: Readonly<Record<string, string>>): Promise<string> {
  const text = await message.text();
  const [, contentType = ""] = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type") ?? [];
  return /\bxml\b/.test(contentType) ? laidOut(text) : text;
}

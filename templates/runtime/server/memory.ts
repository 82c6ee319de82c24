import { ErrorWithCause, TransportError } from "../error.js";
import type { Contract, ServedOperation, ServeOptions } from "./contract.js";
import { handlerOf, streamingOf } from "./handler.js";
import { headersOf, type PlainRequest } from "./plain.js";
import { servePlain } from "./serve.js";
import { operationOf, type Port, type PortOptions } from "../binding/port.js";
import type { AnyOperation, Binding } from "../binding/binding.js";
import type { Strict } from "../binding/mode.js";
import { readBody, type HttpHeaders, type Transport, type TransportRequest } from "../binding/transport.js";

/** The function of a binding: `soap11`, `soap12`, `httpGet` or `httpPost`. */
export type Memory<B extends Binding> = (address: string, options?: PortOptions<unknown>) => Port<B, object, unknown>;

/** Options of the service, the steps of the port, and those that concern its replies. */
export interface MemoryOptions<Mode = Strict>
  extends ServeOptions, Pick<PortOptions<Mode>, "steps" | "reading" | "onMisfit"> {}

/**
 * A port to the handlers in memory, through the whole wire format, for tests. A call rejects with an error of its
 * handler other than a ServiceFault, unless `onError` is given, and with a TypeError if the handler is missing.
 */
export function memoryPort<B extends Binding, Mode = Strict>(
  contract: () => Contract,
  handlers: object,
  binding: Memory<B>,
  options: MemoryOptions<Mode> = {},
): Port<B, object, Mode> {
  const found = Object.keys(contract().operations).map((name) => {
    const handler: ServedOperation["answer"] = (request, call) => handlerOf(handlers, name)(request, call);
    return [name, Object.assign(handler, { streaming: streamingOf(handlers, name) })] as const;
  });
  const { onError = reject } = options;
  const service = servePlain(contract, Object.fromEntries(found), { ...options, onError });
  const transport: Transport = async (url, request) => {
    const answer = service(plainRequest(url, request));
    const { status, headers, body = null } = await Promise.race([answer, aborted(request.signal)]);
    return { status, headers: httpHeaders(headers), body };
  };
  const { maxDepth, forbiddenCharacters, validate, reading, onMisfit, attachments, steps } = options;
  const { path = contract().path } = options;
  const portOptions = { transport, maxDepth, forbiddenCharacters, validate, reading, onMisfit, attachments, steps };
  // The port has the mode of `reading`.
  const port = binding(`http://localhost${path}`, portOptions) as Port<B, object, Mode>;
  const call: Port<B, object, Mode>["call"] = async (operation, request, callOptions) => {
    try {
      return await port.call(withoutPolicies(operation), request, callOptions);
    } catch (error) {
      throw error instanceof TransportError && error.cause instanceof HandlerError ? error.cause.cause : error;
    }
  };
  return { ...port, call };
}

/** The operation without the check of policies, which are those of the service that the handlers stand for. */
function withoutPolicies<T extends AnyOperation>(make: () => T): () => T {
  const { policies, ...operation } = operationOf(make);
  return policies === undefined ? make : () => operation as unknown as T; // what `make` returns, but an optional property
}

/** The request as a server receives it. */
function plainRequest(url: string, request: TransportRequest): PlainRequest {
  const { method, headers, body = null, signal } = request;
  let made: Request | undefined;
  return {
    method,
    url: new URL(url),
    headers: httpHeaders(headers),
    signal: () => signal,
    readBody: (maxBytes) => readBody(body, maxBytes),
    openBody: () => body,
    web: () => (made ??= new Request(url, { method, headers, signal })),
  };
}

function httpHeaders(headers: Readonly<Record<string, string>>): HttpHeaders {
  return headersOf(new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])));
}

/** Carries a handler's error through the port, which would otherwise turn it into a TransportError. */
class HandlerError extends ErrorWithCause {}

function reject(error: unknown): never {
  throw new HandlerError("", { cause: error });
}

/** Rejects when a call is aborted, although its handler continues. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new ErrorWithCause("aborted", { cause: signal.reason })), {
      once: true,
    });
  });
}

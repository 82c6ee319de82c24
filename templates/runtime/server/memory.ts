import { TransportError } from "../error.js";
import type { Contract, ServedOperation, ServeOptions } from "./contract.js";
import { handlerOf } from "./handler.js";
import { serve } from "./serve.js";
import type { Port, PortOptions } from "../binding/port.js";
import type { Binding } from "../binding/binding.js";
import type { Transport } from "../binding/transport.js";

/** The function of a binding: `soap11`, `soap12`, `httpGet` or `httpPost`. */
export type Memory<B extends Binding> = (address: string, options?: PortOptions) => Port<B>;

/**
 * A port to the handlers in memory, through the whole wire format, for tests. A call rejects with an error of its
 * handler other than a ServiceFault, unless `onError` is given, and with a TypeError if the handler is missing.
 */
export function memoryPort<B extends Binding>(
  contract: () => Contract,
  handlers: object,
  binding: Memory<B>,
  options: ServeOptions = {},
): Port<B> {
  const found = Object.keys(contract().operations).map((name) => {
    const handler: ServedOperation["answer"] = (request, call) => handlerOf(handlers, name)(request, call);
    return [name, handler] as const;
  });
  const { onError = reject } = options;
  const service = serve(contract, Object.fromEntries(found), { ...options, onError });
  const transport: Transport = (url, request) => {
    const response = service(new Request(url, request));
    return request.signal === undefined ? response : Promise.race([response, aborted(request.signal)]);
  };
  const { maxDepth, forbiddenCharacters, validate, path = contract().path } = options;
  const port = binding(`http://localhost${path}`, { transport, maxDepth, forbiddenCharacters, validate });
  const call: Port<B>["call"] = async (operation, request, callOptions) => {
    try {
      return await port.call(operation, request, callOptions);
    } catch (error) {
      throw error instanceof TransportError && error.cause instanceof HandlerError ? error.cause.cause : error;
    }
  };
  return { ...port, call };
}

/** Carries a handler's error through the port, which would otherwise turn it into a TransportError. */
class HandlerError extends Error {}

function reject(error: unknown): never {
  throw new HandlerError("", { cause: error });
}

/** Rejects when a call is aborted, although its handler continues. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted", { cause: signal.reason })), { once: true });
  });
}

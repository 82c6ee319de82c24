import type { Contract, ServeOptions } from "./contract.js";
import { serve } from "./serve.js";
import type { Port, PortOptions } from "../binding/port.js";
import type { Binding } from "../binding/binding.js";
import type { Transport } from "../binding/transport.js";

/** A binding's own function: `soap11`, `soap12`, `httpGet` or `httpPost`. */
export type Memory<B extends Binding> = (address: string, options?: PortOptions) => Port<B>;

/** A port to the handlers, in memory and through the whole wire format: for tests. */
export function memoryPort<B extends Binding>(
  contract: () => Contract,
  handlers: object,
  binding: Memory<B>,
  options: ServeOptions = {},
): Port<B> {
  const service = serve(contract, handlers, options);
  const transport: Transport = (url, request) => {
    const response = service(new Request(url, request));
    return request.signal === undefined ? response : Promise.race([response, aborted(request.signal)]);
  };
  const { maxDepth, forbiddenCharacters, validate, path = contract().path } = options;
  return binding(`http://localhost${path}`, { transport, maxDepth, forbiddenCharacters, validate });
}

/** Rejects when a call is given up, though its handler goes on. */
function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new Error("aborted", { cause: signal.reason })), { once: true });
  });
}

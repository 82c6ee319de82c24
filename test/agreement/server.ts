/** The other end of every binding, made of the same tables as the client. */
import type { Binding, Port, Reply } from "../../templates/runtime/index.js";
import type { AnyOperation } from "../../templates/runtime/binding/binding.js";
import type { Call, Contract } from "../../templates/runtime/server.js";
import type { Client, Runtime } from "./house.js";
import type { Exchange } from "./values.js";
import { emptyPages } from "../support/empty-pages.js";

/** The arguments of an operation's handler. */
export interface Received {
  readonly operation: string;
  readonly value: unknown;
  readonly header: object;
}

export interface Server {
  readonly port: Port;
  readonly received: readonly Received[];
  /** Errors that did not reach the caller. */
  readonly errors: readonly unknown[];
}

/** An operation of a service, and how it is bound. */
export interface Bound {
  readonly operation: () => AnyOperation;
  readonly bindings: readonly Binding[];
}

/** The operations that a client's functions call, in their order. */
export async function boundOperations(client: Client, bindings: readonly (readonly Binding[])[]): Promise<Bound[]> {
  const bound: Bound[] = [];
  for (const [index, call] of client.entries()) {
    const port: Port = {
      binding: "soap11",
      address: "",
      call(operation) {
        bound.push({ operation, bindings: bindings[index] ?? [] });
        return Promise.resolve<Reply<never, never, never>>({
          kind: "http",
          body: "",
          status: 0,
          httpHeaders: new Map(),
        });
      },
    };
    await call(port, undefined, {});
  }
  return bound;
}

/**
 * A service of these operations that is called through its port; each answers with the response of the exchange, or with a
 * fault of this detail.
 */
export function serve(
  runtime: Runtime,
  operations: readonly Bound[],
  binding: Binding,
  { response, responseHeader = {} }: Exchange,
  detail?: object,
): Server {
  const received: Received[] = [];
  const errors: unknown[] = [];
  const handler =
    ({ operation }: Bound) =>
    (value: unknown, { operation: name, header, headerBlocks }: Call<object>): unknown => {
      received.push({
        operation: name,
        value,
        header: headerBlocks.length > 0 ? { ...header, $any: headerBlocks } : header,
      });
      if (detail !== undefined) throw new runtime.ServiceFault({ code: "Sender", reason: "no", detail });
      const { response: message } = runtime.operationOf(operation);
      return message?.header === undefined ? response : { value: response, header: responseHeader };
    };
  const contract = (): Contract => ({
    name: "Shop",
    namespace: "urn:shop",
    bindings: ["soap11", "soap12", "httpGet", "httpPost"],
    path: "/shop.asmx",
    operations: Object.fromEntries(operations.map((bound, index) => [`operation${index}`, bound])),
    pages: emptyPages,
  });
  const handlers = Object.fromEntries(operations.map((bound, index) => [`operation${index}`, handler(bound)]));
  const { openContent } = runtime;
  const port = runtime.memoryPort(
    contract,
    handlers,
    (address, options) => runtime[binding](address, { ...options, openContent }),
    { onError: (error) => errors.push(error) },
  );
  return { port, received, errors };
}

/** The other end of every binding, made of the same functions and tables as the client. */
import type { Binding, Port, Transport, TransportRequest } from "../../templates/runtime/index.js";
import type { AnyOperation } from "../../templates/runtime/port.js";
import type { HttpOperation } from "../../templates/runtime/table.js";
import type { Runtime } from "./house.js";
import type { Exchange } from "./values.js";

/** What the server made of a request. */
export interface Received {
  readonly value: unknown;
  /** Undefined over HTTP GET and POST. */
  readonly header: unknown;
}

export interface Server {
  readonly port: Port;
  readonly received: readonly Received[];
}

/**
 * A server of the operation that is called through its port; it answers with the response of the exchange, or with a fault of
 * this detail.
 */
export function serve(
  runtime: Runtime,
  binding: Binding,
  { response, responseHeader }: Exchange,
  detail?: object,
): Server {
  const received: Received[] = [];
  let operation: AnyOperation | undefined;
  const transport: Transport = (url, request) => {
    if (operation === undefined) throw new Error("nothing was called");
    const body = answer(operation, url, request);
    const headers = new Map([["content-type", "text/xml; charset=utf-8"]]);
    return Promise.resolve({ status: body.length === 0 ? 202 : 200, headers, body });
  };

  function answer(called: AnyOperation, url: string, request: TransportRequest): Uint8Array {
    if (binding === "httpGet" || binding === "httpPost") {
      const http = bound(called[binding]);
      const form = binding === "httpGet" ? new URL(url).search.slice(1) : new TextDecoder().decode(request.body);
      received.push({ value: runtime.readForm(http, called.request, form), header: undefined });
      return called.response === undefined ? new Uint8Array() : runtime.writeRoot(http, called.response, response);
    }
    const envelope = runtime.readEnvelope(request.body ?? new Uint8Array(), called.request);
    if (envelope?.kind !== "message" || envelope.binding !== binding) throw new Error("expected a message");
    received.push(envelope);
    if (detail !== undefined) {
      return runtime.writeFaultEnvelope(binding, { code: "Sender", reason: "no", detail }, called.faults);
    }
    if (called.response === undefined) return new Uint8Array();
    return runtime.writeEnvelope(binding, called.response, response, responseHeader);
  }

  const port = runtime[binding]("https://example.com/shop.asmx", { transport });
  return {
    received,
    port: {
      ...port,
      call(make, request, options) {
        operation = runtime.operationOf(make);
        return port.call(make, request, options);
      },
    },
  };
}

function bound(http: HttpOperation | undefined): HttpOperation {
  if (http === undefined) throw new Error("the operation is not bound to HTTP");
  return http;
}

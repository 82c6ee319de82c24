/** The server of the tests' service in the form that the generator prints, with raw requests to it. */
import type { OpenContent } from "../../templates/runtime/index.js";
import {
  serve,
  type Answer,
  type Call,
  type Contract,
  type HelpPages,
  type ServeOptions,
} from "../../templates/runtime/server.js";
import {
  cancelOperation,
  getOrderOperation,
  namespace,
  notifyOperation,
  touchOperation,
  type Cancel,
  type CancelResponse,
  type GetOrder,
  type GetOrderResponse,
  type Login,
  type Notify,
  type Touch,
  type TouchResponse,
} from "./orders.js";
import { envelope } from "./wire.js";

export interface OrdersHandlers {
  getOrder(request: GetOrder, call: Call): Answer<GetOrderResponse>;
  cancel(
    request: Cancel,
    call: Call<{ Login: Login }>,
  ): Answer<{ value: CancelResponse; header: { Session?: string | undefined } & OpenContent }>;
  touch(request: Touch, call: Call): Answer<TouchResponse>;
  notify(request: Notify, call: Call): Answer<void>;
}

export function ordersContract(): Contract {
  return {
    name: "Orders",
    namespace,
    bindings: ["soap11", "soap12", "httpGet", "httpPost"],
    path: "/orders.asmx",
    operations: {
      getOrder: {
        operation: getOrderOperation,
        bindings: ["soap11", "soap12", "httpGet", "httpPost"],
      },
      cancel: { operation: cancelOperation, bindings: ["soap11", "soap12"] },
      touch: { operation: touchOperation, bindings: ["soap11", "soap12", "httpGet", "httpPost"] },
      notify: { operation: notifyOperation, bindings: ["soap11", "soap12"] },
    },
    pages: () => Promise.resolve({ pages }),
    documents: () => Promise.resolve({ documents }),
  };
}

const pages: HelpPages = {
  frame: "<html><!--content--></html>",
  introduction: "<p>Orders &amp; their lines.</p>",
  list: `<p><!--address--></p><a href="?op=GetOrder">GetOrder</a>`,
  operations: Object.fromEntries(
    ["GetOrder", "Cancel", "Touch", "Notify"].map((name) => [
      name,
      {
        heading: `<a href="<!--path-->">All</a><h2>${name}</h2>`,
        introduction: "",
        samples: {
          soap11: `<pre>POST <!--path--> HTTP/1.1\nHost: <!--host-->\n\nSOAP 1.1</pre>`,
          soap12: "<pre>SOAP 1.2</pre>",
          httpGet: `<pre>GET <!--path-->/${name}? HTTP/1.1\nHost: <!--host-->\n\nHTTP GET</pre>`,
        },
      },
    ]),
  ),
};

const documents: { readonly [name: string]: string } = {
  "orders.wsdl": [
    `<?xml version='1.0' encoding="utf-16"?>`,
    `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">`,
    `  <import namespace="urn:a" location="?wsdl=a.wsdl"/>`,
    `  <types><schema><import namespace="urn:b" schemaLocation='?xsd=b%20c.xsd' /></schema></types>`,
    `  <import namespace="urn:c" location="https://example.com/c.wsdl"/>`,
    `  <service name="Orders"><port><soap:address location="https://orders.example/orders.asmx" /></port></service>`,
    `</definitions>`,
  ].join("\n"),
  "a.wsdl": "<definitions/>",
  "b c.xsd": "<schema/>",
};

/** Handlers with the answers that the tests of clients expect. */
export const handlers: OrdersHandlers = {
  getOrder: ({ Number }) => ({ GetOrderResult: { Number, Status: "Sent" } }),
  cancel: (_, { header: { Login } }) => ({ value: {}, header: { Session: `of ${Login.UserName}` } }),
  touch: () => Promise.resolve({}),
  notify: () => {},
};

export const address = "https://orders.example/orders.asmx";

/** The response of a service to a request, and the errors that it reported. */
export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
  readonly errors: readonly unknown[];
}

export async function ask(
  request: Request,
  own: Partial<OrdersHandlers> = {},
  options: ServeOptions = {},
): Promise<Answered> {
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const service = serve(ordersContract, { ...handlers, ...own }, { onError, ...options });
  const response = await service(request);
  return { status: response.status, headers: response.headers, body: await response.text(), errors };
}

export const types = { soap11: "text/xml; charset=utf-8", soap12: "application/soap+xml; charset=utf-8" } as const;

export function post(contentType: string, body: RequestInit["body"], headers: Record<string, string> = {}): Request {
  return new Request(address, {
    method: "POST",
    headers: { ...(contentType !== "" && { "Content-Type": contentType }), ...headers },
    ...(body !== undefined && { body }),
  });
}

/** A request in an envelope, routed by its body unless there is an action. */
export function soap(
  binding: "soap11" | "soap12",
  body: string,
  { header = "", action }: { header?: string; action?: string } = {},
): Request {
  const type = types[binding];
  if (action === undefined) return post(type, envelope(binding, body, header));
  return binding === "soap11"
    ? post(type, envelope(binding, body, header), { SOAPAction: action })
    : post(`${type}; action=${action}`, envelope(binding, body, header));
}

export const getOrderXml = `<GetOrder xmlns="${namespace}"><Number>7</Number></GetOrder>`;
export const notifyXml = `<Notify xmlns="${namespace}"><Text>now</Text></Notify>`;

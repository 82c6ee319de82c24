/** A service for the tests of ports, as the generator prints one. */
import {
  base64Binary,
  boolean,
  declaredFaults,
  int,
  string,
  type CallOptions,
  type OpenContent,
  type Operation,
  type Port,
  type Reply,
  type SoapCallOptions,
  type Table,
} from "../../templates/runtime/index.js";
import type { HttpOperation } from "../../templates/runtime/complex/operation.js";

export const address = "https://orders.example/orders.asmx";
export const namespace = "http://orders.example/";

export function getOrder<Binding extends "soap11" | "soap12" | "httpGet" | "httpPost">(
  port: Port<Binding>,
  request: GetOrder,
  options?: CallOptions<Binding>,
): Promise<Reply<GetOrderResponse>> {
  return port.call(getOrderOperation, request, options);
}

export function getOrderOperation(): Operation<GetOrder, GetOrderResponse> {
  return {
    name: "GetOrder",
    action: "http://orders.example/GetOrder",
    request: { body: { namespace, sequence: { GetOrder: GetOrderTable } } },
    response: { body: { namespace, sequence: { GetOrderResponse: GetOrderResponseTable } } },
    httpGet: getOrderHttp,
    httpPost: getOrderHttp,
  };
}

export const getOrderHttp: HttpOperation = {
  location: "/GetOrder",
  parameters: { Number: "order-number" },
  root: "Order",
  result: "GetOrderResult",
};

/** Its header block is typed, so HTTP GET and POST cannot call it. */
export function cancel(
  port: Port<"soap11" | "soap12">,
  request: Cancel,
  options: SoapCallOptions & { header: { Login: Login } },
): Promise<Reply<CancelResponse, { Session?: string | undefined } & OpenContent>>;
export function cancel(
  port: Port<"soap11" | "soap12", { Login: Login }>,
  request: Cancel,
  options?: SoapCallOptions & { header?: { Login?: Login | undefined } | undefined },
): Promise<Reply<CancelResponse, { Session?: string | undefined } & OpenContent>>;
export function cancel(
  port: Port<"soap11" | "soap12">,
  request: Cancel,
  options?: SoapCallOptions & { header?: object | undefined },
): Promise<Reply<CancelResponse, { Session?: string | undefined } & OpenContent>> {
  return port.call(cancelOperation, request, options);
}

export function cancelOperation(): Operation<Cancel, CancelResponse, { Session?: string | undefined } & OpenContent> {
  return {
    name: "Cancel",
    request: {
      body: { namespace, sequence: { Cancel: { namespace, sequence: { Number: int } } } },
      header: { namespace, sequence: { Login: LoginTable } },
    },
    response: {
      body: { namespace, sequence: { CancelResponse: { namespace } } },
      header: { namespace, sequence: { Session: { type: string, minOccurs: 0 } } },
    },
    faults: declaredFaults({}),
  };
}

/** A one-way operation in every binding. */
export function touch<Binding extends "soap11" | "soap12" | "httpGet" | "httpPost">(
  port: Port<Binding>,
  request: Touch,
  options?: CallOptions<Binding>,
): Promise<Reply<TouchResponse>> {
  return port.call(touchOperation, request, options);
}

export function touchOperation(): Operation<Touch, TouchResponse> {
  return {
    name: "Touch",
    action: "http://orders.example/Touch",
    request: { body: { namespace, sequence: { Touch: { namespace, sequence: {} } } } },
    response: { body: { namespace, sequence: { TouchResponse: { namespace } } } },
    httpGet: { location: "/Touch" },
    httpPost: { location: "/Touch" },
  };
}

/** One-way. */
export function notify(
  port: Port<"soap11" | "soap12">,
  request: Notify,
  options?: SoapCallOptions,
): Promise<Reply<void>> {
  return port.call(notifyOperation, request, options);
}

export function notifyOperation(): Operation<Notify, void> {
  return {
    name: "Notify",
    request: { body: { namespace, sequence: { Notify: { namespace, sequence: { Text: string } } } } },
  };
}

export interface GetOrder extends OpenContent {
  Number: number;
  Customer?: string | null | undefined;
  Express?: boolean | undefined;
  Tags?: string[] | undefined;
  Lines?: number[] | undefined;
  Seal?: Uint8Array | undefined;
}

function GetOrderTable(): Table {
  return {
    namespace,
    sequence: {
      Number: int,
      Customer: { type: string, minOccurs: 0, nillable: true },
      Express: { type: boolean, minOccurs: 0 },
      Tags: {
        type: { list: { string: { type: string, minOccurs: 0, maxOccurs: Infinity } } },
        minOccurs: 0,
      },
      Lines: { type: int, minOccurs: 0, maxOccurs: Infinity },
      Seal: { type: base64Binary, minOccurs: 0 },
    },
  };
}

export interface GetOrderResponse extends OpenContent {
  GetOrderResult?: Order | undefined;
}

function GetOrderResponseTable(): Table {
  return { namespace, sequence: { GetOrderResult: { type: OrderTable, minOccurs: 0 } } };
}

export interface Order extends OpenContent {
  Number: number;
  Status?: string | undefined;
}

function OrderTable(): Table {
  return { namespace, sequence: { Number: int, Status: { type: string, minOccurs: 0 } } };
}

export interface Login extends OpenContent {
  UserName?: string | undefined;
  Password?: string | undefined;
}

function LoginTable(): Table {
  return {
    namespace,
    sequence: { UserName: { type: string, minOccurs: 0 }, Password: { type: string, minOccurs: 0 } },
  };
}

export interface Cancel extends OpenContent {
  Number: number;
}

export type CancelResponse = OpenContent;
export type Touch = OpenContent;
export type TouchResponse = OpenContent;

export interface Notify extends OpenContent {
  Text: string;
}

/** A service of lists and bytes, for the tests of streams. */
import {
  base64Binary,
  int,
  string,
  type Operation,
  type Port,
  type Reply,
  type SoapCallOptions,
  type Table,
} from "../../../templates/runtime/index.js";
import type { Answer, Call, Contract } from "../../../templates/runtime/server.js";
import { envelope } from "../wire.js";

export const namespace = "http://orders.example/";

export interface Order {
  Number: number;
  Note?: string | undefined;
  Tag?: string[] | undefined;
}

/** A request and a response: lists of both forms, and bytes, between other members. */
export interface Batch {
  Source?: string | undefined;
  Orders?: Order[] | undefined;
  Page?: { Line?: number[] | undefined } | undefined;
  File?: Uint8Array | undefined;
  Last?: string | undefined;
}

const OrderTable: Table = {
  namespace,
  sequence: {
    Number: int,
    Note: { type: string, minOccurs: 0 },
    Tag: { type: string, minOccurs: 0, maxOccurs: Infinity },
  },
};

const BatchTable: Table = {
  namespace,
  sequence: {
    Source: { type: string, minOccurs: 0 },
    Orders: { type: { namespace, list: { Order: { type: OrderTable, maxOccurs: 3 } } }, minOccurs: 0 },
    Page: {
      type: { namespace, sequence: { Line: { type: int, minOccurs: 0, maxOccurs: Infinity } } },
      minOccurs: 0,
    },
    File: { type: base64Binary, minOccurs: 0 },
    Last: { type: string, minOccurs: 0 },
  },
};

export const operation: Operation<Batch, Batch> = {
  name: "PutOrders",
  request: {
    body: { namespace, sequence: { PutOrders: BatchTable } },
    header: { namespace, sequence: { Login: { type: string, minOccurs: 0 } } },
  },
  response: { body: { namespace, sequence: { PutOrdersResponse: BatchTable } } },
  httpPost: { location: "/PutOrders" },
};

function putOrdersOperation(): Operation<Batch, Batch> {
  return operation;
}

/** An operation that HTTP GET can call, too. */
function listOrdersOperation(): Operation<object, Batch> {
  return {
    name: "ListOrders",
    request: { body: { namespace, sequence: { ListOrders: { namespace } } } },
    response: { body: { namespace, sequence: { ListOrdersResponse: BatchTable } } },
    httpGet: { location: "/ListOrders", root: "ArrayOfOrder", result: "Orders" },
  };
}

export function listOrders(port: Port): Promise<Reply<Batch>> {
  return port.call(listOrdersOperation, {});
}

export function putOrders(
  port: Port,
  request: Batch,
  options?: SoapCallOptions & { header?: { Login?: string } },
): Promise<Reply<Batch>> {
  return port.call(putOrdersOperation, request, options);
}

export interface Handlers {
  putOrders(request: Batch, call: Call<{ Login?: string | undefined }>): Answer<Batch>;
  listOrders(request: object, call: Call): Answer<Batch>;
}

export function contract(): Contract {
  return {
    name: "Orders",
    namespace,
    bindings: ["soap11", "soap12", "httpGet"],
    path: "/orders.asmx",
    operations: {
      putOrders: { operation: putOrdersOperation, bindings: ["soap11", "soap12"] },
      listOrders: { operation: listOrdersOperation, bindings: ["soap11", "soap12", "httpGet"] },
    },
    pages: () => Promise.reject(new Error("no pages")),
  };
}

/** The response with this content. */
export function response(content: string): string {
  return envelope("soap11", `<PutOrdersResponse xmlns="${namespace}">${content}</PutOrdersResponse>`);
}

export async function* generated<T>(...items: readonly T[]): AsyncGenerator<T, void> {
  for (const item of items) {
    await Promise.resolve();
    yield item;
  }
}

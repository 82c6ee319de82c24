import { expect, test } from "vitest";
import { httpGet, httpPost, soap11, soap12, unwrap, type OpenContent } from "../../templates/runtime/index.js";
import {
  memoryPort,
  serve,
  ServiceFault,
  type Answer,
  type Call,
  type Contract,
  type ServeOptions,
} from "../../templates/runtime/server.js";
import * as orders from "./orders.js";
import { envelope, orderXml } from "./wire.js";

/** As the generator prints it. */
export interface OrdersHandlers {
  getOrder(request: orders.GetOrder, call: Call): Answer<orders.GetOrderResponse>;
  cancel(
    request: orders.Cancel,
    call: Call<{ Login: orders.Login }>,
  ): Answer<{ value: orders.CancelResponse; header: { Session?: string | undefined } & OpenContent }>;
  touch(request: orders.Touch, call: Call): Answer<orders.TouchResponse>;
  notify(request: orders.Notify, call: Call): Answer<void>;
}

export function ordersContract(): Contract {
  return {
    name: "Orders",
    namespace: orders.namespace,
    bindings: ["soap11", "soap12", "httpGet", "httpPost"],
    path: "/orders.asmx",
    operations: {
      getOrder: { operation: orders.getOrderOperation, bindings: ["soap11", "soap12", "httpGet", "httpPost"] },
      cancel: { operation: orders.cancelOperation, bindings: ["soap11", "soap12"] },
      touch: { operation: orders.touchOperation, bindings: ["soap11", "soap12", "httpGet", "httpPost"] },
      notify: { operation: orders.notifyOperation, bindings: ["soap11", "soap12"] },
    },
  };
}

const handlers: OrdersHandlers = {
  getOrder: ({ Number }) => ({ GetOrderResult: { Number, Status: "Sent" } }),
  cancel: (_, { header: { Login } }) => ({ value: {}, header: { Session: `of ${Login.UserName}` } }),
  touch: () => Promise.resolve({}),
  notify: () => {},
};

for (const binding of [soap11, soap12, httpGet, httpPost]) {
  test(`${binding.name} is answered`, async () => {
    const port = memoryPort(ordersContract, handlers, binding);
    expect(unwrap(await orders.getOrder(port, { Number: 7 }))).toEqual({
      GetOrderResult: { Number: 7, Status: "Sent" },
    });
    expect(unwrap(await orders.touch(port, {}))).toEqual({});
  });
}

test("header blocks go both ways", async () => {
  for (const binding of [soap11, soap12]) {
    const port = memoryPort(ordersContract, handlers, binding);
    const reply = await orders.cancel(port, { Number: 7 }, { header: { Login: { UserName: "ann" } } });
    expect(reply).toMatchObject({ kind: "ok", value: {}, header: { Session: "of ann" } });
  }
});

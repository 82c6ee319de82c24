/** Answers of handlers whose parts are written while they are sent. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import {
  bytesFrom,
  httpGet,
  listFrom,
  soap11,
  soap12,
  stream,
  unwrap,
  type Port,
} from "../../../templates/runtime/index.js";
import { memoryPort, nodeListener, serve, ServiceFault, type ServeOptions } from "../../../templates/runtime/server.js";
import { contract, generated, listOrders, putOrders, type Handlers, type Order } from "../streaming/batch.js";
import { envelope } from "../wire.js";

const orders: Order[] = [{ Number: 1, Note: "one" }, { Number: 2 }];

async function serving(
  handlers: Partial<Handlers>,
  test: (port: Port<"soap11">) => Promise<void>,
  options: ServeOptions = {},
): Promise<void> {
  const service = serve(contract, { listOrders: () => ({}), ...handlers }, options);
  const server = createServer(
    nodeListener(service, (error) => {
      throw error;
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await test(soap11(`http://127.0.0.1:${(server.address() as AddressInfo).port}/orders.asmx`)); // it listens on TCP
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const streamed: Handlers["putOrders"] = () => ({
  Source: "shop",
  Orders: listFrom(generated(...orders)),
  File: bytesFrom(generated(new Uint8Array([1, 2]), new Uint8Array([3]))),
});

test.each([soap11, soap12] as const)("a list and bytes are streamed into an answer", async (binding) => {
  const port = memoryPort(contract, { putOrders: streamed }, binding);
  const value = { Source: "shop", Orders: orders, File: new Uint8Array([1, 2, 3]) };
  expect(unwrap(await putOrders(port, {}))).toEqual(value);
});

test("a list is streamed into the root of a reply over HTTP GET", async () => {
  const port = memoryPort(contract, { listOrders: () => ({ Orders: listFrom(generated(...orders)) }) }, httpGet);
  expect(unwrap(await listOrders(port))).toEqual({ Orders: orders });
});

test("Node sends the items as they come, to a client that reads them so", async () => {
  let go = (): void => {};
  const source = async function* () {
    yield { Number: 1 };
    await new Promise<void>((resolve) => (go = resolve));
    yield { Number: 2 };
  };
  await serving({ putOrders: () => ({ Orders: listFrom(source()), Last: "end" }) }, async (port) => {
    const items = stream(port, (port) => putOrders(port, {})).items("Orders");
    const found: number[] = [];
    for await (const { Number } of items) {
      found.push(Number);
      go();
    }
    expect(found).toEqual([1, 2]);
    expect(unwrap(await items.reply()).Last).toBe("end");
  });
});

test("a source is asked at the speed of the caller, and ended when the caller leaves", async () => {
  let taken = 0;
  let end = (): void => {};
  const ended = new Promise<void>((resolve) => (end = resolve));
  const source = function* () {
    try {
      for (;;) yield { Number: taken++, Note: "x".repeat(10_000) };
    } finally {
      end();
    }
  };
  await serving({ putOrders: () => ({ Orders: listFrom(source()) }) }, async (port) => {
    const items = stream(port, (port) => putOrders(port, {})).items("Orders");
    for await (const { Number } of items) if (Number === 3) break;
    await ended;
    expect(taken).toBeLessThan(5000);
  });
});

test("an error before the first items is a fault", async () => {
  const failing = (error: Error): Handlers["putOrders"] => {
    const source = { [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(error) }) };
    return () => ({ Orders: listFrom<Order>(source) });
  };
  const fault = new ServiceFault({ code: "Sender", reason: "no such shop" });
  await serving({ putOrders: failing(fault) }, async (port) => {
    expect(await putOrders(port, {})).toMatchObject({
      kind: "fault",
      fault: { code: "Sender", reason: "no such shop" },
    });
  });
  const reported: unknown[] = [];
  const error = new Error("no database");
  await serving(
    { putOrders: failing(error) },
    async (port) => expect(await putOrders(port, {})).toMatchObject({ kind: "fault", fault: { code: "Receiver" } }),
    { onError: (error) => void reported.push(error) },
  );
  expect(reported).toEqual([error]);
});

test("an error after the first items cuts the answer, and is reported", async () => {
  const reported: [unknown, string | undefined][] = [];
  const source = async function* (): AsyncGenerator<Order, void> {
    yield { Number: 1, Note: "x".repeat(100_000) };
    await new Promise((resolve) => setTimeout(resolve, 30));
    yield { Number: "two" as unknown as number };
  };
  await serving(
    { putOrders: () => ({ Orders: listFrom(source()) }) },
    async (port) => {
      const items = stream(port, (port) => putOrders(port, {})).items("Orders");
      const found: number[] = [];
      const loop = async (): Promise<void> => {
        for await (const { Number } of items) found.push(Number);
      };
      await expect(loop()).rejects.toThrow("no reply");
      expect(found).toEqual([1]);
    },
    { onError: (error, call) => void reported.push([String(error), call?.operation]) },
  );
  expect(reported).toEqual([
    ['RequestError: PutOrdersResponse.Orders[1].Number: expected int, found "two"', "PutOrders"],
  ]);
});

test("a port in memory rejects with the error of a source", async () => {
  const error = new Error("no database");
  const source = async function* (): AsyncGenerator<Order, void> {
    for (let Number = 0; Number < 5; Number++) yield { Number, Note: "x".repeat(100_000) };
    await Promise.reject(error);
  };
  const port = memoryPort(contract, { putOrders: () => ({ Orders: listFrom(source()) }) }, soap12);
  await expect(putOrders(port, {})).rejects.toBe(error);
});

test("a service answers a web request with a stream", async () => {
  const service = serve(contract, { putOrders: streamed, listOrders: () => ({}) });
  const response = await service(
    new Request("http://h/orders.asmx", {
      method: "POST",
      body: envelope("soap12", '<PutOrders xmlns="http://orders.example/"/>'),
      headers: { "Content-Type": "application/soap+xml" },
    }),
  );
  expect(response.headers.get("content-length")).toBe(null);
  expect(await response.text()).toContain("<Number>2</Number></Order></Orders><File>AQID</File></PutOrdersResponse>");
});

import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { nodeListener, ServiceFault, soap11 } from "./generated/runtime/index.js";
import { memoryShop, serveShop, type ShopHandlers } from "./generated/shop.server.js";
import { totalOf } from "./total.js";

const handlers: ShopHandlers = {
  getPrice({ Sku }) {
    if (Sku === "A-1") return { GetPriceResult: "9.95" };
    throw new ServiceFault({ code: "Sender", reason: "no such item" });
  },
};

test("adds prices, through the wire format in memory", async () => {
  expect(await totalOf(memoryShop(handlers, soap11), ["A-1", "A-1"])).toBe(1990);
});

test("rejects an unknown item", async () => {
  await expect(totalOf(memoryShop(handlers, soap11), ["B-2"])).rejects.toThrow("no such item");
});

test("adds prices, over HTTP", async () => {
  const server = createServer(nodeListener(serveShop(handlers)));
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  expect(await totalOf(soap11(`http://127.0.0.1:${port}/shop.asmx`), ["A-1"])).toBe(995);
});

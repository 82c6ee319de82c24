import { request as sendRequest } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, expectTypeOf, test } from "vitest";
import { bytesFrom, facets, listFrom, soap11, soap12, unwrap, type Port } from "../../../templates/runtime/index.js";
import {
  handleBytes,
  handleItems,
  memoryPort,
  nodeListener,
  serve,
  ServiceFault,
  type ServeOptions,
} from "../../../templates/runtime/server.js";
import {
  contract,
  generated,
  listOrders,
  namespace,
  putOrders,
  type Handlers,
  type Order,
} from "../streaming/batch.js";
import { envelope } from "../wire.js";

const orders: Order[] = [
  { Number: 1, Note: "é€😀 & <" },
  { Number: 2, Tag: ["a", "b"] },
];

/** Answers with the items, and with the rest of the request. */
const collecting: Handlers["putOrders"] = handleItems("Orders", async (items, call) => {
  expectTypeOf(items).toExtend<AsyncIterable<Order>>();
  expectTypeOf(call.header.Login).toEqualTypeOf<string | undefined>();
  const found: Order[] = [];
  for await (const item of items) found.push(item);
  const { Source = "", Orders = [], Last = "" } = await items.request();
  return { Source: `${call.header.Login}, ${Source}, ${Last}, ${Orders.length}`, Orders: found };
});

async function serving(
  handlers: Partial<Handlers>,
  test: (port: Port<"soap11">, server: ReturnType<typeof createServer>) => Promise<void>,
  options: ServeOptions = {},
): Promise<void> {
  const service = serve(
    contract,
    { listOrders: () => ({ Last: "listed" }), ...handlers },
    { onError: (error) => expect(error).toBe(undefined), ...options },
  );
  const server = createServer(nodeListener(service));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    const { port } = server.address() as AddressInfo; // it listens on TCP
    await test(soap11(`http://127.0.0.1:${port}/orders.asmx`), server);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

const sent = { Source: "shop", Orders: orders, Last: "end" };
const received = { Source: "ann, shop, end, 0", Orders: orders };
const login = { header: { Login: "ann" } };

test.each([soap11, soap12] as const)("a handler gets the items, the header blocks and the rest", async (binding) => {
  const port = memoryPort(contract, { putOrders: collecting }, binding);
  expect(unwrap(await putOrders(port, sent, login))).toEqual(received);
  const streamed = { ...sent, Orders: listFrom(generated(...orders)) };
  expect(unwrap(await putOrders(port, streamed, login))).toEqual(received);
});

test("other operations of the service are read whole", async () => {
  await serving({ putOrders: collecting }, async (port) => {
    expect(unwrap(await listOrders(port)).Last).toBe("listed");
    expect(unwrap(await putOrders(port, sent, login))).toEqual(received);
  });
});

test("items arrive while the request is sent, and the sender waits for the handler", async () => {
  let taken = 0;
  const seen: number[] = [];
  const source = function* () {
    for (; taken < 500; taken++) yield { Number: taken, Note: "x".repeat(40_000) };
  };
  const slow: Handlers["putOrders"] = handleItems("Orders", async (items) => {
    for await (const { Number } of items) {
      if (Number === 0) {
        await new Promise((resolve) => setTimeout(resolve, 100));
        expect(taken).toBeLessThan(400); // what fits into the buffers of the connection
      }
      seen.push(Number);
    }
    return {};
  });
  const limit = { maxRequestBytes: 100_000 };
  const run = (port: Port) => putOrders(port, { Orders: listFrom(source()) });
  await serving({ putOrders: slow }, async (port) => void unwrap(await run(port)), limit);
  expect(seen).toHaveLength(500);
});

test.each([
  [
    "an item",
    "<Orders><Order><Number>1</Number></Order>\n<Order><Number>two</Number></Order></Orders>",
    'PutOrders/Orders/Order/Number (line 2): expected int, found "two"',
  ],
  [
    "the rest",
    "<Orders><Order><Number>1</Number></Order></Orders><Page><Line>x</Line></Page>",
    'PutOrders/Page/Line (line 1): expected int, found "x"',
  ],
  [
    "a cut document",
    "<Orders><Order><Number>1</Number></Order><Ord",
    "PutOrders/Orders/Ord (line 1): the document ends here",
  ],
])("a fault names %s that does not fit, after the items before it", async (_what, content, reason) => {
  const found: number[] = [];
  const putting: Handlers["putOrders"] = handleItems("Orders", async (items) => {
    for await (const { Number } of items) found.push(Number);
    return {};
  });
  const service = serve(contract, { putOrders: putting, listOrders: () => ({}) });
  const end = content.endsWith("<Ord") ? "" : "</PutOrders>";
  let body = envelope("soap11", `<PutOrders xmlns="${namespace}">${content}${end}`);
  if (end === "") body = body.replace("</soap:Body></soap:Envelope>", "");
  const response = await service(
    new Request("http://h/orders.asmx", { method: "POST", body, headers: { "Content-Type": "text/xml" } }),
  );
  expect(response.status).toBe(500);
  expect(await response.text()).toContain(reason);
  expect(found).toEqual([1]);
});

test("a handler may answer before the end of the request", async () => {
  const refusing: Handlers["putOrders"] = handleItems("Orders", async (items) => {
    for await (const { Number } of items) {
      if (Number === 1) throw new ServiceFault({ code: "Sender", reason: "no such order" });
    }
    return {};
  });
  await serving({ putOrders: refusing }, async (port) => {
    const many = Array.from({ length: 1000 }, (_, k) => ({ Number: k, Note: "x".repeat(1000) }));
    for (let round = 0; round < 3; round++)
      expect(await putOrders(port, { Orders: many })).toMatchObject({ fault: { reason: "no such order" } });
  });
});

test("a caller that leaves ends the loop", async () => {
  let over = (_error: unknown): void => {};
  const ended = new Promise((resolve) => (over = resolve));
  const waiting: Handlers["putOrders"] = handleItems("Orders", async (items) => {
    try {
      for await (const { Number } of items) expect(Number).toBe(1);
    } catch (error) {
      over(error);
    }
    return {};
  });
  await serving({ putOrders: waiting }, async ({ address }) => {
    const request = sendRequest(address, { method: "POST", headers: { "Content-Type": "text/xml" } });
    request.on("error", () => undefined);
    const [start = ""] = envelope(
      "soap11",
      `<PutOrders xmlns="${namespace}"><Orders><Order><Number>1</Number></Order>|`,
    ).split("|");
    request.write(start, () => setTimeout(() => request.destroy(), 20));
    expect(String(await ended)).toContain("the request was cut");
  });
});

test("`maxRequestBytes` limits an item, the rest and other requests", async () => {
  const options = { maxRequestBytes: 2000 };
  const long = "x".repeat(5000);
  await serving(
    { putOrders: collecting },
    async (port) => {
      const many = Array.from({ length: 1000 }, (_, Number) => ({ Number }));
      expect(unwrap(await putOrders(port, { Orders: many })).Orders).toHaveLength(1000);
      const tooLong = { fault: { reason: "expected at most 2000 bytes beside whole items, found more" } };
      expect(await putOrders(port, { Orders: [{ Number: 1, Note: long }] })).toMatchObject(tooLong);
      expect(await putOrders(port, { Last: long })).toMatchObject(tooLong);
      expect(await putOrders(port, { Source: long })).toMatchObject(tooLong);
      const other = await fetch(port.address, {
        method: "POST",
        headers: { "Content-Type": "text/xml" },
        body: envelope("soap11", `<ListOrders xmlns="${namespace}">${long}</ListOrders>`),
      });
      expect(other.status).toBe(413);
    },
    options,
  );
});

test.each([
  ["no envelope", "<a/>", "expected &lt;Envelope&gt;, found &lt;a&gt;"],
  ["another operation", envelope("soap11", "<Other/>"), "expected the element of an operation of Orders"],
  ["an empty body", envelope("soap11", ""), "found nothing"],
  ["nothing", "", "the document is empty"],
  ["a document type", `<!DOCTYPE a>${envelope("soap11", "")}`, "document type"],
  [
    "a block that must be understood",
    envelope("soap11", `<PutOrders xmlns="${namespace}"/>`, '<New xmlns="urn:n" soap:mustUnderstand="1"/>'),
    "must be understood",
  ],
  [
    "a second request",
    envelope("soap11", `<PutOrders xmlns="${namespace}"/><ListOrders xmlns="${namespace}"/>`),
    "expected one element of an operation",
  ],
])("a request with %s is refused as elsewhere", async (_what, body, reason) => {
  for (const putOrders of [collecting, () => ({})]) {
    const service = serve(contract, { putOrders, listOrders: () => ({}) });
    const response = await service(
      new Request("http://h/orders.asmx", { method: "POST", body, headers: { "Content-Type": "text/xml" } }),
    );
    expect(response.status).toBe(500);
    expect(await response.text()).toContain(reason);
  }
});

test("a request in UTF-16 is read", async () => {
  const service = serve(contract, { putOrders: collecting, listOrders: () => ({ Last: "é" }) });
  for (const [name, wanted] of [
    ["PutOrders", "<Note>é</Note>"],
    ["ListOrders", "<Last>é</Last>"],
  ] as const) {
    const text = envelope(
      "soap11",
      `<${name} xmlns="${namespace}"><Orders><Order><Number>1</Number><Note>é</Note></Order></Orders></${name}>`,
    );
    const response = await service(
      new Request("http://h/orders.asmx", {
        method: "POST",
        body: Buffer.from(`\ufeff${text.replace("utf-8", "utf-16")}`, "utf16le"),
        headers: { "Content-Type": "text/xml; charset=utf-16" },
      }),
    );
    expect(await response.text()).toContain(wanted);
  }
});

test("bytes are taken out of a request as they arrive", async () => {
  const adding: Handlers["putOrders"] = handleBytes("File", async (file) => {
    let sum = 0;
    let length = 0;
    for await (const chunk of file) {
      length += chunk.length;
      for (const byte of chunk) sum += byte;
    }
    const { Source = "", File } = await file.request();
    return { Source, Page: { Line: [length, sum, File?.length ?? -1] } };
  });
  const bytes = Uint8Array.from({ length: 300_001 }, (_, k) => k % 251);
  const sum = bytes.reduce((sum, byte) => sum + byte, 0);
  await serving(
    { putOrders: adding },
    async (port) => {
      const chunks = generated(bytes.subarray(0, 100), bytes.subarray(100, 250_000), bytes.subarray(250_000));
      const reply = unwrap(await putOrders(port, { Source: "disk", File: bytesFrom(chunks) }));
      expect(reply).toEqual({ Source: "disk", Page: { Line: [bytes.length, sum, 0] } });
    },
    { maxRequestBytes: 150_000, validate: facets },
  );
});

test("a handler of parts can be called with a whole request", async () => {
  const call = { header: {} } as Parameters<Handlers["putOrders"]>[1];
  expect(await collecting({ ...sent, Orders: [...orders] }, call)).toEqual({
    ...received,
    Source: "undefined, shop, end, 0",
  });
  expect(await collecting({}, call)).toMatchObject({ Orders: [] });
});

test("a path that leads to something else is an error of the service", async () => {
  const reported: unknown[] = [];
  const wrong = handleItems<never, never, never, never>(
    "Last" as never,
    () => ({}) as never,
  ) as unknown as Handlers["putOrders"];
  const onError = (error: unknown): void => void reported.push(String(error));
  await serving(
    { putOrders: wrong },
    async (port) => {
      expect(await putOrders(port, sent)).toMatchObject({ fault: { code: "Receiver" } });
    },
    { onError },
  );
  expect(reported).toEqual([
    'TypeError: handlers: expected the path of a list in the request of PutOrders, found "Last"',
  ]);
});

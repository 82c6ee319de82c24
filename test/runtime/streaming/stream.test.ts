import type { RequestListener } from "node:http";
import { expect, expectTypeOf, test } from "vitest";
import {
  encoded,
  httpGet,
  int,
  lenient,
  ReplyError,
  soap11,
  soap12,
  stream,
  string,
  trace,
  TransportError,
  type BytesPath,
  type Operation,
  type Port,
  type Reply,
  type Table,
  type Transport,
} from "../../../templates/runtime/index.js";
import { envelope, serving, xml } from "../wire.js";
import { putOrders, response as batch, type Batch } from "./batch.js";

const namespace = "http://orders.example/";

interface Order {
  Number: number;
  Note?: string | undefined;
}
interface Page {
  Total: number;
  Orders?: Order[] | undefined;
}
interface ListOrdersResponse {
  ListOrdersResult?: Order[] | undefined;
  Page?: Page | undefined;
  Status: string;
}

const OrderTable: Table = { namespace, sequence: { Number: int, Note: { type: string, minOccurs: 0 } } };
const OrdersTable: Table = { namespace, list: { Order: OrderTable } };

const operation: Operation<object, ListOrdersResponse> = {
  name: "ListOrders",
  request: { body: { namespace, sequence: { ListOrders: { namespace } } } },
  response: {
    body: {
      namespace,
      sequence: {
        ListOrdersResponse: {
          namespace,
          sequence: {
            ListOrdersResult: { type: OrdersTable, minOccurs: 0 },
            Page: {
              type: {
                namespace,
                sequence: { Total: int, Orders: { type: OrderTable, name: "Order", maxOccurs: Infinity } },
              },
              minOccurs: 0,
            },
            Status: string,
          },
        },
      },
    },
  },
  httpGet: { location: "/ListOrders", root: "ArrayOfOrder", result: "ListOrdersResult" },
};

function listOrders(port: Port): Promise<Reply<ListOrdersResponse>> {
  return port.call(() => operation, {});
}

const order = (number: number | string, note = ""): string =>
  `<Order><Number>${number}</Number>${note === "" ? "" : `<Note>${note}</Note>`}</Order>`;
const response = (result: string, rest = "<Status>done</Status>"): string =>
  envelope(
    "soap11",
    `<ListOrdersResponse xmlns="${namespace}"><ListOrdersResult>${result}</ListOrdersResult>${rest}</ListOrdersResponse>`,
  );

/** A transport whose reply arrives in chunks of this size; counts the bytes that were read. */
function arriving(body: string | Uint8Array, size = 50, init: ResponseInit = xml) {
  const bytes = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const seen = { read: 0, isCancelled: false };
  const transport: Transport = () => {
    let at = 0;
    const source = new ReadableStream<Uint8Array>(
      {
        pull(controller) {
          if (at >= bytes.length) return controller.close();
          controller.enqueue(bytes.slice(at, (at += size)));
          seen.read = at;
        },
        cancel: () => void (seen.isCancelled = true),
      },
      { highWaterMark: 0 },
    );
    return Promise.resolve(new Response(source, init));
  };
  return { transport, seen };
}

/** The items, and the error that ended the loop. */
async function collected<Item>(items: AsyncIterable<Item>): Promise<{ found: Item[]; error: unknown }> {
  const found: Item[] = [];
  try {
    for await (const item of items) found.push(item);
    return { found, error: undefined };
  } catch (error) {
    return { found, error };
  }
}

test.each([1, 7, 64, 100_000])(
  "items and the rest of the reply are those of the whole, in chunks of %i bytes",
  async (size) => {
    const { transport } = arriving(
      response(`\n${order(1, "é€😀")}\n<!-- ${order(9)} -->${order(2)}\n${order(3, "<![CDATA[</Order>]]>")}`),
      size,
    );
    const orders = stream(soap11("http://h/", { transport }), listOrders).items("ListOrdersResult");
    expectTypeOf(orders).toExtend<AsyncIterable<Order>>();
    expect(await collected(orders)).toEqual({
      found: [{ Number: 1, Note: "é€😀" }, { Number: 2 }, { Number: 3, Note: "</Order>" }],
      error: undefined,
    });
    expect(await orders.reply()).toMatchObject({ kind: "ok", value: { ListOrdersResult: [], Status: "done" } });
  },
);

test("a list in an object has a path, and may be one that the schema requires", async () => {
  const page = `<Page><Total>2</Total>${order(1)}${order(2)}</Page><Status/>`;
  const { transport } = arriving(
    envelope("soap12", `<ListOrdersResponse xmlns="${namespace}">${page}</ListOrdersResponse>`),
  );
  const orders = stream(soap12("http://h/", { transport }), listOrders).items("Page.Orders");
  expect(await collected(orders)).toEqual({ found: [{ Number: 1 }, { Number: 2 }], error: undefined });
  expect(await orders.reply()).toMatchObject({ value: { Page: { Total: 2, Orders: [] } } });
});

test("a reply of HTTP GET has the list at its root", async () => {
  const { transport } = arriving(`<ArrayOfOrder xmlns="${namespace}">${order(1)}${order(2)}</ArrayOfOrder>`);
  const orders = stream(httpGet("http://h/", { transport }), listOrders).items("ListOrdersResult");
  expect(await collected(orders)).toEqual({ found: [{ Number: 1 }, { Number: 2 }], error: undefined });
});

test("a root with a type of its own has the list, even if the response is encoded", async () => {
  const { transport } = arriving(`<Orders xmlns="urn:literal">${order(1)}${order(2)}</Orders>`);
  const table: Table = { namespace: "urn:literal", list: { Order: { ...OrderTable, namespace: "urn:literal" } } };
  const reply: Table = { namespace: "urn:literal", sequence: { Orders: table } };
  const own: typeof operation = {
    ...operation,
    response: { body: {}, ...operation.response, encoded },
    httpGet: { location: "/ListOrders", reply, result: "ListOrdersResult" },
  };
  const call = (port: Port): Promise<Reply<ListOrdersResponse>> => port.call(() => own, {});
  const orders = stream(httpGet("http://h/", { transport }), call).items("ListOrdersResult");
  expect(await collected(orders)).toEqual({ found: [{ Number: 1 }, { Number: 2 }], error: undefined });
});

test("items arrive before the end of the reply, and the next ones are read on demand", async () => {
  const { transport, seen } = arriving(response(Array.from({ length: 1000 }, (_, k) => order(k)).join("")), 500);
  const orders = stream(soap11("http://h/", { transport }), listOrders).items("ListOrdersResult");
  let count = 0;
  for await (const { Number } of orders) {
    expect(Number).toBe(count++);
    if (Number === 10) expect(seen.read).toBeLessThan(5000);
  }
  expect(count).toBe(1000);
});

test("leaving the loop ends the call", async () => {
  let close = (): void => {};
  const closed = new Promise<void>((resolve) => (close = resolve));
  const endless: RequestListener = (_request, reply) => {
    reply.on("close", close).writeHead(200, { "Content-Type": "text/xml" });
    reply.write(response("").replace(/<\/ListOrdersResult>[^]*/, ""));
    const more = (): void => void reply.write(order(1), () => setImmediate(more));
    more();
  };
  await serving(endless, async (url) => {
    const orders = stream(soap11(url), listOrders).items("ListOrdersResult");
    for await (const each of orders) {
      expect(each.Number).toBe(1);
      break;
    }
    await closed;
    await expect(orders.reply()).rejects.toThrow(TransportError);
  });
});

test("reply() alone drops the items", async () => {
  const { transport } = arriving(response(order(1) + order(2)));
  const orders = stream(soap11("http://h/", { transport }), listOrders).items("ListOrdersResult");
  expect(await orders.reply()).toMatchObject({ kind: "ok", value: { ListOrdersResult: [], Status: "done" } });
  expect(await collected(orders)).toEqual({ found: [], error: undefined });
});

test.each([20, 10_000])(
  "an item that does not fit ends the loop after those before it, with its place",
  async (size) => {
    const { transport } = arriving(response(`\n${order(1)}\n${order(2)}\n${order("seven")}`), size);
    const orders = stream(soap11("http://h/", { transport }), listOrders).items("ListOrdersResult");
    const { found, error } = await collected(orders);
    expect(found).toEqual([{ Number: 1 }, { Number: 2 }]);
    expect(error).toBeInstanceOf(ReplyError);
    const reason = 'ListOrdersResponse/ListOrdersResult/Order/Number (line 4): expected int, found "seven"';
    expect(error).toMatchObject({ message: reason });
    expect(await orders.reply()).toMatchObject({ kind: "malformed", reason });
  },
);

test.each([
  [
    "a fault",
    "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>down</faultstring></soap:Fault>",
    "fault Receiver: down",
  ],
  ["another message", "<Other/>", 'expected <ListOrdersResponse> of "http://orders.example/", found <Other> of ""'],
])("%s ends the loop with an error", async (_what, body, message) => {
  const { transport } = arriving(envelope("soap11", body));
  const { found, error } = await collected(
    stream(soap11("http://h/", { transport }), listOrders).items("ListOrdersResult"),
  );
  expect(found).toEqual([]);
  expect(error).toBeInstanceOf(ReplyError);
  expect((error as Error).message).toContain(message);
});

test("a body that is cut gives the items that arrived whole", async () => {
  const whole = response(order(1) + order(2) + order(3));
  const { transport } = arriving(whole.slice(0, whole.indexOf("<Number>3") + 3));
  const { found, error } = await collected(
    stream(soap11("http://h/", { transport }), listOrders).items("ListOrdersResult"),
  );
  expect(found).toEqual([{ Number: 1 }, { Number: 2 }]);
  expect((error as Error).message).toContain("the document ends here");
});

test("a connection that breaks gives the items that arrived whole, and a TransportError", async () => {
  const breaking: RequestListener = (request, reply) => {
    reply.writeHead(200, { "Content-Type": "text/xml" });
    reply.write(response(order(1)).replace(/<\/ListOrdersResult>[^]*/, ""), () =>
      setTimeout(() => request.socket.resetAndDestroy(), 20),
    );
  };
  await serving(breaking, async (url) => {
    const { found, error } = await collected(stream(soap11(url), listOrders).items("ListOrdersResult"));
    expect(found).toEqual([{ Number: 1 }]);
    expect(error).toBeInstanceOf(TransportError);
  });
});

test("`maxReplyBytes` limits the reply without its items", async () => {
  const arrivingTo = (body: string) =>
    collected(
      stream(soap11("http://h/", { transport: arriving(body, 100).transport, maxReplyBytes: 2000 }), listOrders).items(
        "ListOrdersResult",
      ),
    );
  const { found, error } = await arrivingTo(response(Array.from({ length: 1000 }, (_, k) => order(k)).join("")));
  expect(found).toHaveLength(1000);
  expect(error).toBe(undefined);
  for (const long of [response(order(1, "x".repeat(5000))), response("", `<Status>${"x".repeat(5000)}</Status>`)]) {
    const { error } = await arrivingTo(long);
    expect((error as Error).message).toBe("expected at most 2000 bytes beside whole items, found more");
  }
});

const inWindows1252 = (text: string) => Buffer.from(text.replace("€", "\x80"), "latin1");

test.each<[string, (text: string) => Uint8Array, string]>([
  [
    "UTF-16 with a byte order mark",
    (text) => Buffer.from(`\ufeff${text.replace("utf-8", "utf-16")}`, "utf16le"),
    "text/xml",
  ],
  ["Latin-1 by its header", (text) => inWindows1252(text.replace(/^<\?.*?\?>/, "")), "text/xml; charset=iso-8859-1"],
  ["Latin-1 by its declaration", (text) => inWindows1252(text.replace("utf-8", "iso-8859-1")), "text/xml"],
  ["UTF-8 with a byte order mark", (text) => Buffer.from(`\ufeff${text}`), "text/xml; charset=utf-8"],
])("a reply in %s is read", async (_what, encode, contentType) => {
  const text = response(order(1, "é") + order(2, "ü"), "<Status>ß €</Status>");
  const { transport } = arriving(encode(text), 3, { headers: { "Content-Type": contentType } });
  const orders = stream(soap11("http://h/", { transport }), listOrders).items("ListOrdersResult");
  expect((await collected(orders)).found).toEqual([
    { Number: 1, Note: "é" },
    { Number: 2, Note: "ü" },
  ]);
  expect(await orders.reply()).toMatchObject({ value: { Status: "ß €" } });
});

test("steps and a trace of the port see the whole reply", async () => {
  const { transport } = arriving(response(order(1)));
  const seen: string[] = [];
  const port = soap11("http://h/", {
    transport,
    trace: trace((event) => void seen.push("body" in event ? event.body : "")),
  });
  expect((await collected(stream(port, listOrders).items("ListOrdersResult"))).found).toEqual([{ Number: 1 }]);
  expect(seen.join()).toContain("<Number>1</Number>");
});

test.each(["Nothing", "Status", "Page", "ListOrdersResult.Number", ""])("the path %j is refused", async (path) => {
  const { transport } = arriving(response(""));
  const orders = stream(soap11("http://h/", { transport }), listOrders).items(path as "ListOrdersResult");
  await expect(orders.reply()).rejects.toThrow(
    new TypeError(`stream: expected the path of a list in the response of ListOrders, found ${JSON.stringify(path)}`),
  );
});

test("a lenient port is refused", () => {
  const port = soap11("http://localhost/", { reading: lenient });
  // @ts-expect-error -- the types refuse it, too
  expect(() => stream(port, (port) => port.call(() => operation, {}))).toThrow(TypeError);
});

const misuses: [string, (outer: Port) => (port: Port) => unknown, string, Order[]][] = [
  ["through another port", (outer) => () => listOrders(outer), "no call through that port", []],
  ["that is not made", () => () => Promise.resolve({ kind: "ok", value: {} }), "no call through that port", []],
  [
    "that is not returned",
    () => (port) => {
      void listOrders(port);
    },
    "a function that returns no promise",
    [],
  ],
  [
    "whose reply is not returned",
    () => async (port) => {
      await listOrders(port);
    },
    "a promise of something else",
    [{ Number: 1 }],
  ],
  ["beside another", () => (port) => Promise.all([listOrders(port), listOrders(port)]), "a second call", []],
  [
    "after another",
    () => async (port) => {
      await listOrders(port);
      return listOrders(port);
    },
    "a second call",
    [{ Number: 1 }],
  ],
];

test.each(misuses)("a call %s is refused", async (_what, callOf, found, items) => {
  let calls = 0;
  const port = soap11("http://h/", {
    transport: (...sent) => (calls++, arriving(response(order(1))).transport(...sent)),
  });
  const orders = stream(port, callOf(port) as typeof listOrders).items("ListOrdersResult");
  expect(await collected(orders)).toEqual({ found: items, error: new TypeError(misuse(found)) });
  await expect(orders.reply()).rejects.toThrow(TypeError);
  expect(calls).toBeLessThan(2);
});

test("a call after the end of the promise, and a promise in place of the function, are refused", async () => {
  const port = soap11("http://h/", { transport: arriving(response("")).transport });
  let late: Port = port;
  const orders = stream(port, (given) => listOrders((late = given))).items("ListOrdersResult");
  await orders.reply();
  expect(() => void listOrders(late)).toThrow(new TypeError(misuse("a call after the end of its promise")));
  expect(() => stream(port, listOrders(port) as never)).toThrow(new TypeError(misuse("no function")));
});

test("the error of a function that makes no call ends the loop", async () => {
  const error = new Error("no token");
  const orders = stream(soap11("http://h/"), (): Promise<Reply<ListOrdersResponse>> => Promise.reject(error));
  expect(await collected(orders.items("ListOrdersResult"))).toEqual({ found: [], error });
});

function misuse(found: string): string {
  return `stream: found ${found}, expected a function that returns the promise of one call through the port that it receives: stream(port, (port) => listItems(port, …))`;
}

const file = new Uint8Array(1000).map((_, k) => (k * 7) % 256);
const base64 = Buffer.from(file).toString("base64").replace(/.{76}/g, "$&\n");

test.each([1, 7, 64, 100_000])(
  "bytes and the rest are those of the whole reply, in chunks of %i bytes",
  async (size) => {
    const { transport } = arriving(batch(`<Source>shop</Source><File>${base64}</File><Last>é</Last>`), size);
    const bytes = stream(soap11("http://h/", { transport }), (port) => putOrders(port, {})).bytes("File");
    expectTypeOf(bytes).toExtend<AsyncIterable<Uint8Array>>();
    expectTypeOf<BytesPath<Batch>>().toEqualTypeOf<"File">();
    const { found, error } = await collected(bytes);
    expect(error).toBe(undefined);
    expect(new Uint8Array(Buffer.concat(found))).toEqual(file);
    expect(await bytes.reply()).toMatchObject({ value: { Source: "shop", File: new Uint8Array(), Last: "é" } });
  },
);

test("a text that is not base64 ends the loop after the bytes before it, with its place", async () => {
  const { transport } = arriving(batch(`\n<File>${base64}*</File>`), 100);
  const bytes = stream(soap11("http://h/", { transport }), (port) => putOrders(port, {})).bytes("File");
  const { found, error } = await collected(bytes);
  expect(Buffer.concat(found).length).toBeGreaterThan(900);
  expect((error as Error).message).toMatch(/^PutOrdersResponse\/File \(line \d+\): expected base64Binary, found "/);
});

test.each(["Source", "Orders", "Nothing"])("the path %j does not lead to bytes", async (path) => {
  const { transport } = arriving(batch(""));
  const bytes = stream(soap11("http://h/", { transport }), (port) => putOrders(port, {})).bytes(path as "File");
  await expect(bytes.reply()).rejects.toThrow(
    `stream: expected the path of a base64Binary element in the response of PutOrders, found "${path}"`,
  );
});

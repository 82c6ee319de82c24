import { expect, expectTypeOf, test } from "vitest";
import {
  encoded,
  facets,
  httpPost,
  listFrom,
  RequestError,
  soap11,
  trace,
  unwrap,
  type PortOptions,
  type Step,
  type Transport,
} from "../../../templates/runtime/index.js";
import { nodeTransport } from "../../../templates/runtime/node/transport.js";
import { answering, serving, xml } from "../wire.js";
import { generated, operation, putOrders, response as responseOf, type Order } from "./batch.js";

const response = responseOf("<Last>ok</Last>");

/** A port whose transport reads the whole request. */
function porting(options: PortOptions = {}) {
  const { transport, sent } = answering(response, xml);
  return { port: soap11("http://h/", { transport, ...options }), sent };
}

const orders: Order[] = [
  { Number: 1, Note: "é€😀 & <" },
  { Number: 2, Tag: ["a", "b"] },
];

test("a list is sent as the same list of an array is", async () => {
  const whole = porting();
  await putOrders(whole.port, { Source: "shop", Orders: orders, Page: { Line: [1, 2] }, Last: "end" });
  const sources = [
    generated(...orders),
    orders,
    new Set(orders),
    new ReadableStream<Order>({
      start(controller) {
        orders.forEach((order) => controller.enqueue(order));
        controller.close();
      },
    }),
  ];
  for (const source of sources) {
    const { port, sent } = porting();
    const list = listFrom(source);
    expectTypeOf(list).toEqualTypeOf<Order[]>();
    const request = { Source: "shop", Orders: list, Page: { Line: listFrom(generated(1, 2)) }, Last: "end" };
    expect(unwrap(await putOrders(port, request))).toMatchObject({ Last: "ok" });
    expect(sent[0]?.request.body).toBeInstanceOf(ReadableStream);
    expect(sent[0]?.request.duplex).toBe("half");
    expect(sent[0]?.body).toBe(whole.sent[0]?.body);
  }
});

test("an empty source is sent as an empty list", async () => {
  const whole = porting();
  await putOrders(whole.port, { Orders: [] });
  const { port, sent } = porting();
  await putOrders(port, { Orders: listFrom(generated<Order>()) });
  expect(sent[0]?.body).toBe(whole.sent[0]?.body);
});

test("items are taken at the speed of the receiver", async () => {
  let taken = 0;
  const source = function* () {
    for (; taken < 100_000; taken++) yield { Number: taken, Note: "x".repeat(1000) };
  };
  const transport: Transport = async (_url, { body }) => {
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    expect(taken).toBeGreaterThan(10);
    expect(taken).toBeLessThan(200);
    await reader.cancel();
    return new Response(response, xml);
  };
  await putOrders(soap11("http://h/", { transport }), { Orders: listFrom(source()) });
  expect(taken).toBeLessThan(200);
});

test("written items are sent while the source is slow", async () => {
  const seen: string[] = [];
  let go = (): void => {};
  const source = async function* () {
    yield { Number: 1 };
    await new Promise<void>((resolve) => (go = resolve));
    yield { Number: 2 };
  };
  const transport: Transport = async (_url, { body }) => {
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
      seen.push(new TextDecoder().decode(chunk.value));
      if (seen.join("").includes("<Number>1<")) go();
    }
    return new Response(response, xml);
  };
  await putOrders(soap11("http://h/", { transport }), { Orders: listFrom(source()) });
  expect(seen.length).toBeGreaterThan(1);
  expect(seen.join("")).toContain("<Order><Number>1</Number></Order><Order><Number>2</Number></Order></Orders>");
});

const networks = { fetch: undefined, "node:http": nodeTransport() };

test.each(Object.entries(networks))("over %s, an item that does not fit cuts the request", async (_name, transport) => {
  let isClosed = false;
  const source = async function* (): AsyncGenerator<Order, void> {
    try {
      yield { Number: 1 };
      yield { Number: 2, Tag: ["a", 3 as unknown as string] };
    } finally {
      await Promise.resolve();
      isClosed = true;
    }
  };
  await serving(
    (request, reply) => {
      request.resume().on("error", () => undefined);
      request.on("end", () => reply.end(response));
    },
    async (url) => {
      const sent = putOrders(soap11(url, transport && { transport }), { Orders: listFrom(source()) });
      const error = await sent.catch((error: unknown) => error);
      expect(error).toBeInstanceOf(RequestError);
      expect(error).toMatchObject({ path: "PutOrders.Orders[1].Tag[1]", reason: "expected string, found 3" });
      expect(isClosed).toBe(true);
    },
  );
});

test("the error of a source is the error of the call", async () => {
  const { port } = porting();
  const reason = new Error("no database");
  const source = (): AsyncIterable<Order> => ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(reason) }),
  });
  await expect(putOrders(port, { Orders: listFrom(source()) })).rejects.toBe(reason);
});

test("a call that fails or is aborted ends the source", async () => {
  const failing: Transport = () => Promise.reject(new Error("refused"));
  const waiting: Transport = (_url, { body, signal }) =>
    new Promise((_resolve, reject) => {
      void (body as ReadableStream<Uint8Array>).getReader().read();
      signal.addEventListener("abort", () => reject(new Error("aborted")));
    });
  for (const transport of [failing, waiting]) {
    let isClosed = false;
    const source: AsyncIterable<Order> = {
      [Symbol.asyncIterator]: () => ({
        next: () => Promise.resolve({ done: false, value: { Number: 1 } }),
        return: () => {
          isClosed = true;
          return Promise.resolve({ done: true, value: undefined });
        },
      }),
    };
    const call = putOrders(
      soap11("http://h/", { transport }),
      { Orders: listFrom(source) },
      { signal: AbortSignal.timeout(20) },
    );
    await expect(call).rejects.toThrow(/no reply|timed out/);
    expect(isClosed).toBe(true);
  }
});

test("steps see the stream, and a trace shows all of it", async () => {
  const seen: unknown[] = [];
  const step: Step = (message, next) => {
    seen.push(message.body);
    return next(message);
  };
  const logged: string[] = [];
  const { port, sent } = porting({ steps: [step], trace: trace(({ body }) => void logged.push(body)) });
  await putOrders(port, { Orders: listFrom(generated(...orders)) });
  expect(seen[0]).toBeInstanceOf(ReadableStream);
  expect(logged[0]).toContain("<Number>2</Number>");
  expect(sent[0]?.body).toBe(logged[0]);
});

test("a step can collect the request, so that it is sent with its length", async () => {
  const collecting: Step = async (message, next) =>
    next({ ...message, body: new Uint8Array(await new Response(message.body).arrayBuffer()) });
  let length: string | undefined;
  await serving(
    (request, reply) => {
      length = request.headers["content-length"];
      request.resume().on("end", () => reply.writeHead(200, xml.headers).end(response));
    },
    async (url) => {
      await putOrders(soap11(url, { steps: [collecting] }), { Orders: listFrom(generated(...orders)) });
      expect(Number(length)).toBeGreaterThan(300);
    },
  );
});

test.each(Object.entries(networks))("over %s, a given Content-Length is sent", async (_name, transport) => {
  const whole = porting();
  await putOrders(whole.port, { Orders: orders });
  const length = String(new TextEncoder().encode(whole.sent[0]?.body).length);
  let headers = {};
  let body = "";
  await serving(
    (request, reply) => {
      ({ headers } = request);
      request.on("data", (chunk: Buffer) => (body += chunk.toString("latin1")));
      request.on("end", () => reply.writeHead(200, xml.headers).end(response));
    },
    async (url) => {
      const port = soap11(url, { ...(transport && { transport }) });
      const httpHeaders = { "Content-Length": length };
      await putOrders(port, { Orders: listFrom(generated(...orders)) }, { httpHeaders });
      expect(headers).toMatchObject({ "content-length": length });
      expect(headers).not.toHaveProperty("transfer-encoding");
      expect(body).toHaveLength(Number(length));
    },
  );
});

test("`validate: facets` counts the items at the end", async () => {
  const { port } = porting({ validate: facets });
  const four = listFrom(generated(...Array.from({ length: 4 }, (_, k) => ({ Number: k }))));
  await expect(putOrders(port, { Orders: four })).rejects.toThrow(
    "PutOrders.Orders: expected at most 3 <Order>, found 4",
  );
});

const whole =
  "expected a value that is whole: only the literal body of a SOAP message without references between objects can be streamed";

test("a list is sent once, and only where messages can be streamed", async () => {
  const { port } = porting();
  const list = listFrom(generated(...orders));
  await putOrders(port, { Orders: list });
  await expect(putOrders(port, { Orders: list })).rejects.toThrow(
    "PutOrders.Orders: expected a list that was not sent before",
  );
  const within = listFrom(generated<Order>({ Number: 1, Tag: listFrom(["a"]) }));
  await expect(putOrders(port, { Orders: within })).rejects.toThrow(`PutOrders.Orders[0].Tag: ${whole}`);
  const form = httpPost("http://h/", { transport: answering("").transport });
  await expect(putOrders(form, { Page: { Line: listFrom([1]) } })).rejects.toThrow(RequestError);
  const encodedOperation = { ...operation, request: { ...operation.request, encoded } };
  await expect(port.call(() => encodedOperation, { Orders: listFrom(orders) })).rejects.toThrow(RequestError);
  expect(() => listFrom(undefined as unknown as Order[])).toThrow(TypeError);
});

test.each([
  ["File", "expected bytes, found the list of listFrom"],
  ["Source", "expected string, found an object"],
  ["Page", "expected no such property", ".listFrom"],
])("a list in place of the value of %s is refused", async (key, reason, inner = "") => {
  const { port, sent } = porting();
  await expect(putOrders(port, { [key]: listFrom(orders) })).rejects.toThrow(
    new RequestError(reason, `PutOrders.${key}${inner}`),
  );
  expect(sent).toEqual([]);
});

test("a fetch that cannot send streams is named, not given their text", async () => {
  const transport: Transport = (_url, { body }) => {
    // As a browser makes a text of what it does not know.
    expect(Reflect.apply(String, undefined, [body])).toBe("never");
    return Promise.resolve(new Response(response, xml));
  };
  await expect(putOrders(soap11("http://h/", { transport }), { Orders: listFrom(orders) })).rejects.toThrow(
    new TypeError("expected a whole request: fetch cannot send a stream in this browser"),
  );
});

test("a copy of a long request, as fetch makes one, does not keep it", async () => {
  let left: ReadableStream<Uint8Array> | undefined;
  const transport: Transport = async (_url, { body }) => {
    const [first, second] = (body as ReadableStream<Uint8Array>).tee();
    left = first;
    const sent = await new Response(second).arrayBuffer();
    expect(sent.byteLength).toBeGreaterThan(1_500_000);
    return new Response(response, xml);
  };
  const source = Array.from({ length: 16 }, (_, k) => ({ Number: k, Note: "x".repeat(100_000) }));
  await putOrders(soap11("http://h/", { transport }), { Orders: listFrom(source) });
  await expect(new Response(left).arrayBuffer()).rejects.toThrow("expected a copy of the stream that is read");
});

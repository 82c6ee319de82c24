/** Messages that are read while they arrive, from senders who mean no good. */
import { expect, test } from "vitest";
import { soap11, stream, type Transport } from "../../templates/runtime/index.js";
import { handleItems, serve, type ServeOptions, type Service } from "../../templates/runtime/server.js";
import { contract, namespace, putOrders, response, type Handlers, type Order } from "../runtime/streaming/batch.js";
import { envelope } from "../runtime/wire.js";

const encoder = new TextEncoder();

/** Two items and parts of a document that are easy to cut in the wrong place. */
const content = `<Source>é</Source><!-- </Order> é --><Orders a='>'><Order><Number>1</Number><Note>é€😀&amp;&#x20AC;<![CDATA[</Order>]]]]><![CDATA[>]]></Note></Order>\r\n<?pi <Order> ?><Order xmlns:b="/>"><Number><!-- > -->2</Number><Note/></Order></Orders><Last>ü</Last>`;
const orders: Order[] = [
  { Number: 1, Note: "é€😀&€</Order>]]>" },
  { Number: 2, Note: "" },
];

function bodyOf(...chunks: readonly Uint8Array[]): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        const chunk = chunks[at++];
        if (chunk === undefined) controller.close();
        else controller.enqueue(chunk);
      },
    },
    { highWaterMark: 0 },
  );
}

/** The items that a client finds in a reply, and the error after them. */
async function received(...chunks: readonly Uint8Array[]): Promise<{ found: Order[]; error: unknown }> {
  const transport: Transport = () =>
    Promise.resolve({ status: 200, headers: new Map([["content-type", "text/xml"]]), body: bodyOf(...chunks) });
  const found: Order[] = [];
  try {
    const port = soap11("http://h/", { transport });
    for await (const order of stream(port, (port) => putOrders(port, {})).items("Orders")) found.push(order);
    return { found, error: undefined };
  } catch (error) {
    return { found, error };
  }
}

/** A service that collects the items, and the function that sends a request to it. */
function collecting(options: ServeOptions = {}) {
  const found: Order[] = [];
  const handler: Handlers["putOrders"] = handleItems("Orders", async (items) => {
    for await (const item of items) found.push(item);
    return {};
  });
  const service = serve(contract, { putOrders: handler, listOrders: () => ({}) }, options);
  return { found, send: (...chunks: readonly Uint8Array[]) => post(service, bodyOf(...chunks)) };
}

async function post(service: Service, body: ReadableStream<Uint8Array>): Promise<{ status: number; text: string }> {
  const init = { method: "POST", headers: { "Content-Type": "text/xml" }, body, duplex: "half" };
  const response = await service(new Request("http://h/orders.asmx", init as RequestInit)); // the DOM's types do not know `duplex`
  return { status: response.status, text: await response.text() };
}

/** The offsets in the parts that differ from those of other messages. */
function offsetsIn(bytes: Uint8Array): readonly number[] {
  const from = Buffer.from(bytes).indexOf("<Source>");
  return Array.from({ length: encoder.encode(content).length + 20 }, (_, at) => from + at);
}

const request = encoder.encode(envelope("soap11", `<PutOrders xmlns="${namespace}">${content}</PutOrders>`));
const reply = encoder.encode(response(content));

test("a message that is split at any byte is the same message", async () => {
  for (const at of offsetsIn(reply))
    expect(await received(reply.slice(0, at), reply.slice(at))).toEqual({ found: orders, error: undefined });
  for (const at of offsetsIn(request)) {
    const { found, send } = collecting();
    expect((await send(request.slice(0, at), request.slice(at))).status).toBe(200);
    expect(found).toEqual(orders);
  }
});

test("a message that is cut at any byte gives the items before, and an error", async () => {
  const wholeAt = (bytes: Uint8Array, at: number): Order[] => {
    const text = new TextDecoder("latin1").decode(bytes.subarray(0, at));
    const ends = [
      ...text
        .replace("CDATA[</Order>", "-".repeat(14))
        .replace("<!-- </Order>", "")
        .matchAll(/<\/Order>/g),
    ];
    return orders.slice(0, ends.length);
  };
  for (const at of offsetsIn(reply)) {
    const { found, error } = await received(reply.slice(0, at));
    expect(found).toEqual(wholeAt(reply, at));
    expect(error).toBeInstanceOf(Error);
  }
  for (const at of offsetsIn(request)) {
    const { found, send } = collecting();
    expect((await send(request.slice(0, at))).status).toBe(500);
    expect(found).toEqual(wholeAt(request, at));
  }
});

test.each([
  [
    "an envelope without a body",
    "<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Header>",
    "<a/>",
  ],
  ["a tag", "<a ", "a='b' "],
  ["a comment", "<!--", "> "],
  ["an item", envelope("soap11", `<PutOrders xmlns="${namespace}"><Orders><Order>|`).replace(/\|.*/s, ""), "<Note/>"],
  [
    "text around the items",
    envelope("soap11", `<PutOrders xmlns="${namespace}"><Orders>|`).replace(/\|.*/s, ""),
    "text",
  ],
])("%s without an end is read up to the limit", async (_what, start, more) => {
  let pulled = 0;
  const chunk = encoder.encode(more.repeat(200));
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      controller.enqueue(pulled++ === 0 ? encoder.encode(start) : chunk);
    },
  });
  const handler: Handlers["putOrders"] = handleItems("Orders", async (items) => {
    await items.request();
    return {};
  });
  const service = serve(contract, { putOrders: handler, listOrders: () => ({}) }, { maxRequestBytes: 20_000 });
  const { status } = await post(service, body);
  expect([413, 500]).toContain(status);
  expect(pulled).toBeLessThan(120);
});

test("time grows linearly with the length of messages that arrive a byte at a time", async () => {
  const bytesOf = (name: string, count: number): Uint8Array[] => {
    const items = `<Order a="${"b".repeat(count / 4)}"><Number>1</Number>${"<c/>".repeat(count / 16)}</Order>`.repeat(
      2,
    );
    const text = envelope("soap11", `<${name} xmlns="${namespace}"><Orders>${items}</Orders></${name}>`);
    return Array.from(encoder.encode(text), (byte) => Uint8Array.of(byte));
  };
  const took = async (count: number): Promise<number> => {
    const start = performance.now();
    for (const name of ["PutOrders", "ListOrders"])
      expect((await collecting().send(...bytesOf(name, count))).status).toBe(200);
    await received(...bytesOf("PutOrdersResponse", count));
    return performance.now() - start;
  };
  await took(1000);
  expect(await took(16_000)).toBeLessThan(40 * Math.max(20, await took(2000)));
});

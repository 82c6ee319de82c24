import type { Validation } from "../../../templates/runtime/context.js";
import { facets } from "../../../templates/runtime/simple/facets.js";
import type { RequestListener } from "node:http";
import { Readable } from "node:stream";
import { expect, onTestFinished, test, vi } from "vitest";
import {
  headerBlock,
  encoded,
  httpGet,
  httpPost,
  restricted,
  soap11,
  soap12,
  string,
  unwrap,
  type Operation,
  type Table,
  type XmlElement,
} from "../../../templates/runtime/index.js";
import { memoryPort, serve, ServiceFault, type Call, type Contract } from "../../../templates/runtime/server.js";
import { cancel, getOrder, getOrderOperation, namespace, notify, touch, type GetOrder } from "../orders.js";
import { address, ask, getOrderXml, handlers, notifyXml, ordersContract, post, soap } from "../orders-server.js";
import { containing, envelope, matching, orderXml, serving } from "../wire.js";

const versions = ["soap11", "soap12"] as const;

test.each([soap11, soap12, httpGet, httpPost])("every binding carries request and answer: %o", async (binding) => {
  const port = memoryPort(ordersContract, handlers, binding);
  expect(unwrap(await getOrder(port, { Number: 7 }))).toEqual({ GetOrderResult: { Number: 7, Status: "Sent" } });
  expect(unwrap(await touch(port, {}))).toEqual({});
});

test("a port in memory is not checked for the policies of the service", async () => {
  const port = memoryPort(ordersContract, handlers, soap11);
  const policies = () => {
    throw new Error("checked");
  };
  expect(await port.call(() => ({ ...getOrderOperation(), policies }), { Number: 7 })).toMatchObject({ kind: "ok" });
});

test.each(versions)("header blocks go both ways: %s", async (binding) => {
  const calls: Call<object>[] = [];
  const own = {
    ...handlers,
    cancel: (...[request, call]: Parameters<typeof handlers.cancel>) => {
      calls.push(call);
      return handlers.cancel(request, call);
    },
  };
  const port = memoryPort(ordersContract, own, binding === "soap11" ? soap11 : soap12);
  const block: XmlElement = { name: "Trace", namespace: "urn:trace", attributes: [], children: ["on"] };
  const reply = await cancel(
    port,
    { Number: 7 },
    { header: { Login: { UserName: "ann" } }, headerBlocks: [headerBlock(block)] },
  );
  expect(reply).toMatchObject({ kind: "ok", value: {}, header: { Session: "of ann" } });
  expect(calls).toHaveLength(1);
  expect(calls[0]).toMatchObject({ operation: "Cancel", binding, headerBlocks: [block] });
  expect(calls[0]?.header).toEqual({ Login: { UserName: "ann", Password: undefined } });
  for (const answer of [{ value: {} }, { value: {}, header: undefined }]) {
    const silent = memoryPort(ordersContract, { ...handlers, cancel: () => answer }, soap11);
    const without = await cancel(silent, { Number: 7 }, { header: { Login: {} } });
    expect(without).toMatchObject({ kind: "ok", header: { Session: undefined } });
  }
});

test.each(versions)(
  "a block that is not understood is named where XML cannot contain its namespace: %s",
  async (binding) => {
    const header = '<x xmlns="urn:&#1;" soap:mustUnderstand="1"/>';
    const { body, errors } = await ask(soap(binding, getOrderXml, { header }), {}, { forbiddenCharacters: true });
    expect(errors).toEqual([]);
    expect(body).toContain("soap:MustUnderstand");
    if (binding === "soap12") expect(body).toContain('xmlns:ns="urn:\ufffd"');
  },
);

test.each(versions)("one-way is 202 without a body, also where the handler throws: %s", async (binding) => {
  const failed = new Error("down");
  for (const error of [undefined, failed, new ServiceFault({ code: "Sender", reason: "no" })]) {
    const answer = await ask(soap(binding, notifyXml), {
      notify: () => {
        if (error !== undefined) throw error;
      },
    });
    expect(answer).toMatchObject({ status: 202, body: "", errors: error === undefined ? [] : [error] });
  }
  const port = memoryPort(ordersContract, handlers, soap11);
  expect(await notify(port, { Text: "now" })).toMatchObject({ kind: "ok", status: 202 });
});

test("a handler is given the request of the web, and a signal", async () => {
  const controller = new AbortController();
  const request = new Request(`${address}/GetOrder?order-number=7`, {
    headers: { Authorization: "Bearer x" },
    signal: controller.signal,
  });
  const { status } = await ask(request, {
    getOrder: (_, call) => {
      expect(call.request).toBe(request);
      expect(call.signal.aborted).toBe(false);
      controller.abort();
      expect(call.signal.aborted).toBe(true);
      expect(call).toMatchObject({ operation: "GetOrder", binding: "httpGet", header: {}, headerBlocks: [] });
      return {};
    },
  });
  expect(status).toBe(200);
});

test("handlers can be methods of an object that has a class", async () => {
  class Orders {
    private readonly status = "kept";
    getOrder = () => ({ GetOrderResult: { Number: 1, Status: this.status } });
    cancel() {
      return { value: {}, header: {} };
    }
    touch() {
      return { own: this.status };
    }
    notify() {}
  }
  const port = memoryPort(ordersContract, new Orders(), soap11);
  expect(unwrap(await getOrder(port, { Number: 1 }))).toEqual({ GetOrderResult: { Number: 1, Status: "kept" } });
});

test("a missing handler is an error when the service is created", () => {
  expect(() => serve(ordersContract, { ...handlers, touch: undefined })).toThrow(
    new TypeError("handlers.touch: expected a function, found undefined"),
  );
  const toString = { operation: getOrderOperation, bindings: [] };
  const inherited = () => ({ ...ordersContract(), operations: { toString } });
  expect(() => serve(inherited, handlers)).toThrow("handlers.toString: expected a function");
});

test.each(versions)("an answer in SOAP has the status 200 and the type of its version: %s", async (binding) => {
  const answer = await ask(soap(binding, getOrderXml));
  expect(answer).toMatchObject({ status: 200, body: envelope(binding, orderXml("Sent")) });
  const type = binding === "soap11" ? "text/xml" : "application/soap+xml";
  expect(answer.headers.get("content-type")).toBe(`${type}; charset=utf-8`);
  expect(answer.headers.get("content-length")).toBe(String(answer.body.length));
});

test("an answer of HTTP GET and POST is its root, or nothing", async () => {
  const get = await ask(new Request(`${address}/GetOrder?order-number=7&Tags=a&Tags=b`));
  expect(get).toMatchObject({ status: 200, body: matching(/<Order .*<Number>7</) });
  expect(get.headers.get("content-type")).toBe("text/xml; charset=utf-8");
  const form = "application/x-www-form-urlencoded; charset=UTF-8";
  const posted = new Request(`${address}/GetOrder`, {
    method: "POST",
    headers: { "Content-Type": form },
    body: "order-number=7",
  });
  expect((await ask(posted)).body).toBe(get.body);
  const empty = await ask(new Request(`${address}/Touch`, { method: "POST", headers: { "Content-Type": form } }));
  expect(empty).toMatchObject({ status: 200, body: "" });
  expect(empty.headers.get("content-type")).toBe(null);
});

test("HEAD of a page is GET without the body", async () => {
  for (const path of ["", "?wsdl", "?op=GetOrder", "/Nothing"]) {
    const get = await ask(new Request(address + path));
    const head = await ask(new Request(address + path, { method: "HEAD" }));
    expect(head).toMatchObject({ status: get.status, body: "" });
    expect([...head.headers]).toEqual([...get.headers]);
    expect(get.body).not.toBe("");
  }
});

test("a charset is that of the content type, or of the document", async () => {
  const given: string[] = [];
  const own = {
    notify: ({ Text }: { Text: string }) => void given.push(Text),
  };
  const text = envelope("soap11", notifyXml.replace("now", "für"));
  const latin = Uint8Array.from(text, (character) => character.charCodeAt(0));
  await ask(post("text/xml; charset=ISO-8859-1", latin), own);
  await ask(post('TEXT/XML;charset="utf-8"', text), own);
  const utf16 = new Uint8Array(new Uint16Array(Array.from(`\ufeff${text}`, (c) => c.charCodeAt(0))).buffer);
  await ask(post("text/xml", utf16), own);
  expect(given).toEqual(["für", "für", "für"]);
});

test("depth is limited", async () => {
  const deep = `<GetOrder xmlns="${namespace}"><Number>7</Number><x>${"<x>".repeat(20)}${"</x>".repeat(20)}</x></GetOrder>`;
  expect(await ask(soap("soap11", deep))).toMatchObject({ status: 200 });
  const limited = await ask(soap("soap11", deep), {}, { maxDepth: 10 });
  expect(limited).toMatchObject({ status: 500, body: containing("nested more than 10 deep") });
});

test("facets are checked where it is asked for, of requests and of answers", async () => {
  const short = restricted(string, { maxLength: 3 });
  const response: Table = { namespace, sequence: { Out: { namespace, sequence: { Text: short } } } };
  const http = { location: "/Cut", root: "Text", result: "Text" };
  const operation = () => ({
    name: "Cut",
    request: { body: { namespace, sequence: { Cut: { namespace, sequence: { Text: short } } } } },
    response: { body: response },
    httpGet: http,
    httpPost: http,
  });
  const { bindings } = ordersContract();
  const contract = (): Contract => ({ ...ordersContract(), operations: { cut: { operation, bindings } } });
  const asked = [
    () => soap("soap11", `<Cut xmlns="${namespace}"><Text>long</Text></Cut>`),
    () => new Request(`${address}/Cut?Text=long`),
  ];
  for (const request of asked) {
    const errors: unknown[] = [];
    const onError = (error: unknown): void => void errors.push(error);
    const answer = async (Text: string, validate?: Validation) => {
      const service = serve(contract, { cut: () => ({ Text }) }, { validate, onError });
      return (await service(request())).text();
    };
    expect(await answer("long")).toContain(">long<");
    expect(await answer("abc", facets)).toContain("expected at most 3 characters, found");
    expect(errors).toEqual([]);
  }
  const errors: unknown[] = [];
  const port = memoryPort(contract, { cut: () => ({ Text: "long" }) }, httpGet, {
    validate: facets,
    onError: (error) => errors.push(error),
  });
  expect(await port.call(operation as never, { Text: "abc" })).toMatchObject({ kind: "http", status: 500 });
  expect(errors).toEqual([expect.objectContaining({ reason: 'expected at most 3 characters, found "long"' })]);
});

test.each(versions)("messages in SOAP encoding are graphs on both sides: %s", async (binding) => {
  interface Node {
    Name: string;
    Next?: Node | undefined;
  }
  const NodeTable = (): Table => ({
    type: { name: "Node", namespace: "urn:types" },
    sequence: { Name: string, Next: { type: NodeTable, minOccurs: 0 } },
  });
  const body = (name: string): Table => ({
    namespace,
    sequence: { [name]: { namespace: "", sequence: { node: NodeTable } } },
  });
  const operation = (): Operation<{ node: Node }, { node: Node }> => ({
    name: "Turn",
    request: { body: body("Turn"), encoded },
    response: { body: body("TurnResponse"), encoded },
  });
  const contract = (): Contract => ({ ...ordersContract(), operations: { turn: { operation, bindings: [binding] } } });
  const turn = ({ node }: { node: Node }) => {
    expect(node.Next?.Next).toBe(node);
    return { node: node.Next };
  };
  const port = memoryPort(contract, { turn }, binding === "soap11" ? soap11 : soap12);
  const first: Node = { Name: "first" };
  first.Next = { Name: "second", Next: first };
  const { node } = unwrap(await port.call(operation, { node: first }));
  expect([node.Name, node.Next?.Name]).toEqual(["second", "first"]);
  expect(node.Next?.Next).toBe(node);
});

test("a call in memory makes no Request and no Response, unless its handler asks for the request", async () => {
  const made: string[] = [];
  const { Request } = globalThis;
  vi.stubGlobal("Request", function (...given: ConstructorParameters<typeof Request>) {
    made.push("Request");
    return new Request(...given);
  });
  vi.stubGlobal("Response", () => made.push("Response"));
  onTestFinished(() => void vi.unstubAllGlobals());
  for (const binding of [soap11, soap12, httpGet, httpPost]) {
    expect(await getOrder(memoryPort(ordersContract, handlers, binding), { Number: 7 })).toMatchObject({ kind: "ok" });
  }
  expect(made).toEqual([]);
  const urls: string[] = [];
  const asking = {
    ...handlers,
    getOrder: (request: GetOrder, call: Call) => (
      urls.push(call.request.url, call.request.method),
      handlers.getOrder(request, call)
    ),
  };
  await getOrder(memoryPort(ordersContract, asking, soap11), { Number: 7 });
  expect([urls, made]).toEqual([["http://localhost/orders.asmx", "POST"], ["Request"]]);
});

test("a call in memory that is given up rejects, as one over the network does", async () => {
  const controller = new AbortController();
  const own = {
    ...handlers,
    getOrder: (_: unknown, { signal }: Call) =>
      new Promise<never>((_, reject) => signal.addEventListener("abort", () => reject(new Error("stopped")))),
  };
  const call = getOrder(memoryPort(ordersContract, own, soap11), { Number: 7 }, { signal: controller.signal });
  controller.abort(new Error("enough"));
  await expect(call).rejects.toThrow("enough");
});

test("a call in memory rejects with what its handler throws, and with a TypeError where the handler is missing", async () => {
  const error = new RangeError("no such order");
  const failing = { getOrder: () => Promise.reject(error), notify: () => Promise.reject(error) };
  for (const binding of [soap11, httpGet]) {
    const port = memoryPort(ordersContract, failing, binding);
    await expect(getOrder(port, { Number: 7 })).rejects.toBe(error);
    await expect(touch(port, {})).rejects.toThrow(
      new TypeError("handlers.touch: expected a function, found undefined"),
    );
  }
  await expect(notify(memoryPort(ordersContract, failing, soap12), { Text: "now" })).rejects.toBe(error);
  const wrong = memoryPort(ordersContract, { getOrder: () => 5 }, soap11);
  await expect(getOrder(wrong, { Number: 7 })).rejects.toMatchObject({ name: "RequestError" });
});

test("a call in memory gets the fault that others get where the error is taken", async () => {
  const errors: unknown[] = [];
  const error = new Error("down");
  const port = memoryPort(ordersContract, { getOrder: () => Promise.reject(error) }, soap11, {
    onError: (error) => errors.push(error),
  });
  expect(await getOrder(port, { Number: 7 })).toMatchObject({ kind: "fault", fault: { code: "Receiver" } });
  expect(errors).toEqual([error]);
});

test("an error that nobody takes is printed", async () => {
  const printed = vi.spyOn(console, "error").mockImplementation(() => undefined);
  onTestFinished(() => printed.mockRestore());
  const error = new Error("down");
  const service = serve(ordersContract, { ...handlers, getOrder: () => Promise.reject(error) });
  expect((await service(soap("soap11", getOrderXml))).status).toBe(500);
  expect(printed.mock.calls).toEqual([[error]]);
});

test("an address other than a URL is refused when the service is created", () => {
  expect(() => serve(ordersContract, handlers, { address: "orders" })).toThrow(
    new TypeError('options.address: expected a URL, found "orders"'),
  );
});

test("a service answers over the network", async () => {
  const service = serve(ordersContract, handlers);
  const listener: RequestListener = (incoming, outgoing) => {
    const { method = "GET", url = "/", headers } = incoming;
    const body = method === "POST" ? { body: Readable.toWeb(incoming) as ReadableStream, duplex: "half" as const } : {};
    const sent = Object.entries(headers).map(([name, value]): [string, string] => [name, String(value)]);
    void service(new Request(`http://127.0.0.1${url}`, { method, headers: sent, ...body })).then(async (response) => {
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(new Uint8Array(await response.arrayBuffer()));
    });
  };
  await serving(listener, async (url) => {
    for (const port of [soap11(url), soap12(url), httpGet(url), httpPost(url)]) {
      expect(unwrap(await getOrder(port, { Number: 7 }))).toEqual({ GetOrderResult: { Number: 7, Status: "Sent" } });
    }
    expect(await notify(soap12(url), { Text: "now" })).toMatchObject({ kind: "ok", status: 202 });
  });
});

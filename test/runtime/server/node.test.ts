import { once } from "node:events";
import { createServer, request as send, type IncomingMessage } from "node:http";
import { connect as connectTwo, createServer as createServerTwo } from "node:http2";
import { connect, type AddressInfo, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { nodeListener } from "../../../templates/runtime/server/node.js";
import { serve, type Call, type ServeOptions, type Service } from "../../../templates/runtime/server.js";
import { getOrderXml, handlers, ordersContract, type OrdersHandlers } from "../orders-server.js";
import { envelope } from "../wire.js";

/** The port of a server that is closed when the test ends. */
async function listening(server: Server & { closeAllConnections?: () => void }): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.close();
    server.closeAllConnections?.();
  });
  return (server.address() as AddressInfo).port; // it listens on TCP
}

async function serving(service: Service, onError?: (error: unknown) => void): Promise<number> {
  return listening(createServer(nodeListener(service, onError)));
}

/** The bytes of the response to these bytes, until the connection ends. */
async function raw(port: number, request: string): Promise<string> {
  const socket = connect(port, "127.0.0.1");
  socket.end(request);
  return text(socket);
}

const echo: Service = async (request) =>
  Response.json({ url: request.url, method: request.method, body: await request.text() });

test("a request comes with its method, URL, headers and body", async () => {
  const port = await serving(async (request) => {
    const { method, url, headers } = request;
    return Response.json({ method, url, tag: headers.get("x-tag"), body: await request.text() });
  });
  const headers = [
    ["X-Tag", "one"],
    ["X-Tag", "two"],
  ] satisfies [string, string][];
  const response = await fetch(`http://127.0.0.1:${port}//a%20b?c=%2F&d`, { method: "POST", headers, body: "ünï" });
  expect(response.status).toBe(200);
  expect(await response.json()).toEqual({
    method: "POST",
    url: `http://127.0.0.1:${port}//a%20b?c=%2F&d`,
    tag: "one, two",
    body: "ünï",
  });
});

test("a response goes with its status, headers and cookies", async () => {
  const port = await serving(() => {
    const response = new Response("tea", { status: 418, headers: { "X-Pot": "blue" } });
    response.headers.append("Set-Cookie", "a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT");
    response.headers.append("Set-Cookie", "b=2");
    return Promise.resolve(response);
  });
  const outgoing = send({ port, host: "127.0.0.1" }).end();
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  expect(response.statusCode).toBe(418);
  expect(response.headers["x-pot"]).toBe("blue");
  expect(response.headers["set-cookie"]).toEqual(["a=1; Expires=Thu, 01 Jan 2099 00:00:00 GMT", "b=2"]);
  expect(await text(response)).toBe("tea");
});

test("bodies stream both ways", async () => {
  const port = await serving((request) => Promise.resolve(new Response(request.body)));
  const outgoing = send({ port, host: "127.0.0.1", method: "POST" });
  outgoing.write("first");
  const [response] = (await once(outgoing, "response")) as [IncomingMessage];
  const pieces = response.setEncoding("utf8")[Symbol.asyncIterator]();
  expect(await pieces.next()).toEqual({ done: false, value: "first" });
  outgoing.end("second");
  expect(await pieces.next()).toEqual({ done: false, value: "second" });
  expect(await pieces.next()).toMatchObject({ done: true });
});

test("a body is read no faster than it is asked for, and written no faster than it is read", async () => {
  const mebibyte = new Uint8Array(2 ** 20);
  let made = 0;
  const body = (): ReadableStream<Uint8Array> =>
    new ReadableStream({
      pull(controller) {
        made += 1;
        controller.enqueue(mebibyte);
        if (made === 256) controller.close();
      },
    });
  const port = await serving(() => Promise.resolve(new Response(body())));
  const [response] = (await once(send({ port, host: "127.0.0.1" }).end(), "response")) as [IncomingMessage];
  await once(response, "readable");
  expect(made).toBeLessThan(128);
  let length = 0;
  for await (const chunk of response) length += (chunk as Buffer).length; // it has no encoding
  expect(made).toBe(256);
  expect(length).toBe(256 * 2 ** 20);
});

test("an answer to a body that is not read to its end arrives, and so does the next one", async () => {
  const port = await serving(async (request) => {
    const reader = request.body?.getReader();
    await reader?.read();
    if (request.url.endsWith("cancelled")) await reader?.cancel();
    return new Response("enough", { status: 413 });
  });
  for (const path of ["cancelled", "left"]) {
    for (let call = 0; call < 2; call++) {
      const body = new Uint8Array(8 * 2 ** 20);
      const response = await fetch(`http://127.0.0.1:${port}/${path}`, { method: "POST", body });
      expect([response.status, await response.text()]).toEqual([413, "enough"]);
    }
  }
});

test("the signal tells that the caller is gone, and an answer is then read no more", async () => {
  const events: string[] = [];
  let told: (event: string) => void = () => undefined;
  const next = (): Promise<string> => new Promise((resolve) => (told = resolve));
  const port = await serving((request) => {
    request.signal.addEventListener("abort", () => events.push("aborted"));
    const stream = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
      cancel: () => told("cancelled"),
    });
    return Promise.resolve(new Response(stream));
  });
  const gone = new AbortController();
  const cancelled = next();
  const response = await fetch(`http://127.0.0.1:${port}`, { signal: gone.signal });
  await response.body?.getReader().read();
  expect(events).toEqual([]);
  gone.abort();
  expect(await cancelled).toBe("cancelled");
  expect(events).toEqual(["aborted"]);
});

test("a signal is not aborted by a call that came to its end", async () => {
  const signals: AbortSignal[] = [];
  const port = await serving((request) => {
    signals.push(request.signal);
    return echo(request);
  });
  await raw(port, "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx");
  expect(signals.map(({ aborted }) => aborted)).toEqual([false]);
});

test("a request that is cut fails where its body is read", async () => {
  let failed: (error: unknown) => void = () => undefined;
  const failure = new Promise((resolve) => (failed = resolve));
  const port = await serving(async (request) => {
    socket.destroy();
    await request.text().catch(failed);
    return new Response();
  });
  const socket = connect(port, "127.0.0.1");
  socket.write("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
  expect(await failure).toEqual(new Error("the request was cut"));
});

test("HEAD has the headers and no body", async () => {
  let cancelled = false;
  const port = await serving(() => {
    const body = new ReadableStream({ cancel: () => void (cancelled = true) });
    return Promise.resolve(new Response(body, { headers: { "Content-Length": "3" } }));
  });
  const answer = await raw(port, "HEAD / HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1.1 200 OK\r\n/);
  expect(answer).toMatch(/content-length: 3\r\n/i);
  expect(answer).toMatch(/\r\n\r\n$/);
  expect(cancelled).toBe(true);
});

test.each([
  "a b",
  "user@h",
  "h/path",
  "h?query",
  "h#fragment",
  "h\\path",
  "h:port",
  "h:99999",
  "h\tx",
  "[::1",
  "a\r\nHost: b",
  "%68",
])("an invalid Host is refused: %j", async (host) => {
  const port = await serving(echo);
  expect(await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
});

test.each([
  ["localhost", "http://localhost/"],
  ["[::1]:80", "http://[::1]/"],
  ["Shop.example:8080", "http://shop.example:8080/"],
])("a Host is that of the URL: %s", async (host, url) => {
  const port = await serving(echo);
  const answer = await raw(port, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
  expect(answer).toContain(JSON.stringify(url));
});

test.each(["OPTIONS *", "TRACE /", "GET http://other.example/"])("%s is refused", async (line) => {
  const port = await serving(echo);
  expect(await raw(port, `${line} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
});

test("a request of HTTP 1.0 needs no Host", async () => {
  const port = await serving(echo);
  expect(await raw(port, "GET /a HTTP/1.0\r\n\r\n")).toContain('"http://localhost/a"');
});

test("a failing service gets status 500, and its error is reported", async () => {
  const errors: unknown[] = [];
  const port = await serving(
    () => Promise.reject(new Error("secret")),
    (error) => errors.push(error),
  );
  const response = await fetch(`http://127.0.0.1:${port}`);
  expect([response.status, await response.text()]).toEqual([500, ""]);
  expect(errors).toEqual([new Error("secret")]);
});

test("an answer that fails midway is cut, so that nobody takes it for whole", async () => {
  const errors: unknown[] = [];
  let pulls = 0;
  const port = await serving(
    () =>
      Promise.resolve(
        new Response(
          new ReadableStream({
            pull(controller) {
              if (pulls++ === 0) controller.enqueue(new Uint8Array(1));
              else controller.error(new Error("broken"));
            },
          }),
        ),
      ),
    (error) => errors.push(error),
  );
  await expect(fetch(`http://127.0.0.1:${port}`).then((response) => response.text())).rejects.toThrow();
  expect(errors).toEqual([new Error("broken")]);
});

test("it serves HTTP/2 too", async () => {
  const port = await listening(createServerTwo(nodeListener(echo)));
  const session = connectTwo(`http://127.0.0.1:${port}`);
  const stream = session.request({ ":method": "POST", ":path": "/a?b", "x-tag": "c" });
  stream.end("body");
  const answer: unknown = JSON.parse(await text(stream));
  session.close();
  expect(answer).toEqual({ url: `http://127.0.0.1:${port}/a?b`, method: "POST", body: "body" });
});

describe("a service of serve", () => {
  const orders = (own: Partial<OrdersHandlers> = {}, options: ServeOptions = {}): Service =>
    serve(ordersContract, { ...handlers, ...own }, options);
  const path = "/orders.asmx";
  const message = envelope("soap11", getOrderXml);
  const soapHeaders = { "Content-Type": "text/xml; charset=utf-8" };
  const form = { "Content-Type": "application/x-www-form-urlencoded" };

  test.each<[string, string, RequestInit]>([
    ["a request", "", { method: "POST", headers: soapHeaders, body: message }],
    ["a one-way request", "", { method: "POST", headers: soapHeaders, body: "<x" }],
    ["a body that is too long", "", { method: "POST", headers: soapHeaders, body: "x".repeat(5000) }],
    ["a form", "/GetOrder", { method: "POST", headers: form, body: "order-number=7" }],
    ["a parameter", "/GetOrder?order-number=7&Tags=%C3%BC", {}],
    ["a foreign page", "/GetOrder?order-number=7", { headers: { Origin: "https://evil.example" } }],
    ["a page", "?op=GetOrder", {}],
    ["the head of a page", "", { method: "HEAD" }],
    ["the WSDL", "?wsdl", {}],
    ["another method", "", { method: "PUT", body: "x" }],
    ["another path", "/../other", {}],
    ["another type", "", { method: "POST", headers: { "Content-Type": "text/plain" }, body: "x" }],
  ])("gets the same response with and without the web's objects: %s", async (_, location, init) => {
    const service = orders({}, { maxRequestBytes: 4096, address: "http://orders.example/orders.asmx" });
    const answers = [];
    for (const served of [service, (request: Request) => service(request)]) {
      const port = await serving(served);
      const response = await fetch(`http://127.0.0.1:${port}${path}${location}`, init);
      const headers = [...response.headers].filter(([name]) => name !== "date");
      answers.push({ status: response.status, headers, body: await response.text() });
    }
    expect(answers[0]).toEqual(answers[1]);
  });

  test("is called without a Request, a Response or a stream", async () => {
    const port = await serving(orders());
    const refuse = function (): never {
      throw new Error("made one");
    };
    for (const name of ["Request", "Response", "Headers", "ReadableStream"]) vi.stubGlobal(name, refuse);
    onTestFinished(() => void vi.unstubAllGlobals());
    const outgoing = send({ port, host: "127.0.0.1", path, method: "POST", headers: soapHeaders }).end(message);
    const [response] = (await once(outgoing, "response")) as [IncomingMessage];
    expect([response.statusCode, await text(response)]).toEqual([200, expect.stringContaining("<Number>7</Number>")]);
  });

  test("gives its handlers the headers, and the request of the web where they ask for it", async () => {
    const calls: Call[] = [];
    const port = await serving(
      orders({
        getOrder: (_, call) => {
          calls.push(call);
          return {};
        },
      }),
    );
    const headers = { ...soapHeaders, Authorization: "Bearer x" };
    await fetch(`http://127.0.0.1:${port}${path}?a=%20`, { method: "POST", headers, body: message });
    const [call] = calls;
    expect(call?.httpHeaders.get("authorization")).toBe("Bearer x");
    expect(call?.httpHeaders.get("Authorization")).toBe("Bearer x");
    expect(call?.httpHeaders.get("x-other")).toBe(null);
    expect(call?.request.headers.get("authorization")).toBe("Bearer x");
    expect(call?.request).toMatchObject({ method: "POST", url: `http://127.0.0.1:${port}${path}?a=%20` });
    expect(call?.request).toBe(call?.request);
    expect(call?.signal.aborted).toBe(false);
  });

  test("has the signal of a caller that is gone, asked for before or after that", async () => {
    let answer: () => void = () => undefined;
    let tell: (call: Call) => void = () => undefined;
    const called = new Promise<Call>((resolve) => (tell = resolve));
    const port = await serving(
      orders({
        getOrder: async (_, call) => {
          tell(call);
          await new Promise<void>((resolve) => (answer = resolve));
          return {};
        },
      }),
    );
    const gone = new AbortController();
    const url = `http://127.0.0.1:${port}${path}`;
    const sent = fetch(url, { method: "POST", headers: soapHeaders, body: message, signal: gone.signal });
    const call = await called;
    const aborted = new Promise((resolve) => call.signal.addEventListener("abort", resolve));
    gone.abort();
    await expect(sent).rejects.toThrow();
    await aborted;
    expect(call.request.signal.aborted).toBe(true);
    answer();
  });

  test("reads a body in chunks of one byte, and no more than its limit", async () => {
    const service = orders({}, { maxRequestBytes: message.length });
    const port = await serving(service);
    for (const [body, status] of [
      [message, 200],
      [`${message} `, 413],
    ] as const) {
      // prettier-ignore
      for (let call = 0; call < 2; call++) {
        const outgoing = send({ port, host: "127.0.0.1", path, method: "POST", headers: soapHeaders });
        for (const byte of body) outgoing.write(byte);
        outgoing.end();
        const [response] = (await once(outgoing, "response")) as [IncomingMessage];
        expect([response.statusCode, (await text(response)) !== ""]).toEqual([status, true]);
      }
    }
  });

  test("answers before the end of a body that it does not read, and the next request too", async () => {
    const port = await serving(orders());
    for (let call = 0; call < 2; call++) {
      const body = new Uint8Array(8 * 2 ** 20);
      const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: "POST", headers: soapHeaders, body });
      expect(response.status).toBe(413);
    }
  });

  test("runs nothing for a request that is cut", async () => {
    let calls = 0;
    const run = (): Record<string, never> => {
      calls++;
      return {};
    };
    const errors: unknown[] = [];
    const server = createServer(nodeListener(orders({ getOrder: run }), (error) => errors.push(error)));
    const port = await listening(server);
    const socket = connect(port, "127.0.0.1");
    const closed = once(server, "request").then(([incoming]) => {
      socket.destroy();
      return new Promise((resolve) => (incoming as IncomingMessage).on("close", resolve));
    });
    const head = `POST ${path} HTTP/1.1\r\nHost: h\r\nContent-Type: text/xml\r\nContent-Length: ${message.length}\r\n\r\n`;
    socket.write(head + message.slice(0, -1));
    await closed;
    expect([calls, errors]).toEqual([0, []]);
  });

  test("joins the values of a header that comes more than once, so that no value hides another", async () => {
    const port = await serving(orders());
    const twice = "Content-Type: text/xml\r\nContent-Type: application/x-www-form-urlencoded\r\n";
    const request = `POST ${path}/GetOrder HTTP/1.1\r\nHost: h\r\nConnection: close\r\n${twice}Content-Length: 0\r\n\r\n`;
    expect(await raw(port, request)).toMatch(/^HTTP\/1.1 415 /);
  });

  test.each(["OPTIONS *", "TRACE /", "GET http://other.example/"])("is not asked for %s", async (line) => {
    const port = await serving(orders());
    expect(await raw(port, `${line} HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1.1 400 /);
  });

  test("speaks HTTP/2", async () => {
    const port = await listening(createServerTwo(nodeListener(orders())));
    const session = connectTwo(`http://127.0.0.1:${port}`);
    const stream = session.request({ ":method": "POST", ":path": path, "content-type": "text/xml" });
    stream.end(message);
    const answer = await text(stream);
    const head = session.request({ ":method": "HEAD", ":path": path }).end();
    const [headers] = (await once(head, "response")) as [Record<string, unknown>];
    session.close();
    expect(answer).toContain("<Number>7</Number>");
    expect(headers).toMatchObject({ ":status": 200, "content-type": "text/html; charset=utf-8" });
  });

  test("gives an error of onError to the listener, and the caller the status 500", async () => {
    const errors: unknown[] = [];
    const error = new Error("down");
    const onError = (thrown: unknown): never => {
      throw thrown;
    };
    const service = orders({ getOrder: () => Promise.reject(error) }, { onError });
    const port = await serving(service, (thrown) => errors.push(thrown));
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method: "POST",
      headers: soapHeaders,
      body: message,
    });
    expect([response.status, await response.text(), errors]).toEqual([500, "", [error]]);
  });
});

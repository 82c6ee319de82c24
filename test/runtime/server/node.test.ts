import { once } from "node:events";
import { createServer, request as send, type IncomingMessage } from "node:http";
import { connect as connectTwo, createServer as createServerTwo } from "node:http2";
import { connect, type AddressInfo, type Server } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { nodeListener } from "../../../templates/runtime/server/node.js";
import type { Service } from "../../../templates/runtime/server.js";

/** The port of a server that goes when the test ends. */
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

/** What comes back to these bytes, until the connection ends. */
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
])("a Host that is none is refused: %j", async (host) => {
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

test("a service that fails is answered for, and its error told", async () => {
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

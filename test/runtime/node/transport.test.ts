import type { RequestListener } from "node:http";
import { createServer, type AddressInfo } from "node:net";
import { afterAll, expect, test } from "vitest";
import { soap11 } from "../../../templates/runtime/index.js";
import { nodeTransport } from "../../../templates/runtime/node/transport.js";
import { networkTests, rejection } from "../network.js";
import { getOrder } from "../orders.js";
import { respond, serving } from "../wire.js";
import { answer, recording, streamTests } from "./streams.js";

const shared = nodeTransport();
afterAll(shared.close);
networkTests({ transport: shared });
streamTests(shared);

test("calls after each other share a connection, until the transport is closed", async () => {
  const { connections, bodies, listener } = recording();
  const transport = nodeTransport();
  await serving(listener, async (url) => {
    for (const Customer of ["Zoë", "Ann"]) await getOrder(soap11(url, { transport }), { Number: 7, Customer });
    expect(connections.size).toBe(1);
    transport.close();
    expect((await getOrder(soap11(url, { transport }), { Number: 7 })).kind).toBe("ok");
    expect(connections.size).toBe(2);
  });
  transport.close();
  expect(bodies[0]).toContain("<Customer>Zoë</Customer>");
});

test("closing the transport ends the calls in progress", async () => {
  const transport = nodeTransport();
  const close: RequestListener = () => transport.close();
  await serving(close, async (url) => {
    const error = await rejection(getOrder(soap11(url, { transport }), { Number: 7 }));
    expect(error.message).toBe(`POST ${url}: no reply (ECONNRESET)`);
  });
});

test("`maxConnections` limits the connections, and `idleTimeout` does not end a slow call", async () => {
  const { connections, listener } = recording(60);
  const transport = nodeTransport({ maxConnections: 2, idleTimeout: 20 });
  await serving(listener, async (url) => {
    const port = soap11(url, { transport });
    const replies = await Promise.all([1, 2, 3, 4].map((Number) => getOrder(port, { Number })));
    expect(replies.map(({ kind }) => kind)).toEqual(["ok", "ok", "ok", "ok"]);
    expect(connections.size).toBe(2);
  });
  transport.close();
});

test("headers of the reply are found in any case, and those that repeat are joined", async () => {
  const listener: RequestListener = (_request, response) => {
    response.setHeader("Set-Cookie", ["a=1", "b=2"]).setHeader("X-Name", "v");
    respond(response, 200, "text/xml", answer);
  };
  await serving(listener, async (url) => {
    const { httpHeaders } = await getOrder(soap11(url, { transport: shared }), { Number: 7 });
    expect(httpHeaders.get("X-NAME")).toBe("v");
    expect(httpHeaders.get("set-cookie")).toBe("a=1, b=2");
    expect(httpHeaders.getSetCookie?.()).toEqual(["a=1", "b=2"]);
    expect(httpHeaders.get("constructor") ?? null).toBe(null);
    const names: string[] = [];
    httpHeaders.forEach((_value, name) => names.push(name));
    expect(names).toEqual(expect.arrayContaining(["content-type", "set-cookie", "x-name"]));
  });
});

test("a connection that is not established ends after `connectTimeout`, and a slow reply does not", async () => {
  const transport = nodeTransport({ connectTimeout: 40 });
  const silent = createServer((socket) => socket.on("error", () => {}).resume());
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
  const { port } = silent.address() as AddressInfo;
  // The server accepts, but never answers the handshake of TLS.
  const error = await rejection(getOrder(soap11(`https://127.0.0.1:${port}/`, { transport }), { Number: 7 }));
  expect(error).toMatchObject({
    message: `POST https://127.0.0.1:${port}/: no connection within 40 ms; \`connectTimeout\` allows more`,
    reason: "timeout",
  });
  await new Promise((resolve) => silent.close(resolve));
  await serving(recording(80).listener, async (url) => {
    const calls = [1, 2].map((Number) => getOrder(soap11(url, { transport }), { Number }));
    expect((await Promise.all(calls)).map(({ kind }) => kind)).toEqual(["ok", "ok"]);
  });
  transport.close();
});

test("an unknown host is a reason of its own", async () => {
  const error = await rejection(getOrder(soap11("http://nowhere.invalid/", { transport: shared }), { Number: 7 }));
  expect(error.message).toMatch(/^POST http:\/\/nowhere\.invalid\/: unknown host \((?:ENOTFOUND|EAI_AGAIN)\)$/);
  expect(error).toMatchObject({ reason: "unknown host" });
});

test.each([
  [{ maxConnections: 0 }, "maxConnections: expected an integer of at least 1, found 0"],
  [{ maxConnections: -1 }, "maxConnections: expected an integer of at least 1, found -1"],
  [{ maxConnections: 1.5 }, "maxConnections: expected an integer of at least 1, found 1.5"],
  [{ maxConnections: "x" as unknown as number }, "maxConnections: expected an integer of at least 1, found x"],
  [{ idleTimeout: NaN }, "idleTimeout: expected an integer of at least 0, found NaN"],
])("%j is refused", (options, message) => {
  expect(() => nodeTransport(options)).toThrow(new TypeError(`nodeTransport: ${message}`));
});

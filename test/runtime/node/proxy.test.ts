import { createServer, type RequestListener } from "node:http";
import { connect, type AddressInfo, type LookupFunction } from "node:net";
import type { Duplex } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { soap11 } from "../../../templates/runtime/index.js";
import { proxyFor } from "../../../templates/runtime/node/proxy.js";
import { nodeTransport } from "../../../templates/runtime/node/transport.js";
import { rejection } from "../network.js";
import { getOrder } from "../orders.js";
import { envelope, orderXml, respond, serving } from "../wire.js";

const environment = {
  HTTPS_PROXY: "proxy:3128",
  http_proxy: "http://lower:80/",
  HTTP_PROXY: "http://upper:80/",
  NO_PROXY: "localhost, .internal.example,exact.example:8443 [::1]",
};

const ranges = {
  HTTPS_PROXY: "proxy:3128",
  NO_PROXY: "10.0.0.0/8,192.168.5.0/25, 172.16.0.9, fd00::/8 ::1 [2001:db8::1],1.1.1.1/33,1.1.1.1/x",
};

test.each([
  ["https://h.example/", environment, "http://proxy:3128/"],
  ["http://h.example/", environment, "http://lower/"],
  ["http://h.example/", { HTTP_PROXY: "http://upper:80/" }, "http://upper/"],
  ["http://h.example/", { HTTP_PROXY: "http://upper:80/", REQUEST_METHOD: "GET" }, undefined],
  ["https://h.example/", { https_proxy: "" }, undefined],
  ["https://localhost:1/", environment, undefined],
  ["https://a.internal.example/", environment, undefined],
  ["https://internal.example/", environment, undefined],
  ["https://notinternal.example/", environment, "http://proxy:3128/"],
  ["https://exact.example:8443/", environment, undefined],
  ["https://exact.example/", environment, "http://proxy:3128/"],
  ["https://[::1]/", environment, undefined],
  ["https://h.example/", { ...environment, no_proxy: "*" }, undefined],
  ["https://h.example/", { ALL_PROXY: "http://all:80/" }, "http://all/"],
  ["http://h.example/", { all_proxy: "http://all:80/", HTTP_PROXY: "http://upper:80/" }, "http://upper/"],
  ["http://h.example/", { ALL_PROXY: "http://all:80/", http_proxy: "" }, undefined],
  [
    "http://h.example/",
    { ALL_PROXY: "http://all:80/", HTTP_PROXY: "http://upper:80/", REQUEST_METHOD: "GET" },
    "http://all/",
  ],
  ["https://10.1.2.3/", ranges, undefined],
  ["https://11.1.2.3/", ranges, "http://proxy:3128/"],
  ["https://192.168.5.127:8443/", ranges, undefined],
  ["https://192.168.5.128/", ranges, "http://proxy:3128/"],
  ["https://172.16.0.9/", ranges, undefined],
  ["https://172.16.0.90/", ranges, "http://proxy:3128/"],
  ["https://[fd12:3456::7]/", ranges, undefined],
  ["https://[fe12::7]/", ranges, "http://proxy:3128/"],
  ["https://[::1]/", ranges, undefined],
  ["https://[2001:db8::1]/", ranges, undefined],
  ["https://[2001:db8::2]/", ranges, "http://proxy:3128/"],
  ["https://1.1.1.1/", ranges, "http://proxy:3128/"],
  ["https://10.example/", ranges, "http://proxy:3128/"],
  ["https://h.example/", { HTTPS_PROXY: "proxy:3128", NO_PROXY: "0.0.0.0/0" }, "http://proxy:3128/"],
  ["https://1.2.3.4/", { HTTPS_PROXY: "proxy:3128", NO_PROXY: "0.0.0.0/0" }, undefined],
  ["https://h.example/", "https://p:1/", "https://p:1/"],
  ["https://h.example/", undefined, undefined],
])("%s with %j goes through %s", (url, proxy, expected) => {
  expect(proxyFor(new URL(url), proxy)?.href).toBe(expected);
});

test("a proxy that is not an HTTP URL is refused without its password", () => {
  expect(() => nodeTransport({ proxy: "socks5://me:secret@p:1" })).toThrow(
    new TypeError('proxy: expected an http or https URL, found "…@p:1"'),
  );
});

/** A proxy, and what it was asked. */
async function proxying(refusal?: number) {
  const seen: { readonly line: string; readonly authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    seen.push({ line: `${request.method} ${request.url}`, authorization: request.headers["proxy-authorization"] });
    respond(response, 200, "text/xml", envelope("soap11", orderXml("sent")));
  });
  server.on("connect", (request, socket, head) => {
    seen.push({ line: `${request.method} ${request.url}`, authorization: request.headers["proxy-authorization"] });
    if (refusal !== undefined) return void socket.end(`HTTP/1.1 ${refusal} No\r\n\r\n`);
    const [host, port] = (request.url ?? "").split(":");
    const onward = connect(Number(port), host, () => {
      socket.write("HTTP/1.1 200 Fine\r\n\r\n");
      onward.write(head);
      onward.pipe(socket).pipe(onward);
    });
    for (const each of [onward, socket]) each.on("error", () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { seen, port: (server.address() as AddressInfo).port };
}

test("without TLS, the proxy is sent the whole URL and its own credentials", async () => {
  const { seen, port } = await proxying();
  const transport = nodeTransport({ proxy: `http://me:p%40ss@127.0.0.1:${port}` });
  const reply = await getOrder(soap11("http://h.example/o.asmx?a=b", { transport }), { Number: 7 });
  transport.close();
  expect(reply.kind).toBe("ok");
  const authorization = `Basic ${Buffer.from("me:p@ss").toString("base64")}`;
  expect(seen).toEqual([{ line: "POST http://h.example/o.asmx?a=b", authorization }]);
});

test("hosts are looked up as the option states, and by the proxy where there is one", async () => {
  const { port } = await proxying();
  const asked: string[] = [];
  const lookup: LookupFunction = (hostname, _options, done) => {
    asked.push(hostname);
    done(Object.assign(new Error(), { code: "ENOTFOUND" }), []);
  };
  const direct = nodeTransport({ lookup });
  const error = await rejection(getOrder(soap11("http://h.example/", { transport: direct }), { Number: 7 }));
  expect(error).toMatchObject({ reason: "unknown host" });
  const transport = nodeTransport({ lookup, proxy: `http://localhost:${port}` });
  expect((await getOrder(soap11("http://other.example/", { transport }), { Number: 7 })).kind).toBe("ok");
  transport.close();
  expect(asked).toEqual(["h.example"]);
});

test.each([
  ["50%off", "50%off"],
  ["100%", "100%"],
  ["%e9%zz", Buffer.from("é%zz", "latin1")],
  ["ö%40", "ö@"],
])("the password %s of a proxy is decoded as far as it is encoded", async (password, expected) => {
  const { seen, port } = await proxying();
  const transport = nodeTransport({ proxy: `http://me:${password}@127.0.0.1:${port}` });
  const reply = await getOrder(soap11("http://h.example/", { transport }), { Number: 7 });
  transport.close();
  expect(reply.kind).toBe("ok");
  const credentials = Buffer.concat([Buffer.from("me:"), Buffer.from(expected)]);
  expect(seen[0]?.authorization).toBe(`Basic ${credentials.toString("base64")}`);
});

/** A proxy that leaves CONNECT open. `asked` resolves with the connection. */
async function silentProxy() {
  let ask: (socket: Duplex) => void;
  const asked = new Promise<Duplex>((resolve) => (ask = resolve));
  const server = createServer().on("connect", (_request, socket) => ask(socket.on("error", () => undefined)));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    (await asked).destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  const transport = nodeTransport({ proxy: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
  return { transport, asked };
}

test("the end of a call ends its tunnel, so that no TLS follows", async () => {
  const { transport, asked } = await silentProxy();
  const controller = new AbortController();
  const call = rejection(
    getOrder(soap11("https://h.example/", { transport }), { Number: 7 }, { signal: controller.signal }),
  );
  const socket = await asked;
  const sent = text(socket);
  controller.abort(new Error("enough"));
  expect(await call).toBe(controller.signal.reason);
  expect(await sent).toBe("");
});

test("closing the transport ends the calls whose tunnels are not there yet", async () => {
  const { transport, asked } = await silentProxy();
  const call = rejection(getOrder(soap11("https://h.example/", { transport }), { Number: 7 }));
  const socket = await asked;
  const sent = text(socket);
  transport.close();
  expect(await call).toMatchObject({
    message: "POST https://h.example/: the transport was closed",
    reason: "closed",
  });
  expect(await sent).toBe("");
});

test("with TLS, the proxy is asked to connect, and a failure names no secret", async () => {
  const plain: RequestListener = (_request, response) => void response.end();
  await serving(plain, async (url) => {
    const { seen, port } = await proxying();
    const transport = nodeTransport({ proxy: `http://me:secret@127.0.0.1:${port}` });
    const secure = url.replace("http:", "https:");
    const error = await rejection(getOrder(soap11(secure, { transport }), { Number: 7 }));
    transport.close();
    expect(error).toMatchObject({ reason: "TLS" });
    expect(error.message).not.toContain("secret");
    expect(seen.map(({ line }) => line)).toEqual([`CONNECT ${new URL(url).host}`]);
  });
});

test.each([
  [407, "with 407; a user name and a password go into the URL of the proxy"],
  [502, "with 502"],
])("a proxy that answers CONNECT with %i is a TransportError", async (status, answer) => {
  const { port } = await proxying(status);
  const transport = nodeTransport({ proxy: `http://127.0.0.1:${port}` });
  const error = await rejection(getOrder(soap11("https://h.example/", { transport }), { Number: 7 }));
  const message = `POST https://h.example/: the proxy 127.0.0.1:${port} answered CONNECT ${answer}`;
  expect(error).toMatchObject({ message, reason: "proxy" });
});

test.each(["https", "http"])("a proxy for %s that is not there is a TransportError that names it", async (scheme) => {
  const transport = nodeTransport({ proxy: "http://me:secret@127.0.0.1:1" });
  const error = await rejection(getOrder(soap11(`${scheme}://h.example/`, { transport }), { Number: 7 }));
  expect(error).toMatchObject({
    message: `POST ${scheme}://h.example/: no connection to the proxy 127.0.0.1:1 (ECONNREFUSED)`,
    reason: "proxy",
  });
});

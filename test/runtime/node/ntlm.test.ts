import type { RequestListener } from "node:http";
import { expect, test } from "vitest";
import { soap11, type Step } from "../../../templates/runtime/index.js";
import { nodeTransport } from "../../../templates/runtime/node/transport.js";
import { rejection } from "../network.js";
import { getOrder } from "../orders.js";
import { envelope, orderXml, respond, serving } from "../wire.js";
import { ntlmServer } from "./ntlm-server.js";

const answer = envelope("soap11", orderXml("sent"));
const credentials = (url: string) => ({ origin: new URL(url).origin, username: "SHOP\\ann", password: "SECRET" });

test.each(["NTLM", "Negotiate"])(
  "a connection is authenticated with %s once, and then used for all calls",
  async (scheme) => {
    const { listener, lines, users } = ntlmServer([scheme], { answer });
    await serving(listener, async (url) => {
      const transport = nodeTransport({ ntlm: credentials(url) });
      for (let count = 0; count < 2; count++)
        expect((await getOrder(soap11(url, { transport }), { Number: 7 })).kind).toBe("ok");
      transport.close();
    });
    const first = scheme === "NTLM" ? [] : ["1 NTLM empty"];
    expect(lines).toEqual([...first, `1 ${scheme} empty`, `3 ${scheme} body`, "0  body"]);
    expect([...users.values()]).toEqual(["ann"]);
  },
);

test("calls at the same time have connections of their own, up to the limit", async () => {
  const { listener, users } = ntlmServer(["NTLM"], { answer });
  await serving(listener, async (url) => {
    const transport = nodeTransport({ ntlm: credentials(url), maxConnections: 2 });
    const port = soap11(url, { transport });
    const replies = await Promise.all([1, 2, 3, 4, 5].map((Number) => getOrder(port, { Number })));
    expect(replies.map(({ kind }) => kind)).toEqual(["ok", "ok", "ok", "ok", "ok"]);
    transport.close();
  });
  expect(users.size).toBe(2);
});

test("wrong credentials are a reply, and a service that does not ask is called at once", async () => {
  const refusing = ntlmServer(["NTLM"], { answer, refuse: true });
  await serving(refusing.listener, async (url) => {
    const transport = nodeTransport({ ntlm: credentials(url) });
    expect(await getOrder(soap11(url, { transport }), { Number: 7 })).toMatchObject({ kind: "http", status: 401 });
    transport.close();
  });
  const open: RequestListener = (request, response) => {
    request.resume().on("end", () => respond(response, 200, "text/xml", answer));
  };
  await serving(open, async (url) => {
    const transport = nodeTransport({ ntlm: credentials(url) });
    expect((await getOrder(soap11(url, { transport }), { Number: 7 })).kind).toBe("ok");
    transport.close();
  });
});

test("another origin is sent nothing of the credentials", async () => {
  const { listener, lines } = ntlmServer(["NTLM"], { answer });
  await serving(listener, async (url) => {
    const transport = nodeTransport({ ntlm: credentials("http://other.example/") });
    expect(await getOrder(soap11(url, { transport }), { Number: 7 })).toMatchObject({ kind: "http", status: 401 });
    transport.close();
  });
  expect(lines).toEqual(["0  body"]);
});

test("a streamed request is sent after the handshake", async () => {
  const { listener, lines } = ntlmServer(["NTLM"], { answer });
  const streaming: Step = (message, next) =>
    next({ ...message, body: new Blob([message.body as Uint8Array<ArrayBuffer>]).stream() });
  await serving(listener, async (url) => {
    const transport = nodeTransport({ ntlm: credentials(url) });
    expect((await getOrder(soap11(url, { transport, steps: [streaming] }), { Number: 7 })).kind).toBe("ok");
    transport.close();
  });
  expect(lines).toEqual(["1 NTLM empty", "3 NTLM body"]);
});

test("a call that waits for a connection ends with its time", async () => {
  await serving(
    () => undefined,
    async (url) => {
      const transport = nodeTransport({ ntlm: credentials(url), maxConnections: 1 });
      const port = soap11(url, { transport, timeout: 30 });
      const errors = await Promise.all([1, 2].map((Number) => rejection(getOrder(port, { Number }))));
      expect(errors).toMatchObject([{ reason: "timeout" }, { reason: "timeout" }]);
      transport.close();
    },
  );
});

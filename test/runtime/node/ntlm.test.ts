import type { IncomingMessage, RequestListener } from "node:http";
import { expect, test } from "vitest";
import { soap11, type Step } from "../../../templates/runtime/index.js";
import { nodeTransport } from "../../../templates/runtime/node/transport.js";
import { rejection } from "../network.js";
import { getOrder } from "../orders.js";
import { envelope, orderXml, respond, serving } from "../wire.js";

const answer = envelope("soap11", orderXml("sent"));
const challenge = Buffer.concat([
  Buffer.from("NTLMSSP\0\x02\0\0\0", "latin1"),
  Buffer.alloc(8),
  Buffer.from("358289e2", "hex"),
  Buffer.alloc(36),
]);

/** A server that asks for NTLM on each connection, and knows the user from the third message. */
function asking(schemes: readonly string[], refuse = false) {
  const users = new Map<unknown, string>();
  const lines: string[] = [];
  const answering = async (
    request: IncomingMessage,
  ): Promise<[status: number, headers: Record<string, string | string[]>]> => {
    let length = 0;
    for await (const chunk of request as AsyncIterable<Uint8Array>) length += chunk.length;
    const [scheme = "", token = ""] = (request.headers.authorization ?? "").split(" ");
    const message = Buffer.from(token, "base64");
    const type = message.length > 12 ? message.readUInt32LE(8) : 0;
    lines.push(`${type} ${scheme} ${length > 0 ? "body" : "empty"}`);
    if (users.has(request.socket)) return [200, {}];
    const isOffered = schemes.includes(scheme);
    if (type === 1 && isOffered) return [401, { "WWW-Authenticate": `${scheme} ${challenge.toString("base64")}` }];
    if (type === 3 && isOffered && !refuse) {
      users.set(
        request.socket,
        message.subarray(message.readUInt32LE(40)).subarray(0, message.readUInt16LE(36)).toString("utf16le"),
      );
      return [200, {}];
    }
    return [401, { "WWW-Authenticate": [...schemes] }];
  };
  const listener: RequestListener = (request, response) => {
    void answering(request).then(([status, headers]) => {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      respond(response, status, "text/xml", status === 200 ? answer : "who are you");
    });
  };
  return { listener, lines, users };
}

const credentials = (url: string) => ({ origin: new URL(url).origin, username: "SHOP\\ann", password: "SECRET" });

test.each(["NTLM", "Negotiate"])(
  "a connection is authenticated with %s once, and then used for all calls",
  async (scheme) => {
    const { listener, lines, users } = asking([scheme]);
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
  const { listener, users } = asking(["NTLM"]);
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
  const refusing = asking(["NTLM"], true);
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
  const { listener, lines } = asking(["NTLM"]);
  await serving(listener, async (url) => {
    const transport = nodeTransport({ ntlm: credentials("http://other.example/") });
    expect(await getOrder(soap11(url, { transport }), { Number: 7 })).toMatchObject({ kind: "http", status: 401 });
    transport.close();
  });
  expect(lines).toEqual(["0  body"]);
});

test("a streamed request is sent after the handshake", async () => {
  const { listener, lines } = asking(["NTLM"]);
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

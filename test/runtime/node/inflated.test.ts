import type { RequestListener } from "node:http";
import { brotliCompressSync, createGzip, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { soap11 } from "../../../templates/runtime/index.js";
import { nodeTransport } from "../../../templates/runtime/node/transport.js";
import { rejection } from "../network.js";
import { getOrder } from "../orders.js";
import { envelope, orderXml, serving } from "../wire.js";

const transport = nodeTransport();
afterAll(transport.close);
const answer = Buffer.from(envelope("soap11", orderXml("sent")));

const sending =
  (encoding: string, body: Uint8Array, seen?: string[]): RequestListener =>
  (request, response) => {
    seen?.push(String(request.headers["accept-encoding"]));
    response.writeHead(200, { "Content-Type": "text/xml", "Content-Encoding": encoding }).end(body);
  };

test.each([
  ["gzip", gzipSync(answer)],
  ["X-GZIP", gzipSync(answer)],
  ["deflate", deflateSync(answer)],
  ["deflate", deflateRawSync(answer)],
  ["br", brotliCompressSync(answer)],
  ["identity", answer],
])("a reply in %s is decoded", async (encoding, body) => {
  const seen: string[] = [];
  await serving(sending(encoding, body, seen), async (url) => {
    const reply = await getOrder(soap11(url, { transport }), { Number: 7 });
    expect(reply.kind).toBe("ok");
  });
  expect(seen).toEqual(["gzip, deflate, br"]);
});

test("the limit of a reply counts the bytes after decoding, of which no more are made", async () => {
  for (const [encoding, body] of [
    ["gzip", gzipSync(Buffer.alloc(50_000_000))],
    ["br", brotliCompressSync(Buffer.alloc(5_000_000))],
  ] as const) {
    await serving(sending(encoding, body), async (url) => {
      const reply = await getOrder(soap11(url, { transport, maxReplyBytes: 100_000 }), { Number: 7 });
      expect(reply).toMatchObject({ kind: "malformed", reason: "expected at most 100000 bytes, found more" });
    });
  }
});

test.each([
  ["gzip", answer, "found a body that is not gzip, or is cut off"],
  ["gzip", gzipSync(answer).subarray(0, -20), "found a body that is not gzip, or is cut off"],
  ["gzip, gzip", gzipSync(gzipSync(answer)), 'found the Content-Encoding "gzip, gzip", expected gzip, deflate or br'],
  ["zstd", answer, 'found the Content-Encoding "zstd", expected gzip, deflate or br'],
])("a body that is not as %s states is a TransportError", async (encoding, body, message) => {
  await serving(sending(encoding, body), async (url) => {
    const error = await rejection(getOrder(soap11(url, { transport }), { Number: 7 }));
    expect(error).toMatchObject({ message: `POST ${url}: ${message}`, reason: "compression" });
  });
});

test("an empty body has no encoding, and a cut connection is not a wrong encoding", async () => {
  await serving(sending("gzip", new Uint8Array()), async (url) => {
    expect(await getOrder(soap11(url, { transport }), { Number: 7 })).toMatchObject({ kind: "http", body: "" });
  });
  const cut: RequestListener = (request, response) => {
    response.writeHead(200, { "Content-Encoding": "gzip" });
    response.write(gzipSync(answer).subarray(0, 30), () => request.socket.resetAndDestroy());
  };
  await serving(cut, async (url) => {
    expect(await rejection(getOrder(soap11(url, { transport }), { Number: 7 }))).toMatchObject({ reason: "reset" });
  });
});

test("the connection of a body that is left, or whose encoding is unknown, is closed", async () => {
  for (const encoding of ["gzip", "zstd"]) {
    let close = (): void => {};
    const closed = new Promise<void>((resolve) => (close = resolve));
    const endless: RequestListener = (_request, response) => {
      response.on("close", close).writeHead(200, { "Content-Type": "text/xml", "Content-Encoding": encoding });
      const zip = createGzip();
      zip.pipe(response);
      const more = (): void => {
        if (!response.closed) zip.write(Buffer.alloc(100_000), more);
      };
      more();
    };
    await serving(endless, async (url) => {
      await getOrder(soap11(url, { transport, maxReplyBytes: 100_000 }), { Number: 7 }).catch(() => {});
      await closed;
    });
  }
});

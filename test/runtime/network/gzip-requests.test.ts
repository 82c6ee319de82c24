import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { gzipRequests, type Step } from "../../../templates/runtime/index.js";
import { ok, order, scripted } from "./script.js";

test("a request is compressed from a length on", async () => {
  const { transport, seen } = scripted(ok());
  const plain = await order("http://h/", { transport, steps: [gzipRequests()] });
  await order("http://h/", {
    transport,
    steps: [gzipRequests({ minBytes: 10 })],
    httpHeaders: { "content-length": "1" },
  });
  expect(plain.kind).toBe("ok");
  const [first, second] = seen;
  expect(first?.request.headers["Content-Encoding"]).toBe(undefined);
  expect(second?.request.headers).toMatchObject({ "Content-Encoding": "gzip" });
  expect(Object.keys(second?.request.headers ?? {})).not.toContain("content-length");
  expect(gunzipSync(second?.body ?? "").toString()).toBe(new TextDecoder().decode(first?.body));
});

test("a streamed request is compressed while it is sent", async () => {
  const streaming: Step = (message, next) => next({ ...message, body: new Blob(["<a/>"]).stream() });
  const { transport, seen } = scripted(ok());
  await order("http://h/", { transport, steps: [streaming, gzipRequests()] });
  expect(gunzipSync(seen[0]?.body ?? "").toString()).toBe("<a/>");
});

import { expect, expectTypeOf, test } from "vitest";
import { bytesFrom, RequestError, soap12, type Transport } from "../../../templates/runtime/index.js";
import { answering, xml } from "../wire.js";
import { generated, putOrders, response } from "./batch.js";

function porting() {
  const { transport, sent } = answering(response(""), xml);
  return { port: soap12("http://h/", { transport }), sent };
}

test("bytes are sent as base64, however they are cut into chunks", async () => {
  const bytes = Uint8Array.from({ length: 1000 }, (_, k) => (k * 7) % 256);
  const expected = `<File>${Buffer.from(bytes).toString("base64")}</File>`;
  for (const size of [1, 2, 3, 4, 7, 1000]) {
    const { port, sent } = porting();
    const chunks = Array.from({ length: Math.ceil(1000 / size) }, (_, k) => bytes.subarray(k * size, (k + 1) * size));
    const file = bytesFrom(generated(...chunks));
    expectTypeOf(file).toEqualTypeOf<Uint8Array>();
    await putOrders(port, { File: file, Last: "end" });
    expect(sent[0]?.body).toContain(`${expected}<Last>`);
  }
});

test("a Blob's stream and no chunks at all are bytes, too", async () => {
  for (const text of ["text", ""]) {
    const { port, sent } = porting();
    await putOrders(port, { File: bytesFrom(new Blob([text]).stream()) });
    expect(sent[0]?.body).toContain(`<File>${btoa(text)}</File>`);
  }
});

test("a chunk of anything but bytes cuts the request", async () => {
  const { port } = porting();
  const file = bytesFrom(generated("text" as unknown as Uint8Array));
  await expect(putOrders(port, { File: file })).rejects.toThrow(
    new RequestError({ expected: "a chunk of bytes", found: "text" }, "PutOrders.File"),
  );
});

test("a reply that comes before the end of the request ends the source, and does not pass its start off as a whole", async () => {
  let error: unknown;
  let isCancelled = false;
  const source = new ReadableStream<Uint8Array>(
    { pull: (controller) => controller.enqueue(new Uint8Array(60_000)), cancel: () => void (isCancelled = true) },
    { highWaterMark: 0 },
  );
  const transport: Transport = async (_url, { body }) => {
    const reader = (body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    reader.closed.catch((reason: unknown) => (error = reason));
    return new Response("too large", { status: 413 });
  };
  const reply = await putOrders(soap12("http://h/", { transport }), { File: bytesFrom(source) });
  expect(reply).toMatchObject({ kind: "http", status: 413 });
  expect(isCancelled).toBe(true);
  expect(error).toEqual(new Error("the reply came before the end of the request"));
});

test("bytes are sent once, and cannot be their own source", async () => {
  const { port } = porting();
  const file = bytesFrom(generated(new Uint8Array(3)));
  await putOrders(port, { File: file });
  await expect(putOrders(port, { File: file })).rejects.toThrow(
    "PutOrders.File: expected bytes that were not sent before",
  );
  expect(() => bytesFrom(new Uint8Array(3) as unknown as Iterable<Uint8Array>)).toThrow(TypeError);
});

test.each([
  ["Orders", "expected a list, found the bytes of bytesFrom"],
  ["Source", "expected string, found an object"],
  ["Page", "expected no such property", ".bytesFrom"],
])("bytes in place of the value of %s are refused", async (key, reason, inner = "") => {
  const { port, sent } = porting();
  await expect(putOrders(port, { [key]: bytesFrom(generated(new Uint8Array(3))) })).rejects.toThrow(
    new RequestError(reason, `PutOrders.${key}${inner}`),
  );
  expect(sent).toEqual([]);
});

test("bytes in place of a list whose items are in its parent are refused", async () => {
  const { port } = porting();
  const line = bytesFrom(generated(new Uint8Array(3))) as unknown as number[];
  await expect(putOrders(port, { Page: { Line: line } })).rejects.toThrow(
    new RequestError("expected a list, found the bytes of bytesFrom", "PutOrders.Page.Line"),
  );
});

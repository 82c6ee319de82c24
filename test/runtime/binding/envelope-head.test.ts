import { expect, test } from "vitest";
import { Malformed } from "../../../templates/runtime/error.js";
import { begin, withHeaderBlocks } from "../../../templates/runtime/binding/envelope-head.js";
import type { OutgoingMessage } from "../../../templates/runtime/binding/step.js";
import { envelope } from "../wire.js";

const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text);
const block = { name: "Key", namespace: "urn:k", attributes: [], children: ["7"] };
const message = (body: OutgoingMessage["body"]): OutgoingMessage => ({
  url: "https://orders.example/",
  shownUrl: "https://orders.example/",
  method: "POST",
  httpHeaders: {},
  binding: "soap11",
  operation: "GetOrder",
  reading: {},
  body,
});

/** A stream of chunks of this size, which counts those that were read. */
function inChunks(text: string, size: number) {
  const all = bytes(text);
  const seen = { chunks: 0 };
  let at = 0;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (at >= all.length) return controller.close();
        seen.chunks += 1;
        controller.enqueue(all.slice(at, (at += size)));
      },
    },
    { highWaterMark: 0 },
  );
  return { stream, seen };
}

async function withBlock(body: OutgoingMessage["body"]): Promise<string> {
  return new Response((await withHeaderBlocks(message(body), [block])).body ?? null).text();
}

const soap = "http://schemas.xmlsoap.org/soap/envelope/";
const key = '<Key xmlns="urn:k">7</Key>';

test.each<[what: string, before: string, after: string]>([
  [
    "no Header",
    envelope("soap11", "<A/>"),
    envelope("soap11", "<A/>", key).replace("<soap:Header>", `<soap:Header xmlns:soap="${soap}">`),
  ],
  ["blocks", envelope("soap11", "<A/>", "<B/>"), envelope("soap11", "<A/>", `${key}<B/>`)],
])("a block joins a message with %s, whole or in chunks of any size", async (_what, before, after) => {
  expect(await withBlock(bytes(before))).toBe(after);
  for (const size of [1, 7, 100, 10_000]) expect(await withBlock(inChunks(before, size).stream)).toBe(after);
});

test("a long message is read up to its Body only, and passed on as it is asked for", async () => {
  const text = envelope("soap11", `<A>${"x".repeat(1_000_000)}</A>`, "<B/>");
  const { stream, seen } = inChunks(text, 1000);
  const { head, whole } = await begin(stream);
  expect(head).toMatchObject({ blocks: [{ name: "B" }] });
  expect(seen.chunks).toBeLessThan(4);
  expect(await new Response(whole() as ReadableStream<Uint8Array>).text()).toBe(text);
});

test.each([
  "",
  "<html><body/></html>",
  "not XML",
  '<Envelope xmlns="urn:other"><Body/></Envelope>',
  envelope("soap11", "").slice(0, 80),
])("%j is other than an envelope, and stays as it is", async (text) => {
  for (const body of [bytes(text), inChunks(text, 3).stream]) {
    const { head, whole } = await begin(body);
    expect(head === undefined || head instanceof Malformed).toBe(true);
    expect(await new Response(whole() as ReadableStream<Uint8Array>).text()).toBe(text);
  }
  await expect(withBlock(bytes(text))).rejects.toThrow("expected an envelope, since a step adds a header block");
});

test("a stream without a Body is given up after a megabyte", async () => {
  const { stream, seen } = inChunks(`<Envelope xmlns="${soap}"><Header>${"<a/>".repeat(1_000_000)}`, 65_536);
  expect((await begin(stream)).head).toMatchObject({ message: expect.stringMatching(/Body|end/) as string });
  expect(seen.chunks).toBeLessThan(20);
});

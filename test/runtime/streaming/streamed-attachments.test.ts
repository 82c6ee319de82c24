/** Attachments of replies that are read while they arrive. */
import { expect, expectTypeOf, test } from "vitest";
import {
  multipart,
  ReplyError,
  soap11,
  stream,
  trace,
  type NamedAttachment,
  type Operation,
  type Port,
  type PortOptions,
  type TraceEvent,
} from "../../../templates/runtime/index.js";
import { include, inPieces, multipartOf, xopOf, xopType, type Part } from "../attachments/parts.js";
import { envelope } from "../wire.js";
import { operation, putOrders, response, type Batch } from "./batch.js";

const file = Uint8Array.from({ length: 300 }, (_, k) => (k * 7) % 256);
const text = (content: Uint8Array): string => Buffer.from(content).toString();

interface Seen {
  /** The number of bytes that were taken from the sender. */
  read: number;
  isCancelled: boolean;
}

/** A port whose reply arrives in chunks of this size; one that is undefined fails. */
function arriving(body: Uint8Array, { size = 61, cut = Infinity, type = xopType, ...options }: Options = {}) {
  const seen: Seen = { read: 0, isCancelled: false };
  const pieces = inPieces(body, size).values();
  const source = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (seen.read >= cut) throw new Error("reset");
        const { done, value } = pieces.next();
        if (done === true) return controller.close();
        controller.enqueue(value);
        seen.read += value.length;
      },
      cancel: () => void (seen.isCancelled = true),
    },
    { highWaterMark: 0 },
  );
  const headers = new Map([["content-type", type]]);
  const transport = () => Promise.resolve({ status: 200, headers, body: source });
  return { port: soap11("http://h/", { transport, attachments: multipart(), ...options }), seen };
}

type Options = PortOptions & { readonly size?: number; readonly cut?: number; readonly type?: string };

const attachmentsOf = (port: Port) => stream(port, (port) => putOrders(port, {})).attachments();

/** The attachments of a loop with their content, and the error that ends it. */
async function collected(attachments: AsyncIterable<NamedAttachment>) {
  const found: string[] = [];
  try {
    for await (const { content, contentId, contentType, part } of attachments) {
      const pieces: Uint8Array[] = [];
      for await (const piece of content) pieces.push(piece.slice());
      found.push([contentId, contentType, part ?? "-", text(Buffer.concat(pieces))].join(" "));
    }
    return { found, error: undefined };
  } catch (error) {
    return { found, error };
  }
}

test.each([1, 7, 61, 100_000])(
  "attachments and the reply are those of the whole, in chunks of %i bytes",
  async (size) => {
    const document = response(`<Source>${include("cid:2")}</Source><File>${include("cid:3")}</File>`);
    const body = xopOf(document, ["1", "one"], ["2", "two"], ["3", file], ["4", ""], ["5", "\r\n--b five"]);
    const attachments = attachmentsOf(arriving(body, { size }).port);
    expectTypeOf(attachments).toExtend<AsyncIterable<NamedAttachment>>();
    expect(await collected(attachments)).toEqual({
      found: ["1 image/png - one", "4 image/png - ", "5 image/png - \r\n--b five"],
      error: undefined,
    });
    const reply = await attachments.reply();
    expect(reply).toMatchObject({ kind: "ok", value: { Source: btoa("two"), File: file } });
    expect(reply).not.toHaveProperty("attachments");
  },
);

test("a part whose Include is outside every value is an attachment", async () => {
  const document = response(`<Source>${include("cid:2")}</Source>`);
  const trailer = `<Trailer>${include("cid:1")}</Trailer></soap:Envelope>`;
  const body = xopOf(document.replace("</soap:Envelope>", trailer), ["1", "one"], ["2", "two"], ["3", "three"]);
  const attachments = attachmentsOf(arriving(body).port);
  expect((await collected(attachments)).found).toEqual(["1 image/png - one", "3 image/png - three"]);
  expect(await attachments.reply()).toMatchObject({ value: { Source: btoa("two") } });
});

test("parts before the document are attachments, and their encodings are decoded", async () => {
  const parts: Part[] = [
    { headers: { "Content-ID": "<1>", "Content-Transfer-Encoding": "base64" }, content: btoa("one") },
    { headers: { "Content-ID": "<root@h>" }, content: response("<Source>a</Source>") },
    { headers: { "Content-Transfer-Encoding": "quoted-printable", "Content-Type": "text/plain" }, content: "=3D" },
  ];
  expect((await collected(attachmentsOf(arriving(multipartOf(parts)).port))).found).toEqual([
    "1 application/octet-stream - one",
    " text/plain - =",
  ]);
});

test("parts that the WSDL binds are named by their Content-IDs", async () => {
  const make = () =>
    ({ ...operation, response: { ...operation.response, parts: { receipt: ["*/*"] } } }) as Operation<Batch, Batch>;
  const { port } = arriving(xopOf(response(""), ["receipt=1@h", "one"], ["receipt2=1@h", "two"]));
  const { found } = await collected(stream(port, (port) => port.call(make, {})).attachments());
  expect(found).toEqual(["receipt=1@h image/png receipt one", "receipt2=1@h image/png - two"]);
});

test("the reply is there before its attachments, which wait for their reader", async () => {
  const body = xopOf(response("<Source>a</Source>"), ["1", new Uint8Array(100_000)], ["2", "two"]);
  const { port, seen } = arriving(body, { size: 1000 });
  const attachments = attachmentsOf(port);
  let length = 0;
  for await (const { content, contentId } of attachments) {
    expect(await attachments.reply()).toMatchObject({ value: { Source: "a" } });
    if (contentId === "2") continue;
    expect(seen.read).toBeLessThan(3000);
    for await (const piece of content) {
      length += piece.length;
      expect(seen.read).toBeLessThan(length + 3000);
    }
  }
  expect(length).toBe(100_000);
});

test("content that is not read is dropped, and cannot be read later or twice", async () => {
  const { port } = arriving(xopOf(response(""), ["1", new Uint8Array(10_000)], ["2", "two"], ["3", "three"]));
  const all: NamedAttachment[] = [];
  for await (const attachment of attachmentsOf(port)) {
    if (attachment.contentId === "1") for await (const _ of attachment.content) break;
    if (attachment.contentId === "3") for await (const piece of attachment.content) expect(text(piece)).toBe("three");
    all.push(attachment);
  }
  expect(all.map(({ contentId }) => contentId)).toEqual(["1", "2", "3"]);
  const again = async (index: number) => {
    for await (const _ of all[index]?.content ?? []);
  };
  await expect(again(1)).rejects.toThrow("before the next one is asked for");
  await expect(again(2)).rejects.toThrow("expected one loop over the content of an attachment, found another");
});

test("a reader that does not wait for the end gets an error in place of a part of the content", async () => {
  const { port } = arriving(xopOf(response(""), ["1", new Uint8Array(10_000)], ["2", "two"]));
  const reading: Promise<unknown>[] = [];
  for await (const { content } of attachmentsOf(port))
    reading.push(
      (async () => {
        for await (const _ of content);
      })().catch((error: unknown) => error),
    );
  const [first, second] = await Promise.all(reading);
  expect(String(first)).toContain("before the next one is asked for");
  expect(String(second)).toContain("before the next one is asked for");
});

test("the end of the loop ends the call", async () => {
  const { port, seen } = arriving(xopOf(response(""), ["1", new Uint8Array(100_000)]));
  for await (const { content } of attachmentsOf(port)) {
    for await (const _ of content) break;
    break;
  }
  expect(seen).toMatchObject({ isCancelled: true });
  expect(seen.read).toBeLessThan(5000);
});

test("without a loop, the attachments are dropped", async () => {
  const { port, seen } = arriving(xopOf(response(""), ["1", "one"]));
  const attachments = attachmentsOf(port);
  expect(await attachments.reply()).toMatchObject({ kind: "ok" });
  expect(seen.read).toBeGreaterThan(200);
  expect(() => attachments[Symbol.asyncIterator]()).toThrow(
    "expected one loop over the attachments of a reply, found another",
  );
});

test("a reply other than ok ends the loop before its first attachment, and the call", async () => {
  const fault = envelope(
    "soap11",
    "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault>",
  );
  for (const [document, message] of [
    [fault, "fault Receiver: no"],
    [response("<Orders><Order/></Orders>"), /Order \(line 1\): expected/],
  ] as const) {
    const { port, seen } = arriving(xopOf(document, ["1", new Uint8Array(10_000)]));
    const attachments = attachmentsOf(port);
    const { found, error } = await collected(attachments);
    expect(found).toEqual([]);
    expect(error).toBeInstanceOf(ReplyError);
    expect((error as ReplyError).message).toMatch(message);
    expect(seen).toMatchObject({ isCancelled: true });
    expect(["fault", "malformed"]).toContain((await attachments.reply()).kind);
  }
});

test("a reply that is not a multipart has no attachments", async () => {
  const body = Buffer.from(response("<Source>a</Source>"));
  const attachments = attachmentsOf(arriving(body, { type: "text/xml" }).port);
  expect(await collected(attachments)).toEqual({ found: [], error: undefined });
  expect(await attachments.reply()).toMatchObject({ value: { Source: "a" } });
});

const whole = xopOf(response(`<Source>a</Source>`), ["1", file]);

test.each([
  ["without an end", whole.slice(0, -9), {}, "found the end of part 2 without it"],
  ["without a boundary in its type", whole, { type: "multipart/related" }, "has a boundary, found none"],
  ["without a part that it refers to", xopOf(response(`<File>${include("cid:2")}</File>`), ["1", file]), {}, '"2"'],
  ["with two parts of one id", xopOf(response(""), ["1", ""], ["1", ""]), {}, 'two with "1"'],
  ["with a part that is too long", whole, { attachments: multipart({ maxPartBytes: 250 }) }, "at most 250 bytes"],
  ["with a document that is too long", whole, { maxReplyBytes: 100 }, "at most 100 bytes of a document"],
  ["in place of XML, to a port without the option", whole, { attachments: undefined }, "`attachments: multipart()`"],
] as const)("a multipart %s is malformed", async (_, body, options, reason) => {
  const { port, seen } = arriving(body, options);
  const { error } = await collected(attachmentsOf(port));
  expect(error).toBeInstanceOf(ReplyError);
  expect((error as ReplyError).message).toContain(reason);
  expect((error as ReplyError).reply).toMatchObject({ kind: "malformed", reason: (error as ReplyError).message });
  if (seen.read < body.length) expect(seen.isCancelled).toBe(true);
});

test("an error of the network is that of the loop, wherever it is", async () => {
  for (const [cut, count] of [
    [100, 0],
    [900, 1],
  ] as const) {
    const { port } = arriving(xopOf(response(""), ["1", "one"], ["2", new Uint8Array(1000)]), { cut });
    const { found, error } = await collected(attachmentsOf(port));
    expect([found.length, (error as Error).name]).toEqual([count, "TransportError"]);
  }
});

test("an aborted call ends the loop with its reason", async () => {
  const controller = new AbortController();
  const { port } = arriving(xopOf(response(""), ["1", new Uint8Array(10_000)]));
  const attachments = stream(port, (port) => putOrders(port, {}, { signal: controller.signal })).attachments();
  const reading = (async () => {
    for await (const { content } of attachments)
      for await (const _ of content) controller.abort(new Error("no longer needed"));
  })();
  await expect(reading).rejects.toThrow("no longer needed");
});

test("a trace shows the reply, and the attachments are read from what it collected", async () => {
  const events: TraceEvent[] = [];
  const { port } = arriving(xopOf(response(""), ["1", "one"]), { trace: trace((event) => void events.push(event)) });
  expect((await collected(attachmentsOf(port))).found).toEqual(["1 image/png - one"]);
  expect(events.map(({ kind }) => kind)).toEqual(["request", "reply"]);
});

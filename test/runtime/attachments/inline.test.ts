import fc from "fast-check";
import { expect, test } from "vitest";
import "../../support/seeded.js";
import { Malformed, mtom, soap11, stream } from "../../../templates/runtime/index.js";
import { inlined } from "../../../templates/runtime/attachments/inline.js";
import { unpack } from "../../../templates/runtime/attachments/unpack.js";
import { putOrders, response } from "../streaming/batch.js";
import { include, inPieces, multipartOf, xopOf, xopType, type Part } from "./parts.js";

function portFor(body: Uint8Array, maxReplyBytes?: number) {
  const pieces = inPieces(body, 61).values();
  const headers = new Map([["content-type", xopType]]);
  const taken = { chunks: 0, cancelled: 0 };
  const source = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        taken.chunks++;
        const { done, value } = pieces.next();
        if (done === true) controller.close();
        else controller.enqueue(value);
      },
      cancel() {
        taken.cancelled++;
      },
    },
    { highWaterMark: 0 },
  );
  const transport = () => Promise.resolve({ status: 200, headers, body: source });
  return { port: soap11("http://h/", { transport, attachments: mtom(), maxReplyBytes }), taken };
}

/** The bytes of the file in a reply, or why it is malformed, as a whole. */
async function whole(body: Uint8Array): Promise<string> {
  const reply = await putOrders(portFor(body).port, {});
  if (reply.kind === "malformed") return reply.reason;
  if (reply.kind !== "ok") throw new Error(reply.kind);
  return `bytes ${Buffer.from(reply.value.File ?? []).toString()}`;
}

/** The same while it arrives. */
async function streamed(body: Uint8Array): Promise<string> {
  const pieces: Uint8Array[] = [];
  const items = stream(portFor(body).port, (port) => putOrders(port, {})).bytes("File");
  try {
    for await (const piece of items) pieces.push(piece.slice());
  } catch (error) {
    return (error as Error).message;
  }
  return `bytes ${Buffer.concat(pieces).toString()}`;
}

const fileOf = (content: string): string => response(`<File>${content}</File>`);
const a = include("cid:a");

test.each([
  ["two parts of one id", xopOf(fileOf(a), ["a", "one"], ["a", "two"]), "expected parts with different Content-IDs"],
  [
    "two parts of one id before the root",
    multipartOf([
      { headers: { "Content-ID": "<a>" }, content: "one" },
      { headers: { "Content-ID": "<a>" }, content: "two" },
      { headers: { "Content-ID": "<root@h>" }, content: fileOf(a) },
    ]),
    'expected parts with different Content-IDs, found two with "a"',
  ],
  [
    "another part with the id of the root",
    xopOf(fileOf(a), ["root@h", fileOf("")], ["a", "one"]),
    'expected parts with different Content-IDs, found two with "root@h"',
  ],
  [
    "base64 beside an Include",
    xopOf(fileOf(`AAAA${a}`), ["a", "one"]),
    "PutOrdersResponse/File/Include (line 1): expected an Include alone in its element, found other content",
  ],
  [
    "two Includes in an element",
    xopOf(fileOf(`${a}${include("cid:b")}`), ["a", "one"], ["b", "two"]),
    "PutOrdersResponse/File/Include (line 1): expected an Include alone in its element, found other content",
  ],
  [
    "an Include with content",
    xopOf(fileOf(a.replace("/>", ">AAAA</xop:Include>")), ["a", "one"]),
    "PutOrdersResponse/File/Include (line 1): expected an Include without content, found content",
  ],
  [
    "an Include without an id",
    xopOf(fileOf(include("cid:")), ["", "one"]),
    'PutOrdersResponse/File/Include (line 1): expected a URL with an id after cid:, found "cid:"',
  ],
  [
    "two Includes for one part",
    xopOf(response(`<Source>${a}</Source><File>${a}</File>`), ["a", "one"]),
    'PutOrdersResponse/File/Include (line 1): expected one Include for each part, found another for "a"',
  ],
  [
    "a text that is the URL of an Include elsewhere",
    xopOf(response(`<Source>${a}</Source><File>cid:a</File>`), ["a", "one"]),
    "PutOrdersResponse/File (line 1): expected base64Binary",
  ],
  [
    "such a text in a CDATA section and as references to characters",
    xopOf(response(`<Source>${a}</Source><File>&#99;<![CDATA[id:a]]></File>`), ["a", "one"]),
    "PutOrdersResponse/File (line 1): expected base64Binary",
  ],
  [
    "a part that nothing refers to in an unknown encoding",
    multipartOf([
      { headers: { "Content-ID": "<root@h>" }, content: fileOf("") },
      { headers: { "Content-Transfer-Encoding": "x-uuencode" }, content: "" },
    ]),
    "expected a Content-Transfer-Encoding of binary, 8bit, 7bit, base64 or quoted-printable",
  ],
])("a multipart with %s is malformed, as a whole and while it arrives", async (_, body, reason) => {
  expect(await whole(body)).toContain(reason);
  expect(await streamed(body)).toContain(reason);
});

test("an Include in a text is the base64 of its part, as a whole and while the message arrives", async () => {
  const body = xopOf(response(`<Source>${include("cid:b")}</Source><File>${a}</File>`), ["b", "two"], ["a", "one"]);
  const value = { Source: btoa("two"), File: new Uint8Array(Buffer.from("one")) };
  expect(await putOrders(portFor(body).port, {})).toMatchObject({ kind: "ok", value, attachments: [] });
  const items = stream(portFor(body).port, (port) => putOrders(port, {})).bytes("File");
  expect(await items.reply()).toMatchObject({ kind: "ok", value: { Source: value.Source } });
});

test("a text that is the URL of an Include is one where texts are expected", async () => {
  const body = xopOf(response(`<Source>cid:a</Source><File><!-- -->${a}</File>`), ["a", "one"]);
  expect(await putOrders(portFor(body).port, {})).toMatchObject({
    value: { Source: "cid:a", File: new Uint8Array(Buffer.from("one")) },
  });
});

const content = fc.array(
  fc.constantFrom(a, include("cid:b"), a.replace("/>", "></xop:Include>"), "cid:a", "AAAA", " ", "<!-- -->", "&#99;"),
  { maxLength: 2 },
);
const part: fc.Arbitrary<Part> = fc
  .record({
    id: fc.constantFrom("a", "b", "", "root@h"),
    encoding: fc.constantFrom("binary", "base64", "quoted-printable"),
    content: fc.constantFrom("AAAA", "QUJD", "A", "", "=41==\r\n", "=4"),
  })
  .map(({ id, encoding, content }) => ({
    headers: { ...(id === "" ? {} : { "Content-ID": `<${id}>` }), "Content-Transfer-Encoding": encoding },
    content,
  }));

test("a multipart is read the same as a whole and while it arrives", async () => {
  let legal = 0;
  await fc.assert(
    fc.asyncProperty(content, fc.array(part, { maxLength: 3 }), fc.nat(3), async (pieces, others, at) => {
      const root = { headers: { "Content-ID": "<root@h>" }, content: fileOf(pieces.join("")) };
      const body = multipartOf(others.toSpliced(at, 0, root));
      const result = await whole(body);
      const isLegal = result.startsWith("bytes");
      if (isLegal) legal++;
      const other = await streamed(body);
      // Where there are several faults, either may be found first.
      expect([isLegal, isLegal ? other : other.startsWith("bytes")]).toEqual([isLegal, isLegal ? result : false]);
    }),
    { numRuns: 150 },
  );
  expect(legal).toBeGreaterThan(20);
});

test("the document and the parts before their places in it count together", async () => {
  const early = (size: number): Part[] =>
    ["a", "b"].map((id) => ({ headers: { "Content-ID": `<${id}>` }, content: "A".repeat(size) }));
  const root = (document: string): Part => ({ headers: { "Content-ID": "<root@h>" }, content: document });
  const document = fileOf(a);
  const limit = document.length + 2000;
  const result = async (parts: readonly Part[]) => {
    const { port, taken } = portFor(multipartOf(parts), limit);
    const reading = (async () => {
      for await (const _ of stream(port, (port) => putOrders(port, {})).bytes("File"));
    })();
    const message = await reading.then(
      () => "",
      (error: unknown) => (error as Error).message,
    );
    return { message, ...taken };
  };
  const reason = `expected at most ${limit} bytes of a document and of parts before their places in it, found more`;
  expect(await result([...early(1000), root(document)])).toMatchObject({ message: "", cancelled: 0 });
  expect(await result([...early(1001), root(document)])).toMatchObject({ message: reason });
  // No more is read than is allowed, and the sender is told.
  const { message, chunks, cancelled } = await result([...early(10_000), root(document)]);
  expect(message).toBe(reason);
  expect(chunks).toBeLessThan(limit / 61 + 10);
  expect(cancelled).toBe(1);
  // A part that is passed on while it arrives, and one that nothing refers to, are not kept.
  expect(await result([root(document), ...early(10_000)])).toMatchObject({ message: "" });
  const swapped = response(`<Source>${include("cid:b")}</Source><File>${a}</File>`);
  expect((await result([root(swapped), ...early(5000)])).message).toBe(reason);
});

test("no message stands for more bytes than it has", async () => {
  const sizeOf = async (count: number) => {
    const files = Array.from({ length: count }, () => `<File>${a}</File>`).join("");
    const body = xopOf(response(files), ["a", "A".repeat(count * 100)]);
    expect(() => unpack(xopType, body, {}, {})).toThrow(Malformed);
    let size = 0;
    try {
      const { document } = await inlined(xopType, [body], {}, {}, Infinity);
      for await (const piece of document) size += piece.length;
    } catch (error) {
      expect(error).toBeInstanceOf(Malformed);
    }
    return size / body.length;
  };
  expect(await sizeOf(10)).toBeLessThan(2);
  expect(await sizeOf(500)).toBeLessThan(2);
});

import { expect, test } from "vitest";
import {
  attributes,
  base64Binary,
  bytesFrom,
  mtom,
  soap11,
  soap12,
  stream,
  string,
  type Operation,
} from "../../../templates/runtime/index.js";
import { generated, namespace, putOrders, response } from "../streaming/batch.js";
import { answering, envelope, xml } from "../wire.js";
import { include, inPieces, xopOf, xopType } from "./parts.js";

const file = Uint8Array.from({ length: 300 }, (_, k) => 32 + (k % 90));
const text = Buffer.from(file).toString();

function porting(options?: Parameters<typeof mtom>[0], soap: typeof soap11 | typeof soap12 = soap11) {
  const { transport, sent } = answering(response(""), xml);
  return { port: soap("http://h/", { transport, attachments: mtom(options) }), sent };
}

test("bytes are parts of an XOP package", async () => {
  for (const content of [file, bytesFrom(generated(file.slice(0, 7), file.slice(7)))]) {
    const { port, sent } = porting();
    await putOrders(port, { Source: "a", File: content });
    const { body = "", request: { headers = {} } = {} } = sent[0] ?? {};
    const type =
      /^multipart\/related; type="application\/xop\+xml"; boundary="(part-[0-9a-f]+)"; start="<(root\.([0-9a-f]+@soapwright))>"; start-info="text\/xml"$/;
    const [, boundary = "", root = "", id = ""] = type.exec(headers["Content-Type"] ?? "") ?? [];
    expect(headers["SOAPAction"]).toBe('""');
    const document = envelope(
      "soap11",
      `<PutOrders xmlns="${namespace}"><Source>a</Source><File>${include(`cid:bytes1.${id}`)}</File></PutOrders>`,
    );
    expect(body).toBe(
      `--${boundary}\r\nContent-Type: application/xop+xml; charset=utf-8; type="text/xml"\r\nContent-Transfer-Encoding: 8bit\r\nContent-ID: <${root}>\r\n\r\n${document}` +
        `\r\n--${boundary}\r\nContent-Type: application/octet-stream\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <bytes1.${id}>\r\n\r\n${text}\r\n--${boundary}--\r\n`,
    );
  }
});

test("SOAP 1.2 states its type and action", async () => {
  const { transport, sent } = answering(response(""), xml);
  const operation: Operation<object, object> = {
    name: "A",
    action: 'urn:"a"',
    request: { body: {} },
    response: { body: {} },
  };
  await soap12("http://h/", { transport, attachments: mtom() }).call(() => operation, {});
  expect(sent[0]?.request.headers["Content-Type"]).toMatch(
    /; start-info="application\/soap\+xml"; action="urn:\\"a\\""$/,
  );
  expect(sent[0]?.body).toContain('Content-Type: application/xop+xml; charset=utf-8; type="application/soap+xml"\r\n');
});

test("few bytes, those of header blocks and of attributes stay in the document, and attachments follow", async () => {
  const { port, sent } = porting({ above: 300 });
  await putOrders(port, { File: file }, { attachments: [{ content: Buffer.from("one") }] });
  expect(sent[0]?.body).toContain(`<File>${btoa(text)}</File>`);
  expect(sent[0]?.body).toContain("\r\n\r\none\r\n--");
  const blocks = porting();
  const table = { namespace, sequence: { Key: base64Binary }, attributes: attributes({ $key: base64Binary }) };
  const operation: Operation<object, object> = {
    name: "A",
    request: { body: { sequence: { A: table } }, header: { namespace, sequence: { B: base64Binary } } },
    response: { body: {} },
  };
  await blocks.port.call(() => operation, { Key: file, $key: file }, { header: { B: file } });
  expect(blocks.sent[0]?.body.split(btoa(text))).toHaveLength(3);
  expect(blocks.sent[0]?.body).toContain("<xop:Include ");
});

test("a source that fails rejects the call with its error, and the path of other chunks is stated", async () => {
  const failing = async function* () {
    yield await Promise.resolve(file);
    throw new Error("the disk is gone");
  };
  await expect(putOrders(porting().port, { File: bytesFrom(failing()) })).rejects.toThrow("the disk is gone");
  const chunk = bytesFrom(generated("text" as unknown as Uint8Array));
  await expect(putOrders(porting().port, { File: chunk })).rejects.toThrow(
    'PutOrders.File: expected a chunk of bytes, found "text"',
  );
  await expect(putOrders(porting().port, { File: chunk })).rejects.toThrow("expected bytes that were not sent before");
});

test("a package that was sent is read as the same bytes", async () => {
  const { port, sent } = porting();
  await putOrders(port, { File: file, Source: "\u00e9" });
  const { body = "", request } = sent[0] ?? {};
  const { transport } = answering(body.replaceAll("PutOrders", "PutOrdersResponse"), {
    headers: { "Content-Type": request?.headers["Content-Type"] ?? "" },
  });
  expect(await putOrders(soap11("http://h/", { transport, attachments: mtom() }), {})).toMatchObject({
    value: { File: file, Source: "\u00e9" },
  });
});

test("a text with attributes has the bytes of its part", async () => {
  const { transport } = answering(
    xopOf(envelope("soap11", `<A type="image/png">${include("cid:1")}</A>`), ["1", file]),
    { headers: { "Content-Type": xopType } },
  );
  const { simpleContent } = await import("../../../templates/runtime/index.js");
  const table = { attributes: attributes({ $type: string }), text: simpleContent(base64Binary) };
  const operation: Operation<object, object> = {
    name: "A",
    request: { body: {} },
    response: { body: { sequence: { A: table } } },
  };
  expect(await soap11("http://h/", { transport, attachments: mtom() }).call(() => operation, {})).toMatchObject({
    value: { $type: "image/png", $value: file },
  });
});

/** A port whose reply arrives in these chunks. */
function arriving(body: Uint8Array, size = body.length, cancel = () => {}) {
  const chunks = inPieces(body, size);
  const headers = new Map([["content-type", xopType]]);
  const source = () =>
    new ReadableStream<Uint8Array>({
      pull: (controller) => {
        const chunk = chunks.shift();
        if (chunk) controller.enqueue(chunk);
        else controller.close();
      },
      cancel,
    });
  return soap11("http://h/", {
    transport: () => Promise.resolve({ status: 200, headers, body: source() }),
    attachments: mtom(),
  });
}

async function streamed(port: ReturnType<typeof arriving>) {
  const { bytes } = stream(port, (port) => putOrders(port, {}));
  const pieces: Uint8Array[] = [];
  const items = bytes("File");
  for await (const piece of items) pieces.push(piece.slice());
  return { file: new Uint8Array(Buffer.concat(pieces)), reply: await items.reply() };
}

test.each([1, 7, 100_000])("bytes of a part are streamed from a reply that arrives in chunks of %i", async (size) => {
  const document = response(`<Source>a</Source><File>${include("cid:2")}</File><Last>b</Last>`);
  const body = xopOf(document, ["1", "other"], ["2", file], ["3", "other"]);
  expect(await streamed(arriving(body, size))).toMatchObject({
    file,
    reply: { kind: "ok", value: { Source: "a", Last: "b" } },
  });
});

test("parts before the document, and in another order than it refers to them, are streamed, too", async () => {
  const root = xopOf(
    response(`<Source>${include("cid:1")}</Source><File>${include("cid:2")}</File>`),
    ["2", file],
    ["1", "abc"],
  );
  expect(await streamed(arriving(root, 50))).toMatchObject({ file, reply: { value: { Source: btoa("abc") } } });
});

test("a stream without a part or without an end is malformed", async () => {
  const whole = xopOf(response(`<File>${include("cid:1")}</File>`), ["1", file]);
  await expect(streamed(arriving(whole.slice(0, -9), 64))).rejects.toThrow(
    "expected a multipart with a closing boundary, found the end of part 2 without it",
  );
  const other = xopOf(response(`<File>${include("cid:1")}</File>`), ["2", file]);
  await expect(streamed(arriving(other, 64))).rejects.toThrow(
    'PutOrdersResponse/File/Include (line 1): expected a part with the Content-ID "1", found none',
  );
});

test("leaving a stream of bytes cancels the reply", async () => {
  let cancelled = 0;
  const body = xopOf(response(`<File>${include("cid:1")}</File>`), ["1", new Uint8Array(200_000)]);
  const port = arriving(body, 1000, () => cancelled++);
  for await (const piece of stream(port, (port) => putOrders(port, {})).bytes("File")) {
    expect(piece.length).toBeGreaterThan(0);
    break;
  }
  await new Promise((resolve) => setImmediate(resolve));
  expect(cancelled).toBe(1);
});

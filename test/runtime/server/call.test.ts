import { expect, test } from "vitest";
import {
  bytesFrom,
  handleBytes,
  memoryPort,
  mtom,
  multipart,
  serve,
  soap11,
  soap12,
  type MemoryOptions,
  type Packaging,
} from "../../../templates/runtime/index.js";
import { include, multipartOf, xopOf, xopType, type Part } from "../attachments/parts.js";
import { contract, generated, namespace, putOrders, type Handlers } from "../streaming/batch.js";
import { envelope } from "../wire.js";

const file = Uint8Array.from({ length: 300 }, (_, k) => 32 + (k % 90));

function handlers(putOrders: Handlers["putOrders"]): Handlers {
  return { putOrders, listOrders: () => ({}) };
}

function calling(
  handler: Handlers["putOrders"],
  attachments: Packaging | undefined,
  soap = soap11,
  options: MemoryOptions = {},
) {
  return memoryPort(contract, handlers(handler), soap, { attachments, ...options });
}

/** The answer of a service with a packaging to a request of its own. */
async function answerTo(
  handler: Handlers["putOrders"],
  attachments: Packaging | undefined,
  body: string | Uint8Array<ArrayBuffer>,
  type: string,
) {
  const service = serve(contract, handlers(handler), { attachments, onError: () => undefined });
  const headers = { "Content-Type": type, SOAPAction: '""' };
  const response = await service(new Request("http://h/orders.asmx", { method: "POST", headers, body }));
  return { status: response.status, type: response.headers.get("Content-Type") ?? "", text: await response.text() };
}

const requestOf = (content: string): string =>
  envelope("soap11", `<PutOrders xmlns="${namespace}">${content}</PutOrders>`);

test.each([soap11, soap12])("bytes and attachments go to the handler and back: %o", async (soap) => {
  for (const packaging of [multipart(), mtom(), mtom({ above: 1000 })]) {
    const port = calling(
      ({ File }, call) => {
        for (const attachment of call.attachments) call.attach(attachment);
        call.attach({ content: generated(Buffer.from("thr"), Buffer.from("ee")), contentType: "text/plain" });
        return { File };
      },
      packaging,
      soap as typeof soap11,
    );
    const attachments = [
      { content: Buffer.from("one"), contentId: "1", contentType: "image/png" },
      { content: new Blob(["two"]) },
    ];
    for (const File of [file, bytesFrom(generated(file.slice(0, 100), file.slice(100)))]) {
      const reply = await putOrders(port, { File }, { attachments });
      if (reply.kind !== "ok") throw new Error(reply.kind);
      expect(reply.value.File).toEqual(file);
      expect(
        reply.attachments?.map(({ content, contentType }) => [Buffer.from(content).toString(), contentType]),
      ).toEqual([
        ["one", "image/png"],
        ["two", "application/octet-stream"],
        ["three", "text/plain"],
      ]);
      expect(reply.attachments?.[0]?.contentId).toBe("1");
    }
  }
});

test("an answer is an XOP package only if the request is one", async () => {
  const echo: Handlers["putOrders"] = ({ File }) => ({ File });
  const plain = await answerTo(echo, mtom(), requestOf(`<File>${btoa("text")}</File>`), "text/xml");
  expect(plain).toMatchObject({ status: 200, type: "text/xml; charset=utf-8" });
  expect(plain.text).toContain(`<File>${btoa("text")}</File>`);
  const packed = await answerTo(
    echo,
    mtom(),
    xopOf(requestOf(`<File>${include("cid:1")}</File>`), ["1", file]),
    xopType,
  );
  expect(packed.type).toMatch(/^multipart\/related; type="application\/xop\+xml"; .*start-info="text\/xml"$/);
  expect(packed.text).toContain("<File><xop:Include ");
  const swa = await answerTo(
    echo,
    multipart(),
    xopOf(requestOf(`<File>${include("cid:1")}</File>`), ["1", file]),
    xopType,
  );
  expect(swa.type).toBe("text/xml; charset=utf-8");
});

test("faults of a package are packages, too", async () => {
  const failing: Handlers["putOrders"] = () => Promise.reject(new Error("no"));
  for (const [body, reason] of [
    [xopOf(requestOf("")), "the service could not answer"],
    [
      xopOf(requestOf(`<File>${include("cid:1")}</File>`)),
      'PutOrders/File/Include (line 1): expected a part with the Content-ID "1", found none',
    ],
    [
      xopOf(requestOf("")).slice(0, -9),
      "expected a multipart with a closing boundary, found the end of part 1 without it",
    ],
  ] as const) {
    const { status, type, text } = await answerTo(failing, mtom(), body, xopType);
    expect([status, type.slice(0, 17)]).toEqual([500, "multipart/related"]);
    expect(text).toContain(reason);
  }
});

test("an Include in an element of another type is the base64 of its part, as a whole and while it arrives", async () => {
  const received: unknown[] = [];
  const plain: Handlers["putOrders"] = ({ Source, File }, { attachments }) => {
    received.push([Source, File, attachments.length]);
    return {};
  };
  const arriving = handleBytes("File", async (bytes) => {
    const pieces: Uint8Array[] = [];
    for await (const piece of bytes) pieces.push(piece.slice());
    received.push([((await bytes.request()) as { Source: string }).Source, new Uint8Array(Buffer.concat(pieces)), 0]);
    return {};
  }) as Handlers["putOrders"];
  const body = xopOf(
    requestOf(`<Source>${include("cid:1")}</Source><File>${include("cid:2")}</File>`),
    ["1", "one"],
    ["2", file],
  );
  for (const handler of [plain, arriving])
    expect(await answerTo(handler, mtom(), body, xopType)).toMatchObject({ status: 200 });
  expect(received).toEqual(Array(2).fill([btoa("one"), file, 0]));
});

test("a service without the option refuses multiparts, and a handler's attachments", async () => {
  const attaching: Handlers["putOrders"] = (_, call) => {
    call.attach({ content: file });
    return {};
  };
  expect((await answerTo(attaching, undefined, xopOf(requestOf("")), xopType)).status).toBe(415);
  await expect(putOrders(calling(attaching, undefined), {})).rejects.toThrow(
    "expected a service with the option `attachments`",
  );
});

test("a handler reads the bytes of a part while they arrive", async () => {
  const received: number[] = [];
  const handler = handleBytes("File", async (bytes) => {
    for await (const piece of bytes) received.push(...piece);
    return { Source: String(((await bytes.request()) as { Last?: string }).Last), File: file };
  }) as Handlers["putOrders"];
  const reply = await putOrders(calling(handler, mtom()), {
    File: bytesFrom(generated(file.slice(0, 100), file.slice(100))),
    Last: "end",
  });
  expect(reply).toMatchObject({ kind: "ok", value: { Source: "end", File: file } });
  expect(new Uint8Array(received)).toEqual(file);
  const other = await answerTo(
    handler,
    mtom(),
    xopOf(requestOf(`<File>${include("cid:1")}</File>`), ["1", file], ["2", file]),
    xopType,
  );
  expect(other.text).toContain(
    "expected parts to which the document refers, in a request that is read while it arrives, found part",
  );
});

test("a multipart that is read while it arrives is in memory up to maxRequestBytes", async () => {
  const handler = handleBytes("File", async (bytes) => {
    for await (const _ of bytes);
    return {};
  }) as Handlers["putOrders"];
  const document = requestOf(`<File>${include("cid:1")}</File>`);
  const maxRequestBytes = document.length + 300;
  const root = { headers: { "Content-ID": "<root@h>" }, content: document };
  const answer = async (parts: readonly Part[]) => {
    const service = serve(contract, handlers(handler), { attachments: mtom(), maxRequestBytes });
    const headers = { "Content-Type": xopType, SOAPAction: '""' };
    const response = await service(
      new Request("http://h/orders.asmx", { method: "POST", headers, body: multipartOf(parts) }),
    );
    return { status: response.status, text: await response.text() };
  };
  const part = (size: number): Part => ({ headers: { "Content-ID": "<1>" }, content: new Uint8Array(size) });
  expect(await answer([part(300), root])).toMatchObject({ status: 200 });
  expect(await answer([root, part(10_000)])).toMatchObject({ status: 200 });
  expect(await answer([part(301), root])).toMatchObject({
    status: 500,
    text: expect.stringContaining(`expected at most ${maxRequestBytes} bytes of a document and of parts`) as string,
  });
});

test("a handler may copy its call, with the objects of the web", async () => {
  let copies: readonly { readonly signal: AbortSignal; readonly request: Request }[] = [];
  const port = calling((_, call) => {
    const { operation, ...rest } = call;
    expect(operation).toBe("PutOrders");
    copies = [{ ...call }, rest, Object.assign({}, call), Object.create(call) as typeof call, new Proxy(call, {})];
    return {};
  }, undefined);
  await putOrders(port, {});
  expect(copies).toHaveLength(5);
  for (const { signal, request } of copies) {
    expect(signal).toBeInstanceOf(AbortSignal);
    expect(request.method).toBe("POST");
  }
});

import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { inspect } from "node:util";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  bytesFrom,
  digest,
  gzipRequests,
  listFrom,
  lenient,
  mtom,
  multipart,
  redirects,
  RequestError,
  retries,
  soap11,
  httpPost,
  trace,
  type Attachment,
  type Misfit,
  type Operation,
  type Port,
  type Step,
  type TraceEvent,
} from "../../../templates/runtime/index.js";
import { generated, namespace, operation, putOrders, response } from "../streaming/batch.js";
import { ok, scripted } from "../network/script.js";
import { answering, envelope, xml } from "../wire.js";
import { include, multipartOf, xopOf, xopType, type Part } from "./parts.js";

const file = Uint8Array.from({ length: 300 }, (_, k) => (k * 7) % 256);

/** The reply to a call whose answer is this body. */
async function replyTo(body: Uint8Array, contentType = xopType, status = 200, options = {}) {
  const { transport } = answering(body, { status, headers: { "Content-Type": contentType } });
  return putOrders(soap11("http://h/", { transport, attachments: multipart(), ...options }), {});
}

const shownOf = ({ contentId, contentType, content }: Attachment): unknown[] => [
  contentId,
  contentType,
  Buffer.from(content).toString(),
];

test.each([
  ["as they are", "cid:a@h", "a@h"],
  ["percent-encoded", "cid:a%40h", "a@h"],
  ["percent-encoded in the part only", "cid:a@h", "a%40h"],
  ["in angle brackets", "cid:%3Ca@h%3E", "a@h"],
  ["of a URL", "cid:http%3A%2F%2Fh%2F1", "http://h/1"],
  ["in upper case, with spaces", " CID:a@h ", "a@h"],
  ["with a percent sign that encodes nothing", "cid:100%", "100%"],
])("an Include has the bytes of its part: ids %s", async (_, href, id) => {
  const reply = await replyTo(xopOf(response(`<Source>a</Source><File>\r\n ${include(href)} </File>`), [id, file]));
  expect(reply).toMatchObject({ kind: "ok", value: { Source: "a", File: file }, attachments: [] });
});

test("bytes in base64 are read as before, and an Include in a comment is ignored", async () => {
  const body = response(`<!-- ${include("cid:2")} --><File>${btoa("text")}</File>`);
  const reply = await replyTo(xopOf(body, ["1", file]));
  expect(reply).toMatchObject({
    value: { File: new Uint8Array(Buffer.from("text")) },
    attachments: [{ contentId: "1" }],
  });
});

test("parts that nothing refers to are attachments", async () => {
  const reply = await replyTo(xopOf(response("<Source>a</Source>"), ["1", "one"], ["2", "two"]));
  if (reply.kind !== "ok") throw new Error(reply.kind);
  expect(reply.attachments?.map(shownOf)).toEqual([
    ["1", "image/png", "one"],
    ["2", "image/png", "two"],
  ]);
  expect(reply.attachments?.[0]?.headers.get("content-transfer-encoding")).toBe("binary");
  expect(reply.httpHeaders.get("Content-Type")).toBe("application/xop+xml; charset=utf-8");
});

test("a reply has an object of the parts that the WSDL binds, even if a step rebuilds it", async () => {
  const bound = { ...operation.response, parts: { receipt: ["application/pdf"] } };
  const make = () => ({ ...operation, response: bound }) as Operation<object, unknown>;
  const rebuilding: Step = async (message, next) => {
    const { status, httpHeaders, body, truncated } = await next(message);
    return { status, httpHeaders, body, truncated };
  };
  const kindAndParts = async (body: string | Uint8Array, type: string, steps: Step[] = []) => {
    const { transport } = answering(body, { headers: { "Content-Type": type } });
    const reply = await soap11("http://h/", { transport, attachments: multipart(), steps }).call(make, {});
    return [reply.kind, "parts" in reply && Object.keys(reply.parts as object)];
  };
  const packed = xopOf(response(""), ["receipt=1@h", "PDF"]);
  expect(await kindAndParts(packed, xopType)).toEqual(["ok", ["receipt"]]);
  expect(await kindAndParts(packed, xopType, [rebuilding])).toEqual(["ok", []]);
  expect(await kindAndParts(response(""), "text/xml")).toEqual(["ok", []]);
  const fault = "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault>";
  expect(await kindAndParts(envelope("soap11", fault), "text/xml")).toEqual(["fault", false]);
});

test("a reply without parts has no property for attachments", async () => {
  const reply = await replyTo(Buffer.from(response("")), "text/xml");
  expect(reply.kind).toBe("ok");
  expect(reply).not.toHaveProperty("attachments");
});

test("an Include in an element of another type is the base64 of its part, as it would be without MTOM", async () => {
  const others = `<Source lang="en"> ${include("cid:1")}</Source><File>${include("cid:2")}</File><Last>${include("cid:11")}</Last>`;
  const body = xopOf(response(others), ["1", "one"], ["11", "eleven"], ["2", file], ["3", "left"]);
  const expected = {
    kind: "ok",
    value: { Source: ` ${btoa("one")}`, File: file, Last: btoa("eleven") },
    attachments: [{ contentId: "3" }],
  };
  expect(await replyTo(body)).toMatchObject(expected);
  const events: TraceEvent[] = [];
  const traced = trace((event) => void events.push(event));
  expect(await replyTo(body, xopType, 200, { trace: traced })).toMatchObject(expected);
  expect(events.map(({ kind }) => kind)).toEqual(["request", "reply", "misfit"]);
  const misfits: Misfit[] = [];
  const onMisfit = (misfit: Misfit) => void misfits.push(misfit);
  expect(await replyTo(body, xopType, 200, { reading: lenient, onMisfit })).toMatchObject(expected);
  expect(misfits.map(({ path }) => path)).toEqual(["PutOrdersResponse/Source"]);
});

test.each<[string, string, object, object, string[]]>([
  ["nothing", "", {}, { value: {} }, ["1", "2", "3", "number"]],
  [
    "bytes",
    `<File>${include("cid:2")}</File>`,
    {},
    { value: { File: new Uint8Array(Buffer.from("same")) } },
    ["1", "3", "number"],
  ],
  [
    "a text",
    `<Source> ${include("cid:2")}</Source>`,
    {},
    { value: { Source: ` ${btoa("same")}` } },
    ["1", "3", "number"],
  ],
  [
    "a text that does not fit",
    `<Orders><Order><Number>${include("cid:2")}</Number></Order></Orders>`,
    { reading: lenient },
    { value: { Orders: [{}] }, misfits: [{ found: btoa("same") }, { path: "Trailer" }] },
    ["1", "2", "3", "number"],
  ],
  [
    "a text that only base64 fits",
    `<Orders><Order><Number>${include("cid:number")}</Number></Order></Orders><Last>${include("cid:2")}</Last>`,
    {},
    { value: { Orders: [{ Number: 1234 }], Last: btoa("same") } },
    ["1", "3", "number"],
  ],
])(
  "a part is an attachment if its Include is outside every value, beside %s",
  async (_, content, options, expected, ids) => {
    const body = xopOf(
      response(content).replace("</soap:Envelope>", `<Trailer>${include("cid:1")}</Trailer></soap:Envelope>`),
      ["1", "one"],
      ["2", "same"],
      ["3", "same"],
      ["number", Buffer.from("1234", "base64")],
    );
    const reply = await replyTo(body, xopType, 200, options);
    expect(reply).toMatchObject({ kind: "ok", ...expected });
    const found = reply.kind === "ok" ? reply.attachments : undefined;
    expect(found?.map(({ contentId }) => contentId)).toEqual(ids);
  },
);

test("bytes that occur twice in place of once are listed, and both parts are in the value", async () => {
  const body = xopOf(
    response(`<File>${include("cid:1")}</File><File>${include("cid:2")}</File>`),
    ["1", "a"],
    ["2", "b"],
  );
  const reply = await replyTo(body, xopType, 200, { reading: lenient });
  expect(reply).toMatchObject({
    value: { File: new Uint8Array([97]), $any: [{ name: "File", children: [btoa("b")] }] },
    misfits: [{ path: "PutOrdersResponse/File", expected: "no further element" }],
  });
});

test("an Include in an element of a type that base64 does not fit is malformed, with the place and the text", async () => {
  const total = response(
    `<File>${include("cid:2")}</File><Orders><Order><Number>${include("cid:1")}</Number></Order></Orders>`,
  );
  expect(await replyTo(xopOf(total, ["1", "one"], ["2", file]))).toMatchObject({
    kind: "malformed",
    misfit: { path: "PutOrdersResponse/Orders/Order/Number", expected: "int", found: btoa("one") },
  });
});

test("the headers of a reply are shown in logs, with the type of its document and each cookie", async () => {
  for (const others of [
    [
      ["set-cookie", "a=1"],
      ["set-cookie", "b=2"],
    ],
    [],
  ] as [string, string][][]) {
    const headers = new Headers([["content-type", xopType], ["x-trail", "1"], ...others]);
    const transport = () => Promise.resolve({ status: 200, headers, body: xopOf(response("")) });
    const { httpHeaders } = await putOrders(soap11("http://h/", { transport, attachments: multipart() }), {});
    expect(inspect(httpHeaders)).toMatch(/'content-type': 'application\/xop\+xml; charset=utf-8',.*'x-trail': '1'/s);
    expect(httpHeaders.getSetCookie?.()).toEqual(others.map(([, value]) => value));
    expect(httpHeaders.get("x-trail")).toBe("1");
  }
});

test("the root is the part of start, else the first", async () => {
  const root: Part = {
    headers: { "Content-ID": "<root>", "Content-Type": "text/xml; charset=iso-8859-1" },
    content: Buffer.from(response("<Source>\u00e9</Source>"), "latin1"),
  };
  const other: Part = { headers: { "Content-ID": "<1>" }, content: "one" };
  for (const [parts, start] of [
    [[root, other], ""],
    [[other, root], '; start="<root>"'],
    [[other, root], "; start=root"],
  ] as const) {
    const reply = await replyTo(multipartOf(parts), `Multipart/Related; boundary="b"${start}`);
    expect(reply).toMatchObject({
      kind: "ok",
      value: { Source: "\u00e9" },
      attachments: [{ contentId: "1", contentType: "application/octet-stream" }],
    });
  }
});

test("parts in base64 are decoded", async () => {
  const part = (content: string): Part => ({
    headers: { "Content-Transfer-Encoding": "Base64", "Content-ID": "1" },
    content,
  });
  const body = (content: string) =>
    multipartOf([{ content: response(`<File>${include("cid:1")}</File>`) }, part(content)]);
  expect(await replyTo(body("AAEC\r\nAw=="), "multipart/related; boundary=b")).toMatchObject({
    value: { File: new Uint8Array([0, 1, 2, 3]) },
  });
  expect(await replyTo(body("AAE"), "multipart/related; boundary=b")).toMatchObject({
    kind: "malformed",
    reason: "expected base64, as the Content-Transfer-Encoding of a part states, found something else",
  });
});

test("a document and parts in quoted-printable are decoded", async () => {
  const headers = { "Content-Transfer-Encoding": "quoted-printable" };
  const document = response(`<Source>\u00e9 = a</Source><File>${include("cid:1")}</File>`);
  const quoted = document.replaceAll("=", "=3D").replace("\u00e9", "=C3=a9").replace("<File>", "=\r\n<File>");
  const body = (content: string) =>
    multipartOf([
      { headers, content: quoted },
      { headers: { ...headers, "Content-ID": "<1>" }, content },
    ]);
  expect(await replyTo(body("=00=FF\r\n="), "multipart/related; boundary=b")).toMatchObject({
    value: { Source: "\u00e9 = a", File: new Uint8Array([0, 255, 13, 10]) },
  });
  expect(await replyTo(body("=0"), "multipart/related; boundary=b")).toMatchObject({
    kind: "malformed",
    reason: "expected quoted-printable, as the Content-Transfer-Encoding of a part states, found something else",
  });
});

const includedFile = (href: string) => response(`\n<File>${include(href)}</File>`);

test.each([
  [
    "without an end",
    xopOf(response("")).slice(0, -9),
    "expected a multipart with a closing boundary, found the end of part 1 without it",
  ],
  [
    "without a part that it refers to",
    xopOf(includedFile("cid:1"), ["2", ""]),
    'PutOrdersResponse/File/Include (line 2): expected a part with the Content-ID "1", found none',
  ],
  [
    "with an Include of another URL",
    xopOf(includedFile("http://h/1"), ["2", ""]),
    'PutOrdersResponse/File/Include (line 2): expected a URL that begins with cid:, found "http://h/1"',
  ],
  [
    "with an Include without a URL",
    xopOf(response("<File><a:Include xmlns:a='http://www.w3.org/2004/08/xop/include'/></File>")),
    "PutOrdersResponse/File/Include (line 1): expected attribute href, which is missing",
  ],
  [
    "with two parts of one id",
    xopOf(includedFile("cid:1"), ["1", ""], ["1", ""]),
    'expected parts with different Content-IDs, found two with "1"',
  ],
  [
    "without parts",
    Buffer.from("--b--"),
    'expected a part with the Content-ID "<root@h>" of the parameter start, found none',
  ],
  ["whose document is cut off", xopOf(response("").slice(0, -9)), "the document ends here"],
  [
    "in an unknown encoding",
    multipartOf([{ headers: { "Content-Transfer-Encoding": "x-uuencode" }, content: "" }]),
    'expected a Content-Transfer-Encoding of binary, 8bit, 7bit, base64 or quoted-printable, found "x-uuencode"',
  ],
])("a multipart %s is malformed, never http", async (_, body, reason) => {
  for (const status of [200, 500]) {
    const reply = await replyTo(body, xopType, status);
    expect(reply).toMatchObject({ kind: "malformed" });
    if (reply.kind === "malformed") expect(reply.reason).toContain(reason);
  }
});

test("a multipart without a boundary or of more than maxReplyBytes is malformed", async () => {
  expect(await replyTo(xopOf(response("")), "multipart/related")).toMatchObject({
    reason: "expected a multipart whose Content-Type has a boundary, found none",
  });
  expect(await replyTo(xopOf(response("")), xopType, 200, { maxReplyBytes: 100 })).toMatchObject({
    reason: "expected at most 100 bytes, found more",
  });
});

test("limits are options", async () => {
  const body = xopOf(response(""), ["1", "12345"]);
  expect(await replyTo(body, xopType, 200, { attachments: mtom({ maxParts: 1 }) })).toMatchObject({
    reason: "expected at most 1 parts, found more",
  });
  expect(await replyTo(body, xopType, 200, { attachments: multipart({ maxPartBytes: 4 }) })).toMatchObject({
    kind: "malformed",
  });
});

test("a fault is read from a multipart, with its attachments", async () => {
  const fault = envelope(
    "soap11",
    "<soap:Fault><faultcode>soap:Server</faultcode><faultstring>no</faultstring></soap:Fault>",
  );
  expect(await replyTo(xopOf(fault, ["1", "one"]), xopType, 500)).toMatchObject({
    kind: "fault",
    fault: { code: "Receiver", reason: "no" },
    attachments: [{ contentId: "1" }],
  });
});

test("a lenient port reads attachments, and what does not fit", async () => {
  const body = xopOf(response(`<Orders><Order><Number>x</Number></Order></Orders><File>${include("cid:1")}</File>`), [
    "1",
    file,
  ]);
  expect(await replyTo(body, xopType, 200, { reading: lenient })).toMatchObject({
    kind: "ok",
    value: { File: file },
    misfits: [{ found: "x" }],
  });
});

test("a port without the option states what it lacks", async () => {
  const reply = await replyTo(xopOf(response("")), xopType, 200, { attachments: undefined });
  expect(reply).toMatchObject({
    kind: "malformed",
    reason: 'expected XML, or a port with `attachments: multipart()` of runtimeParts "attachments", found a multipart',
  });
  const port = soap11("http://h/", { transport: answering("").transport });
  await expect(putOrders(port, {}, { attachments: [] })).rejects.toThrow(
    new RequestError('expected a port with `attachments: multipart()` of runtimeParts "attachments"', "attachments"),
  );
});

/** The parts of the multipart that a call sends, and its type. */
async function sentBy(port: (options: object) => Port, request: object, options?: object) {
  const { transport, sent } = answering(response(""), xml);
  await putOrders(port({ transport }), request, options);
  const { body = "", request: { headers = {} } = {} } = sent[0] ?? {};
  return { body, type: headers["Content-Type"] ?? "" };
}

test("attachments are sent beside the document, each with its type and id", async () => {
  const { body, type } = await sentBy(
    (options) => soap11("http://h/", { ...options, attachments: multipart() }),
    { Source: "a" },
    {
      attachments: [
        { content: Buffer.from("one"), contentType: "text/plain", contentId: "1@h" },
        { content: new Blob(["two"], { type: "text/html" }) },
        { content: generated(Buffer.from("th"), Buffer.from("ree")) },
      ],
    },
  );
  const [, boundary = "", root = "", id = ""] =
    /^multipart\/related; type="text\/xml"; boundary="(part-[0-9a-f]{32})"; start="<(root\.([0-9a-f]{32}@soapwright))>"$/.exec(
      type,
    ) ?? [];
  const part = (type: string, id: string, content: string, encoding = "binary") =>
    `--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: ${encoding}\r\nContent-ID: <${id}>\r\n\r\n${content}\r\n`;
  const document = envelope("soap11", `<PutOrders xmlns="${namespace}"><Source>a</Source></PutOrders>`);
  expect(body).toBe(
    [
      part("text/xml; charset=utf-8", root, document, "8bit"),
      part("text/plain", "1@h", "one"),
      part("text/html", `attachment2.${id}`, "two"),
      part("application/octet-stream", `attachment3.${id}`, "three"),
      `--${boundary}--\r\n`,
    ].join(""),
  );
});

test("a request without attachments consists of the document", async () => {
  const { type } = await sentBy((options) => soap11("http://h/", { ...options, attachments: multipart() }), {
    File: file,
  });
  expect(type).toBe("text/xml; charset=utf-8");
});

test("attachments follow a document that is written while it is sent", async () => {
  const { body } = await sentBy(
    (options) => soap11("http://h/", { ...options, attachments: multipart() }),
    { Orders: listFrom(generated({ Number: 1 })) },
    { attachments: [{ content: Buffer.from("one") }] },
  );
  expect(body).toContain("<Orders><Order><Number>1</Number></Order></Orders>");
  expect(body).toContain("\r\n\r\none\r\n--");
});

test.each([
  [
    { attachments: [{ content: "text" }] },
    'attachments[0].content: expected bytes, a Blob or a source of bytes, found "text"',
  ],
  [
    { attachments: [{ content: file, contentType: "a\r\nb" }] },
    'attachments[0].contentType: expected a media type, found "a\\r\\nb"',
  ],
  [
    { attachments: [{ content: file, contentId: "<a>" }] },
    'attachments[0].contentId: expected an id of ASCII without spaces and angle brackets, found "<a>"',
  ],
  [
    { attachments: [{ content: file }, null] },
    "attachments[1].content: expected bytes, a Blob or a source of bytes, found undefined",
  ],
  [{ attachments: {} }, "attachments: expected a list, found an object"],
  [{ parts: { image: { content: file } } }, "parts.image: expected no such part"],
  [
    { attachments: [{ content: generated("text") }] },
    'attachments[0].content: expected a chunk of bytes, found "text"',
  ],
])("refuses attachments that do not fit: %#", async (options, message) => {
  const { transport } = answering(response(""), xml);
  const port = soap11("http://h/", { transport, attachments: multipart() });
  await expect(putOrders(port, {}, options as object)).rejects.toThrow(message);
});

test("HTTP POST sends a form as before, and reads a multipart", async () => {
  const { transport, sent } = answering(response(""), xml);
  await putOrders(httpPost("http://h/", { transport, attachments: mtom() }), {});
  expect(sent[0]?.request.headers["Content-Type"]).toBe("application/x-www-form-urlencoded");
});

test("without MTOM, bytes stay in the document as base64", async () => {
  const { body } = await sentBy((options) => soap11("http://h/", { ...options, attachments: multipart() }), {
    File: bytesFrom(generated(file)),
  });
  expect(body).toContain(`<File>${Buffer.from(file).toString("base64")}</File>`);
});

test.each([
  ["multipart()", multipart()],
  ["mtom()", mtom()],
])("a request with sources is sent once by retries, redirects and digest: %s", async (_, attachments) => {
  const busy = new Response(null, { status: 503 });
  const moved = new Response(null, { status: 307, headers: { Location: "/new" } });
  const challenge = { "WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth"' };
  const refused = new Response(null, { status: 401, headers: challenge });
  for (const [step, first, count] of [
    [retries({ idempotent: true, backoff: 1 }), busy, 1],
    [redirects(), moved, 1],
    // An empty request fetches the challenge.
    [digest({ username: "u", password: "p" }), refused, 2],
  ] as const) {
    const { transport, seen } = scripted(first, ok());
    const port = soap11("http://h/", { transport, attachments, steps: [step] });
    await putOrders(port, { File: bytesFrom(generated(file)) }, { attachments: [{ content: generated(file) }] });
    expect(seen).toHaveLength(count);
    expect(seen.at(-1)?.body.length).toBeGreaterThan(2 * file.length);
  }
});

test("whole attachments are sent again", async () => {
  const { transport, seen } = scripted(new Response(null, { status: 503 }), ok());
  const port = soap11("http://h/", {
    transport,
    attachments: mtom(),
    steps: [retries({ idempotent: true, backoff: 1 })],
  });
  await putOrders(port, { File: file }, { attachments: [{ content: new Blob([file]) }] });
  expect(seen[1]?.body).toEqual(seen[0]?.body);
});

test("a source that was read before is refused, and never sent as nothing", async () => {
  const twice: Step = async (message, next) => {
    await next(message);
    return next(message);
  };
  for (const content of [generated(file), Readable.from([file])]) {
    const { transport, seen } = scripted(ok());
    const port = soap11("http://h/", { transport, attachments: multipart(), steps: [twice] });
    const call = putOrders(port, {}, { attachments: [{ content }] });
    await expect(call).rejects.toThrow("attachments[0].content: expected a source that was not read before");
    expect(seen).toHaveLength(1);
  }
});

test("steps of sending get the multipart, in their order, and others the envelope", async () => {
  const got: string[] = [];
  const seeing =
    (name: string): Step =>
    (message, next) => {
      const { body, httpHeaders, isOnce } = message;
      const encoding = httpHeaders["Content-Encoding"] ?? "plain";
      got.push([name, httpHeaders["Content-Type"]?.split(";")[0], encoding, body instanceof Uint8Array, isOnce].join());
      return next(message);
    };
  const last = Object.assign(seeing("last"), { after: "packing" } as const);
  const { transport, seen } = scripted(ok());
  const port = soap11("http://h/", {
    transport,
    attachments: multipart(),
    steps: [gzipRequests({ minBytes: 0 }), last, seeing("own")],
  });
  await putOrders(port, {}, { attachments: [{ content: generated(file) }], steps: [seeing("call")] });
  expect(got).toEqual([
    "call,text/xml,plain,true,true",
    "own,text/xml,plain,true,true",
    "last,multipart/related,gzip,false,",
  ]);
  expect(gunzipSync(seen[0]?.body ?? "").includes(Buffer.from(file))).toBe(true);
});

test("Digest with auth-int hashes the multipart", async () => {
  const challenge = { "WWW-Authenticate": 'Digest realm="r", nonce="n", qop="auth-int"' };
  const { transport, seen } = scripted(new Response(null, { status: 401, headers: challenge }), ok());
  const port = soap11("http://h/", {
    transport,
    attachments: mtom(),
    steps: [digest({ username: "u", password: "p" })],
  });
  await putOrders(port, { File: file });
  const [, answered] = seen;
  const [, random = "", response = ""] =
    /cnonce="(\w+)".*response="(\w+)"/.exec(answered?.request.headers["Authorization"] ?? "") ?? [];
  const hash = (data: string | Uint8Array): string => createHash("md5").update(data).digest("hex");
  const target = hash(`POST:/:${hash(answered?.body ?? "")}`);
  expect(response).toBe(hash(`${hash("u:r:p")}:n:00000001:${random}:auth-int:${target}`));
});

test("sources are told when a step fails or answers before they are read", async () => {
  const failing: Step = () => Promise.reject(new Error("refused"));
  const answers: Step = () =>
    Promise.resolve({ status: 503, httpHeaders: new Map(), body: new Uint8Array(), truncated: false });
  for (const [step, attachments, outcome] of [
    [failing, multipart(), "refused"],
    [failing, mtom(), "refused"],
    [answers, mtom(), "http"],
  ] as const) {
    let ended = 0;
    const source = () => new ReadableStream<Uint8Array>({ cancel: () => void (ended += 1) });
    const { transport } = scripted(ok());
    const port = soap11("http://h/", { transport, attachments, steps: [step] });
    const call = putOrders(port, { File: bytesFrom(source()) }, { attachments: [{ content: source() }] });
    expect(
      await call.then(
        ({ kind }) => kind,
        (error: unknown) => (error as Error).message,
      ),
    ).toBe(outcome);
    expect(ended).toBe(2);
  }
});

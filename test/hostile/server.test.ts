import fc from "fast-check";
import { expect, test } from "vitest";
import { answerAddressing, checkSecurity } from "../../templates/runtime/index.js";
import { namespace } from "../runtime/orders.js";
import { address, ask, getOrderXml, post, soap, types } from "../runtime/orders-server.js";
import { containing, envelope } from "../runtime/wire.js";

const versions = ["soap11", "soap12"] as const;

test("no more of a body is read than is allowed", async () => {
  let pulled = 0;
  const endless = (): ReadableStream =>
    new ReadableStream({
      pull(controller) {
        pulled++;
        controller.enqueue(new Uint8Array(1024).fill(32));
      },
    });
  const init = { method: "POST", headers: { "Content-Type": types.soap11 }, duplex: "half" };
  const streamed = new Request(address, { ...init, body: endless() } as RequestInit);
  const answer = await ask(streamed, {}, { maxRequestBytes: 10_000 });
  expect(answer).toMatchObject({ status: 413, body: "expected at most 10000 bytes\n" });
  expect(pulled).toBeLessThan(20);
  const declared = post(types.soap11, getOrderXml, { "Content-Length": "10001" });
  expect(await ask(declared, {}, { maxRequestBytes: 10_000 })).toMatchObject({ status: 413 });
  const long = post("application/x-www-form-urlencoded", "x".repeat(11));
  const toOperation = new Request(`${address}/GetOrder`, {
    method: "POST",
    headers: long.headers,
    body: "x".repeat(11),
  });
  expect(await ask(toOperation, {}, { maxRequestBytes: 10 })).toMatchObject({ status: 413 });
  const fitting = envelope("soap11", getOrderXml);
  expect(await ask(post(types.soap11, fitting), {}, { maxRequestBytes: fitting.length })).toMatchObject({
    status: 200,
  });
});

test("an incomplete body is not a message", async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("<soap:Env"));
      controller.error(new Error("reset"));
    },
  });
  const init = { method: "POST", headers: { "Content-Type": types.soap11 }, body, duplex: "half" };
  expect(await ask(new Request(address, init as RequestInit))).toMatchObject({ status: 400, errors: [] });
});

test.each(versions)("bombs and depth end in a fault: %s", async (binding) => {
  const refused = async (text: string) => {
    const answer = await ask(post(types[binding], text));
    expect(answer).toMatchObject({ status: binding === "soap11" ? 500 : 400, errors: [] });
    return answer.body;
  };
  const laughs = `<!DOCTYPE a [<!ENTITY a "${"lol".repeat(100)}"><!ENTITY b "&a;&a;&a;">]>`;
  await refused(laughs + envelope(binding, getOrderXml.replace("7", "&b;")));
  await refused(envelope(binding, getOrderXml.replace("7", "&b;")));
  const nested = (count: number) => `${"<x>".repeat(count)}${"</x>".repeat(count)}`;
  expect(await refused(envelope(binding, getOrderXml.replace("<Number>", `${nested(50_000)}<Number>`)))).toContain(
    "deep",
  );
  expect(await refused(envelope(binding, getOrderXml, nested(50_000)))).toContain("deep");
  expect(await refused(envelope(binding, nested(50_000)))).toContain("deep");
  const attributes = Array.from({ length: 1000 }, (_, index) => ` a${index}=""`).join("");
  expect(await refused(envelope(binding, `<GetOrder${attributes}/>`))).toContain("attributes");
});

test.each(versions)("names of prototypes are names: %s", async (binding) => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    const inside = getOrderXml.replace("</GetOrder>", `<${name}>1</${name}></GetOrder>`);
    const given: unknown[] = [];
    const answer = await ask(soap(binding, inside, { header: `<${name}/>` }), {
      getOrder: (request, call) => {
        given.push(request.$any, call.headerBlocks);
        expect(Object.getPrototypeOf(call.header)).toBe(Object.prototype);
        return {};
      },
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(given).toEqual([
      [{ name, namespace, attributes: [], children: ["1"] }],
      [{ name, namespace: "", attributes: [], children: [] }],
    ]);
    expect((await ask(soap(binding, `<${name}/>`))).body).toContain(name);
  }
  expect(await ask(new Request(`${address}/GetOrder?__proto__=1&order-number=7`))).toMatchObject({ status: 200 });
});

test("the head of an answer contains no text of the request", async () => {
  const actions = ['"a\\r\\nSet-Cookie: x=1"', `"${"a".repeat(60_000)}"`];
  for (const action of actions) {
    const answer = await ask(soap("soap12", getOrderXml, { action }));
    expect(answer).toMatchObject({ status: 400, errors: [] });
    expect([...answer.headers.keys()].sort()).toEqual(["content-length", "content-type", "x-content-type-options"]);
    expect(answer.body.length).toBeLessThan(1000);
  }
});

test("long texts that do not fit are not sent back", async () => {
  const answer = await ask(soap("soap11", getOrderXml.replace("7", "x".repeat(1_000_000))));
  expect(answer).toMatchObject({ status: 500, body: containing("expected int") });
  expect(answer.body.length).toBeLessThan(1000);
  const name = "x".repeat(100_000);
  expect((await ask(soap("soap11", `<${name}/>`))).status).toBe(500);
});

test("references that XML forbids are refused, or taken where it is asked for; what a reason cannot hold is left out", async () => {
  const request = soap("soap11", getOrderXml.replace("7", "&#1;&#xFFFE;"));
  expect((await ask(request.clone())).body).toContain("soap:Client");
  const taken = await ask(request, {}, { forbiddenCharacters: true });
  expect(taken).toMatchObject({ status: 500, errors: [], body: containing("soap:Client") });
});

test("whatever is sent is answered", async () => {
  const text = envelope("soap12", getOrderXml, '<x soap:mustUnderstand="0"/>');
  const mangled = fc
    .tuple(fc.nat(text.length), fc.nat(20), fc.string({ unit: "binary", maxLength: 8 }))
    .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
  const property = fc.asyncProperty(
    fc.oneof(mangled, fc.string({ unit: "binary" }), fc.constantFrom(text)),
    fc.constantFrom(
      "text/xml",
      "application/soap+xml",
      "text/xml; charset=utf-16",
      'text/xml; charset="x',
      "text/xml;;=",
    ),
    fc.constantFrom("", "/GetOrder", "/Touch", "/"),
    async (body, type, path) => {
      const request = new Request(address + path, { method: "POST", headers: { "Content-Type": type }, body });
      const answer = await ask(request);
      expect([200, 202, 400, 404, 415, 500]).toContain(answer.status);
      expect(answer.errors).toEqual([]);
    },
  );
  await fc.assert(property, { numRuns: 400 });
});

test("whatever is asked for is answered", async () => {
  const part = fc.oneof(
    fc.constantFrom(
      "/GetOrder",
      "?wsdl",
      "?op=",
      "GetOrder",
      "&",
      "=",
      "order-number=7",
      "%",
      "%00",
      "..",
      "//",
      "?xsd=",
    ),
    fc.string({ unit: "binary", maxLength: 5 }),
  );
  const property = fc.asyncProperty(fc.array(part, { maxLength: 6 }), async (parts) => {
    const answer = await ask(new Request(address + parts.join("")));
    expect([200, 404, 500]).toContain(answer.status);
    expect(answer.errors).toEqual([]);
    expect(answer.body).not.toContain("service could not answer");
  });
  await fc.assert(property, { numRuns: 400 });
});

const wsse = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
const wsa = "http://www.w3.org/2005/08/addressing";

/** The time of the fastest of three requests with this header, in milliseconds, and the last fault. */
async function timeOf(header: string): Promise<{ readonly time: number; readonly body: string }> {
  const options = { security: checkSecurity({ password: () => "secret" }), addressing: answerAddressing() };
  const times: number[] = [];
  let body = "";
  for (let run = 0; run < 3; run++) {
    const request = soap("soap11", getOrderXml, { header });
    const start = performance.now();
    ({ body } = await ask(request, {}, options));
    times.push(performance.now() - start);
  }
  return { time: Math.min(...times), body };
}

test.each<[what: string, header: (count: number) => string, reason: string]>([
  [
    "tokens",
    (count) =>
      `<w:Security xmlns:w="${wsse}">${"<w:UsernameToken><w:Username>a</w:Username></w:UsernameToken>".repeat(count)}</w:Security>`,
    "expected one UsernameToken",
  ],
  ["Security blocks", (count) => `<w:Security xmlns:w="${wsse}"/>`.repeat(count), "expected one Security block"],
  [
    "user names",
    (count) =>
      `<w:Security xmlns:w="${wsse}"><w:UsernameToken>${"<w:Username>a</w:Username>".repeat(count)}</w:UsernameToken></w:Security>`,
    "expected one Username",
  ],
  [
    "characters of a nonce",
    (count) =>
      `<w:Security xmlns:w="${wsse}"><w:UsernameToken><w:Username>a</w:Username><w:Password>secret</w:Password><w:Nonce>${"A".repeat(count * 20)}</w:Nonce></w:UsernameToken></w:Security>`,
    "expected a Nonce in base64",
  ],
  [
    "digits of a time",
    (count) =>
      `<w:Security xmlns:w="${wsse}" xmlns:u="${wsse.replace("secext", "utility")}"><u:Timestamp><u:Created>2026-11-28T10:00:00.${"1".repeat(count * 20)}x</u:Created></u:Timestamp></w:Security>`,
    "expected a time in Created",
  ],
  [
    "relations",
    (count) =>
      `<a:Action xmlns:a="${wsa}">urn:x</a:Action>${`<a:RelatesTo xmlns:a="${wsa}" soap:mustUnderstand="1">x</a:RelatesTo>`.repeat(count)}`,
    "expected an Action of an operation",
  ],
  [
    "reference parameters",
    (count) =>
      `<a:Action xmlns:a="${wsa}">urn:x</a:Action><a:ReplyTo xmlns:a="${wsa}"><a:ReferenceParameters>${'<x xmlns="urn:x"/>'.repeat(count)}</a:ReferenceParameters></a:ReplyTo>`,
    "expected an Action of an operation",
  ],
])("many %s in a header are refused in linear time", async (_what, header, reason) => {
  const [small, large] = [await timeOf(header(1_000)), await timeOf(header(8_000))];
  expect(small.body).toContain(reason);
  expect(large.body).toContain(reason);
  // Eight times as much; quadratic growth would be 64 times.
  expect(large.time).toBeLessThan(small.time * 24 + 20);
});

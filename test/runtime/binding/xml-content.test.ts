import { expect, test } from "vitest";
import {
  httpGet,
  httpPost,
  int,
  RequestError,
  string,
  xmlContent,
  type Operation,
  type Table,
} from "../../../templates/runtime/index.js";
import { memoryPort, serve, type Contract } from "../../../templates/runtime/server.js";
import { emptyPages } from "../../support/empty-pages.js";

const namespace = "urn:scales";

type Weigh = { crate: string; parts?: number[] };

const weigh: Table<Weigh> = {
  namespace,
  sequence: { crate: string, parts: { type: int, minOccurs: 0, maxOccurs: 9 } },
};

function operation<Request>(
  name: string,
  request: Table,
  location: string,
  content = xmlContent("text/xml"),
): Operation<Request, number> {
  const response = { body: { namespace, sequence: { Weight: int } } };
  return { name, request: { body: request }, response, httpPost: { location, content, root: "Weight" } };
}

const weighOperation = () => operation<Weigh>("Weigh", { namespace, sequence: { Weigh: weigh } }, "/scales");
const tareOperation = () =>
  operation<number>("Tare", { namespace, sequence: { Tare: int } }, "/scales", xmlContent("application/xml"));
/** At the location of the service, where SOAP is too. */
const bareOperation = () =>
  operation<number | null>("Bare", { namespace, sequence: { Bare: { type: int, nillable: true } } }, "");

function contract(): Contract {
  const bindings = ["soap11", "soap12", "httpPost"] as const;
  const both = (made: () => Operation<never, number>) => ({ operation: made, bindings });
  return {
    name: "Scales",
    namespace,
    bindings,
    path: "/services/Scales",
    operations: { weigh: both(weighOperation), tare: both(tareOperation), bare: both(bareOperation) },
    pages: emptyPages,
  };
}

const handlers = {
  weigh: ({ crate, parts = [] }: Weigh) => crate.length + parts.length,
  tare: (weight: number) => -weight,
  bare: (weight: number | null) => weight ?? 404,
};

const url = "http://localhost/services/Scales";

async function send(path: string, body: string, headers: Record<string, string> = { "Content-Type": "text/xml" }) {
  const answer = await serve(contract, handlers)(new Request(url + path, { method: "POST", headers, body }));
  return [answer.status, (await answer.text()).replace(/^<\?xml[^>]*>/, "").replace(/ xmlns:xsi="[^"]*"/, "")];
}

test("a request is the element of a SOAP body as a document, of the declared media type", async () => {
  const sent: { url: string; method: string; type: string | undefined; body: string }[] = [];
  const transport = (
    url: string,
    { method, headers, body }: { method: string; headers: Readonly<Record<string, string>>; body?: unknown },
  ) => {
    sent.push({ url, method, type: headers["Content-Type"], body: new TextDecoder().decode(body as Uint8Array) });
    const reply = new TextEncoder().encode(`<Weight xmlns="${namespace}">7</Weight>`);
    return Promise.resolve({ status: 200, headers: new Map<string, string>(), body: reply });
  };
  const port = httpPost(url, { transport: transport });
  expect(await port.call(weighOperation, { crate: "A<B", parts: [1, 2] })).toMatchObject({ kind: "ok", value: 7 });
  expect(await port.call(tareOperation, 3)).toMatchObject({ kind: "ok", value: 7 });
  const xsi = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const declaration = '<?xml version="1.0" encoding="utf-8"?>';
  expect(sent).toEqual([
    {
      url: `${url}/scales`,
      method: "POST",
      type: "text/xml; charset=utf-8",
      body: `${declaration}<Weigh ${xsi} xmlns="${namespace}"><crate>A&lt;B</crate><parts>1</parts><parts>2</parts></Weigh>`,
    },
    {
      url: `${url}/scales`,
      method: "POST",
      type: "application/xml; charset=utf-8",
      body: `${declaration}<Tare ${xsi} xmlns="${namespace}">3</Tare>`,
    },
  ]);
});

test("a value that does not fit is refused with its path before it is sent", async () => {
  const port = httpPost(url, { transport: () => Promise.reject(new Error("sent")) });
  const wrong = { crate: "a", parts: [1, 0.5] };
  await expect(port.call(weighOperation, wrong)).rejects.toThrow(
    new RequestError("expected int, found 0.5", "Weigh.parts[1]"),
  );
  await expect(port.call(tareOperation, undefined as never)).rejects.toThrow("Tare: expected int, found nothing");
  await expect(port.call(tareOperation, 1, { header: {} })).rejects.toThrow("header: expected no header blocks");
});

test("a document without a root is refused", () => {
  const body = { namespace, sequence: { Tare: { type: int, minOccurs: 0 } } };
  expect(() => xmlContent("text/xml").write({ body }, undefined, {})).toThrow("expected int, found nothing");
});

test("a server reads what a client sends, nil as well", async () => {
  const port = memoryPort(contract, handlers, httpPost);
  expect(await port.call(weighOperation, { crate: "abc", parts: [1] })).toMatchObject({ kind: "ok", value: 4 });
  expect(await port.call(tareOperation, 3)).toMatchObject({ kind: "ok", value: -3 });
  expect(await port.call(bareOperation, null)).toMatchObject({ kind: "ok", value: 404 });
});

test("the root decides among operations at one location", async () => {
  expect(await send("/scales", `<Tare xmlns="${namespace}">2</Tare>`)).toEqual([
    200,
    `<Weight xmlns="${namespace}">-2</Weight>`,
  ]);
  expect(await send("/scales", "<Tare>2</Tare>")).toEqual([
    500,
    `Sender: Tare (line 1): expected <Weigh> of "urn:scales" or <Tare> of "urn:scales", found <Tare> of ""\n`,
  ]);
});

test("a document that does not fit is refused with its place", async () => {
  const broken = `<Weigh xmlns="${namespace}">\n<crate>a</crate><parts>x</parts></Weigh>`;
  expect(await send("/scales", broken)).toEqual([500, 'Sender: Weigh/parts (line 2): expected int, found "x"\n']);
  expect(await send("/scales", "<!DOCTYPE a><a/>")).toEqual([500, "Sender: line 1: a document type is not allowed\n"]);
});

test("every XML type is read at a location of XML documents, in the declared charset, and no other", async () => {
  const tare = `<Tare xmlns="${namespace}">2</Tare>`;
  for (const type of ["application/xml", "application/vnd.scales+xml", "TEXT/XML; charset=us-ascii"]) {
    expect(await send("/scales", tare, { "Content-Type": type })).toMatchObject([200, expect.anything()]);
  }
  expect(await send("/scales", "Tare=2", { "Content-Type": "application/x-www-form-urlencoded" })).toEqual([
    415,
    "expected text/xml or application/xml\n",
  ]);
});

test("at the location of SOAP, an envelope or an action is SOAP, and any other document is not", async () => {
  const bare = `<Bare xmlns="${namespace}">2</Bare>`;
  const envelope = `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>${bare}</s:Body></s:Envelope>`;
  expect(await send("", bare)).toEqual([200, `<Weight xmlns="${namespace}">2</Weight>`]);
  expect(await send("", envelope)).toMatchObject([200, expect.stringContaining("Envelope") as string]);
  const action = { "Content-Type": "text/xml", SOAPAction: '""' };
  expect(await send("", bare, action)).toMatchObject([
    500,
    expect.stringContaining("expected &lt;Envelope&gt;") as string,
  ]);
  expect(await send("/scales", envelope)).toMatchObject([500, expect.stringContaining("found <Envelope>") as string]);
});

test("HTTP GET carries no documents", async () => {
  await expect(httpGet(url).call(tareOperation, 1)).rejects.toThrow("Tare has no httpGet binding");
  const answer = await serve(contract, handlers)(new Request(`${url}/scales`));
  expect([answer.status, answer.headers.get("allow")]).toEqual([405, "POST"]);
});

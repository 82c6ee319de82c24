import { expect, test } from "vitest";
import { printSample } from "../../generator/pages/print-sample.js";
import { textOf } from "../../generator/pages/printed.js";
import type { Message, Operation, Particle, Service, Type } from "../../generator/model/service.js";
import { toSamples } from "../../generator/pages/to-samples.js";
import {
  attribute,
  complex,
  element,
  http,
  message,
  oneWay,
  operation,
  port,
  qname,
  rpc,
  service,
  simple,
} from "../support/model.js";
import { any } from "../model/particles.js";
import { html, readBack, text } from "./page.js";

const wrappers = [complex("Op", {}, { wrapper: true }), complex("OpResponse", {}, { wrapper: true })];

function messages(
  types: readonly Type[],
  more: Partial<Operation> = {},
  facts: Partial<Service> = {},
): readonly string[] {
  return toSamples(service([operation("Op", more)], types, facts))
    .flatMap(({ samples }) => samples)
    .map((sample) => textOf(printSample(sample)));
}

/** The lines in the wrapper element of a request whose members are these. */
function members(content: readonly Particle[], types: readonly Type[] = []): string {
  const [request = ""] = messages([
    complex("Op", content, { wrapper: true }),
    wrappers[1] ?? complex("", {}),
    ...types,
  ]);
  return /<Op xmlns="[^"]*">\n([^]*)\n {4}<\/Op>/.exec(request)?.[1]?.replace(/^ {6}/gm, "") ?? "";
}

test("a whole page: what comes first, the head and the envelope of each binding", () => {
  const shown = service([operation("Op", { documentation: "Does it." })], wrappers);
  expect(text(shown)).toBe(`shop

Click here for a complete list of operations.

Op

Does it.

SOAP 1.1

The following is a sample SOAP 1.1 request and response.  The placeholders shown need to be replaced with actual values.

POST /shop.asmx HTTP/1.1
Host: example.com
Content-Type: text/xml; charset=utf-8
Content-Length: length
SOAPAction: "http://example.com/shop/Op"

<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <Op xmlns="http://example.com/shop/" />
  </soap:Body>
</soap:Envelope>

HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<soap:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/">
  <soap:Body>
    <OpResponse xmlns="http://example.com/shop/" />
  </soap:Body>
</soap:Envelope>

SOAP 1.2

The following is a sample SOAP 1.2 request and response.  The placeholders shown need to be replaced with actual values.

POST /shop.asmx HTTP/1.1
Host: example.com
Content-Type: application/soap+xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<soap12:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">
  <soap12:Body>
    <Op xmlns="http://example.com/shop/" />
  </soap12:Body>
</soap12:Envelope>

HTTP/1.1 200 OK
Content-Type: application/soap+xml; charset=utf-8
Content-Length: length

<?xml version="1.0" encoding="utf-8"?>
<soap12:Envelope xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap12="http://www.w3.org/2003/05/soap-envelope">
  <soap12:Body>
    <OpResponse xmlns="http://example.com/shop/" />
  </soap12:Body>
</soap12:Envelope>
`);
});

test("HTML marks placeholders and names of parameters, and escapes three characters", () => {
  const types = [
    complex("Op", { Kind: "Kind" }, { wrapper: true }),
    ...wrappers.slice(1),
    simple("Kind", ["a&b", '"<c>"']),
  ];
  const bindings = [
    ...operation("Op").bindings.slice(0, 1),
    http("httpGet", "/Op", { parameters: [{ name: "k", element: "Kind" }] }),
  ];
  const page = html(
    service([operation("Op", { bindings, documentation: "<b>" })], types, { ports: [port("soap11"), port("httpGet")] }),
  );
  expect(page).toContain(
    '&lt;Kind&gt;<var class="value">a&amp;amp;b</var> or <var class="value">"&amp;lt;c&amp;gt;"</var>&lt;/Kind&gt;',
  );
  expect(page).toContain('GET /shop.asmx/Op?<var class="key">k</var>=<var class="value">string</var> HTTP/1.1');
  expect(page).toContain('<h2>Op</h2><p class="text" dir="auto">&lt;b&gt;</p>');
  expect(page).toContain('Content-Length: <var class="value">length</var>');
});

test("types: builtins, enumerations, QName, any type, and what is only assumed", () => {
  const assumed = { ...element("F", "string").evidence, type: { kind: "assumed", places: [] } as const };
  const shown = members(
    [
      element("A", "unsignedByte"),
      element("B", "Kind"),
      element("C", "QName"),
      element("D", "anyType"),
      { ...element("E", "anyType"), evidence: assumed },
      { ...element("F", "string"), evidence: assumed },
      element("G", "Pattern"),
    ],
    [simple("Kind", ["Red", "dark blue"]), simple("Pattern", [])],
  );
  expect(shown).toBe(`<A>unsignedByte</A>
<B>Red or dark blue</B>
<C xmlns:q1="http://tempuri.org/SampleNamespace">q1:QName</C>
<D xsi:type="type" />
<E />
<F>bytes</F>
<G />`);
});

test("prints attributes with prefixes if they are qualified, and no text beside them", () => {
  const attributes = [
    attribute("a", "int"),
    attribute("b", "Kind", "optional", "urn:x"),
    attribute("lang", "string", "optional", "http://www.w3.org/XML/1998/namespace"),
  ];
  const shown = members(
    [element("P", "P"), element("T", "T")],
    [
      complex("P", [element("Q", "int", "urn:x"), element("R", "int")], { attributes }),
      complex("T", { kind: "text", type: { kind: "builtin", name: "string" } }, { attributes: attributes.slice(0, 1) }),
      simple("Kind", ["x", "y"]),
    ],
  );
  expect(shown).toBe(`<P a="int" d4p1:b="x or y" xml:lang="string" xmlns:d4p1="urn:x">
  <d4p1:Q>int</d4p1:Q>
  <R>int</R>
</P>
<T a="int" />`);
});

test("lists twice, namespaces where they change, and no line breaks after a text", () => {
  const shown = members(
    [element("L", "L"), element("N", "N", ""), element("M", "M")],
    [
      complex("L", { item: "int*" }),
      complex("N", [element("X", "string", ""), element("Y", "string", "urn:y")]),
      complex("M", [element("First", "L"), any(), element("Last", "L")]),
    ],
  );
  expect(shown).toBe(`<L>
  <item>int</item>
  <item>int</item>
</L>
<N xmlns="">
  <X>string</X>
  <Y xmlns="urn:y">string</Y>
</N>
<M>
  <First>
    <item>int</item>
    <item>int</item>
  </First>xml<Last>
    <item>int</item>
    <item>int</item>
  </Last></M>`);
});

test("complex elements are cut at depth 4, an HTTP root's one level further down", () => {
  const tree = complex("Tree", { Name: "string", Tree: "Tree" });
  const types = [complex("OpResponse", { OpResult: "Tree" }, { wrapper: true }), ...wrappers.slice(0, 1), tree];
  const bindings = [
    ...operation("Op").bindings.slice(0, 1),
    http("httpGet", "/Op", { root: qname("Tree"), result: "OpResult" }),
  ];
  const [, soap, , reply] = messages(types, { bindings }, { ports: [port("soap11"), port("httpGet")] });
  expect(soap?.split("\n").slice(8, 16).join("\n")).toBe(`      <OpResult>
        <Name>string</Name>
        <Tree>
          <Name>string</Name>
          <Tree>
            <Name>string</Name>
            <Tree xsi:nil="true" />
          </Tree>`);
  expect(reply?.split("\n").slice(5).join("\n")).toBe(`<Tree xmlns="http://example.com/shop/">
  <Name>string</Name>
  <Tree>
    <Name>string</Name>
    <Tree>
      <Name>string</Name>
      <Tree>
        <Name>string</Name>
        <Tree d5p1:nil="true" xmlns:d5p1="http://www.w3.org/2001/XMLSchema-instance" />
      </Tree>
    </Tree>
  </Tree>
</Tree>`);
});

test("a one-way operation is accepted, a reply without content is bare, and one of any root is xml", () => {
  const request = message([element("Op", "Op")]);
  const toOneWay = service([oneWay(operation("Op", { request }))], wrappers);
  expect(text(toOneWay)).toContain("\n\nHTTP/1.1 202 Accepted\n\nSOAP 1.2");
  const bindings = [http("httpPost", "/Op"), http("httpGet", "/Op", { result: "R" })];
  const ports = [port("httpPost"), port("httpGet")];
  expect(messages(wrappers, { bindings }, { ports })).toEqual([
    "POST /shop.asmx/Op HTTP/1.1\nHost: example.com\nContent-Type: application/x-www-form-urlencoded\nContent-Length: length\n\n",
    "HTTP/1.1 200 OK",
    "GET /shop.asmx/Op? HTTP/1.1\nHost: example.com",
    'HTTP/1.1 200 OK\nContent-Type: text/xml; charset=utf-8\nContent-Length: length\n\n<?xml version="1.0"?>\nxml',
  ]);
});

test("header blocks come before the body, and parts of RPC/literal are unqualified", () => {
  const request = { ...rpc("Op", [element("a", "int", "")]), header: [element("Auth", "Auth")] };
  const [first] = messages([...wrappers, complex("Auth", { User: "string" })], { request });
  expect(first?.split("\n").slice(7).join("\n")).toBe(`<soap:Envelope ${envelope}>
  <soap:Header>
    <Auth xmlns="http://example.com/shop/">
      <User>string</User>
    </Auth>
  </soap:Header>
  <soap:Body>
    <Op xmlns="http://example.com/shop/">
      <a xmlns="">int</a>
    </Op>
  </soap:Body>
</soap:Envelope>`);
});

const envelope =
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"';

test("RPC/encoded refers to complex values in SOAP 1.1 and nests them in SOAP 1.2", () => {
  const encoded = (wrapper: string, body: Message["body"]): Message => ({ ...rpc(wrapper, body), use: "encoded" });
  const uri = "urn:books";
  const book = { ...complex("Book", [element("Title", "string", "")]), name: qname("Book", uri) };
  const books = {
    ...complex("Books", [
      { ...element("Item", "Book", ""), type: { kind: "type", name: `{${uri}}Book` }, maxOccurs: "unbounded" },
    ]),
    anonymous: true,
  };
  const request = encoded("Op", [element("a", "int", ""), element("books", "Books", "")]);
  const response = encoded("OpResponse", [element("OpResult", "guid", "")]);
  const [first, , second, reply] = messages([book, books], { request, response });
  const body = (shown = "") => /:Body [^>]*>\n([^]*)\n {2}<\/soap/.exec(shown)?.[1]?.replace(/^ {4}/gm, "");
  expect(body(first)).toBe(`<tns:Op>
  <a xsi:type="xsd:int">int</a>
  <books href="#id1" />
</tns:Op>
<soapenc:Array id="id1" soapenc:arrayType="q1:Book[2]" xmlns:q1="urn:books">
  <Item href="#id2" />
  <Item href="#id3" />
</soapenc:Array>
<q1:Book id="id2" xsi:type="q1:Book" xmlns:q1="urn:books">
  <Title xsi:type="xsd:string">string</Title>
</q1:Book>
<q1:Book id="id3" xsi:type="q1:Book" xmlns:q1="urn:books">
  <Title xsi:type="xsd:string">string</Title>
</q1:Book>`);
  expect(body(second)).toBe(`<tns:Op>
  <a xsi:type="xsd:int">int</a>
  <books soapenc:id="id0" soapenc:itemType="q1:Book" soapenc:arraySize="2" xmlns:q1="urn:books">
    <Item soapenc:id="id1" xsi:type="q1:Book">
      <Title xsi:type="xsd:string">string</Title>
    </Item>
    <Item soapenc:id="id2" xsi:type="q1:Book">
      <Title xsi:type="xsd:string">string</Title>
    </Item>
  </books>
</tns:Op>`);
  expect(body(reply)).toBe(`<tns:OpResponse>
  <rpc:result>OpResult</rpc:result>
  <OpResult xsi:type="q1:guid" xmlns:q1="http://microsoft.com/wsdl/types/">guid</OpResult>
</tns:OpResponse>`);
});

test("text loses marks: a single value becomes any word, and the name of a builtin that builtin", () => {
  const types = [
    complex("Op", { A: "One", B: "Int" }, { wrapper: true }),
    ...wrappers.slice(1),
    simple("One", ["Red"]),
    simple("Int", ["int"]),
  ];
  const shown = service([operation("Op")], types);
  const read = readBack(text(shown), "shop");
  expect(read.diagnostics.map(({ code }) => code)).toContain("placeholder-unknown");
  const wrapper = read.service.types.find(({ name }) => name.local === "Op");
  const particles = wrapper?.kind === "complex" && wrapper.content.kind === "sequence" ? wrapper.content.particles : [];
  expect(particles.map((particle) => (particle.kind === "element" ? particle.type : particle))).toEqual([
    { kind: "builtin", name: "string" },
    { kind: "builtin", name: "int" },
  ]);
});

test("the item type of an encoded array is named, also where its items are cut", () => {
  const nested = [complex("A", [element("b", "B", "")]), complex("B", [element("c", "C", "")])];
  const array = {
    ...complex("C", [{ ...element("Item", "D", ""), maxOccurs: "unbounded" as const }]),
    anonymous: true,
  };
  const request: Message = { ...rpc("Op", [element("a", "A", "")]), use: "encoded" };
  const shown = service([operation("Op", { request })], [...wrappers.slice(1), ...nested, array, complex("D", {})]);
  const type = readBack(text(shown), "shop").service.types.find(({ name }) => name.local === "D");
  expect(type).toMatchObject({ kind: "complex", anonymous: false, content: { kind: "unknown" } });
});

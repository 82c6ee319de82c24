import { expect, test } from "vitest";
import type { HttpSample, SampleElement, SoapSample } from "../../../generator/read/help-page/help-page.js";
import { brief, elements, parts, read } from "./read.js";
import { httpResponse, soapRequest, soapResponse } from "./render-page.js";
import { accepted, get, samples } from "./read-samples.js";
import { text as page } from "./sowing-page.js";

function soap(
  body: string,
  prefix: "soap" | "soap12" = "soap",
): Pick<SoapSample, "encodingStyle"> & { readonly body: readonly SampleElement[] } {
  const [sample] = samples(`${soapRequest(prefix, body)}\n${accepted}`);
  if (sample === undefined || !("header" in sample)) throw new Error("no SOAP sample");
  return { ...sample, body: elements(sample.body) };
}

function response(text: string): HttpSample {
  const sample = samples(`${get}\n${text}`)[1];
  if (sample === undefined || "header" in sample) throw new Error("no HTTP sample");
  return sample;
}

test("a legacy DataSet is a schema and any content", () => {
  const { body } = soap('<soap:Body><Find xmlns="u"><set><xsd:schema>schema</xsd:schema>xml</set></Find></soap:Body>');
  const [set] = body[0]?.children ?? [];
  expect(set && brief(set)).toBe("set(schema:schema, xml)");
  expect(set?.kind === "element" && set.children[0]).toMatchObject({ namespace: "http://www.w3.org/2001/XMLSchema" });
});

test("the address and the action of a message in a trace of WCF are not header blocks", () => {
  const none = 'xmlns="http://schemas.microsoft.com/ws/2005/05/addressing/none"';
  const header = `<To ${none}>http://garden.example/bed.svc</To><Action ${none}>urn:garden/Sow</Action><Id xmlns="u">int</Id>`;
  const envelope = (header: string, body: string) =>
    `<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Header>${header}</s:Header><s:Body>${body}</s:Body></s:Envelope>`;
  const { page: traced } = read(`${envelope(header, '<Sow xmlns="u"/>')}\n${envelope("", '<SowResponse xmlns="u"/>')}`);
  const [request] = traced.operations[0]?.samples ?? [];
  expect(request).toMatchObject({
    ...{ message: "request", action: "urn:garden/Sow", scheme: "http", host: "garden.example", path: "/bed.svc" },
    header: [{ name: "Id" }],
  });
});

test("an element after the Body leaves the sample usable", () => {
  const body = '<soap:Body><Lend xmlns="u"><a>int</a></Lend></soap:Body><Seal xmlns="v">string</Seal>';
  const { page: shown, codes } = read(`${soapRequest("soap", body)}
${accepted}`);
  const [request] = shown.operations[0]?.samples ?? [];
  expect(request).toMatchObject({ body: [{ name: "Lend", children: [{ name: "a" }] }] });
  expect(codes).toEqual(["element-misplaced"]);
});

test.each(["xml", "xmlxml"])("HTTP content can be the bare text %s", (text) => {
  expect(response(`${httpResponse(text)}\n\nThe end.`).content).toMatchObject({ kind: "text", text });
  expect(response(httpResponse(text).replace(/<\?.*\n/, "")).content).toMatchObject({ kind: "text", text });
});

test("a void response has no content, whatever heading follows", () => {
  expect(response("HTTP/1.1 200 OK\nHTTP GET\nWhat follows is a sample.")).not.toHaveProperty("content");
});

test("a one-way operation has the status 202", () => {
  const [, answer] = samples(
    `${soapRequest("soap12", '<soap:Body><Lend xmlns="u" /></soap:Body>')}\n${accepted}\n\nThe end.`,
  );
  expect(answer).toMatchObject({ binding: "soap12", message: "response", status: 202, header: [] });
  expect(answer).not.toHaveProperty("body");
});

test("header blocks of a response", () => {
  const body =
    '<soap:Header><Left xmlns="u"><n>int</n></Left></soap:Header><soap:Body><LendResponse xmlns="u" /></soap:Body>';
  const request = soapRequest("soap", '<soap:Body><Lend xmlns="u" /></soap:Body>');
  expect(samples(`${request}\n${soapResponse("soap", body)}`)[1]).toMatchObject({ header: [{ name: "Left" }] });
});

test("rpc and encoded: siblings in the body are kept, and names of types resolved", () => {
  const encoding = "http://schemas.xmlsoap.org/soap/encoding/";
  const { body, encodingStyle } = soap(
    `<soap:Body soap:encodingStyle="${encoding}" xmlns:soapenc="${encoding}" xmlns:t="urn:t">` +
      '<t:Lend><book href="#id1" /></t:Lend>' +
      '<t:Book id="id1" xsi:type="t:Book"><title xsi:type="xsd:string">string</title></t:Book>' +
      '<soapenc:Array id="id2" soapenc:arrayType="xsd:string[2]"><Item>string</Item><Item>string</Item></soapenc:Array>' +
      "</soap:Body>",
  );
  expect(encodingStyle).toBe(encoding);
  expect(body.map(({ name, namespace }) => [name, namespace])).toEqual([
    ["Lend", "urn:t"],
    ["Book", "urn:t"],
    ["Array", encoding],
  ]);
  const [, book, array] = body;
  expect(book?.attributes).toMatchObject([
    { name: "id", value: "id1" },
    { name: "type", value: "t:Book", qname: "{urn:t}Book" },
  ]);
  expect(book?.children).toMatchObject([
    { namespace: "", attributes: [{ qname: "{http://www.w3.org/2001/XMLSchema}string" }] },
  ]);
  expect(array?.attributes).toMatchObject([
    {},
    { value: "xsd:string[2]", qname: "{http://www.w3.org/2001/XMLSchema}string" },
  ]);
});

test("SOAP 1.2 encoding: the style on the wrapper, an item type", () => {
  const encoding = "http://www.w3.org/2003/05/soap-encoding";
  const { body, encodingStyle } = soap(
    `<soap:Body><Lend soap:encodingStyle="${encoding}" xmlns:e="${encoding}"><a e:itemType="xsd:int" e:arraySize="2" /></Lend></soap:Body>`,
    "soap12",
  );
  expect(encodingStyle).toBe(encoding);
  expect(body[0]?.children[0]).toMatchObject({
    attributes: [
      { namespace: encoding, qname: "{http://www.w3.org/2001/XMLSchema}int" },
      { name: "arraySize", value: "2" },
    ],
  });
});

test("a QName placeholder in text and attribute; text that only looks like one", () => {
  const { body } = soap(
    '<soap:Body><Lend xmlns="u" xmlns:q1="urn:q" as="q1:QName"><a>q1:QName</a><b xmlns:q1="urn:r">q1:QName</b><c>http://x</c><d>no:name</d></Lend></soap:Body>',
  );
  expect(body[0]?.attributes).toMatchObject([{ name: "as", qname: "{urn:q}QName" }]);
  const texts = body[0]?.children.map((child) => (child.kind === "element" ? child.children[0] : undefined));
  expect(texts?.map((text) => text?.kind === "text" && text.qname)).toEqual([
    "{urn:q}QName",
    "{urn:r}QName",
    undefined,
    undefined,
  ]);
});

test("prefixed elements, qualified attributes, xsi:nil and elements named Envelope", () => {
  const { body } = soap(
    '<soap:Body><Lend d3p1:mark="string" xmlns:d3p1="urn:d" xmlns="u"><d3p1:From>string</d3p1:From><cut xsi:nil="true" /><d3p1:Envelope><Envelope>string</Envelope></d3p1:Envelope></Lend></soap:Body>',
  );
  expect(body[0]).toMatchObject({
    attributes: [{ name: "mark", namespace: "urn:d" }],
    children: [
      { name: "From", namespace: "urn:d" },
      {
        name: "cut",
        attributes: [{ name: "nil", namespace: "http://www.w3.org/2001/XMLSchema-instance", value: "true" }],
      },
      { name: "Envelope", namespace: "urn:d", children: [{ name: "Envelope", namespace: "u" }] },
    ],
  });
});

test("entities, CDATA and comments in a value", () => {
  const { body } = soap("<soap:Body><Lend>A &amp; B<!-- no -->&#67;<![CDATA[<D>]]></Lend></soap:Body>");
  expect(body.map(brief)).toEqual(["Lend:A & BC<D>"]);
});

test("elements named after those of HTML do not make a text HTML", () => {
  const { body } = soap(
    '<soap:Body><Send xmlns="u"><body>string</body><pre>string</pre><font>A &amp; B</font></Send></soap:Body>',
  );
  expect(body.map(brief)).toEqual(["Send(body:string, pre:string, font:A & B)"]);
});

test("an HTTP response's root may be called Envelope", () => {
  expect(response(httpResponse('<Envelope xmlns="u"><a>int</a></Envelope>')).content).toMatchObject({
    name: "Envelope",
  });
});

test.each([
  ["GET /a.asmx/Find HTTP/1.1", []],
  ["GET /a.asmx/Find? HTTP/1.1", []],
  ["GET /a.asmx/Find?a=string&b= HTTP/1.1", ["a=string", "b="]],
  ["GET /a.asmx/Find?a=John Smith&a=x+y HTTP/1.1", ["a=John Smith", "a=x y"]],
  ["GET /a.asmx/Find?%C3%A4=%zz&amp;b=c HTTP/1.1", ["ä=%zz", "amp;b=c"]],
  ["GET http://a/a.asmx/Find?constructor=__proto__ HTTP/1.0", ["constructor=__proto__"]],
])("%s", (line, parameters) => {
  const [request] = samples(`${line}\nHost: a\nHTTP/1.1 200 OK`);
  expect(request && "parameters" in request && request.parameters.map(({ name, value }) => `${name}=${value}`)).toEqual(
    parameters,
  );
  expect(request?.path).toMatch(/\/a\.asmx\/Find$/);
});

test("a body that is the bare xml of a part without an element", () => {
  const { page: found, codes } = read(
    `${soapRequest("soap", "<soap:Body>xml</soap:Body>", "u/Sow")}\nHTTP/1.1 202 Accepted`,
  );
  expect(codes).toEqual([]);
  expect(found.operations).toMatchObject([{ name: "Sow", samples: [{ body: [{ kind: "text", text: "xml" }] }, {}] }]);
});

test("an element whose content is hidden says nothing of its content", () => {
  const { page: found, diagnostics } = read(page.replace(/<Row>[^<]*<\/Row>/, "<Row>…</Row>"));
  expect(parts(found).filter((part) => part.kind === "text" && part.text === "…")).toEqual([]);
  expect(diagnostics).toMatchObject([
    {
      severity: "note",
      code: "sample-elided",
      message: "found … in <Row>, expected its content; it is taken from another <Row> if there is one",
    },
  ]);
});

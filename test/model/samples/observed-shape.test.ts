import { expect, test } from "vitest";
import { complexNamed, memberOf, typeNamed } from "../infer.js";
import { observe, observeReplies } from "../observe.js";

test("values that all are booleans or dates with a time have that type, and nothing else has one", () => {
  const { lines, codes } = observeReplies(
    "<Paid>true</Paid><At>2024-02-01T10:00:00Z</At><On>2024-02-01</On><Count>12</Count><Cost>9.95</Cost><Name>x</Name>",
    "<Paid>false</Paid><At>2024-02-01T10:00:00</At><On>2024-02-02</On><Count>13</Count><Cost>1.00</Cost><Name>y</Name>",
  );
  expect(lines).toContain(
    "Op(): OpResponse(Paid?: boolean | … | nil, At?: dateTime | … | nil, On?: string | nil, Count?: string | nil, Cost?: string | nil, Name?: string | nil)",
  );
  expect(codes).toEqual([]);
});

test("one value that differs makes a string of all, in whatever message it is", () => {
  const { service } = observe(
    { request: '<Op xmlns="urn:shop"><Paid>true</Paid></Op>' },
    { request: '<Pay xmlns="urn:shop"><Paid>maybe</Paid></Pay>' },
  );
  expect(memberOf(service, "Op", "Paid").type).toMatchObject({ name: "string" });
});

test("a type that values alone show is assumed, and one that the message names is observed", () => {
  const { service } = observeReplies('<A>true</A><B xsi:type="xsd:int">7</B>', "<A>true</A><B>seven</B>");
  expect(memberOf(service, "OpResponse", "A")).toMatchObject({
    type: { name: "boolean" },
    evidence: { name: { kind: "observed" }, type: { kind: "assumed" } },
  });
  expect(memberOf(service, "OpResponse", "B")).toMatchObject({
    type: { name: "int" },
    evidence: { type: { kind: "observed" } },
  });
});

test("comments of SoapUI name types and lists, and the value after them is a placeholder", () => {
  const { lines } = observe({
    request: `<Op xmlns="urn:shop"><!--Optional:--><Id><!--type: int-->?</Id>
      <!--Zero or more repetitions:--><Tag>?</Tag><!--1 or more repetitions:--><Line><Sku>\${sku}</Sku></Line></Op>`,
  });
  expect(lines).toContainEqual(expect.stringContaining("Op(Id?: int, Tag[]: string, Line[]: Line)"));
});

test("members that some messages lack are in the type, in an order that fits all messages", () => {
  const { lines } = observeReplies("<A>a</A><C>c</C>", "<B>b</B><C>c</C><D>d</D>", "<A>a</A><B>b</B>");
  expect(lines).toContain("Op(): OpResponse(A?: string | nil, B?: string | nil, C?: string | nil, D?: string | nil)");
});

test("an element seen twice in one parent is a list, side by side or apart", () => {
  const { lines } = observeReplies("<A>1</A><B/><A>2</A>", "<A>3</A><B>b</B>");
  expect(lines).toContain("Op(): OpResponse(A[]: string | nil, B?: string | nil)");
});

test("an element that is empty or nil takes its content from other messages, and can hold anything without them", () => {
  const { lines, service } = observeReplies(
    '<A/><B xsi:nil="true"/><C/><D xsi:nil="true"/>',
    "<A><X>1</X></A><B><Y>2</Y></B>",
  );
  expect(lines).toContain("A(X?: string | nil)");
  expect(lines).toContain("B(Y?: string | nil)");
  for (const name of ["C", "D"]) expect(typeNamed(service, name)).toMatchObject({ content: { kind: "unknown" } });
});

test("attributes that travelled are optional, and text beside them has the type of its values", () => {
  const { service } = observeReplies('<Price unit="EUR">true</Price>', "<Price>false</Price>");
  expect(typeNamed(service, "Price")).toMatchObject({
    attributes: [{ name: { local: "unit" }, use: "optional" }],
    content: { kind: "text", type: { name: "boolean" } },
  });
});

test("an attribute is observed to be optional where a message lacks it, and otherwise assumed to be", () => {
  const attributesOf = (...replies: readonly string[]) => {
    const { attributes } = complexNamed(observeReplies(...replies).service, "Price");
    return attributes.map(({ name, use, evidence }) => `${name.local} ${use} ${evidence.use.kind}`);
  };
  const always = '<Price unit="EUR">1</Price>';
  expect(attributesOf(always, always)).toEqual(["unit optional assumed"]);
  expect(attributesOf(always, "<Price>2</Price>", always)).toEqual(["unit optional observed"]);
  expect(attributesOf(always, '<Price unit="EUR" net="true">2</Price>', always)).toEqual([
    "unit optional assumed",
    "net optional observed",
  ]);
});

test("literal messages may name types, without being in SOAP encoding", () => {
  const { service } = observeReplies('<Item xsi:type="Book" xmlns="urn:shop"><Title>t</Title></Item>');
  expect(service.operations[0]?.response).toMatchObject({ style: "document", use: "literal" });
});

test("types whose messages show different parts of them do not contradict each other", () => {
  const { codes } = observe(
    { request: '<Op xmlns="urn:shop"><Item xsi:type="Book"><Title>t</Title></Item></Op>' },
    { request: '<Other xmlns="urn:shop"><Item xsi:type="Book"><Author>a</Author></Item></Other>' },
  );
  expect(codes.filter((code) => code !== "message-missing")).toEqual([]);
});

test("a request that travelled without a response has a reply of any content", () => {
  const { service, codes } = observe({ request: '<lendRequest xmlns="urn:shop"><Id>7</Id></lendRequest>' });
  expect(service.operations[0]?.response).toMatchObject({ body: [], evidence: { content: { kind: "assumed" } } });
  expect(codes).toEqual(["message-missing"]);
});

test("the text of a body's element is its type, also where it stands for a value", () => {
  const { service } = observe({ request: '<Op xmlns="urn:shop">?</Op>' }, { request: '<Ping xmlns="urn:shop"/>' });
  expect(service.operations[0]?.request.body).toMatchObject([{ type: { kind: "builtin", name: "string" } }]);
  expect(typeNamed(service, "Ping")).toMatchObject({ wrapper: true, content: { kind: "sequence", particles: [] } });
});

test("recorded requests to several machines are of one service, at the first of them", () => {
  const { service, codes } = observe(
    { request: '<Op xmlns="urn:shop"/>', response: "<OpResponse/>", host: "https://test.shop.example" },
    { request: '<Op xmlns="urn:shop"/>', response: "<OpResponse/>", host: "https://shop.example" },
  );
  expect(service.ports).toMatchObject([
    { address: "https://test.shop.example/shop.asmx", evidence: { address: { kind: "observed" } } },
  ]);
  expect(codes).toEqual(["addresses-differ"]);
});

import { expect, test } from "vitest";
import { builtinNames } from "../../../generator/builtins.js";
import { listItem } from "../../../generator/model/service.js";
import { complexNamed, get, infer, inferOp, memberOf, page, readPages, soap, typeNamed, wrapped } from "../infer.js";

test("a type word is the builtin of that name", () => {
  const words = builtinNames.filter((word) => word !== "anyType");
  const { service, codes } = inferOp(words.map((word) => `<a_${word}>[${word}]</a_${word}>`).join(""));
  for (const word of words) {
    expect(memberOf(service, "Op", `a_${word}`).type).toEqual({ kind: "builtin", name: word });
  }
  expect(codes).toEqual([]);
});

test.each([
  ["marked values", "<s>[Open] or [Shut]</s>", "Op_s = Open | Shut"],
  ["unmarked values", "<s>Open or Shut</s>", "Op_s = Open | Shut"],
  ["a marked value with the separator in it", "<s>[this or that] or [Shut]</s>", 'Op_s = "this or that" | Shut'],
  ["one marked value that is no type", "<s>[Open]</s>", "Op_s = Open"],
  ["an empty value", "<s>Open or  or Shut</s>", 'Op_s = Open | "" | Shut'],
  ["a value twice", "<s>[A] or [A] or [B]</s>", "Op_s = A | B"],
])("an enumeration: %s", (_, sample, line) => {
  const { lines, codes } = inferOp(sample);
  expect(lines).toContain(line);
  expect(codes).toEqual([]);
});

test("an enumeration in an attribute is one too", () => {
  const { lines } = inferOp('<v kind="[Red] or [Blue]" size="[int]"><w>[int]</w></v>');
  expect(lines).toEqual(["Op(v?: v): OpResponse()", "v(@kind: v_kind, @size: int, w: int)", "v_kind = Red | Blue"]);
});

test("one unmarked word that is no type is diagnosed and read as a string", () => {
  const { service, diagnostics } = inferOp("<s>Bestellung 17</s>");
  expect(memberOf(service, "Op", "s")).toMatchObject({
    type: { kind: "builtin", name: "string" },
    evidence: { type: { kind: "assumed" } },
  });
  expect(diagnostics).toMatchObject([
    { severity: "warning", code: "placeholder-unknown", place: { path: "page0.html" } },
  ]);
});

test("bytes is the placeholder of any anonymous simple type", () => {
  const { service, codes } = inferOp("<s>[bytes]</s>");
  expect(memberOf(service, "Op", "s")).toMatchObject({
    type: { name: "string" },
    evidence: { type: { kind: "assumed" } },
  });
  expect(codes).toEqual([]);
});

test("a QName placeholder carries a prefix", () => {
  expect(inferOp('<q xmlns:q1="urn:other">[q1:QName]</q>').lines[0]).toBe("Op(q?: QName): OpResponse()");
});

test("two adjacent equal siblings are a list, with or without an element round them", () => {
  const item = "<Item><Id>[int]</Id></Item>";
  const { lines, service } = inferOp(`<n>[int]</n><n>[int]</n><Items>${item}${item}</Items>`);
  expect(lines).toEqual(["Op(n[]: int, Items?: Items): OpResponse()", "Items(Item[]: Item | nil)", "Item(Id: int)"]);
  expect(listItem(typeNamed(service, "Items"))?.name.local).toBe("Item");
  expect(memberOf(service, "Items", "Item").evidence.maxOccurs).toMatchObject({ kind: "shown", places: [{}, {}] });
});

test("an operation's wrapper is no list, even if it holds one repeated element", () => {
  const { service } = inferOp("<n>[int]</n><n>[int]</n>", "<r>[int]</r><r>[int]</r>");
  expect(listItem(typeNamed(service, "Op"))).toBeUndefined();
  expect(listItem(typeNamed(service, "OpResponse"))).toBeUndefined();
});

test("an element that comes again apart from the first is no list and is said", () => {
  const { lines, codes } = inferOp("<a>[int]</a><b>[int]</b><a>[int]</a>");
  expect(lines[0]).toBe("Op(a: int, b: int): OpResponse()");
  expect(codes).toEqual(["element-again"]);
});

test("two siblings that differ are reported, and the first holds", () => {
  const { lines, diagnostics } = inferOp("<a>[int]</a><a>[string]</a>");
  expect(lines[0]).toBe("Op(a[]: int): OpResponse()");
  expect(diagnostics).toMatchObject([{ severity: "error", code: "samples-disagree", related: [{}] }]);
});

test("text beside elements is left out and said", () => {
  const { lines, codes } = inferOp("<a><b>[int]</b>see below</a>");
  expect(lines).toContain("a(b: int)");
  expect(codes).toEqual(["text-between-elements"]);
});

test("an element with attributes may hold text: what a sample does not show is unknown", () => {
  const { service, lines } = inferOp('<v unit="[string]" /><w unit="[string]">[decimal]</w>');
  expect(complexNamed(service, "v").content).toEqual({ kind: "unknown" });
  expect(lines).toContain("v(@unit?: string) = unknown");
  expect(lines).toContain("w(@unit?: string) = decimal");
});

test("attributes of messages are none of a type", () => {
  const { lines } = inferOp(
    '<a xsi:schemaLocation="x y" soap:mustUnderstand="1" k="[int]" xsi:foo="1"><b>[int]</b></a>',
  );
  expect(lines).toContain("a(@k: int, b: int)");
});

test("an attribute without a value is a string, and one without a name is none", () => {
  const { lines } = inferOp('<a k="" =""><b>[int]</b></a>');
  expect(lines).toContain("a(@k?: string, b: int)");
});

test("an empty element is unknown, but an operation's wrapper is then without members", () => {
  const { service, lines, codes } = inferOp("", "<OpResult />");
  expect(lines).toEqual(["Op(): OpResponse(OpResult?: OpResult | nil)", "OpResult = unknown"]);
  expect(complexNamed(service, "Op").content).toEqual({ kind: "sequence", particles: [] });
  expect(complexNamed(service, "OpResult").evidence.content.kind).toBe("shown");
  expect(codes).toEqual([]);
});

test("void has a response without members", () => {
  const { service, lines } = inferOp("<a>[int]</a>");
  expect(lines).toEqual(["Op(a: int): OpResponse()"]);
  expect(service.operations[0]?.response?.body).toHaveLength(1);
});

test("202 is one-way: no response", () => {
  const text = soap("Op", { request: '<Op xmlns="urn:shop"><a>[int]</a></Op>', response: "202" });
  const { service, lines, codes } = infer(readPages(page("Op", text)));
  expect(service.operations[0]).not.toHaveProperty("response");
  expect(lines).toEqual(["Op(a: int): one-way"]);
  expect(codes).toEqual([]);
});

test.each([
  ["xml", "<x>[xml]</x>"],
  ["two wildcards", "<x>[xml][xml]</x>"],
  ["a schema before xml, the DataSet of SOAP", "<x><xsd:schema>[schema]</xsd:schema>[xml]</x>"],
  [
    "a schema before xml, the DataSet of HTTP",
    '<x><schema xmlns="http://www.w3.org/2001/XMLSchema">schema</schema>xml</x>',
  ],
  ["dataset, a DataSet that is typed", "<x>[dataset]</x>"],
])("wildcards: %s", (_, sample) => {
  const { lines, codes } = inferOp(sample);
  expect(lines).toContain("x(any[])");
  expect(codes).toEqual([]);
});

test("a wildcard stands among elements and beside attributes", () => {
  expect(inferOp('<x k="[int]"><a>[int]</a>[xml]</x>').lines).toContain("x(@k: int, a: int, any[])");
});

test("xsi:type is the placeholder of anyType, and so is an empty item of that name", () => {
  const { lines, codes } = inferOp('<a xsi:type="[type]" /><b><anyType /><anyType /></b>');
  expect(lines).toEqual(["Op(a?: anyType, b?: b): OpResponse()", "b(anyType[]: anyType | nil)"]);
  expect(codes).toEqual([]);
});

test("each element keeps its own namespace, and its type is in its parent's where it has none", () => {
  const { service } = inferOp('<a xmlns="urn:a"><b xmlns=""><c>[int]</c></b></a>');
  expect(service.types.map(({ name }) => `${name.namespace} ${name.local}`)).toEqual([
    "urn:shop Op",
    "urn:a a",
    "urn:a b",
    "urn:shop OpResponse",
  ]);
  expect(memberOf(service, "a", "b").name).toEqual({ namespace: "", local: "b" });
});

test("header blocks, both ways", () => {
  const block = (name: string) => `<${name} xmlns="urn:shop"><Key>[string]</Key></${name}>`;
  const text = soap("Op", {
    request: '<Op xmlns="urn:shop" />',
    requestHeader: block("User"),
    response: '<OpResponse xmlns="urn:shop" />',
    responseHeader: block("Session"),
  });
  const { service, lines } = infer(readPages(page("Op", text)));
  expect(lines).toEqual([
    "Op(header User: User): OpResponse(header Session?: Session)",
    "User(Key?: string)",
    "Session(Key?: string | nil)",
  ]);
  expect(service.operations[0]?.request.header[0]).toMatchObject({ minOccurs: 1, nillable: false });
  expect(service.operations[0]?.response?.header[0]).toMatchObject({ minOccurs: 0, nillable: false });
});

test("a header block that the body shows again is no part of the body", () => {
  const block = '<User xmlns="urn:shop"><Key>[string]</Key></User>';
  const text = soap("Op", {
    request: `${block}<Op xmlns="urn:shop"><a>[int]</a></Op>`,
    requestHeader: block,
    response: '<OpResponse xmlns="urn:shop" />',
  });
  expect(infer(readPages(page("Op", text))).lines[0]).toBe("Op(a: int, header User: User): OpResponse()");
});

test("bare: the body is the parameters themselves", () => {
  const text = soap("Op", {
    request: '<Order xmlns="urn:shop"><Id>[int]</Id></Order><Note xmlns="urn:shop">[string]</Note>',
    response: '<Receipt xmlns="urn:shop"><Line>[int]</Line><Line>[int]</Line></Receipt>',
  });
  const { service, lines } = infer(readPages(page("Op", text)));
  expect(lines).toEqual([
    "Op(Order: Order, Note: string): (Receipt: Receipt)",
    "Order(Id: int)",
    "Receipt(Line[]: int | nil)",
  ]);
  expect(listItem(typeNamed(service, "Receipt"))).toBeDefined();
});

test("in and out parameters are members of both messages", () => {
  const { lines } = inferOp("<a>[int]</a>", "<OpResult>[int]</OpResult><a>[int]</a><b>[int]</b>");
  expect(lines).toEqual(["Op(a: int): OpResponse(OpResult?: int | nil, a?: int | nil, b?: int | nil)"]);
});

test("rpc and encoded: the parts stand in a wrapper, and types have the names that xsi:type says", () => {
  const eleven = soap("Op", {
    bodyAttributes: 'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"',
    request: `<tns:Op><n xsi:type="xsd:int">[int]</n><to href="#id1" /></tns:Op>
      <types:Address id="id1" xsi:type="types:Address"><City xsi:type="xsd:string">[string]</City>
      <Kind xsi:type="types:Kind">[Home] or [Work]</Kind></types:Address>`,
    response: `<tns:OpResponse><OpResult href="#id1" /></tns:OpResponse>
      <soapenc:Array id="id1" soapenc:arrayType="types:Address[2]"><Item href="#id2" /><Item href="#id3" /></soapenc:Array>
      <types:Address id="id2" xsi:type="types:Address"><City xsi:type="xsd:string">[string]</City>
      <Kind xsi:type="types:Kind">[Home] or [Work]</Kind></types:Address>
      <types:Address id="id3" xsi:type="types:Address"><City xsi:type="xsd:string">[string]</City>
      <Kind xsi:type="types:Kind">[Home] or [Work]</Kind></types:Address>`,
  });
  const address = `<City xsi:type="xsd:string">[string]</City><Kind xsi:type="types:Kind">[Home] or [Work]</Kind>`;
  const twelve = soap("Op", {
    version: "soap12",
    bodyAttributes: 'soap12:encodingStyle="http://www.w3.org/2003/05/soap-encoding"',
    request: `<tns:Op><n xsi:type="xsd:int">[int]</n><to soapenc:id="id1" xsi:type="types:Address">${address}</to></tns:Op>`,
    response: `<tns:OpResponse><rpc:result xmlns="" xmlns:rpc="http://www.w3.org/2003/05/soap-rpc">OpResult</rpc:result>
      <OpResult soapenc:id="id0" soapenc:itemType="types:Address" soapenc:arraySize="2">
      <Item soapenc:id="id1">${address}</Item><Item soapenc:id="id2">${address}</Item></OpResult></tns:OpResponse>`,
  });
  const expected = [
    "Op(n: int, to?: Address): OpResponse(OpResult?: OpResult | nil)",
    "Address(City?: string | nil, Kind?: Kind | nil)",
    "Kind = Home | Work | …",
    "OpResult(Item[]: Address | nil)",
  ];
  for (const sections of [[eleven], [twelve], [eleven, twelve]]) {
    const { service, lines, codes } = infer(readPages(page("Op", ...sections)));
    expect(codes).toEqual([]);
    expect(lines).toEqual(expected);
    expect(typeNamed(service, "Address")).toMatchObject({ anonymous: false, name: { namespace: "urn:shop/types" } });
    expect(service.operations[0]?.request).toMatchObject({
      style: "rpc",
      use: "encoded",
      wrapper: { namespace: "urn:shop", local: "Op" },
      body: [{ name: { namespace: "", local: "n" } }, {}],
    });
  }
});

test("an encodingStyle makes no message encoded whose parts have no types", () => {
  const bodyAttributes = 'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"';
  const request = '<Find xmlns="urn:shop"><Id>[int]</Id></Find>';
  const literal = infer(readPages(page("Op", soap("Op", { bodyAttributes, request, response: "<Empty/>" }))));
  expect(literal.service.operations[0]).toMatchObject({
    request: { use: "literal", body: [{ name: { local: "Find" } }] },
    response: { use: "literal", body: [{ name: { local: "Empty" } }] },
  });
  const array =
    '<soapenc:Array id="id1" soapenc:arrayType="xsd:int[2]"><Item>[int]</Item><Item>[int]</Item></soapenc:Array>';
  const arrays = soap("Op", {
    bodyAttributes,
    request: `<tns:Op><ids href="#id1" /></tns:Op>${array}`,
    response: "<tns:OpResponse />",
  });
  expect(infer(readPages(page("Op", arrays))).service.operations[0]).toMatchObject({
    request: { style: "rpc", use: "encoded", body: [{ name: { local: "ids" } }] },
    response: { style: "rpc", use: "encoded", body: [] },
  });
});

test("document and encoded: the root is named after its type", () => {
  const text = soap("Op", {
    bodyAttributes: 'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"',
    request: '<types:Op xsi:type="types:Op"><n xsi:type="xsd:int">[int]</n></types:Op>',
    response: '<types:OpResponse xsi:type="types:OpResponse" />',
  });
  const { service, lines } = infer(readPages(page("Op", text)));
  expect(lines).toEqual(["Op(n: int): OpResponse()"]);
  expect(service.operations[0]?.request).toMatchObject({ style: "document", use: "encoded" });
});

test("references of encoded samples that run in a circle end, and fill from what they refer to", () => {
  const text = soap("Op", {
    bodyAttributes: 'soap:encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"',
    request: `<tns:Op><n href="#id1" /></tns:Op>
      <types:Node id="id1" xsi:type="types:Node"><V xsi:type="xsd:int">[int]</V><Next href="#id1" /></types:Node>`,
    response: "<tns:OpResponse />",
  });
  const { lines } = infer(readPages(page("Op", text)));
  expect(lines).toEqual(["Op(n?: Node): OpResponse()", "Node(V: int, Next?: Node)"]);
});

test("rpc/literal has unqualified parts, which is what a document with unqualified members is on the wire", () => {
  const text = soap("Op", {
    request: '<Op xmlns="urn:shop"><a xmlns="">[int]</a></Op>',
    response: '<OpResponse xmlns="urn:shop" />',
  });
  const { service } = infer(readPages(page("Op", text)));
  expect(memberOf(service, "Op", "a").name).toEqual({ namespace: "", local: "a" });
});

test("an HTTP reply's root is the name of the result's type", () => {
  const order = "<Id>[int]</Id><State>[Open] or [Shut]</State>";
  const text = page(
    "Op",
    wrapped("<key>[int]</key><all>[boolean]</all>", `<OpResult>${order}</OpResult>`),
    get("Op", "id=[string]&everything=[string]", `<Order xmlns="urn:shop">${order}</Order>`),
  );
  const { service, lines, codes } = infer(readPages(text));
  expect(codes).toEqual([]);
  expect(lines).toEqual([
    "Op(key: int, all: boolean): OpResponse(OpResult?: Order | nil)",
    "Order(Id?: int | nil, State?: Order_State | nil)",
    "Order_State = Open | Shut | …",
  ]);
  expect(typeNamed(service, "Order")).toMatchObject({ anonymous: false, evidence: { name: { kind: "shown" } } });
  expect(service.operations[0]?.bindings[1]).toMatchObject({
    binding: "httpGet",
    location: "/Op",
    parameters: [
      { name: "id", element: "key" },
      { name: "everything", element: "all" },
    ],
    root: { namespace: "urn:shop", local: "Order" },
    result: "OpResult",
  });
  expect(service.ports).toMatchObject([
    { binding: "soap11", address: "https://shop.example/Shop.asmx", evidence: { address: { kind: "assumed" } } },
    { binding: "httpGet", address: "https://shop.example/Shop.asmx" },
  ]);
});

test("a root that is a builtin's word names no type, and a void reply has no root", () => {
  const text = page(
    "Op",
    wrapped("", "<OpResult>[string]</OpResult>"),
    get("Op", "", '<string xmlns="urn:shop">[string]</string>'),
  );
  const { service, lines } = infer(readPages(text, page("Do", wrapped("", "", "Do"), get("Do", ""))));
  expect(lines).toEqual(["Op(): OpResponse(OpResult?: string | nil)", "Do(): DoResponse()"]);
  expect(service.operations[0]?.bindings[1]).toMatchObject({ root: { local: "string" }, result: "OpResult" });
  expect(service.operations[1]?.bindings[1]).not.toHaveProperty("root");
  expect(service.operations[1]?.bindings[1]).not.toHaveProperty("result");
});

test("an HTTP reply that is bare xml fits a result that holds anything", () => {
  const { service } = infer(readPages(page("Op", wrapped("", "<OpResult>[xml]</OpResult>"), get("Op", "", "[xml]"))));
  expect(service.operations[0]?.bindings[1]).toMatchObject({ result: "OpResult" });
  expect(service.operations[0]?.bindings[1]).not.toHaveProperty("root");
});

test("an HTTP root that is the wrapper itself is all of the response", () => {
  const reply = '<OpResponse xmlns="urn:shop"><return>[int]</return></OpResponse>';
  const text = page("Op", wrapped("", "<return>[int]</return>"), get("Op", "", reply));
  const { service, lines, codes } = infer(readPages(text));
  expect({ lines, codes }).toEqual({ lines: ["Op(): OpResponse(return?: int | nil)"], codes: [] });
  expect(service.operations[0]?.bindings[1]).toMatchObject({ root: { local: "OpResponse" } });
  expect(service.operations[0]?.bindings[1]).not.toHaveProperty("result");
});

test("an operation of HTTP only has a request of strings, and the root is its response", () => {
  const text = page(
    "Op",
    get("Op", "a=[string]&n=[string]&n=[string]", '<Order xmlns="urn:shop"><Id>[int]</Id></Order>'),
  );
  const { service, lines } = infer(readPages(text));
  expect(lines).toEqual(["Op(a?: string, n[]: string): (Order: Order)", "Order(Id?: int | nil)"]);
  expect(service.namespace).toBe("urn:shop");
  expect(memberOf(service, "Op", "a").evidence.type.kind).toBe("assumed");
  expect(service.operations[0]?.bindings).toMatchObject([{ root: { local: "Order" }, parameters: [{}, {}] }]);
});

test("HTTP parameters that the SOAP request has no elements for leave the binding out, and that is said", () => {
  const text = page("Op", wrapped("<a>[int]</a>"), get("Op", "a=[string]&b=[string]"));
  const { service, codes } = infer(readPages(text));
  expect(codes).toEqual(["http-left-out"]);
  expect(service.operations[0]?.bindings.map(({ binding }) => binding)).toEqual(["soap11"]);
});

test("a result that repeats in its wrapper is a list of its own over HTTP, so the binding is left out", () => {
  const text = page(
    "Op",
    wrapped("", "<OpResult>[int]</OpResult><OpResult>[int]</OpResult>"),
    get("Op", "", '<ArrayOfInt xmlns="urn:shop"><int>[int]</int><int>[int]</int></ArrayOfInt>'),
  );
  const { service, codes } = infer(readPages(text));
  expect(codes).toEqual(["http-left-out"]);
  expect(service.operations[0]?.bindings.map(({ binding }) => binding)).toEqual(["soap11"]);
});

test("a part without an element is bare xml in the body, and said to be untyped", () => {
  const text = soap("Op", { request: '<Op xmlns="urn:shop" />', response: '<OpResponse xmlns="urn:shop" />' });
  const pages = readPages(page("Op", text)).map((read) => ({
    ...read,
    operations: read.operations.map((operation) => ({
      ...operation,
      samples: operation.samples.map((sample) =>
        sample.message === "request" && "header" in sample
          ? { ...sample, body: [{ kind: "text", text: "xml", place: sample.place } as const] }
          : sample,
      ),
    })),
  }));
  const { lines, codes } = infer(pages);
  expect({ lines, codes }).toEqual({ lines: ["Op(): OpResponse()"], codes: ["part-without-element"] });
});

test("however often an element repeats, it is shown by the first two", () => {
  const { service } = inferOp("<n>[int]</n>".repeat(20_000));
  expect(memberOf(service, "Op", "n").evidence.maxOccurs.places).toHaveLength(2);
});

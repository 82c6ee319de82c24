import { listItem } from "../../../generator/model/content-kind.js";
import { expect, test } from "vitest";
import { infer, inferOp, memberOf, page, readPages, soap, typeNamed } from "../infer.js";

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

test.each([
  ["1", "0", true],
  ["true", "", true],
  ["0", "1", true],
  ["0", "boolean", undefined],
])("a header block has mustUnderstand if a sample shows it: %s or %s", (first, second, expected) => {
  const block = (value: string) => `<User xmlns="urn:shop" soap:mustUnderstand="${value}"><Key>[string]</Key></User>`;
  const sections = [first, second].map((value, index) =>
    soap("Op", {
      version: index === 0 ? "soap11" : "soap12",
      request: '<Op xmlns="urn:shop" />',
      requestHeader: block(value).replaceAll("soap:", index === 0 ? "soap:" : "soap12:"),
      response: '<OpResponse xmlns="urn:shop" />',
    }),
  );
  const { service, codes } = infer(readPages(page("Op", ...sections)));
  expect(codes.filter((code) => code !== "operation-merged")).toEqual([]);
  expect(service.operations[0]?.request.header.map(({ mustUnderstand }) => mustUnderstand)).toEqual([expected]);
  expect(typeNamed(service, "User")).toMatchObject({ attributes: [] });
});

test("a header block that the body shows again does not belong to the body", () => {
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

test("rpc and encoded: the parts are in a wrapper, and types have the names in xsi:type", () => {
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

test("rpc/literal has unqualified parts, which is what a document with unqualified members is on the wire", () => {
  const text = soap("Op", {
    request: '<Op xmlns="urn:shop"><a xmlns="">[int]</a></Op>',
    response: '<OpResponse xmlns="urn:shop" />',
  });
  const { service } = infer(readPages(page("Op", text)));
  expect(memberOf(service, "Op", "a").name).toEqual({ namespace: "", local: "a" });
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

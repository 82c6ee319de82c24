import { expect, test } from "vitest";
import { declare, messages, schema, serviceOf } from "./declare.js";
import {
  binding,
  documents,
  elements,
  get,
  message,
  port,
  portType,
  service,
  shown,
  simpleParts,
} from "./wsdl-text.js";

test("a body has the parts that soap:body names, and those of the header are not in it", () => {
  const parts = message(
    "Get",
    'name="session" element="tns:Session"',
    'name="get" element="tns:Get"',
    'name="item" element="tns:Item"',
  );
  const header = (part: string) => `<soap:header message="tns:Get" part="${part}" use="literal"/>`;
  const of = (input: string) =>
    shown(
      serviceOf(
        elements +
          parts +
          message("GetResponse", 'name="p" element="tns:GetResponse"') +
          portType("Shop", get) +
          binding("A", { input, output: `${header("session")}<soap:body use="literal"/>` }) +
          service(port("A")),
      ).operations[0]?.request,
    );
  expect(of(`${header("session")}<soap:body use="literal"/>`)).toMatchObject({
    header: ["Session 0"],
    body: ["q:Get: Get", "q:Item: Item"],
  });
  expect(of('<soap:body use="literal" parts="item"/>')).toMatchObject({ header: [], body: ["q:Item: Item"] });
  expect(of('<soap:body use="literal" parts=""/>')).toMatchObject({ body: [] });
});

test("header faults of all bindings are blocks of faults, and one that is not declared has no type", () => {
  const parts = message(
    "Get",
    'name="session" element="tns:Session"',
    'name="get" element="tns:Get"',
    'name="item" element="tns:Item"',
  );
  const header = (faults: string) =>
    `<soap:header message="tns:Get" part="session" use="literal">${faults}</soap:header><soap:body use="literal" parts="get"/>`;
  const fault = (part: string) => `<soap:headerfault message="tns:Get" part="${part}" use="literal"/>`;
  const { services, diagnostics } = declare(
    elements +
      parts +
      message("GetResponse", 'name="p" element="tns:GetResponse"') +
      portType("Shop", get) +
      binding("A", { input: header(fault("item") + fault("gone")) }) +
      binding("B", { input: header(fault("item") + fault("session")).replaceAll("soap:", "soap12:"), soap: "soap12" }) +
      service(port("A"), port("B", "B", "soap12")),
  );
  expect(services[0]?.operations).toMatchObject([
    { bindings: [{ binding: "soap11" }, { binding: "soap12" }], headerFaults: [{}, {}] },
  ]);
  const blocks = services[0]?.operations[0]?.headerFaults?.map(({ name, minOccurs }) => `${name.local} ${minOccurs}`);
  expect(blocks).toEqual(["Item 0", "Session 0"]);
  expect(messages(diagnostics)).toEqual([
    "warning fault-untyped: found a header block of part gone, expected a part of message Get; fault gone of Get has no type",
  ]);
});

test("a header block is optional unless the binding of a request requires it", () => {
  const block = (required: string) =>
    `<soap:header message="tns:Session" part="p" use="literal"${required}/><soap:body use="literal"/>`;
  const { operations } = serviceOf(
    elements +
      documents +
      message("Session", 'name="p" element="tns:Session"') +
      portType("Shop", get) +
      binding("A", { input: block(' wsdl:required="true"'), output: block(' wsdl:required="true"') }) +
      binding("B", { input: block("").replaceAll("soap:", "soap12:"), output: "", soap: "soap12" }) +
      service(port("A"), port("B", "B", "soap12")),
  );
  expect(operations.map(({ request }) => shown(request).header)).toEqual([["Session 1"], ["Session 0"]]);
  expect(shown(operations[0]?.response).header).toEqual(["Session 0"]);
});

test("a header block that cannot be described is left out, and its operation is not", () => {
  const input =
    '<soap:header message="tns:Gone" part="a" use="literal"/><soap:header message="tns:Get" part="b" use="literal"/>' +
    '<soap:body use="literal"/>';
  const { services, diagnostics, leftOut } = declare(
    elements + documents + portType("Shop", get) + binding("A", { input }) + service(port("A")),
  );
  expect(services[0]?.operations).toMatchObject([{ name: "Get", request: { header: [] } }]);
  expect(messages(diagnostics)).toEqual([
    'warning component-unresolved: found no message "Gone" of "urn:shop", expected its declaration in the spec; header block a of Get is left out',
    "warning header-left-out: found a header block of part b, expected a part of message Get; header block b of Get is left out",
  ]);
  expect(leftOut).toMatchObject([
    {
      name: "Get",
      part: "header block a",
      reason: 'found no message "Gone" of "urn:shop", expected its declaration in the spec',
    },
    { name: "Get", part: "header block b" },
  ]);
});

test("a header block of a reply can be absent", () => {
  const { operations } = serviceOf(
    elements +
      documents +
      message("Session", 'name="p" element="tns:Session"') +
      portType("Shop", get) +
      binding("A", {
        output: '<soap:header message="tns:Session" part="p" use="literal"/><soap:body use="literal"/>',
      }) +
      service(port("A")),
  );
  expect(shown(operations[0]?.response).header).toEqual(["Session 0"]);
});

test("header blocks say whether they are encoded, whatever the body is", () => {
  const parts = message(
    "Get",
    'name="session" element="tns:Session"',
    'name="mark" type="tns:Mark"',
    'name="get" element="tns:Get"',
  );
  const header = (part: string, use: string, faults = "") =>
    `<soap:header message="tns:Get" part="${part}" use="${use}" namespace="urn:mark">${faults}</soap:header>`;
  const fault = '<soap:headerfault message="tns:Get" part="mark" use="encoded" namespace="urn:mark"/>';
  const marks = schema(
    '<xs:complexType name="Mark"><xs:sequence><xs:element name="By" type="xs:string"/></xs:sequence></xs:complexType>',
  );
  const of = (mark: string) =>
    serviceOf(
      elements +
        marks +
        parts +
        message("GetResponse", 'name="p" element="tns:GetResponse"') +
        portType("Shop", get) +
        binding("A", {
          input: `${header("session", "literal", fault)}${mark}<soap:body use="literal" parts="get"/>`,
          output: `${mark}<soap:body use="literal"/>`,
        }) +
        service(port("A")),
    );
  const { operations, types } = of(header("mark", "encoded"));
  const uses = operations[0]?.request.header.map(({ name, use }) => `{${name.namespace}}${name.local} ${use}`);
  expect(uses).toEqual(["{urn:shop}Session undefined", "{urn:mark}mark encoded"]);
  expect(operations).toMatchObject([
    { request: { use: "literal" }, response: { header: [{ use: "encoded", minOccurs: 0 }] } },
  ]);
  expect(operations[0]?.headerFaults).toMatchObject([{ name: { local: "mark" }, use: "encoded" }]);
  expect(types.find(({ name }) => name.local === "Mark")).toMatchObject({
    content: { particles: [{ nillable: true }] },
  });
  const literal = of(header("mark", "literal").replace("headerfault", "")).operations[0]?.request.header;
  expect(literal?.map(({ use }) => use)).toEqual([undefined, undefined]);
});

test("rpc has a wrapper round its parts, of the name of the operation in the namespace of the body", () => {
  const body = (use: string) =>
    `<soap:body use="${use}" namespace="urn:body" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/>`;
  const of = (use: string) =>
    serviceOf(
      elements +
        simpleParts +
        portType("Shop", get) +
        binding("A", { style: "rpc", input: body(use), output: body(use) }) +
        service(port("A")),
    );
  const { operations, namespace } = of("literal");
  expect(namespace).toBe("urn:body");
  expect(shown(operations[0]?.request)).toEqual({
    style: "rpc",
    use: "literal",
    wrapper: { namespace: "urn:body", local: "Get" },
    header: [],
    body: ["a: int", "b: Item"],
  });
  expect(operations[0]?.response).toMatchObject({ wrapper: { local: "GetResponse" }, body: [{ nillable: false }] });
  expect(of("encoded").operations[0]?.response).toMatchObject({
    use: "encoded",
    body: [{ nillable: true, minOccurs: 1 }],
  });
});

test("parts are in the order of parameterOrder", () => {
  const ordered = get.replace("<wsdl:operation", '<wsdl:operation parameterOrder="b a"');
  const body = '<soap:body use="literal" namespace="urn:body"/>';
  const { operations } = serviceOf(
    elements +
      simpleParts +
      portType("Shop", ordered) +
      binding("A", { style: "rpc", input: body, output: body }) +
      service(port("A")),
  );
  expect(shown(operations[0]?.request).body).toEqual(["b: Item", "a: int"]);
});

test("rpc without a namespace has the target namespace, and rpc with an element its type, both with a warning", () => {
  const { services, diagnostics } = declare(
    elements +
      message("Get", 'name="item" element="tns:Item"') +
      message("GetResponse") +
      portType("Shop", get) +
      binding("A", { style: "rpc" }) +
      service(port("A")),
  );
  expect(services[0]?.operations[0]?.request.wrapper).toEqual({ namespace: "urn:shop", local: "Get" });
  expect(shown(services[0]?.operations[0]?.request).body).toEqual(["item: Item"]);
  expect(messages(diagnostics)).toEqual([
    "warning binding-unusual: found part item with an element in the rpc message Get in Get, expected a type; the element's type is used",
    "warning binding-unusual: found an rpc soap:body without a namespace in Get, expected one; the target namespace is used",
    "warning binding-unusual: found an rpc soap:body without a namespace in Get, expected one; the target namespace is used",
  ]);
});

const documentOf = (type: string, body = 'use="literal"') =>
  declare(
    elements +
      schema(`<xs:complexType name="Message"><xs:sequence><xs:any minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
        <xs:complexType name="Either"><xs:choice><xs:element name="a"/><xs:element name="b"/></xs:choice></xs:complexType>`) +
      message("Get", `name="p" type="${type}"`) +
      message("GetResponse") +
      portType("Shop", get) +
      binding("A", { input: `<soap:body ${body}/>` }) +
      service(port("A")),
  );

test("a document of a complex type has its particles in the body, and one of a simple type an element named after the part", () => {
  const item = documentOf("tns:Item");
  expect(shown(item.services[0]?.operations[0]?.request).body).toEqual(["q:name: string"]);
  expect(messages(item.diagnostics)).toEqual([]);
  const text = documentOf("xs:string", 'use="literal" namespace="urn:parts"');
  expect(shown(text.services[0]?.operations[0]?.request).body).toEqual(["q:p: string"]);
  expect(messages(text.diagnostics)).toEqual([
    "warning binding-unusual: found part p of the simple type string in a document in Get, expected an element; <p> with such a text is sent and read",
  ]);
});

test("a document of any content, as WCF declares for an untyped message, has a body without declared elements", () => {
  for (const type of ["tns:Message", "xs:anyType"]) {
    const { services, diagnostics } = documentOf(type);
    expect(services[0]?.operations[0]?.request).toMatchObject({ style: "document", body: [] });
    expect(messages(diagnostics)).toEqual([]);
  }
  expect(messages(documentOf("tns:Either").diagnostics)[0]).toContain(
    "found a choice or a wildcard as the body of a document, part p, expected an element; Get is left out",
  );
});

test("an encoded document has its parts in the body, without a wrapper", () => {
  const { services, diagnostics } = documentOf("xs:string", 'use="encoded" namespace="urn:parts"');
  expect(services[0]?.operations[0]?.request).toMatchObject({
    style: "document",
    use: "encoded",
    body: [{ name: { namespace: "urn:parts", local: "p" }, nillable: true }],
  });
  expect(messages(diagnostics)).toEqual([]);
});

test("a part of a complex type in an encoded document has the name of the type", () => {
  const { services } = documentOf("tns:Either", 'use="encoded" namespace="urn:parts"');
  expect(services[0]?.operations[0]?.request.body).toMatchObject([{ name: { local: "Either" }, nillable: true }]);
});

/** The request and the diagnostics of an operation whose input has this binding. */
function withInput(input: string, ...parts: readonly string[]) {
  const { services, diagnostics } = declare(
    elements +
      message("Get", ...parts) +
      message("GetResponse", 'name="p" element="tns:GetResponse"') +
      portType("Shop", get) +
      binding("A", { input: `<mime:multipartRelated>${input}</mime:multipartRelated>` }) +
      service(port("A")),
  );
  const operation = services[0]?.operations[0];
  return { operation, messages: diagnostics.map(({ code, message }) => `${code}: ${message}`) };
}

const [body, photo] = ['name="p" element="tns:Get"', 'name="photo" type="xs:base64Binary"'];

test.each([
  ["with parts of soap:body", '<soap:body use="literal" parts="p"/>'],
  ["without them", '<soap:body use="literal"/>'],
])("parts with mime:content are attachments, in all their types, and not in the body, %s", (_, soapBody) => {
  const { operation, messages } = withInput(
    `<mime:part>${soapBody}</mime:part>
     <mime:part><mime:content part="photo" type="image/png"/><mime:content part="photo" type="image/*"/></mime:part>
     <mime:part><mime:mimeXml part="form"/></mime:part>`,
    body,
    photo,
    'name="form" type="xs:string"',
  );
  expect(shown(operation?.request).body).toEqual(["q:Get: Get"]);
  expect(operation?.request.parts?.map(({ name, types }) => [name, types])).toEqual([
    ["photo", ["image/png", "image/*"]],
    ["form", ["text/xml"]],
  ]);
  expect(messages).toEqual([]);
});

test.each([
  [
    '<mime:content type="image/png"/>',
    "attachment-left-out: found mime:content without a part, expected the name of one; the attachment of Get is left out",
  ],
  [
    '<mime:content part="other" type="image/png"/>',
    "attachment-left-out: found mime:content of part other, expected a part of message Get; attachment other of Get is left out",
  ],
  [
    '<mime:content part="p" type="image/png"/>',
    "binding-unusual: found part p in the envelope and in mime:content in Get, expected it in one of them; it is sent and read in the envelope",
  ],
  [
    '<mime:multipartRelated><mime:part><mime:content part="photo"/></mime:part></mime:multipartRelated>',
    "element-unexpected: found a multipart in a part of a multipart, expected mime:content or mime:mimeXml",
  ],
])("a message is called without %s, with a diagnostic", (content, expected) => {
  const input = `<mime:part><soap:body use="literal" parts="p"/></mime:part><mime:part>${content}</mime:part>`;
  const { operation, messages } = withInput(input, body, photo);
  expect(shown(operation?.request).body).toEqual(["q:Get: Get"]);
  expect(operation?.request.parts).toBeUndefined();
  expect(messages).toEqual([expected]);
});

test("a choice of attachments in a reply makes each optional", () => {
  const output = `<mime:multipartRelated><mime:part><soap:body use="literal" parts="p"/></mime:part>
    <mime:part><mime:content part="image" type="image/png"/><mime:content part="text" type="text/plain"/></mime:part></mime:multipartRelated>`;
  const { services, diagnostics } = declare(
    elements +
      message("Get", 'name="p" element="tns:Get"') +
      message(
        "GetResponse",
        'name="p" element="tns:GetResponse"',
        'name="image" type="xs:base64Binary"',
        'name="text" type="xs:string"',
      ) +
      portType("Shop", get) +
      binding("A", { output }) +
      service(port("A")),
  );
  const response = services[0]?.operations[0]?.response;
  expect(shown(response).body).toEqual(["q:GetResponse: GetResponse"]);
  expect(response?.parts?.map(({ name }) => name)).toEqual(["image", "text"]);
  expect(diagnostics).toEqual([]);
});

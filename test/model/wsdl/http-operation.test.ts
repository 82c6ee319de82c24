import { expect, test } from "vitest";
import { declare, schema, serviceOf, showContent } from "./declare.js";
import {
  binding,
  documents,
  elements,
  form,
  get,
  httpBinding,
  httpGet,
  message,
  port,
  portType,
  service,
} from "./wsdl-text.js";

test("operations of HTTP port types are bindings of the SOAP operation that they fit", () => {
  const { operations, ports } = serviceOf(
    elements +
      documents +
      message("HttpGet", 'name="itemId" type="xs:string"') +
      message("HttpGetResponse", 'name="Body" element="tns:Item"') +
      portType("Shop", get) +
      portType("X", httpGet) +
      portType("Y", httpGet) +
      httpBinding("X", "GET", "<http:urlEncoded/>", '<mime:mimeXml part="Body"/>') +
      httpBinding("Y", "POST", form, '<mime:mimeXml part="Body"/>') +
      binding("A") +
      service(port("Y", "Y", "http"), port("X", "X", "http"), port("A")),
  );
  const http = {
    location: "/Get",
    parameters: [{ name: "itemId", element: "id" }],
    root: { namespace: "urn:shop", local: "Item" },
    result: "GetResult",
  };
  expect(operations).toHaveLength(1);
  expect(operations[0]?.bindings).toMatchObject([
    { binding: "soap11" },
    { binding: "httpGet", ...http },
    { binding: "httpPost", ...http },
  ]);
  expect(ports.map(({ binding: of }) => of)).toEqual(["httpPost", "httpGet", "soap11"]);
});

test("an operation of HTTP alone has its parameters in a wrapper, and the root of its reply", () => {
  const { operations, types } = serviceOf(
    elements +
      message("HttpGet", 'name="id" type="xs:int"', 'name="word" type="xs:string"') +
      message("HttpGetResponse", 'name="Body" element="tns:Item"') +
      portType("X", httpGet) +
      httpBinding("X", "GET", "<http:urlReplacement/>", '<mime:content type="text/xml"/>', "/items/(id)/(word)") +
      service(port("X", "X", "http")),
  );
  expect(operations).toMatchObject([
    {
      bindings: [
        {
          binding: "httpGet",
          location: "/items/(id)/(word)",
          urlReplacement: true,
          parameters: [
            { name: "id", element: "id" },
            { name: "word", element: "word" },
          ],
          root: { local: "Item" },
        },
      ],
      response: { body: [{ name: { local: "Item" } }] },
    },
  ]);
  expect(types[0]).toMatchObject({ wrapper: true, anonymous: true });
  expect(showContent(types[0])).toBe("id, word?");
});

test("a reply other than XML is text, and one without content is empty", () => {
  const of = (output: string) =>
    serviceOf(
      elements +
        message("HttpGet") +
        message("HttpGetResponse", 'name="Body" type="xs:string"') +
        portType("X", httpGet) +
        httpBinding("X", "POST", form, output) +
        service(port("X", "X", "http")),
    ).operations[0];
  expect(of('<mime:content part="Body" type="text/plain"/>')).toMatchObject({
    bindings: [{ text: true, parameters: [] }],
    response: { body: [{ type: { name: "string" } }] },
  });
  expect(of("")?.response?.body).toEqual([]);
  expect(of("")?.bindings[0]).not.toHaveProperty("root");
});

test("an HTTP binding that does not fit the SOAP operation is left out, but the operation stays", () => {
  const { services, diagnostics } = declare(
    elements +
      documents +
      message("HttpGet", 'name="a" type="xs:string"', 'name="b" type="xs:string"') +
      message("HttpGetResponse") +
      portType("Shop", get) +
      portType("X", httpGet) +
      httpBinding("X", "GET", "<http:urlEncoded/>", "") +
      binding("A") +
      service(port("A"), port("X", "X", "http")),
  );
  expect(services[0]?.operations[0]?.bindings.map((each) => each.binding)).toEqual(["soap11"]);
  expect(services[0]?.ports.map(({ name }) => name)).toEqual(["A"]);
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "operation-left-out" }]);
});

/** A WSDL whose operation replies over SOAP with one element, and over HTTP with another. */
function withReplies(result: string, root: string, types: string, use = "literal") {
  const encoded = '<soap:body use="encoded" namespace="urn:body"/>';
  const { services, diagnostics } = declare(
    schema(`
      <xs:element name="Get"><xs:complexType/></xs:element>
      <xs:element name="GetResponse"><xs:complexType><xs:sequence>${result}</xs:sequence></xs:complexType></xs:element>
      ${root}${types}`) +
      (use === "literal" ? documents : message("Get") + message("GetResponse", 'name="GetResult" type="tns:Told"')) +
      message("HttpGet") +
      message("HttpGetResponse", 'name="Body" element="tns:Root"') +
      portType("Shop", get) +
      portType("X", httpGet) +
      httpBinding("X", "GET", "<http:urlEncoded/>", '<mime:mimeXml part="Body"/>') +
      (use === "literal" ? binding("A") : binding("A", { style: "rpc", input: encoded, output: encoded })) +
      service(port("A"), port("X", "X", "http")),
  );
  expect(diagnostics).toEqual([]);
  const [operation] = services[0]?.operations ?? [];
  return { http: operation?.bindings[1], types: services[0]?.types ?? [] };
}

const texts =
  '<xs:complexType name="Texts"><xs:sequence><xs:element name="string" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType>';

test.each([
  [
    "a list of other items",
    '<xs:element name="GetResult" type="tns:Keys"/>',
    '<xs:complexType name="Keys"><xs:sequence><xs:element name="Key" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType>',
  ],
  ["a list in place of a repeated element", '<xs:element name="GetResult" type="xs:string" maxOccurs="9"/>', ""],
  ["a list in place of a text", '<xs:element name="GetResult" type="xs:string"/>', ""],
])("a reply is %s than in the SOAP response", (_, result, more) => {
  const root = '<xs:element name="Root" type="tns:Texts" nillable="true"/>';
  const { http, types } = withReplies(result, root, texts + more);
  const reply = { name: { local: "Root" }, type: { kind: "type", name: "{urn:shop}Texts" }, nillable: true };
  expect(http).toMatchObject({ binding: "httpGet", root: { local: "Root" }, result: "GetResult", reply });
  expect(types.find(({ name }) => name.local === "Texts")).toMatchObject({ reply: true });
});

test("a reply of the type in the SOAP response has no type of its own", () => {
  const result = '<xs:element name="GetResult" type="tns:Texts"/>';
  const { http } = withReplies(result, '<xs:element name="Root" type="tns:Texts"/>', texts);
  expect(http).toMatchObject({ root: { local: "Root" }, result: "GetResult" });
  expect(http).not.toHaveProperty("reply");
});

test("a reply that stands for no element of the SOAP response is a value of its own", () => {
  const result = '<xs:element name="One" type="xs:int"/><xs:element name="Other" type="xs:int"/>';
  const { http } = withReplies(result, '<xs:element name="Root" type="xs:int"/>', "");
  expect(http).toMatchObject({ root: { local: "Root" }, reply: { type: { name: "int" } } });
  expect(http).not.toHaveProperty("result");
});

test("a reply to an encoded operation has its literal type", () => {
  const told =
    '<xs:complexType name="Told"><xs:sequence><xs:element name="A" type="xs:int"/></xs:sequence></xs:complexType>';
  const { http } = withReplies("", '<xs:element name="Root" type="tns:Texts"/>', texts + told, "encoded");
  expect(http).toMatchObject({ result: "GetResult", reply: { type: { name: "{urn:shop}Texts" } } });
});

test("a body that is a value is one parameter and one reply by itself", () => {
  const { services, diagnostics } = declare(
    schema('<xs:element name="Ask" type="xs:int"/><xs:element name="Told" type="xs:int"/>') +
      message("Get", 'name="a" element="tns:Ask"') +
      message("GetResponse", 'name="b" element="tns:Told"') +
      message("HttpGet", 'name="value" type="xs:string"') +
      message("HttpGetResponse", 'name="Body" element="tns:Told"') +
      portType("Shop", get) +
      portType("X", httpGet) +
      httpBinding("X", "GET", "<http:urlEncoded/>", '<mime:mimeXml part="Body"/>') +
      binding("A") +
      service(port("A"), port("X", "X", "http")),
  );
  expect(diagnostics).toEqual([]);
  expect(services[0]?.operations[0]?.bindings[1]).toMatchObject({
    parameters: [{ name: "value", element: "Ask" }],
    root: { local: "Told" },
  });
});

/** A WSDL whose operation has a document over SOAP, and over HTTP what is given. */
function withPost(
  input: string,
  { verb = "POST", parts = ['name="p" element="tns:Get"'], soap = true, style = "document" } = {},
) {
  return declare(
    elements +
      documents +
      message("HttpGet", ...parts) +
      message("HttpGetResponse", 'name="p" element="tns:GetResponse"') +
      (soap ? portType("Shop", get) : "") +
      portType("X", httpGet) +
      httpBinding("X", verb, input, '<mime:content type="application/xml"/>') +
      (soap ? binding("A", { style }) : "") +
      service(...(soap ? [port("A")] : []), port("X", "X", "http")),
  );
}

test.each([
  ["<mime:mimeXml/>", "text/xml"],
  ['<mime:content type="text/xml" part="Get"/>', "text/xml"],
  ['<mime:content type="Application/XML; charset=utf-8" part="p"/>', "application/xml"],
  ['<mime:content type="application/vnd.shop+xml"/>', "application/vnd.shop+xml"],
])("a POST with %s has the element of the SOAP body as its document", (input, content) => {
  const { services, diagnostics } = withPost(input);
  expect(diagnostics).toEqual([]);
  const root = { namespace: "urn:shop", local: "GetResponse" };
  expect(services[0]?.operations).toMatchObject([
    { bindings: [{ binding: "soap11" }, { binding: "httpPost", location: "/Get", content, parameters: [], root }] },
  ]);
});

test("a POST of XML alone has the element of its part as its request", () => {
  const { services, diagnostics } = withPost("<mime:mimeXml/>", { soap: false });
  expect(diagnostics).toEqual([]);
  expect(services[0]?.operations).toMatchObject([
    {
      bindings: [{ binding: "httpPost", content: "text/xml", parameters: [], root: { local: "GetResponse" } }],
      request: { style: "document", use: "literal", body: [{ name: { namespace: "urn:shop", local: "Get" } }] },
      response: { body: [{ name: { local: "GetResponse" } }] },
    },
  ]);
});

test("the named one of several parts is the content", () => {
  const parts = ['name="a" element="tns:Item"', 'name="b" element="tns:Get"'];
  const { services } = withPost('<mime:mimeXml part="b"/>', { parts });
  expect(services[0]?.operations[0]?.bindings[1]).toMatchObject({ content: "text/xml" });
});

test.each([
  ["an XML request unlike the SOAP request", { parts: ['name="p" element="tns:Item"'] }],
  ["an XML request unlike the SOAP request", { style: "rpc" }],
  ["an XML request whose root element is not known", { parts: ['name="p" type="tns:Item"'] }],
  [
    "an XML request whose root element is not known",
    { parts: ['name="a" element="tns:Get"', 'name="b" element="tns:Item"'] },
  ],
  ["text/xml as the content of the request", { verb: "GET" }],
])("%s leaves the operation out of HTTP", (found, how) => {
  const { services, diagnostics } = withPost("<mime:mimeXml/>", how);
  expect(services[0]?.operations[0]?.bindings.map((each) => each.binding)).toEqual(["soap11"]);
  const leftOut = diagnostics.filter(({ code }) => code === "operation-left-out");
  expect(leftOut).toMatchObject([{ message: expect.stringContaining(found) as string }]);
});

test("a POST of XML without a known root is not called at all if nothing else offers it", () => {
  const parts = ['name="p" type="tns:Item"'];
  const { services, diagnostics } = withPost("<mime:mimeXml/>", { soap: false, parts });
  expect(services).toEqual([]);
  expect(diagnostics.map(({ code }) => code)).toContain("operation-left-out");
});

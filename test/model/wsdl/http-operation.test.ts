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

test("a reply whose root is of another type than the SOAP response's element is left out", () => {
  const { services, diagnostics } = declare(
    schema(`
      <xs:element name="Get"><xs:complexType/></xs:element>
      <xs:element name="GetResponse"><xs:complexType><xs:sequence>
        <xs:element name="GetResult" type="tns:Keys"/></xs:sequence></xs:complexType></xs:element>
      <xs:element name="Texts" type="tns:Texts"/>
      <xs:complexType name="Keys"><xs:sequence><xs:element name="Key" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
      <xs:complexType name="Texts"><xs:sequence><xs:element name="string" type="xs:string" maxOccurs="unbounded"/></xs:sequence></xs:complexType>`) +
      documents +
      message("HttpGet") +
      message("HttpGetResponse", 'name="Body" element="tns:Texts"') +
      portType("Shop", get) +
      portType("X", httpGet) +
      httpBinding("X", "GET", "<http:urlEncoded/>", '<mime:mimeXml part="Body"/>') +
      binding("A") +
      service(port("A"), port("X", "X", "http")),
  );
  expect(services[0]?.operations[0]?.bindings.map((each) => each.binding)).toEqual(["soap11"]);
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "operation-left-out" }]);
});

test("HTTP replies with the builtin members of an encoded response only", () => {
  const bindingsOf = (type: string) => {
    const body = '<soap:body use="encoded" namespace="urn:body"/>';
    const { services } = declare(
      elements +
        message("Get", 'name="id" type="xs:int"') +
        message("GetResponse", `name="r" type="${type}"`) +
        message("HttpGet", 'name="id" type="xs:string"') +
        message("HttpGetResponse", 'name="Body" element="tns:Item"') +
        portType("Shop", get) +
        portType("X", httpGet) +
        httpBinding("X", "GET", "<http:urlEncoded/>", '<mime:mimeXml part="Body"/>') +
        binding("A", { style: "rpc", input: body, output: body }) +
        service(port("A"), port("X", "X", "http")),
    );
    return services[0]?.operations[0]?.bindings.map((each) => each.binding);
  };
  expect(bindingsOf("xs:string")).toEqual(["soap11", "httpGet"]);
  expect(bindingsOf("tns:Item")).toEqual(["soap11"]);
  expect(bindingsOf("xs:anyType")).toEqual(["soap11"]);
});

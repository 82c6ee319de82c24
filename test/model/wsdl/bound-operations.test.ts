import { expect, test } from "vitest";
import { isBuiltinName } from "../../../generator/builtins.js";
import type { Message } from "../../../generator/model/service.js";
import { declare, messages, schema, sending, serviceOf, showContent } from "./declare.js";

const http = "http://schemas.xmlsoap.org/soap/http";

const elements = schema(`
  <xs:element name="Get"><xs:complexType><xs:sequence><xs:element name="id" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="GetResponse"><xs:complexType><xs:sequence>
    <xs:element name="GetResult" type="tns:Item" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Item" type="tns:Item"/>
  <xs:complexType name="Item"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
  <xs:element name="Session" type="xs:string"/>
  <xs:element name="Missing" type="tns:Item"/>`);

const message = (name: string, ...parts: readonly string[]) =>
  `<wsdl:message name="${name}">${parts.map((part) => `<wsdl:part ${part}/>`).join("")}</wsdl:message>`;

const documents =
  message("Get", 'name="p" element="tns:Get"') + message("GetResponse", 'name="p" element="tns:GetResponse"');

const portType = (name: string, operations: string) => `<wsdl:portType name="${name}">${operations}</wsdl:portType>`;

const get =
  '<wsdl:operation name="Get"><wsdl:input message="tns:Get"/><wsdl:output message="tns:GetResponse"/></wsdl:operation>';

interface BindingParts {
  readonly of?: string;
  readonly style?: string;
  readonly soap?: "soap" | "soap12";
  readonly transport?: string;
  readonly operation?: string;
  readonly action?: string;
  readonly input?: string;
  readonly output?: string;
}

const binding = (name: string, parts: BindingParts = {}) => {
  const {
    soap = "soap",
    style = "document",
    transport = http,
    operation = "Get",
    action = 'soapAction="urn:get"',
  } = parts;
  const literal = `<${soap}:body use="literal"/>`;
  const { input = literal, output = literal, of = "Shop" } = parts;
  return `<wsdl:binding name="${name}" type="tns:${of}"><${soap}:binding style="${style}" transport="${transport}"/>
    <wsdl:operation name="${operation}"><${soap}:operation ${action}/>
      <wsdl:input>${input}</wsdl:input>${output && `<wsdl:output>${output}</wsdl:output>`}</wsdl:operation></wsdl:binding>`;
};

const port = (name: string, of = name, soap = "soap", location = `https://shop.example/${name}`) =>
  `<wsdl:port name="${name}" binding="tns:${of}"><${soap}:address location="${location}"/></wsdl:port>`;
const service = (...ports: readonly string[]) => `<wsdl:service name="Shop">${ports.join("")}</wsdl:service>`;

const shown = (sent: Message | undefined) => ({
  ...sent,
  header: sent?.header.map(({ name, minOccurs }) => `${name.local} ${minOccurs}`),
  body: sent?.body.map(
    ({ name, type }) =>
      `${name.namespace && "q:"}${name.local}: ${isBuiltinName(type.name) ? type.name : type.name.replace("{urn:shop}", "")}`,
  ),
});

test("wrapped documents over SOAP 1.1 and 1.2 are one operation with two bindings", () => {
  const { name, namespace, ports, operations, types } = serviceOf(
    elements +
      documents +
      portType("Shop", get) +
      binding("A") +
      binding("B", { soap: "soap12", action: "" }) +
      service(port("A"), port("B", "B", "soap12")),
  );
  expect({ name, namespace }).toEqual({ name: "shop", namespace: "urn:shop" });
  expect(ports).toMatchObject([
    { name: "A", binding: "soap11", address: "https://shop.example/A", evidence: { address: { kind: "declared" } } },
    { name: "B", binding: "soap12", address: "https://shop.example/B" },
  ]);
  expect(operations).toMatchObject([
    { name: "Get", bindings: [{ binding: "soap11", action: "urn:get" }, { binding: "soap12" }], faults: [] },
  ]);
  expect(operations[0]?.bindings[1]).not.toHaveProperty("action");
  expect(shown(operations[0]?.request)).toEqual({
    style: "document",
    use: "literal",
    header: [],
    body: ["q:Get: Get"],
  });
  expect(shown(operations[0]?.response).body).toEqual(["q:GetResponse: GetResponse"]);
  expect(types.map((type) => [type.name.local, "wrapper" in type, "reply" in type && type.reply])).toEqual([
    ["Get", true, false],
    ["GetResponse", true, true],
    ["Item", false, true],
  ]);
});

test("an empty SOAPAction is not an absent one", () => {
  const declaredAs = (action: string) =>
    serviceOf(elements + documents + portType("Shop", get) + binding("A", { action }) + service(port("A")))
      .operations[0]?.bindings[0];
  expect(declaredAs('soapAction=""')).toMatchObject({ action: "" });
  expect(declaredAs("")).not.toHaveProperty("action");
});

test("one binding at two addresses is one operation, two SOAPActions are two", () => {
  const bindings = binding("A") + binding("B", { action: 'soapAction="urn:other"' });
  const same = serviceOf(
    elements + documents + portType("Shop", get) + binding("A") + service(port("A"), port("C", "A")),
  );
  expect(same.operations.map(({ name }) => name)).toEqual(["Get"]);
  expect(same.ports.map(({ name }) => name)).toEqual(["A", "C"]);
  const other = serviceOf(elements + documents + portType("Shop", get) + bindings + service(port("A"), port("B")));
  expect(other.operations.map(({ name }) => name)).toEqual(["Get", "Get_2"]);
});

test("overloads are called by their input's name", () => {
  const overloads = `<wsdl:operation name="Get"><wsdl:input name="One" message="tns:Get"/></wsdl:operation>
    <wsdl:operation name="Get"><wsdl:input name="Two" message="tns:Item"/></wsdl:operation>`;
  const operation = (input: string) =>
    `<wsdl:operation name="Get"><soap:operation soapAction="urn:${input}"/><wsdl:input name="${input}"><soap:body use="literal"/></wsdl:input></wsdl:operation>`;
  const { operations } = serviceOf(
    elements +
      documents +
      message("Item", 'name="p" element="tns:Item"') +
      portType("Shop", overloads) +
      `<wsdl:binding name="A" type="tns:Shop"><soap:binding transport="${http}"/>${operation("Two")}${operation("One")}</wsdl:binding>` +
      service(port("A")),
  );
  expect(operations.map(({ name, bindings }) => [name, bindings[0]])).toMatchObject([
    ["Get", { action: "urn:One" }],
    ["Two", { action: "urn:Two" }],
  ]);
  expect(operations[0]).not.toHaveProperty("response");
});

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
    header: ["Session 1"],
    body: ["q:Get: Get", "q:Item: Item"],
  });
  expect(of('<soap:body use="literal" parts="item"/>')).toMatchObject({ header: [], body: ["q:Item: Item"] });
  expect(of('<soap:body use="literal" parts=""/>')).toMatchObject({ body: [] });
});

test("header faults of all bindings are blocks of faults, and one that is not declared is not typed", () => {
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
    "warning fault-untyped: found a header block of part gone, expected a part of message Get; fault gone of Get is not typed",
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

const simpleParts =
  message("Get", 'name="a" type="xs:int"', 'name="b" type="tns:Item"') +
  message("GetResponse", 'name="r" type="xs:string"');

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

test("in SOAP encoding any member can be nil, unless a fault holds its type too, which is literal", () => {
  const encoded = '<soap:body use="encoded" namespace="urn:body"/>';
  const itemOf = (fault: string) => {
    const { types } = serviceOf(
      elements +
        simpleParts +
        message("Missing", 'name="p" element="tns:Missing"') +
        portType("Shop", get.replace("</wsdl:operation>", `${fault}</wsdl:operation>`)) +
        binding("A", { style: "rpc", input: encoded, output: encoded }) +
        service(port("A")),
    );
    return types.find(({ name }) => name.local === "Item");
  };
  expect(itemOf("")).toMatchObject({ content: { particles: [{ nillable: true }] } });
  expect(itemOf('<wsdl:fault name="Missing" message="tns:Missing"/>')).toMatchObject({
    content: { particles: [{ nillable: false }] },
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
    "warning binding-unusual: found part item of an element in message Get of style rpc of Get, expected a type; the element's is taken",
    "warning binding-unusual: found a soap:body of style rpc without a namespace of Get, expected one; the target namespace is taken",
    "warning binding-unusual: found a soap:body of style rpc without a namespace of Get, expected one; the target namespace is taken",
  ]);
});

test("a document of a type has its particles in the body; of a simple type it cannot be called", () => {
  const of = (type: string) =>
    declare(
      elements +
        message("Get", `name="p" type="${type}"`) +
        message("GetResponse") +
        portType("Shop", get) +
        binding("A") +
        service(port("A")),
    );
  const { services } = of("tns:Item");
  expect(shown(services[0]?.operations[0]?.request).body).toEqual(["q:name: string"]);
  expect(messages(of("xs:string").diagnostics)).toEqual([
    "warning operation-left-out: found the type string as the body of a document, part p, expected an element; Get is left out of binding A",
    "error operations-missing: found binding A with nothing that can be called, expected an operation that can be called",
  ]);
});

test("faults have the elements of their messages, and one that is not declared is not typed", () => {
  const faults = get.replace(
    "</wsdl:operation>",
    `<wsdl:fault name="NoItem" message="tns:NoItem"><wsdl:documentation>There is none.</wsdl:documentation></wsdl:fault>
     <wsdl:fault name="Gone" message="tns:Gone"/></wsdl:operation>`,
  );
  const { services, diagnostics } = declare(
    elements +
      documents +
      message("NoItem", 'name="fault" element="tns:Missing"') +
      portType("Shop", faults) +
      binding("A") +
      service(port("A")),
  );
  expect(services[0]?.operations[0]?.faults).toMatchObject([
    {
      name: "NoItem",
      documentation: "There is none.",
      element: { name: { local: "Missing" }, type: { name: "{urn:shop}Item" } },
    },
  ]);
  expect(messages(diagnostics)).toEqual([
    "warning fault-untyped: found no message {urn:shop}Gone, expected its declaration in the spec; fault Gone of Get is not typed",
  ]);
});

test.each([
  ["encoded documents", binding("A", { input: '<soap:body use="encoded"/>' }), "a document that is encoded"],
  [
    "attachments of a request",
    binding("A", {
      input:
        '<mime:multipartRelated><mime:part><soap:body use="literal" parts=""/></mime:part><mime:part><mime:content part="p" type="image/png"/></mime:part></mime:multipartRelated>',
    }),
    "a multipart request",
  ],
  ["another transport", binding("A", { transport: "urn:jms" }), "transport urn:jms"],
  [
    "another protocol",
    '<wsdl:binding name="A" type="tns:Shop"><x:binding xmlns:x="urn:x"/><wsdl:operation name="Get"/></wsdl:binding>',
    "urn:x",
  ],
  [
    "a message that is not declared",
    binding("A") + portType("Other", ""),
    "no message {urn:shop}Nowhere",
    get.replace("tns:Get", "tns:Nowhere"),
  ],
  [
    "notifications",
    binding("A"),
    "notification operation Get",
    '<wsdl:operation name="Get"><wsdl:output message="tns:Get"/></wsdl:operation>',
  ],
])("%s are left out, and that is said", (_, declared, found, operation = get) => {
  const { services, diagnostics } = declare(
    elements + documents + portType("Shop", operation) + declared + service(port("A")),
  );
  expect(services).toEqual([]);
  expect(diagnostics[0]?.message).toContain(`found ${found}`);
  expect(diagnostics.at(-1)).toMatchObject({ severity: "error", code: "operations-missing" });
});

test("attachments of a reply are not read, and that is said", () => {
  const output = `<mime:multipartRelated><mime:part><soap:body use="literal" parts="p"/></mime:part>
    <mime:part><mime:content part="image" type="image/png"/></mime:part></mime:multipartRelated>`;
  const { services, diagnostics } = declare(
    elements +
      message("Get", 'name="p" element="tns:Get"') +
      message("GetResponse", 'name="p" element="tns:GetResponse"', 'name="image" type="xs:base64Binary"') +
      portType("Shop", get) +
      binding("A", { output }) +
      service(port("A")),
  );
  expect(shown(services[0]?.operations[0]?.response).body).toEqual(["q:GetResponse: GetResponse"]);
  expect(diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toEqual(["warning binding-unusual"]);
});

const form = '<mime:content type="application/x-www-form-urlencoded"/>';
const httpBinding = (name: string, verb: string, input: string, output: string, location = "/Get") =>
  `<wsdl:binding name="${name}" type="tns:${name}"><http:binding verb="${verb}"/><wsdl:operation name="Get">
    <http:operation location="${location}"/><wsdl:input>${input}</wsdl:input><wsdl:output>${output}</wsdl:output></wsdl:operation></wsdl:binding>`;
const httpGet =
  '<wsdl:operation name="Get"><wsdl:input message="tns:HttpGet"/><wsdl:output message="tns:HttpGetResponse"/></wsdl:operation>';

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

test.each([
  ["/Get", "https://shop.example/Shop", "/Get"],
  ["?op=Get", "https://shop.example/Shop", "?op=Get"],
  ["", "https://shop.example/Shop", ""],
  ["Get", "https://shop.example/Shop", "/Get"],
  ["Get", "https://shop.example/Shop/", "/Get"],
  ["Shop/Get", "https://shop.example/services/Shop", "/Get"],
  ["Shop/Get", "https://shop.example/services/Shop/", "/Shop/Get"],
  ["Shopping/Get", "https://shop.example/services/Shop", "/Shopping/Get"],
])("a location %j at the address %j is what follows it: %j", (location, address, expected) => {
  const { operations } = serviceOf(
    elements +
      message("HttpGet", 'name="id" type="xs:int"') +
      message("HttpGetResponse", 'name="Body" element="tns:Item"') +
      portType("X", httpGet) +
      httpBinding("X", "POST", form, '<mime:content type="text/xml"/>', location) +
      service(port("X", "X", "http", address)),
  );
  expect(operations[0]?.bindings).toMatchObject([{ binding: "httpPost", location: expected }]);
});

test("a reply that is no XML is text, and one without content is nothing", () => {
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

test("what does not fit the SOAP operation is left out of HTTP alone", () => {
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
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "operation-left-out", operation: "Get" }]);
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
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "operation-left-out", operation: "Get" }]);
});

test("of an encoded response, HTTP replies with what is of a builtin type alone", () => {
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

test("several services have their own names, and share their types", () => {
  const { services } = declare(
    elements +
      documents +
      portType("Shop", get) +
      binding("A") +
      `<wsdl:service name="One">${port("A")}</wsdl:service><wsdl:service name="Two">${port("B", "A")}</wsdl:service>`,
  );
  expect(services.map(({ name }) => name)).toEqual(["One", "Two"]);
  expect(services[0]?.types).toEqual(services[1]?.types);
});

test("bindings without a service are a service without ports", () => {
  const { name, ports, operations } = serviceOf(elements + documents + portType("Shop", get) + binding("A"));
  expect({ name, ports, operations: operations.length }).toEqual({ name: "shop", ports: [], operations: 1 });
});

test("a port type that nothing binds is an error that names it", () => {
  const { diagnostics } = declare(elements + documents + portType("Shop", get));
  expect(messages(diagnostics)).toEqual([
    "error operations-missing: found port type Shop without a binding, expected a binding: an operation that can be called",
  ]);
});

test("a port without an address that can be called is left out, its operations are not", () => {
  const { services, diagnostics } = declare(
    elements + documents + portType("Shop", get) + binding("A") + service(port("A", "A", "soap", "REPLACE_ME")),
  );
  expect(services[0]).toMatchObject({ ports: [], operations: [{ name: "Get" }] });
  expect(diagnostics).toMatchObject([{ severity: "warning", code: "address-unknown" }]);
});

test("a type that no schema of the spec declares names the document that would", () => {
  const missing = sending('<xs:element name="Root" type="m:Gone" xmlns:m="urn:gone"/>').replace(
    "<xs:import ",
    '<xs:import namespace="urn:gone" schemaLocation="gone.xsd"/><xs:import ',
  );
  const unresolved = declare(missing).diagnostics.find(({ severity }) => severity === "error");
  expect(unresolved?.code).toBe("component-unresolved");
  expect(unresolved?.hint).toMatch(/^add "gone\.xsd", which is imported at shop\/shop\.wsdl:\d+:\d+$/);
});

test("documentation of the service and of operations is kept", () => {
  const documented = get.replace("<wsdl:input", "<wsdl:documentation>Gets it.</wsdl:documentation><wsdl:input");
  const { documentation, operations } = serviceOf(
    elements +
      documents +
      portType("Shop", documented) +
      binding("A") +
      service("<wsdl:documentation>The shop.</wsdl:documentation>", port("A")),
  );
  expect([documentation, operations[0]?.documentation]).toEqual(["The shop.", "Gets it."]);
});

import { expect, test } from "vitest";
import type { Diagnostic } from "../../../generator/diagnostic.js";
import { readSoapUi } from "../../../generator/read/exchange/read-soapui.js";
import { envelope, shown } from "./shown.js";

const lend = envelope('<Lend xmlns="urn:shelf">\n<Title>?</Title></Lend>');
const lent = envelope('<LendResponse xmlns="urn:shelf"/>');
const wsdl = '<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" name="Shelf"/>';

const shelf = `<con:interface xsi:type="con:WsdlInterface" name="ShelfSoap" bindingName="{urn:shelf}ShelfSoap" soapVersion="1_1">
  <con:definitionCache type="TEXT"><con:part><con:url>http://shelf.example/shelf.asmx?wsdl</con:url>
    <con:content><![CDATA[${wsdl}]]></con:content></con:part></con:definitionCache>
  <con:endpoints><con:endpoint>http://shelf.example/shelf.asmx</con:endpoint></con:endpoints>
  <con:operation name="Lend" action="urn:Lend">
    <con:call name="Request 1"><con:request><![CDATA[${lend.replaceAll("\n", "\\r\n")}]]></con:request></con:call>
  </con:operation>
</con:interface>`;

const another = `<con:operation name="Renew" action="urn:Renew">
    <con:call name="Request 1"><con:request><![CDATA[${lend}]]></con:request></con:call>
  </con:operation>`;

const step = `<con:testSuite><con:testCase>
  <con:testStep type="request"><con:config><con:interface>ShelfSoap</con:interface><con:operation>Lend</con:operation>
    <con:request><con:endpoint>\${#Project#endpoint}</con:endpoint><con:request>${escaped(lend)}</con:request></con:request>
  </con:config></con:testStep>
  <con:testStep type="groovy"><con:config><con:request/></con:config></con:testStep>
</con:testCase></con:testSuite>`;

const mock = `<con:mockService><con:mockOperation interface="ShelfSoap" operation="Lend">
  <con:response httpResponseStatus="200"><con:responseContent><![CDATA[${lent}]]></con:responseContent></con:response>
</con:mockOperation></con:mockService>`;

const property =
  "<con:properties><con:property><con:name>endpoint</con:name><con:value>http://test.example/a</con:value></con:property></con:properties>";

test("reads the requests of operations and of test steps, and the responses of mock services", () => {
  const { exchanges } = read(shelf + step + mock + property);
  expect(exchanges.map((exchange) => ({ operation: exchange.operation, ...shown(exchange) }))).toEqual([
    {
      operation: "Lend",
      request: `POST http://shelf.example/shelf.asmx\nsoapaction: "urn:Lend"\n\n${lend}`,
      responses: [`200\n\n${lent}`],
    },
    { operation: "Lend", request: `POST http://test.example/a\nsoapaction: "urn:Lend"\n\n${lend}`, responses: [] },
  ]);
});

test("gives each character of a message its place in the project", () => {
  const { exchanges, text } = read(shelf);
  const [body] = exchanges.flatMap(({ request }) => request?.body ?? []);
  const { line, column } = body?.place(body.text.indexOf("<Title>")) ?? { line: 0, column: 0 };
  expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(/^<Title>/);
});

test("keeps the WSDL, as text and as a tree, with its places", () => {
  const tree = shelf.replace(' type="TEXT"', "").replace(`<![CDATA[${wsdl}]]>`, wsdl);
  for (const project of [shelf, tree, shelf.replace(`<![CDATA[${wsdl}]]>`, escaped(wsdl))]) {
    const { definitions, text } = read(project);
    const [definition] = definitions;
    expect(definition?.url).toBe("http://shelf.example/shelf.asmx?wsdl");
    expect(definition?.text.text.startsWith(wsdl)).toBe(true);
    const { line, column } = definition?.text.place(0) ?? { line: 0, column: 0 };
    expect(text.split("\n")[line - 1]?.slice(column - 1)).toMatch(/^(?:<|&lt;)definitions/);
  }
});

test("SOAP 1.2 has its action in the media type", () => {
  const { exchanges } = read(shelf.replace("1_1", "1_2"));
  expect(exchanges.map(shown)[0]?.request).toContain('content-type: application/soap+xml;action="urn:Lend"\n');
});

test("an operation without a response of its own is one-way if the project states it", () => {
  const oneWay = shelf.replace('<con:operation name="Lend"', '<con:operation isOneWay="true" name="Lend"');
  expect(read(oneWay).exchanges.map(shown)[0]?.responses).toEqual(["202"]);
});

test("the first of several endpoints is taken by requests without one of their own, which is reported", () => {
  const endpoint = "<con:endpoint>http://shelf.example/shelf.asmx</con:endpoint>";
  const two = shelf.replace(endpoint, `${endpoint}<con:endpoint>https://other.example/shelf.asmx</con:endpoint>`);
  const { exchanges, diagnostics } = read(two.replace("</con:operation>", `</con:operation>${another}`));
  expect(exchanges.map(({ request }) => request?.url?.text)).toEqual(Array(2).fill("http://shelf.example/shelf.asmx"));
  expect(diagnostics).toMatchObject([
    { code: "addresses-differ", severity: "warning", setting: { address: "https://other.example/shelf.asmx" } },
  ]);
  const call = '<con:call name="Request 1">';
  const own = read(two.replace(call, `${call}<con:endpoint>https://other.example/shelf.asmx</con:endpoint>`));
  expect(own.exchanges[0]?.request?.url?.text).toBe("https://other.example/shelf.asmx");
  expect(own.diagnostics).toEqual([]);
});

test("a project that is cut is refused at its place", () => {
  const { diagnostics } = read(`${shelf}<con:testSuite>`);
  expect(diagnostics).toMatchObject([{ code: "recording-not-well-formed", severity: "error" }]);
});

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&#62;");
}

function read(content: string) {
  const namespaces =
    'xmlns:con="http://eviware.com/soapui/config" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
  const text = `<?xml version="1.0"?>\n<con:soapui-project name="Shelf" ${namespaces}>${content}</con:soapui-project>`;
  const diagnostics: Diagnostic[] = [];
  const recording = readSoapUi({ path: "shelf.xml", text }, (diagnostic) => diagnostics.push(diagnostic));
  return { ...recording, diagnostics, text };
}

/** Checks that a value has one shape, whether samples, a WSDL or both describe the service. */
import { expect, test } from "vitest";
import { defaultConfiguration } from "../../generator/configuration.js";
import { emitServices } from "../../generator/emit/client.js";
import { inspect } from "../../generator/inspect.js";
import type { Source } from "../../generator/source.js";

const namespace = "http://shop.example/";
const schemaOf = (content: string): string => `<xs:complexType><xs:sequence>${content}</xs:sequence></xs:complexType>`;
const dataSet = schemaOf('<xs:element ref="xs:schema"/><xs:any/>');
const dataTable = schemaOf(
  '<xs:any minOccurs="0" maxOccurs="unbounded" namespace="http://www.w3.org/2001/XMLSchema"/>' +
    '<xs:any namespace="urn:schemas-microsoft-com:xml-diffgram-v1"/>',
);
const stock = "urn:stock";
const typedSet = schemaOf(`<xs:any namespace="${stock}"/>`);
const typedTable = dataTable.replace(
  "</xs:complexType>",
  `<xs:attribute name="namespace" fixed="${stock}"/><xs:attribute name="tableTypeName" fixed="ShelfDataTable"/></xs:complexType>`,
);
const stockSchema = `<xs:schema targetNamespace="${stock}" elementFormDefault="qualified" xmlns:msdata="urn:schemas-microsoft-com:xml-msdata">
  <xs:element name="Stock" msdata:IsDataSet="true"><xs:complexType><xs:choice minOccurs="0" maxOccurs="unbounded">
    <xs:element name="Shelf">${schemaOf('<xs:element name="Id" type="xs:int"/>')}</xs:element>
  </xs:choice></xs:complexType></xs:element></xs:schema>`;
const lists = `
  <xs:complexType name="ArrayOfInt"><xs:sequence>
    <xs:element name="int" type="xs:int" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>
  <xs:complexType name="ArrayOfString"><xs:sequence>
    <xs:element name="string" type="xs:string" nillable="true" minOccurs="0" maxOccurs="unbounded"/></xs:sequence></xs:complexType>`;

interface Shape {
  readonly request: readonly [element: string, declaration: string, sample: string];
  readonly response: readonly [element: string, declaration: string, sample: string];
  /** The types of the function. */
  readonly types: readonly [request: string, response: string];
}

const shown = "<xsd:schema>schema</xsd:schema>xml";
const none = ["Get", `<xs:element name="Get"><xs:complexType/></xs:element>`, `<Get xmlns="${namespace}"/>`] as const;

function bare(element: string, type: string, sample: string): Shape["request"] {
  const typed = type.startsWith("<")
    ? `<xs:element name="${element}">${type}</xs:element>`
    : `<xs:element name="${element}" type="${type}"/>`;
  return [element, typed, `<${element} xmlns="${namespace}">${sample}</${element}>`];
}

function wrapped(type: string, sample: string): Shape["response"] {
  const result = type.startsWith("<")
    ? `<xs:element name="GetResult" minOccurs="0">${type}</xs:element>`
    : `<xs:element name="GetResult" type="${type}" minOccurs="0"/>`;
  return bare("GetResponse", schemaOf(result), `<GetResult>${sample}</GetResult>`);
}

test.each<readonly [string, Shape]>([
  [
    "lists as bare bodies",
    {
      request: bare("numbers", "t:ArrayOfInt", "<int>int</int><int>int</int>"),
      response: bare("GetResult", "t:ArrayOfString", "<string>string</string><string>string</string>"),
      types: ["number[]", "(string | null)[]"],
    },
  ],
  [
    "a DataSet as a bare body",
    { request: none, response: bare("GetResult", dataSet, shown), types: ["Get", "XmlElement"] },
  ],
  [
    "a DataTable as a bare body",
    { request: none, response: bare("GetResult", dataTable, shown), types: ["Get", "XmlElement"] },
  ],
  ["a DataSet as a result", { request: none, response: wrapped(dataSet, shown), types: ["Get", "GetResponse"] }],
  ["a DataTable as a result", { request: none, response: wrapped(dataTable, shown), types: ["Get", "GetResponse"] }],
])("%s", async (_, { request, response, types }) => {
  const sources = [wsdlOf(request, response), pageOf(request, response)];
  for (const some of [sources.slice(0, 1), sources.slice(1), sources]) {
    const text = await clientOf(some);
    expect(text).toContain(`  request: ${types[0]},\n`);
    expect(text).toContain(`Promise<ReplyTo<PortMode, ${types[1]}>>`);
    if (types[1] === "GetResponse") expect(text).toMatch(/ {2}GetResult\?: XmlElement (?:\| null )?\| undefined;/);
  }
});

test.each([
  ["a typed DataSet", typedSet],
  ["a DataTable of a typed DataSet", typedTable],
])("%s has the tables that the WSDL declares, also beside pages, on which it is XML", async (_, type) => {
  const request = none;
  const response = wrapped(type, shown);
  const { path, text } = wsdlOf(request, response);
  const wsdl = { path, text: text.replace("</types>", `${stockSchema}</types>`) };
  const page = pageOf(request, response);
  for (const some of [[wsdl], [wsdl, page], [page]]) {
    const expected = some.includes(wsdl) ? "TypedDataSet<Stock>" : "XmlElement | null";
    expect(await clientOf(some)).toContain(`  GetResult?: ${expected} | undefined;\n`);
  }
});

test("a list that is a bare body is a list in other types, too", async () => {
  const order = schemaOf('<xs:element name="Numbers" type="t:ArrayOfInt"/>');
  const text = await clientOf([wsdlOf(bare("numbers", "t:ArrayOfInt", ""), bare("Order", order, ""))]);
  expect(text).toContain("  Numbers: number[];\n");
});

test("a wrapper with one repeated element is an object", async () => {
  const request = bare("Get", "t:ArrayOfInt", "<int>int</int><int>int</int>");
  const response = bare(
    "GetResponse",
    schemaOf('<xs:element name="Sku" type="xs:string" maxOccurs="9"/>'),
    "<Sku>string</Sku><Sku>string</Sku>",
  );
  for (const some of [[wsdlOf(request, response)], [pageOf(request, response)]]) {
    const text = await clientOf(some);
    expect(text).toMatch(/ {2}int\?: number\[\] \| undefined;/);
    expect(text).toMatch(/ {2}Sku\??: /);
  }
});

async function clientOf(sources: readonly Source[]): Promise<string> {
  const spec = { name: "shop", path: "specs/shop", sources };
  const { services, diagnostics } = inspect(spec, defaultConfiguration);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  const files = await emitServices(services, { spec, configuration: defaultConfiguration });
  return files.map(({ text }) => text).join("\n");
}

function wsdlOf([sent, request]: Shape["request"], [returned, response]: Shape["response"]): Source {
  const text = `<definitions targetNamespace="${namespace}" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="${namespace}"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/">
  <types><xs:schema targetNamespace="${namespace}" elementFormDefault="qualified">${request}${response}${lists}</xs:schema></types>
  <message name="In"><part name="p" element="t:${sent}"/></message>
  <message name="Out"><part name="p" element="t:${returned}"/></message>
  <portType name="S"><operation name="Get"><input message="t:In"/><output message="t:Out"/></operation></portType>
  <binding name="S" type="t:S"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Get"><soap:operation soapAction="${namespace}Get"/>
      <input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
  <service name="S"><port name="S" binding="t:S"><soap:address location="https://shop.example/shop.asmx"/></port></service>
</definitions>`;
  return { path: "specs/shop/shop.wsdl", text };
}

function pageOf([, , request]: Shape["request"], [, , response]: Shape["response"]): Source {
  const envelope = (body: string): string =>
    `<soap:Envelope xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body>${body}</soap:Body></soap:Envelope>`;
  const text = `POST /shop.asmx HTTP/1.1
Host: shop.example
Content-Type: text/xml; charset=utf-8
Content-Length: length
SOAPAction: "${namespace}Get"

${envelope(request)}

HTTP/1.1 200 OK
Content-Type: text/xml; charset=utf-8
Content-Length: length

${envelope(response)}
`;
  return { path: "specs/shop/Get.txt", text };
}

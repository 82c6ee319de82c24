import { expect, test } from "vitest";
import { defaultConfiguration } from "../../../generator/configuration.js";
import { inspect } from "../../../generator/inspect.js";
import { clark, type ComplexType } from "../../../generator/model/service.js";

const shelf = `<s:element name="Shelf"><s:complexType><s:sequence>
  <s:element name="Book" minOccurs="0" maxOccurs="unbounded"><s:complexType><s:sequence>
    <s:element name="Page" minOccurs="0" maxOccurs="unbounded"><s:complexType><s:attribute name="No" type="s:int"/></s:complexType></s:element>
  </s:sequence></s:complexType></s:element>
</s:sequence></s:complexType></s:element>`;
const wildcard = '<s:any namespace="urn:stock"/>';

/** The types of a service whose result has this content, and whose DataSet has these tables. */
function typesOf(result: string, tables = shelf, marked = true): ReadonlyMap<string, ComplexType> {
  const isDataSet = marked ? ' msdata:IsDataSet="true"' : "";
  const text = `<definitions targetNamespace="urn:shop" xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:t="urn:shop" xmlns:d="urn:stock"
    xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:msdata="urn:schemas-microsoft-com:xml-msdata">
  <types>
    <s:schema targetNamespace="urn:shop" elementFormDefault="qualified">
      <s:import namespace="urn:stock"/>
      <s:element name="Get"><s:complexType/></s:element>
      <s:element name="GetResponse"><s:complexType><s:sequence>${result}</s:sequence></s:complexType></s:element>
    </s:schema>
    <s:schema targetNamespace="urn:stock" elementFormDefault="qualified">
      <s:element name="Stock"${isDataSet}><s:complexType><s:choice minOccurs="0" maxOccurs="unbounded">${tables}</s:choice></s:complexType></s:element>
    </s:schema>
  </types>
  <message name="In"><part name="p" element="t:Get"/></message>
  <message name="Out"><part name="p" element="t:GetResponse"/></message>
  <portType name="S"><operation name="Get"><input message="t:In"/><output message="t:Out"/></operation></portType>
  <binding name="S" type="t:S"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Get"><soap:operation soapAction="get"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
  <service name="S"><port name="S" binding="t:S"><soap:address location="https://shop.example/"/></port></service>
</definitions>`;
  const spec = { name: "shop", path: "specs/shop", sources: [{ path: "specs/shop/shop.wsdl", text }] };
  const { services, diagnostics } = inspect(spec, defaultConfiguration);
  expect(diagnostics).toEqual([]);
  const types = services.flatMap((service) => service.types).filter((type) => type.kind === "complex");
  return new Map(types.map((type) => [clark(type.name), type]));
}

function resultOf(content: string): string {
  return `<s:element name="Kept"><s:complexType>${content}</s:complexType></s:element>`;
}

const typed = resultOf(`<s:sequence>${wildcard}</s:sequence>`);

test("a wildcard for the namespace of a DataSet has its tables, whose rows are objects however nested", () => {
  const types = typesOf(typed);
  expect(types.get("{urn:shop}Kept")?.dataSet).toBe("{urn:stock}Stock");
  expect([...types.values()].map(({ name, data }) => [name.local, data])).toEqual([
    ["Get", undefined],
    ["GetResponse", undefined],
    ["Kept", undefined],
    ["Stock", "tables"],
    ["Shelf", "row"],
    ["Book", "row"],
    ["Page", "row"],
  ]);
});

test.each([
  ["with a schema before the wildcard", `<s:sequence><s:element ref="s:schema"/>${wildcard}</s:sequence>`],
  [
    "of a DataTable",
    `<s:sequence><s:any namespace="http://www.w3.org/2001/XMLSchema"/><s:any namespace="urn:schemas-microsoft-com:xml-diffgram-v1"/></s:sequence>
     <s:attribute name="namespace" fixed="urn:stock"/><s:attribute name="tableTypeName" fixed="ShelfDataTable"/>`,
  ],
])("any content %s has the tables of the DataSet, and no attributes", (_, content) => {
  const type = typesOf(resultOf(content)).get("{urn:shop}Kept");
  expect(type).toMatchObject({ dataSet: "{urn:stock}Stock", attributes: [] });
});

test.each<readonly [string, Parameters<typeof typesOf>]>([
  ["for another namespace", [resultOf('<s:sequence><s:any namespace="urn:other"/></s:sequence>')]],
  ["for any namespace", [resultOf("<s:sequence><s:any/></s:sequence>")]],
  ["of a schema without a DataSet", [typed, shelf, false]],
  ["of a DataSet without tables", [typed, '<s:element name="Count" type="s:int"/>']],
  ["of a DataSet whose element is in a message as well", [`${typed}<s:element ref="d:Stock"/>`]],
])("a wildcard %s is any XML", (_, given) => {
  const types = typesOf(...given);
  expect(types.get("{urn:shop}Kept")).not.toHaveProperty("dataSet");
  expect([...types.values()].filter(({ data }) => data !== undefined)).toEqual([]);
});

test("content beside the wildcard is not that of a DataSet", () => {
  const types = typesOf(resultOf(`<s:sequence><s:element name="Id" type="s:int"/>${wildcard}</s:sequence>`));
  expect([...types.keys()]).toEqual(["{urn:shop}Get", "{urn:shop}GetResponse", "{urn:shop}Kept"]);
});

import type { declarationCodes } from "../../../generator/diagnostics/declaration-codes.js";
import { between, example, replace, wsdl, wsdlFiles, type Example } from "../example.js";

const path = "specs/shop/shop.wsdl";
const text = wsdlFiles[path] ?? "";
const place = `<xs:element name="Place" type="xs:string"/>`;
const end = "    </xs:schema>";
const stockInPortType = `    <operation name="GetStock">\n      <input message`;
const stockInBinding = `    <operation name="GetStock">\n      <soap:operation`;
/** A declaration in the schema, and an element of its type. */
const typed = (type: string, declaration: string): Example =>
  example(wsdlFiles, [
    replace(path, place, `<xs:element name="Place" type="${type}"/>`),
    replace(path, end, `      ${declaration}\n${end}`),
  ]);
/** A declaration in the schema, and a particle in the place of an element. */
const contained = (particle: string, declaration: string): Example =>
  example(wsdlFiles, [replace(path, place, particle), replace(path, end, `      ${declaration}\n${end}`)]);

/** Declarations of which each names the next. */
const levels = (count: number, declaration: (name: number, next: number | undefined) => string): string =>
  Array.from({ length: count }, (_, index) => declaration(index, index + 1 < count ? index + 1 : undefined)).join("\n");

export const declarationExamples: Record<keyof typeof declarationCodes, Example> = {
  "address-unknown": wsdl(`location="https://shop.example/shop.asmx"`, `location=""`),
  "array-dimensions": typed(
    "tns:Cube",
    `<xs:complexType name="Cube">
        <xs:complexContent>
          <xs:restriction xmlns:enc="http://schemas.xmlsoap.org/soap/encoding/" base="enc:Array">
            <xs:attribute xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" ref="enc:arrayType" wsdl:arrayType="xs:int[,,,,,,,,]"/>
          </xs:restriction>
        </xs:complexContent>
      </xs:complexType>`,
  ),
  "attachment-left-out": wsdl(
    `<soap:operation soapAction="urn:shop/GetPrice"/>\n      <input><soap:body use="literal"/></input>`,
    `<soap:operation soapAction="urn:shop/GetPrice"/>
      <input>
        <mime:multipartRelated xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/">
          <mime:part><soap:body use="literal"/></mime:part>
          <mime:part><mime:content type="image/png"/></mime:part>
        </mime:multipartRelated>
      </input>`,
  ),
  "binding-left-out": wsdl(
    `transport="http://schemas.xmlsoap.org/soap/http"`,
    `transport="http://schemas.xmlsoap.org/soap/jms"`,
  ),
  "binding-unused": wsdl(
    `  <service name="Shop">`,
    `  <binding name="ShopSoap12" type="tns:Shop">
    <soap12:binding xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" transport="http://schemas.xmlsoap.org/soap/http"/>
  </binding>
  <service name="Shop">`,
  ),
  "binding-unusual": wsdl(
    `<soap:operation soapAction="urn:shop/GetPrice"/>`,
    `<soap:operation soapAction="urn:shop/GetPrice" style="rpc"/>`,
  ),
  "content-too-large": contained(
    `<xs:group ref="tns:Items0"/>`,
    levels(6, (level, next) => {
      const content = next === undefined ? place : `<xs:group ref="tns:Items${next}"/>`.repeat(10);
      return `<xs:group name="Items${level}"><xs:sequence>${content}</xs:sequence></xs:group>`;
    }),
  ),
  "derivation-cycle": typed(
    "tns:Item",
    `<xs:complexType name="Item">
        <xs:complexContent><xs:extension base="tns:Item"/></xs:complexContent>
      </xs:complexType>`,
  ),
  "facets-left-out": typed(
    "tns:Code",
    `<xs:simpleType name="Number">
        <xs:union memberTypes="xs:int xs:string"/>
      </xs:simpleType>
      <xs:simpleType name="Code">
        <xs:restriction base="tns:Number"><xs:pattern value="[0-9]+"/></xs:restriction>
      </xs:simpleType>`,
  ),
  "fault-untyped": wsdl(
    `<output message="tns:GetPriceOut"/>`,
    `<output message="tns:GetPriceOut"/>\n      <fault name="Failure" message="tns:Failure"/>`,
  ),
  "group-recursive": contained(
    `<xs:group ref="tns:Items"/>`,
    `<xs:group name="Items">
        <xs:sequence><xs:group ref="tns:Items"/></xs:sequence>
      </xs:group>`,
  ),
  "groups-too-deep": contained(
    `<xs:group ref="tns:Items0"/>`,
    levels(600, (level, next) => {
      const compositor = level % 2 === 0 ? "xs:sequence" : "xs:choice";
      const content = next === undefined ? "" : `<xs:group ref="tns:Items${next}"/>`;
      const item = `<xs:element name="Item${level}" type="xs:int"/>`;
      return `<xs:group name="Items${level}"><${compositor}>${content}${item}</${compositor}></xs:group>`;
    }),
  ),
  "header-left-out": wsdl(
    `<soap:operation soapAction="urn:shop/GetPrice"/>\n      <input>`,
    `<soap:operation soapAction="urn:shop/GetPrice"/>\n      <input><soap:header message="tns:GetPriceIn" part="Session" use="literal"/>`,
  ),
  "operation-left-out": wsdl(`<input message="tns:GetStockIn"/>\n      `, ``),
  "operation-unbound": wsdl(between(text, stockInBinding, "  </binding>"), ""),
  "operation-undeclared": wsdl(between(text, stockInPortType, "  </portType>"), ""),
  "operations-missing": wsdl(between(text, "  <binding", "</definitions>"), ""),
  "port-demands": wsdl(
    `<soap:binding `,
    `<wsp:Policy xmlns:wsp="http://www.w3.org/ns/ws-policy" xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata"><wsam:Addressing/></wsp:Policy>\n    <soap:binding `,
  ),
  "port-type-unbound": wsdl(
    "  </portType>\n",
    `  </portType>
  <portType name="ShopAdmin">
    <operation name="SetPrice">
      <input message="tns:GetPriceIn"/>
    </operation>
  </portType>
`,
  ),
  "simple-type-recursive": typed(
    "tns:Codes",
    `<xs:simpleType name="Codes">
        <xs:union memberTypes="tns:Codes xs:int"/>
      </xs:simpleType>`,
  ),
  "simple-type-too-large": typed(
    "tns:Code0",
    levels(5, (level, next) => {
      const members = next === undefined ? "xs:int" : `tns:Code${next} `.repeat(10).trimEnd();
      return `<xs:simpleType name="Code${level}"><xs:union memberTypes="${members}"/></xs:simpleType>`;
    }),
  ),
  "substitutes-missing": contained(`<xs:element ref="tns:Shape"/>`, `<xs:element name="Shape" abstract="true"/>`),
};

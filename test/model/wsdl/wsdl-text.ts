import { isBuiltinName } from "../../../generator/builtins.js";
import type { Message } from "../../../generator/model/service.js";
import { schema } from "./declare.js";

export const http = "http://schemas.xmlsoap.org/soap/http";

export const elements = schema(`
  <xs:element name="Get"><xs:complexType><xs:sequence><xs:element name="id" type="xs:int"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="GetResponse"><xs:complexType><xs:sequence>
    <xs:element name="GetResult" type="tns:Item" minOccurs="0"/></xs:sequence></xs:complexType></xs:element>
  <xs:element name="Item" type="tns:Item"/>
  <xs:complexType name="Item"><xs:sequence><xs:element name="name" type="xs:string"/></xs:sequence></xs:complexType>
  <xs:element name="Session" type="xs:string"/>
  <xs:element name="Missing" type="tns:Item"/>`);

export const message = (name: string, ...parts: readonly string[]) =>
  `<wsdl:message name="${name}">${parts.map((part) => `<wsdl:part ${part}/>`).join("")}</wsdl:message>`;

export const documents =
  message("Get", 'name="p" element="tns:Get"') + message("GetResponse", 'name="p" element="tns:GetResponse"');

export const portType = (name: string, operations: string) =>
  `<wsdl:portType name="${name}">${operations}</wsdl:portType>`;

export const get =
  '<wsdl:operation name="Get"><wsdl:input message="tns:Get"/><wsdl:output message="tns:GetResponse"/></wsdl:operation>';

export interface BindingParts {
  readonly of?: string;
  readonly style?: string;
  readonly soap?: "soap" | "soap12";
  readonly transport?: string;
  readonly operation?: string;
  readonly action?: string;
  readonly input?: string;
  readonly output?: string;
}

export const binding = (name: string, parts: BindingParts = {}) => {
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

export const port = (name: string, of = name, soap = "soap", location = `https://shop.example/${name}`) =>
  `<wsdl:port name="${name}" binding="tns:${of}"><${soap}:address location="${location}"/></wsdl:port>`;

export const service = (...ports: readonly string[]) => `<wsdl:service name="Shop">${ports.join("")}</wsdl:service>`;

export const shown = (sent: Message | undefined) => ({
  ...sent,
  header: sent?.header.map(({ name, minOccurs }) => `${name.local} ${minOccurs}`),
  body: sent?.body.map(
    ({ name, type }) =>
      `${name.namespace && "q:"}${name.local}: ${isBuiltinName(type.name) ? type.name : type.name.replace("{urn:shop}", "")}`,
  ),
});

export const simpleParts =
  message("Get", 'name="a" type="xs:int"', 'name="b" type="tns:Item"') +
  message("GetResponse", 'name="r" type="xs:string"');

export const form = '<mime:content type="application/x-www-form-urlencoded"/>';

export const httpBinding = (name: string, verb: string, input: string, output: string, location = "/Get") =>
  `<wsdl:binding name="${name}" type="tns:${name}"><http:binding verb="${verb}"/><wsdl:operation name="Get">
    <http:operation location="${location}"/><wsdl:input>${input}</wsdl:input><wsdl:output>${output}</wsdl:output></wsdl:operation></wsdl:binding>`;

export const httpGet =
  '<wsdl:operation name="Get"><wsdl:input message="tns:HttpGet"/><wsdl:output message="tns:HttpGetResponse"/></wsdl:operation>';

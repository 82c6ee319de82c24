/** Specs whose pages are tested. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Spec } from "../../generator/index.js";

const specs = join(import.meta.dirname, "../../specs");

/** The pages of some seeds, as one spec. */
export function seeds(name: string, ...folders: readonly string[]): Spec {
  const sources = folders.flatMap((folder) =>
    readdirSync(join(specs, folder)).map((file) => ({
      path: `specs/${folder}/${file}`,
      text: readFileSync(join(specs, folder, file), "utf8"),
    })),
  );
  return { name, path: `specs/${name}`, sources };
}

/** A WSDL of operations that each take a text and return `Result` as declared in `types`. */
export function wsdlSpec(name: string, operations: Readonly<Record<string, string>>, types = ""): Spec {
  const names = Object.keys(operations);
  const each = (text: (operation: string) => string): string => names.map(text).join("\n");
  const text = `<?xml version="1.0" encoding="utf-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="urn:browser" targetNamespace="urn:browser">
  <types><xs:schema targetNamespace="urn:browser" xmlns="urn:browser" elementFormDefault="qualified">
    ${types === "" ? `<xs:complexType name="Result"><xs:sequence/></xs:complexType>` : types}
    ${each(
      (operation) => `<xs:element name="${operation}"><xs:complexType><xs:sequence>
      <xs:element name="Text" type="xs:string"><xs:annotation><xs:documentation>${escaped(operations[operation])}</xs:documentation></xs:annotation></xs:element>
      <xs:element name="Count" type="xs:int" minOccurs="0"/>
    </xs:sequence></xs:complexType></xs:element>
    <xs:element name="${operation}Response" type="Result"/>`,
    )}
  </xs:schema></types>
  ${each(
    (operation) => `<message name="${operation}In"><part name="body" element="tns:${operation}"/></message>
  <message name="${operation}Out"><part name="body" element="tns:${operation}Response"/></message>`,
  )}
  <portType name="Port">${each(
    (operation) => `<operation name="${operation}">
    <documentation>${escaped(operations[operation])}</documentation>
    <input message="tns:${operation}In"/><output message="tns:${operation}Out"/>
  </operation>`,
  )}</portType>
  <binding name="Soap" type="tns:Port"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>${each(
    (operation) => `<operation name="${operation}"><soap:operation soapAction="urn:browser/${operation}"/>
    <input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation>`,
  )}</binding>
  <service name="Service">
    <documentation>${escaped(operations[names[0] ?? ""])}</documentation>
    <port name="Soap" binding="tns:Soap"><soap:address location="http://service.example/service.asmx"/></port>
  </service>
</definitions>
`;
  return { name, path: `specs/${name}`, sources: [{ path: `specs/${name}/service.wsdl`, text }] };
}

function escaped(text = ""): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}

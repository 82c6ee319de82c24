/** The fax service as a WSDL, for contestants that need one. */
import type { WSDL } from "soap";
import { responseOf } from "./interfax.js";
import { described } from "./peers.js";

const types: Record<string, string> = {
  PagesSent: "short",
  PagesSubmitted: "short",
  Priority: "short",
  RetriesToPerform: "short",
  TrialsPerformed: "short",
  Units: "decimal",
  CostPerUnit: "decimal",
  SubmitTime: "dateTime",
  PostponeTime: "dateTime",
  CompletionTime: "dateTime",
};

export function wsdl(): string {
  const [record] = responseOf(1).FaxStatusExResult ?? [];
  const members = Object.entries(record ?? {}).map(
    ([name, value]) =>
      `<s:element name="${name}" type="s:${types[name] ?? (typeof value === "number" ? "int" : "string")}" minOccurs="0"/>`,
  );
  return `<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s="http://www.w3.org/2001/XMLSchema" xmlns:t="http://www.interfax.cc" targetNamespace="http://www.interfax.cc">
<types><s:schema elementFormDefault="qualified" targetNamespace="http://www.interfax.cc">
<s:element name="FaxStatusEx"><s:complexType><s:sequence><s:element name="Username" type="s:string"/><s:element name="Password" type="s:string"/><s:element name="LastTransactionID" type="s:int"/><s:element name="MaxItems" type="s:int"/><s:element name="Faxes" type="t:ArrayOfFaxItemEx" minOccurs="0"/></s:sequence></s:complexType></s:element>
<s:element name="FaxStatusExResponse"><s:complexType><s:sequence><s:element name="FaxStatusExResult" type="t:ArrayOfFaxItemEx" minOccurs="0"/><s:element name="TotalCount" type="s:int"/><s:element name="ListSize" type="s:int"/><s:element name="ResultCode" type="s:int"/></s:sequence></s:complexType></s:element>
<s:complexType name="ArrayOfFaxItemEx"><s:sequence><s:element name="FaxItemEx" type="t:FaxItemEx" minOccurs="0" maxOccurs="unbounded"/></s:sequence></s:complexType>
<s:complexType name="FaxItemEx"><s:sequence>${members.join("")}</s:sequence></s:complexType>
</s:schema></types>
<message name="In"><part name="parameters" element="t:FaxStatusEx"/></message><message name="Out"><part name="parameters" element="t:FaxStatusExResponse"/></message>
<portType name="P"><operation name="FaxStatusEx"><input message="t:In"/><output message="t:Out"/></operation></portType>
<binding name="B" type="t:P"><soap:binding transport="http://schemas.xmlsoap.org/soap/http"/><operation name="FaxStatusEx"><soap:operation soapAction="http://www.interfax.cc/FaxStatusEx" style="document"/><input><soap:body use="literal"/></input><output><soap:body use="literal"/></output></operation></binding>
<service name="S"><port name="P" binding="t:B"><soap:address location="http://127.0.0.1/"/></port></service>
</definitions>`;
}

/** The WSDL as node-soap reads it. */
export function description(): Promise<WSDL> {
  return described(wsdl());
}

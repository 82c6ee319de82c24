/**
 * A WSDL with every kind of construct: choices, derived types, faults, header blocks, one-way, every binding,
 * rpc/encoded.
 */
const types = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns="urn:depot:types" targetNamespace="urn:depot:types"
    elementFormDefault="qualified">
  <xs:complexType name="Crate">
    <xs:sequence><xs:element name="Weight" type="xs:decimal"/></xs:sequence>
  </xs:complexType>
  <xs:complexType name="ColdCrate">
    <xs:complexContent><xs:extension base="Crate">
      <xs:sequence><xs:element name="Degrees" type="xs:int"/></xs:sequence>
    </xs:extension></xs:complexContent>
  </xs:complexType>
</xs:schema>
`;

const wsdl = `<?xml version="1.0" encoding="utf-8"?>
<definitions xmlns="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/"
    xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:t="urn:depot:types" xmlns:tns="urn:depot" targetNamespace="urn:depot">
  <types>
    <xs:schema targetNamespace="urn:depot" elementFormDefault="qualified">
      <xs:import namespace="urn:depot:types" schemaLocation="xsd/Types.xsd"/>
      <xs:element name="Store">
        <xs:complexType><xs:sequence>
          <xs:choice>
            <xs:element name="Shelf" type="xs:int"/>
            <xs:sequence>
              <xs:element name="Hall" type="xs:string"/>
              <xs:element name="Row" type="xs:int" minOccurs="0"/>
            </xs:sequence>
          </xs:choice>
          <xs:element name="Crate" type="t:Crate" maxOccurs="unbounded"/>
        </xs:sequence></xs:complexType>
      </xs:element>
      <xs:element name="StoreResponse">
        <xs:complexType><xs:sequence>
          <xs:element name="Last" type="t:Crate"/>
          <xs:element name="At" type="xs:dateTime"/>
        </xs:sequence></xs:complexType>
      </xs:element>
      <xs:element name="Full">
        <xs:complexType><xs:sequence><xs:element name="Free" type="xs:int"/></xs:sequence></xs:complexType>
      </xs:element>
      <xs:element name="Key" type="xs:string"/>
      <xs:element name="Ring"><xs:complexType><xs:sequence/></xs:complexType></xs:element>
    </xs:schema>
    <xs:schema targetNamespace="urn:depot:ledger">
      <xs:complexType name="Entry">
        <xs:sequence><xs:element name="Text" type="xs:string"/><xs:element name="Sum" type="xs:decimal"/></xs:sequence>
      </xs:complexType>
    </xs:schema>
  </types>
  <message name="StoreIn"><part name="body" element="tns:Store"/></message>
  <message name="StoreOut"><part name="body" element="tns:StoreResponse"/></message>
  <message name="Key"><part name="key" element="tns:Key"/></message>
  <message name="Full"><part name="full" element="tns:Full"/></message>
  <message name="RingIn"><part name="body" element="tns:Ring"/></message>
  <message name="CountIn"><part name="hall" type="xs:string"/><part name="from" type="xs:int"/></message>
  <message name="CountOut"><part name="Body" element="tns:Key"/></message>
  <message name="BookIn"><part name="entry" type="l:Entry" xmlns:l="urn:depot:ledger"/><part name="twice" type="xs:boolean"/></message>
  <message name="BookOut"><part name="entry" type="l:Entry" xmlns:l="urn:depot:ledger"/></message>
  <portType name="Depot">
    <operation name="Store">
      <documentation>Puts crates away.</documentation>
      <input message="tns:StoreIn"/><output message="tns:StoreOut"/><fault name="Full" message="tns:Full"/>
    </operation>
    <operation name="Ring"><input message="tns:RingIn"/></operation>
  </portType>
  <portType name="Counter">
    <operation name="Count"><input message="tns:CountIn"/><output message="tns:CountOut"/></operation>
  </portType>
  <portType name="Ledger">
    <operation name="Book"><input message="tns:BookIn"/><output message="tns:BookOut"/></operation>
  </portType>
${["soap", "soap12"].map(binding).join("")}${["GET", "POST"].map(counter).join("")}  <binding name="Ledger" type="tns:Ledger">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http" style="rpc"/>
    <operation name="Book">
      <soap:operation soapAction="urn:depot#Book"/>
      <input><soap:body use="encoded" namespace="urn:depot:ledger" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/></input>
      <output><soap:body use="encoded" namespace="urn:depot:ledger" encodingStyle="http://schemas.xmlsoap.org/soap/encoding/"/></output>
    </operation>
  </binding>
  <service name="Depot">
    <documentation>Keeps crates.</documentation>
    <port name="Depot" binding="tns:soap"><soap:address location="http://depot.example/depot.asmx"/></port>
    <port name="Depot12" binding="tns:soap12"><soap12:address location="http://depot.example/depot.asmx"/></port>
    <port name="Get" binding="tns:GET"><http:address location="http://depot.example/depot.asmx"/></port>
    <port name="Post" binding="tns:POST"><http:address location="http://depot.example/depot.asmx"/></port>
    <port name="Ledger" binding="tns:Ledger"><soap:address location="http://depot.example/depot.asmx"/></port>
  </service>
</definitions>
`;

/** By their paths in the spec. */
export const depot: Readonly<Record<string, string>> = { "Depot.wsdl": wsdl, "xsd/Types.xsd": types };

function binding(soap: string): string {
  const key = `<${soap}:header message="tns:Key" part="key" use="literal"/>`;
  return `  <binding name="${soap}" type="tns:Depot">
    <${soap}:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <operation name="Store">
      <${soap}:operation soapAction="urn:depot#Store"/>
      <input><${soap}:body use="literal"/>${key}</input>
      <output><${soap}:body use="literal"/>${key}</output>
      <fault name="Full"><${soap}:fault name="Full" use="literal"/></fault>
    </operation>
    <operation name="Ring">
      <${soap}:operation soapAction="urn:depot#Ring"/>
      <input><${soap}:body use="literal"/></input>
    </operation>
  </binding>
`;
}

function counter(verb: string): string {
  const content = verb === "GET" ? "<http:urlEncoded/>" : '<mime:content type="application/x-www-form-urlencoded"/>';
  return `  <binding name="${verb}" type="tns:Counter">
    <http:binding verb="${verb}"/>
    <operation name="Count">
      <http:operation location="/Count"/>
      <input>${content}</input>
      <output><mime:mimeXml part="Body"/></output>
    </operation>
  </binding>
`;
}

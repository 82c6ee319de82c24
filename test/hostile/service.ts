/** A WSDL with given texts in the places for any text, and in those for names. */
export interface Slots {
  readonly text: string;
  readonly name: string;
  readonly namespace: string;
}

/** A WSDL with `text` in every place for text, `name` in every place for a name, and `namespace` for its namespaces. */
export function hostileWsdl(slots: Slots): string {
  const text = escaped(slots.text);
  const namespace = escaped(slots.namespace);
  const { name } = slots;
  const documented = `<w:documentation>${text}</w:documentation>`;
  const annotated = `<x:annotation><x:documentation>${text}</x:documentation><x:appinfo>${text}</x:appinfo></x:annotation>`;
  return `<w:definitions ${prefixes} xmlns:t="${namespace}" targetNamespace="${namespace}" name="${name}">
  ${documented}
  <w:types>
    <x:schema targetNamespace="${namespace}" elementFormDefault="qualified">
      <x:import namespace="${namespace}/2" schemaLocation="${text}"/>
      ${annotated}
      <x:simpleType name="${name}">${annotated}
        <x:restriction base="x:string"><x:enumeration value="${text}">${annotated}</x:enumeration><x:enumeration value="b"/></x:restriction>
      </x:simpleType>
      <x:simpleType name="${name}.pattern">${annotated}
        <x:restriction base="x:string"><x:pattern value="${text}">${annotated}</x:pattern><x:maxLength value="9"/></x:restriction>
      </x:simpleType>
      <x:simpleType name="${name}.number">
        <x:restriction base="x:int"><x:enumeration value="${text}"/><x:minInclusive value="${text}"/></x:restriction>
      </x:simpleType>
      <x:complexType name="${name}.type">${annotated}
        <x:sequence>
          <x:element name="${name}" type="t:${name}" default="${text}">${annotated}</x:element>
          <x:element name="${name}.p" type="t:${name}.pattern" minOccurs="0" fixed="${text}"/>
          <x:element name="${name}.i" type="t:${name}.number"/>
          <x:choice>
            <x:element name="${name}.c" type="x:int">${annotated}</x:element>
            <x:element name="${name}.d" type="t:${name}.type"/>
          </x:choice>
          <x:choice maxOccurs="unbounded"><x:element name="${name}.e"/><x:element name="${name}.f"/></x:choice>
          <x:any namespace="${text} ${namespace}" processContents="lax"/>
        </x:sequence>
        <x:attribute name="${name}" type="x:string" default="${text}">${annotated}</x:attribute>
      </x:complexType>
      <x:complexType name="${name}.derived"><x:complexContent><x:extension base="t:${name}.type"><x:sequence>
        <x:element name="${name}.more" type="x:int"/>
      </x:sequence></x:extension></x:complexContent></x:complexType>
      <x:element name="${name}" type="t:${name}.type">${annotated}</x:element>
      <x:element name="${name}.fault" type="t:${name}"/>
    </x:schema>
  </w:types>
  <w:message name="${name}">${documented}<w:part name="${name}" element="t:${name}">${documented}</w:part></w:message>
  <w:message name="${name}.fault"><w:part name="${name}" element="t:${name}.fault"/></w:message>
  <w:message name="${name}.form"><w:part name="${name}" type="x:string"/></w:message>
  <w:message name="${name}.header"><w:part name="${name}" element="t:${name}.fault"/></w:message>
  <w:portType name="${name}">${documented}
    <w:operation name="${name}">${documented}
      <w:input message="t:${name}">${documented}</w:input><w:output message="t:${name}"/>
      <w:fault name="${name}" message="t:${name}.fault">${documented}</w:fault>
    </w:operation>
  </w:portType>
  <w:portType name="${name}.form"><w:operation name="${name}.form">
    <w:input message="t:${name}.form"/><w:output message="t:${name}"/>
  </w:operation></w:portType>
  <w:portType name="${name}.rpc"><w:operation name="${name}">
    <w:input message="t:${name}.form"/><w:output message="t:${name}.form"/>
  </w:operation></w:portType>
  <w:binding name="${name}" type="t:${name}">${documented}<soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="${name}">${documented}<soap:operation soapAction="${text}" style="document"/>
      <w:input><soap:header message="t:${name}.header" part="${name}" use="literal"/><soap:body use="literal"/></w:input>
      <w:output><soap:body use="literal"/></w:output>
      <w:fault name="${name}"><soap:fault name="${name}" use="literal"/></w:fault>
    </w:operation>
  </w:binding>
  <w:binding name="${name}.rpc" type="t:${name}.rpc"><soap:binding style="rpc" transport="http://schemas.xmlsoap.org/soap/http"/>
    <w:operation name="${name}"><soap:operation soapAction="${text}"/>
      <w:input><soap:body use="literal" namespace="${text}"/></w:input>
      <w:output><soap:body use="literal" namespace="${text}"/></w:output>
    </w:operation>
  </w:binding>
  <w:binding name="${name}.form" type="t:${name}.form"><http:binding verb="GET"/>
    <w:operation name="${name}.form"><http:operation location="/${text}"/>
      <w:input><http:urlEncoded/></w:input><w:output><mime:mimeXml part="${name}"/></w:output>
    </w:operation>
  </w:binding>
  <w:service name="${name}">${documented}
    <w:port name="${name}" binding="t:${name}">${documented}<soap:address location="https://example.com/${text}?${text}"/></w:port>
    <w:port name="${name}.form" binding="t:${name}.form"><http:address location="https://example.com/${text}"/></w:port>
  </w:service>
  <w:service name="${name}.rpc">
    <w:port name="${name}" binding="t:${name}.rpc"><soap:address location="https://example.com/${text}"/></w:port>
  </w:service>
</w:definitions>`;
}

const prefixes =
  'xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:x="http://www.w3.org/2001/XMLSchema" ' +
  'xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:http="http://schemas.xmlsoap.org/wsdl/http/" ' +
  'xmlns:mime="http://schemas.xmlsoap.org/wsdl/mime/"';

/** As an attribute value or a text of XML, which keeps every character. */
function escaped(text: string): string {
  return text.replace(/[&<>"'\t\r\n]/g, (character) => `&#${character.charCodeAt(0)};`);
}

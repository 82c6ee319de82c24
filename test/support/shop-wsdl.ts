export interface ShopWsdl {
  readonly operations?: readonly string[];
  /** Declarations for the schema, in addition to the elements of the operations. */
  readonly types?: string;
  /** In the wrapper of each request. */
  readonly request?: string;
  readonly address?: string;
  /** In `types`, before the schema. */
  readonly imports?: string;
  /** In the definitions, before the types. */
  readonly documents?: string;
}

/** The WSDL for `helpPage`: SOAP 1.1, document/literal, an operation with one parameter and a decimal result. */
export function shopWsdl({
  operations = ["GetPrice"],
  types = "",
  request = '<xs:element name="Sku" type="xs:string" minOccurs="0"/>',
  address = "http://shop.example/shop.asmx",
  imports = "",
  documents = "",
}: ShopWsdl = {}): string {
  const each = (text: (operation: string) => string): string => operations.map(text).join("\n");
  return `<?xml version="1.0" encoding="utf-8"?>
<wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:tns="http://shop.example/" targetNamespace="http://shop.example/">
  ${documents}
  <wsdl:types>
    ${imports}
    <xs:schema elementFormDefault="qualified" targetNamespace="http://shop.example/">
      ${types}
      ${each(
        (operation) => `<xs:element name="${operation}">
        <xs:complexType><xs:sequence>${request}</xs:sequence></xs:complexType>
      </xs:element>
      <xs:element name="${operation}Response">
        <xs:complexType><xs:sequence>
          <xs:element name="${operation}Result" type="xs:decimal"/>
        </xs:sequence></xs:complexType>
      </xs:element>`,
      )}
    </xs:schema>
  </wsdl:types>
  ${each(
    (
      operation,
    ) => `<wsdl:message name="${operation}In"><wsdl:part name="parameters" element="tns:${operation}"/></wsdl:message>
  <wsdl:message name="${operation}Out"><wsdl:part name="parameters" element="tns:${operation}Response"/></wsdl:message>`,
  )}
  <wsdl:portType name="ShopSoap">
    ${each(
      (operation) => `<wsdl:operation name="${operation}">
      <wsdl:input message="tns:${operation}In"/>
      <wsdl:output message="tns:${operation}Out"/>
    </wsdl:operation>`,
    )}
  </wsdl:portType>
  <wsdl:binding name="ShopSoap" type="tns:ShopSoap">
    <soap:binding transport="http://schemas.xmlsoap.org/soap/http"/>
    ${each(
      (operation) => `<wsdl:operation name="${operation}">
      <soap:operation soapAction="http://shop.example/${operation}" style="document"/>
      <wsdl:input><soap:body use="literal"/></wsdl:input>
      <wsdl:output><soap:body use="literal"/></wsdl:output>
    </wsdl:operation>`,
    )}
  </wsdl:binding>
  <wsdl:service name="Shop">
    <wsdl:port name="ShopSoap" binding="tns:ShopSoap"><soap:address location="${address}"/></wsdl:port>
  </wsdl:service>
</wsdl:definitions>
`;
}

/** A schema of a type `Item`, to import. */
export function itemSchema(namespace = "http://shop.example/items"): string {
  return `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" elementFormDefault="qualified" targetNamespace="${namespace}">
  <xs:complexType name="Item"><xs:sequence><xs:element name="Id" type="xs:int"/></xs:sequence></xs:complexType>
</xs:schema>
`;
}

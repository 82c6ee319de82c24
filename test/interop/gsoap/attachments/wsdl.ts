type SoapBinding = "soap11" | "soap12";

const namespace = "http://claims.example/";
const extensions = {
  soap11: "http://schemas.xmlsoap.org/wsdl/soap/",
  soap12: "http://schemas.xmlsoap.org/wsdl/soap12/",
};

/** A service with an operation whose bytes are an element, and one whose bytes are parts beside the envelope. */
export function claimsWsdl(bindings: readonly SoapBinding[]): string {
  return `<w:definitions xmlns:w="http://schemas.xmlsoap.org/wsdl/" xmlns:m="http://schemas.xmlsoap.org/wsdl/mime/" xmlns:xs="http://www.w3.org/2001/XMLSchema" ${bindings.map((soap) => `xmlns:${soap}="${extensions[soap]}" `).join("")}xmlns:t="${namespace}" targetNamespace="${namespace}">
<w:types><xs:schema targetNamespace="${namespace}" elementFormDefault="qualified">
${element("PutPicture", ["Sku", "string"], ["Picture", "base64Binary"])}
${element("PutPictureResponse", ["Length", "int"], ["Picture", "base64Binary"])}
${element("SendClaim", ["Sku", "string"])}
${element("SendClaimResponse", ["Length", "int"])}
</xs:schema></w:types>
${message("PutPictureIn", "PutPicture")}
${message("PutPictureOut", "PutPictureResponse")}
${message("SendClaimIn", "SendClaim", "photo")}
${message("SendClaimOut", "SendClaimResponse", "receipt")}
<w:portType name="Claims">${["PutPicture", "SendClaim"].map((name) => `<w:operation name="${name}"><w:input message="t:${name}In"/><w:output message="t:${name}Out"/></w:operation>`).join("")}</w:portType>
${bindings.map(bindingOf).join("\n")}
<w:service name="Claims">${bindings.map((soap) => `<w:port name="${soap}" binding="t:${soap}"><${soap}:address location="http://127.0.0.1/claims"/></w:port>`).join("")}</w:service>
</w:definitions>`;
}

function element(name: string, ...children: readonly (readonly [name: string, type: string])[]): string {
  const particles = children.map(([child, type]) => `<xs:element name="${child}" type="xs:${type}"/>`).join("");
  return `<xs:element name="${name}"><xs:complexType><xs:sequence>${particles}</xs:sequence></xs:complexType></xs:element>`;
}

function message(name: string, element: string, attachment?: string): string {
  const attached = attachment === undefined ? "" : `<w:part name="${attachment}" type="xs:base64Binary"/>`;
  return `<w:message name="${name}"><w:part name="claim" element="t:${element}"/>${attached}</w:message>`;
}

function bindingOf(soap: SoapBinding): string {
  const action = (name: string): string => `<${soap}:operation soapAction="${namespace}${name}" style="document"/>`;
  const body = `<${soap}:body use="literal"/>`;
  const multipart = (part: string, type: string): string =>
    `<m:multipartRelated><m:part><${soap}:body parts="claim" use="literal"/></m:part><m:part><m:content part="${part}" type="${type}"/></m:part></m:multipartRelated>`;
  return `<w:binding name="${soap}" type="t:Claims"><${soap}:binding transport="http://schemas.xmlsoap.org/soap/http"/>
<w:operation name="PutPicture">${action("PutPicture")}<w:input>${body}</w:input><w:output>${body}</w:output></w:operation>
<w:operation name="SendClaim">${action("SendClaim")}<w:input>${multipart("photo", "image/png")}</w:input><w:output>${multipart("receipt", "application/pdf")}</w:output></w:operation>
</w:binding>`;
}

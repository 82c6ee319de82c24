/** Namespaces that several files use: of XML, XML Schema, WSDL, SOAP and .NET. */
export const xmlNamespace = "http://www.w3.org/XML/1998/namespace";
export const xmlnsNamespace = "http://www.w3.org/2000/xmlns/";

/** The namespace of XML Schema in the model, whichever draft a document uses. */
export const xsdNamespace = "http://www.w3.org/2001/XMLSchema";
export const xsiNamespace = "http://www.w3.org/2001/XMLSchema-instance";

const olderXsdNamespaces: ReadonlySet<string> = new Set([
  "http://www.w3.org/1999/XMLSchema",
  "http://www.w3.org/2000/10/XMLSchema",
]);

export function isXsdNamespace(namespace: string | null): boolean {
  return namespace === xsdNamespace || (namespace !== null && olderXsdNamespaces.has(namespace));
}

export const wsdlNamespace = "http://schemas.xmlsoap.org/wsdl/";
export const soapBindingNamespaces = {
  soap11: "http://schemas.xmlsoap.org/wsdl/soap/",
  soap12: "http://schemas.xmlsoap.org/wsdl/soap12/",
} as const;
export const httpBindingNamespace = "http://schemas.xmlsoap.org/wsdl/http/";
export const mimeBindingNamespace = "http://schemas.xmlsoap.org/wsdl/mime/";

export const envelopeNamespaces = {
  soap11: "http://schemas.xmlsoap.org/soap/envelope/",
  soap12: "http://www.w3.org/2003/05/soap-envelope",
} as const;
export const encodingNamespaces = {
  soap11: "http://schemas.xmlsoap.org/soap/encoding/",
  soap12: "http://www.w3.org/2003/05/soap-encoding",
} as const;
/** The namespace of the element that names the result of an encoded response (SOAP 1.2 part 2, 4.2.1). */
export const soapRpcNamespace = "http://www.w3.org/2003/05/soap-rpc";

const encodings: ReadonlySet<string> = new Set([
  ...Object.values(encodingNamespaces),
  "http://www.w3.org/2001/09/soap-encoding",
]);

/** True for SOAP encoding, whose types are those of XML Schema with attributes for encoded messages. */
export function isEncodingNamespace(namespace: string): boolean {
  return encodings.has(namespace);
}

/** The element in place of bytes that are in an attachment of MTOM. */
export const xopNamespace = "http://www.w3.org/2004/08/xop/include";

/** The namespaces of the versions of WS-Addressing that the runtime writes. */
export const addressing2005 = "http://www.w3.org/2005/08/addressing";
export const addressing2004 = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
export const addressingNamespaces: readonly string[] = [addressing2005, addressing2004];

/** The namespaces of WS-Security and of the signatures in it. */
export const securityNamespaces = {
  wsse: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
  wsu: "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
  ds: "http://www.w3.org/2000/09/xmldsig#",
} as const;

/** The header blocks in which WCF traces the address and the action of a message without WS-Addressing. */
export const addressingNoneNamespace = "http://schemas.microsoft.com/ws/2005/05/addressing/none";

/** The attributes of ADO.NET in schemas, such as `IsDataSet`. */
export const msdataNamespace = "urn:schemas-microsoft-com:xml-msdata";
/** The schemas of ASMX and WCF for types that .NET has in addition to XML Schema. */
export const microsoftTypesNamespace = "http://microsoft.com/wsdl/types/";
export const serializationNamespace = "http://schemas.microsoft.com/2003/10/Serialization/";

/** The namespace of a name whose prefix is not declared, which no component has. */
export function unboundNamespace(prefix: string): string {
  return `${unbound}${prefix}`;
}

export function isUnboundNamespace(namespace: string): boolean {
  return namespace.startsWith(unbound);
}

const unbound = "unbound prefix ";

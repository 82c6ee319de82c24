/** The namespace that XML Schema's names are in, whichever a document uses. */
export const xsdNamespace = "http://www.w3.org/2001/XMLSchema";

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
export const soapEncoding11 = "http://schemas.xmlsoap.org/soap/encoding/";
export const soapEncoding12 = "http://www.w3.org/2003/05/soap-encoding";

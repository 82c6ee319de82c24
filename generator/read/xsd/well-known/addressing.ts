import {
  any,
  anyOther,
  anyAttribute,
  openContent,
  sequence,
  element,
  optional,
  attribute,
  complexType,
  textType,
} from "./declarations.js";

/** The parts of an address that all versions of WS-Addressing share; each version has its own names for some types. */
function addressing(uri: string, properties: string, relation: string, more: string): string {
  const referenceElements = ["EndpointReference", "From", "ReplyTo", "FaultTo"];
  return (
    complexType("EndpointReferenceType", sequence(element("Address", uri) + properties + anyOther) + anyAttribute) +
    textType(uri, "x:anyURI") +
    textType(relation, "x:anyURI", attribute("RelationshipType", "x:string") + anyAttribute) +
    referenceElements.map((name) => element(name, "EndpointReferenceType")).join("") +
    ["MessageID", "To", "Action"].map((name) => element(name, uri)).join("") +
    element("RelatesTo", relation) +
    more
  );
}

const olderAddressing =
  textType("AttributedQName", "x:QName") +
  textType("ServiceNameType", "x:QName", attribute("PortName", "x:NCName") + anyAttribute) +
  complexType("ReferencePropertiesType", sequence(any)) +
  complexType("ReferenceParametersType", sequence(any));
const properties = optional("ReferenceProperties", "ReferencePropertiesType");
const parameters = optional("ReferenceParameters", "ReferenceParametersType");
const portAndService = optional("PortType", "AttributedQName") + optional("ServiceName", "ServiceNameType");

/** The schemas of WS-Addressing in three versions, as declarations by namespace. */
export const addressingSchemas: readonly (readonly [namespace: string, declarations: string])[] = [
  [
    "http://www.w3.org/2005/08/addressing",
    addressing(
      "AttributedURIType",
      `${optional("ReferenceParameters", "ReferenceParametersType")}<x:element ref="Metadata" minOccurs="0"/>`,
      "RelatesToType",
      complexType("ReferenceParametersType", openContent) +
        complexType("MetadataType", openContent) +
        complexType("AttributedAnyType", sequence(`<x:any processContents="lax"/>`) + anyAttribute) +
        complexType(
          "ProblemActionType",
          sequence(`<x:element ref="Action" minOccurs="0"/>${optional("SoapAction", "x:anyURI")}`) + anyAttribute,
        ) +
        textType("AttributedUnsignedLongType", "x:unsignedLong") +
        textType("AttributedQNameType", "x:QName") +
        element("ReferenceParameters", "ReferenceParametersType") +
        element("Metadata", "MetadataType") +
        element("RetryAfter", "AttributedUnsignedLongType") +
        element("ProblemHeaderQName", "AttributedQNameType") +
        element("ProblemHeader", "AttributedAnyType") +
        element("ProblemIRI", "AttributedURIType") +
        element("ProblemAction", "ProblemActionType") +
        attribute("IsReferenceParameter", "x:boolean") +
        attribute("Action", "x:anyURI"),
    ),
  ],
  [
    "http://schemas.xmlsoap.org/ws/2004/08/addressing",
    addressing(
      "AttributedURI",
      properties + parameters + portAndService,
      "Relationship",
      olderAddressing + attribute("Action", "x:anyURI"),
    ),
  ],
  [
    "http://schemas.xmlsoap.org/ws/2003/03/addressing",
    addressing(
      "AttributedURI",
      properties + portAndService,
      "Relationship",
      olderAddressing + element("Recipient", "EndpointReferenceType"),
    ),
  ],
];

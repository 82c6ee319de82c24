import { builtinNames, isMicrosoftType } from "../../../builtins.js";
import {
  encodingNamespaces,
  envelopeNamespaces,
  wsdlNamespace,
  xmlNamespace,
  xsdNamespace,
} from "../../../namespaces.js";
import {
  any,
  anyOther,
  anyAttribute,
  openContent,
  sequence,
  element,
  attribute,
  complexType,
  textType,
  simpleType,
  anonymous,
} from "./declarations.js";

/** `id` and `href` belong to the encoding, so its simple types are plain texts. */
const encodedSimpleTypes = builtinNames
  .filter((name) => !["anyType", "anySimpleType", "NOTATION"].includes(name) && !isMicrosoftType(name))
  .map((name) => simpleType(name, `x:${name}`) + element(name, name, `nillable="true"`))
  .join("");

const soapEncoding =
  encodedSimpleTypes +
  simpleType("base64", "x:base64Binary") +
  element("base64", "base64", `nillable="true"`) +
  complexType("Array", sequence(any) + anyAttribute) +
  complexType("Struct", sequence(any) + anyAttribute) +
  element("Array", "Array") +
  element("Struct", "Struct") +
  `<x:element name="anyType"/>` +
  `<x:group name="Array">${sequence(any)}</x:group><x:group name="Struct">${sequence(any)}</x:group>` +
  attribute("id", "x:ID") +
  attribute("itemType", "x:QName") +
  `<x:attributeGroup name="commonAttributes">${attribute("id", "x:ID")}${anyAttribute}</x:attributeGroup>` +
  `<x:attributeGroup name="arrayAttributes">${anyAttribute}</x:attributeGroup>` +
  `<x:attributeGroup name="arrayMemberAttributes">${anyAttribute}</x:attributeGroup>` +
  ["arrayType", "arraySize", "offset", "position", "href", "ref", "root", "nodeType"]
    .map((name) => attribute(name, "x:string"))
    .join("");

/** Content with its media type, in the drafts and the note of the W3C. */
const mimeTypes =
  attribute("contentType", "x:string") +
  attribute("expectedContentTypes", "x:string") +
  attribute("expectedMediaType", "x:string") +
  textType("base64Binary", "x:base64Binary", `<x:attribute ref="contentType"/>`) +
  textType("hexBinary", "x:hexBinary", `<x:attribute ref="contentType"/>`) +
  textType("Base64Binary", "x:base64Binary", `<x:attribute ref="contentType"/>`) +
  textType("HexBinary", "x:hexBinary", `<x:attribute ref="contentType"/>`);

function soapEnvelope(names: readonly string[]): string {
  const attributes = names.map((name) =>
    attribute(name, name === "mustUnderstand" || name === "relay" ? "x:boolean" : "x:anyURI"),
  );
  const open = ["Envelope", "Header", "Body", "Fault", "detail"].map((name) =>
    complexType(name, sequence(any) + anyAttribute),
  );
  const elements = ["Envelope", "Header", "Body", "Fault"].map((name) => element(name, name));
  return [...attributes, ...open, ...elements].join("");
}

/** The schemas of XML, SOAP and its attachments, as declarations by namespace. */
export const soapSchemas: readonly (readonly [namespace: string, declarations: string])[] = [
  [xsdNamespace, anonymous("schema", openContent)],
  [encodingNamespaces.soap11, soapEncoding],
  [encodingNamespaces.soap12, soapEncoding],
  [envelopeNamespaces.soap11, soapEnvelope(["mustUnderstand", "actor", "encodingStyle"])],
  [envelopeNamespaces.soap12, soapEnvelope(["mustUnderstand", "role", "relay", "encodingStyle"])],
  [wsdlNamespace, attribute("arrayType", "x:string") + attribute("required", "x:boolean")],
  [
    xmlNamespace,
    attribute("lang", "x:string") +
      `<x:attribute name="space"><x:simpleType><x:restriction base="x:NCName"><x:enumeration value="default"/>` +
      `<x:enumeration value="preserve"/></x:restriction></x:simpleType></x:attribute>` +
      attribute("base", "x:anyURI") +
      attribute("id", "x:ID") +
      `<x:attributeGroup name="specialAttrs" xmlns:xml="${xmlNamespace}"><x:attribute ref="xml:base"/>` +
      `<x:attribute ref="xml:lang"/><x:attribute ref="xml:space"/><x:attribute ref="xml:id"/></x:attributeGroup>`,
  ],
  ["http://www.w3.org/2005/05/xmlmime", mimeTypes],
  ["http://www.w3.org/2004/06/xmlmime", mimeTypes],
  ["http://www.w3.org/2004/11/xmlmime", mimeTypes],
  ["http://ws-i.org/profiles/basic/1.1/xsd", simpleType("swaRef", "x:anyURI")],
  [
    "http://www.w3.org/2004/08/xop/include",
    complexType("Include", sequence(anyOther) + attribute("href", "x:anyURI", `use="required"`) + anyAttribute) +
      element("Include", "Include"),
  ],
  [
    "http://xml.apache.org/xml-soap",
    complexType(
      "mapItem",
      sequence(element("key", "x:anyType", `nillable="true"`) + element("value", "x:anyType", `nillable="true"`)),
    ) +
      complexType("Map", sequence(element("item", "mapItem", `minOccurs="0" maxOccurs="unbounded"`))) +
      complexType(
        "Vector",
        sequence(element("item", "x:anyType", `minOccurs="0" maxOccurs="unbounded" nillable="true"`)),
      ) +
      complexType("Element", openContent) +
      complexType("Document", openContent) +
      ["DataHandler", "Image", "PlainText", "Multipart", "Source", "octet-stream"]
        .map((name) => simpleType(name, "x:base64Binary"))
        .join("") +
      element("Map", "Map", `nillable="true"`) +
      element("Vector", "Vector", `nillable="true"`),
  ],
];

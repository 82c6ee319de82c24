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
} from "./declarations.js";

const signatureNames = (
  "Signature SignatureValue SignedInfo CanonicalizationMethod SignatureMethod Reference Transforms Transform DigestMethod KeyInfo " +
  "KeyValue RetrievalMethod X509Data PGPData SPKIData Object Manifest SignatureProperties SignatureProperty DSAKeyValue RSAKeyValue"
).split(" ");

const securityTokens =
  textType("AttributedString", "x:string", `<x:attribute ref="wsu:Id"/>${anyAttribute}`) +
  textType("PasswordString", "AttributedString", attribute("Type", "x:anyURI")) +
  textType("EncodedString", "AttributedString", attribute("EncodingType", "x:anyURI")) +
  textType("BinarySecurityTokenType", "EncodedString", attribute("ValueType", "x:anyURI")) +
  textType("KeyIdentifierType", "EncodedString", attribute("ValueType", "x:anyURI")) +
  complexType(
    "UsernameTokenType",
    sequence(element("Username", "AttributedString") + any) + `<x:attribute ref="wsu:Id"/>${anyAttribute}`,
  ) +
  complexType("ReferenceType", attribute("URI", "x:anyURI") + attribute("ValueType", "x:anyURI") + anyAttribute) +
  complexType("EmbeddedType", sequence(any) + attribute("ValueType", "x:anyURI") + anyAttribute) +
  complexType("SecurityTokenReferenceType", sequence(any) + `<x:attribute ref="wsu:Id"/>${anyAttribute}`) +
  complexType("SecurityHeaderType", openContent) +
  complexType("TransformationParametersType", openContent) +
  [
    ["UsernameToken", "UsernameTokenType"],
    ["BinarySecurityToken", "BinarySecurityTokenType"],
    ["Reference", "ReferenceType"],
    ["Embedded", "EmbeddedType"],
    ["KeyIdentifier", "KeyIdentifierType"],
    ["SecurityTokenReference", "SecurityTokenReferenceType"],
    ["Security", "SecurityHeaderType"],
    ["TransformationParameters", "TransformationParametersType"],
    ["Password", "PasswordString"],
    ["Nonce", "EncodedString"],
  ]
    .map(([name = "", type = ""]) => element(name, type))
    .join("") +
  `<x:attribute name="Usage"><x:simpleType><x:list itemType="x:anyURI"/></x:simpleType></x:attribute>`;

/** The schemas of WS-Security and XML Signature, as declarations by namespace. */
export const securitySchemas: readonly (readonly [namespace: string, declarations: string])[] = [
  [
    "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd",
    attribute("Id", "x:ID") +
      `<x:attributeGroup name="commonAtts"><x:attribute ref="Id"/>${anyAttribute}</x:attributeGroup>` +
      textType("AttributedDateTime", "x:string", `<x:attributeGroup ref="commonAtts"/>`) +
      textType("AttributedURI", "x:anyURI", `<x:attributeGroup ref="commonAtts"/>`) +
      element("Created", "AttributedDateTime") +
      element("Expires", "AttributedDateTime") +
      complexType(
        "TimestampType",
        sequence(`<x:element ref="Created" minOccurs="0"/><x:element ref="Expires" minOccurs="0"/>${anyOther}`) +
          `<x:attributeGroup ref="commonAtts"/>`,
      ) +
      element("Timestamp", "TimestampType"),
  ],
  ["http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd", securityTokens],
  [
    "http://www.w3.org/2000/09/xmldsig#",
    signatureNames.map((name) => complexType(`${name}Type`, openContent) + element(name, `${name}Type`)).join("") +
      simpleType("CryptoBinary", "x:base64Binary") +
      simpleType("DigestValueType", "x:base64Binary") +
      element("DigestValue", "DigestValueType") +
      element("KeyName", "x:string") +
      element("MgmtData", "x:string"),
  ],
];

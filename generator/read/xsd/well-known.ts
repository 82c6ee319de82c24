import type { Source } from "../../source.js";
import { xsdNamespace } from "./namespaces.js";

/**
 * The schema of a namespace that services use without bringing it along, as far as messages need it, in our own words. A spec's
 * own schema of the namespace goes before it.
 */
export function wellKnownSchema(namespace: string): Source | undefined {
  const declarations = wellKnown.get(namespace);
  if (declarations === undefined) return undefined;
  const prefixes = [...wellKnownPrefixes].map(([prefix, uri]) => ` xmlns:${prefix}="${uri}"`).join("");
  const head = `<x:schema xmlns:x="${xsdNamespace}" xmlns="${namespace}" targetNamespace="${namespace}"${prefixes}`;
  return { path: namespace, text: `${head} elementFormDefault="qualified">${declarations}</x:schema>` };
}

const wellKnownPrefixes: ReadonlyMap<string, string> = new Map([
  ["wsa", "http://www.w3.org/2005/08/addressing"],
  ["wsu", "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"],
  ["bf", "http://docs.oasis-open.org/wsrf/bf-2"],
  ["t", "http://docs.oasis-open.org/wsn/t-1"],
  ["ser", "http://schemas.microsoft.com/2003/10/Serialization/"],
]);
const any = `<x:any namespace="##any" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>`;
const anyOther = `<x:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>`;
const anyAttribute = `<x:anyAttribute namespace="##any" processContents="lax"/>`;

function sequence(content: string): string {
  return `<x:sequence>${content}</x:sequence>`;
}

function element(name: string, type: string, rest = ""): string {
  return `<x:element name="${name}" type="${type}" ${rest}/>`;
}

function optional(name: string, type: string, rest = ""): string {
  return element(name, type, `minOccurs="0" ${rest}`);
}

function attribute(name: string, type: string, rest = ""): string {
  return `<x:attribute name="${name}" type="${type}" ${rest}/>`;
}

function complexType(name: string, content: string, rest = ""): string {
  return `<x:complexType name="${name}" ${rest}>${content}</x:complexType>`;
}

/** A text with attributes. */
function textType(name: string, base: string, attributes = anyAttribute): string {
  const extension = `<x:extension base="${base}">${attributes}</x:extension>`;
  return complexType(name, `<x:simpleContent>${extension}</x:simpleContent>`);
}

function derivedType(name: string, base: string, content = ""): string {
  const extension = `<x:extension base="${base}">${content === "" ? "" : sequence(content)}</x:extension>`;
  return complexType(name, `<x:complexContent>${extension}</x:complexContent>`);
}

function simpleType(name: string, base: string, facets = ""): string {
  return `<x:simpleType name="${name}"><x:restriction base="${base}">${facets}</x:restriction></x:simpleType>`;
}

function anonymous(name: string, content: string, rest = ""): string {
  return `<x:element name="${name}" ${rest}><x:complexType>${content}</x:complexType></x:element>`;
}

const builtinNames = (
  "string normalizedString token language Name NCName NMTOKEN NMTOKENS ID IDREF IDREFS ENTITY ENTITIES QName NOTATION anyURI " +
  "base64Binary hexBinary integer nonPositiveInteger negativeInteger nonNegativeInteger positiveInteger boolean decimal float " +
  "double long int short byte unsignedLong unsignedInt unsignedShort unsignedByte duration dateTime time date gYearMonth gYear " +
  "gMonthDay gDay gMonth"
).split(" ");

/** `id` and `href` are the encoding's own, so that its simple types are texts and no more. */
const encodedSimpleTypes = builtinNames
  .map((name) => (name === "NOTATION" ? "" : simpleType(name, `x:${name}`) + element(name, name, `nillable="true"`)))
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

const openContent = sequence(any) + anyAttribute;

/** The parts of an address that all versions of WS-Addressing have; each has a word of its own for some types. */
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

const serializedTypes =
  "anyType anyURI base64Binary boolean byte dateTime decimal double float int long QName short string unsignedByte unsignedInt " +
  "unsignedLong unsignedShort";

const serializationArrays = (
  "string int long short byte unsignedInt unsignedLong unsignedShort unsignedByte boolean decimal double float dateTime anyType " +
  "anyURI base64Binary QName"
)
  .split(" ")
  .map((name): readonly [string, string] => [name, `x:${name}`])
  .concat(["char", "guid", "duration"].map((name): readonly [string, string] => [name, `ser:${name}`]))
  .map(([name, type]) => {
    const isValue = !["string", "anyType", "anyURI", "base64Binary", "QName"].includes(name);
    const item = element(name, type, `minOccurs="0" maxOccurs="unbounded"${isValue ? "" : ` nillable="true"`}`);
    const array = `ArrayOf${name}`;
    return complexType(array, sequence(item)) + element(array, array, `nillable="true"`);
  })
  .join("");

const faultNames =
  "SubscribeCreationFailed TopicExpressionDialectUnknown InvalidTopicExpression TopicNotSupported MultipleTopicsSpecified " +
  "InvalidProducerPropertiesExpression InvalidMessageContentExpression NotifyMessageNotSupported NoCurrentMessageOnTopic " +
  "UnableToGetMessages UnableToDestroyPullPoint UnableToCreatePullPoint UnableToDestroySubscription PauseFailed ResumeFailed";
const timeFault = element("MinimumTime", "x:dateTime") + optional("MaximumTime", "x:dateTime");

function fault(name: string, content = ""): string {
  return derivedType(`${name}FaultType`, "bf:BaseFaultType", content) + element(`${name}Fault`, `${name}FaultType`);
}

const references = `type="wsa:EndpointReferenceType"`;
const time = `type="AbsoluteOrRelativeTimeType" nillable="true"`;

const notification =
  complexType(
    "QueryExpressionType",
    sequence(any) + attribute("Dialect", "x:anyURI", `use="required"`),
    `mixed="true"`,
  ) +
  complexType(
    "TopicExpressionType",
    sequence(any) + attribute("Dialect", "x:anyURI", `use="required"`) + anyAttribute,
    `mixed="true"`,
  ) +
  complexType("FilterType", sequence(any)) +
  complexType("SubscriptionPolicyType", sequence(any)) +
  `<x:simpleType name="AbsoluteOrRelativeTimeType"><x:union memberTypes="x:dateTime x:duration"/></x:simpleType>` +
  element("TopicExpression", "TopicExpressionType") +
  element("FixedTopicSet", "x:boolean", `default="true"`) +
  element("TopicExpressionDialect", "x:anyURI") +
  element("Filter", "FilterType") +
  element("SubscriptionPolicy", "SubscriptionPolicyType") +
  element("CreationTime", "x:dateTime") +
  element("CurrentTime", "x:dateTime") +
  element("TerminationTime", "x:dateTime", `nillable="true"`) +
  element("Topic", "TopicExpressionType") +
  element("ProducerProperties", "QueryExpressionType") +
  element("MessageContent", "QueryExpressionType") +
  ["ConsumerReference", "SubscriptionReference", "ProducerReference"]
    .map((name) => element(name, "wsa:EndpointReferenceType"))
    .join("") +
  anonymous("UseRaw", "") +
  complexType(
    "NotificationMessageHolderType",
    sequence(
      `<x:element ref="SubscriptionReference" minOccurs="0"/><x:element ref="Topic" minOccurs="0"/>` +
        `<x:element ref="ProducerReference" minOccurs="0"/>` +
        anonymous("Message", sequence(`<x:any processContents="lax"/>`)),
    ),
  ) +
  element("NotificationMessage", "NotificationMessageHolderType") +
  anonymous("Notify", sequence(`<x:element ref="NotificationMessage" maxOccurs="unbounded"/>${anyOther}`)) +
  anonymous(
    "NotificationProducerRP",
    sequence(
      `<x:element ref="TopicExpression" minOccurs="0" maxOccurs="unbounded"/><x:element ref="FixedTopicSet" minOccurs="0"/>` +
        `<x:element ref="TopicExpressionDialect" minOccurs="0" maxOccurs="unbounded"/><x:element ref="t:TopicSet" minOccurs="0"/>`,
    ),
  ) +
  anonymous(
    "SubscriptionManagerRP",
    sequence(
      `<x:element ref="ConsumerReference"/><x:element ref="Filter" minOccurs="0"/>` +
        `<x:element ref="SubscriptionPolicy" minOccurs="0"/><x:element ref="CreationTime" minOccurs="0"/>`,
    ),
  ) +
  anonymous(
    "Subscribe",
    sequence(
      `<x:element name="ConsumerReference" ${references}/>` +
        optional("Filter", "FilterType") +
        `<x:element name="InitialTerminationTime" ${time} minOccurs="0"/>` +
        anonymous("SubscriptionPolicy", sequence(any), `minOccurs="0"`) +
        anyOther,
    ),
  ) +
  anonymous(
    "SubscribeResponse",
    sequence(
      `<x:element name="SubscriptionReference" ${references}/><x:element ref="CurrentTime" minOccurs="0"/>` +
        `<x:element ref="TerminationTime" minOccurs="0"/>${anyOther}`,
    ),
  ) +
  anonymous("GetCurrentMessage", sequence(element("Topic", "TopicExpressionType") + anyOther)) +
  anonymous("GetMessages", sequence(optional("MaximumNumber", "x:nonNegativeInteger") + anyOther) + anyAttribute) +
  anonymous(
    "GetMessagesResponse",
    sequence(`<x:element ref="NotificationMessage" minOccurs="0" maxOccurs="unbounded"/>${anyOther}`) + anyAttribute,
  ) +
  ["DestroyPullPoint", "DestroyPullPointResponse", "CreatePullPoint"]
    .map((name) => anonymous(name, sequence(anyOther) + anyAttribute))
    .join("") +
  anonymous(
    "CreatePullPointResponse",
    sequence(`<x:element name="PullPoint" ${references}/>${anyOther}`) + anyAttribute,
  ) +
  anonymous("Renew", sequence(`<x:element name="TerminationTime" ${time}/>${anyOther}`)) +
  anonymous(
    "RenewResponse",
    sequence(`<x:element ref="TerminationTime"/><x:element ref="CurrentTime" minOccurs="0"/>${anyOther}`),
  ) +
  [
    "GetCurrentMessageResponse",
    "Unsubscribe",
    "UnsubscribeResponse",
    "PauseSubscription",
    "PauseSubscriptionResponse",
    "ResumeSubscription",
    "ResumeSubscriptionResponse",
  ]
    .map((name) => anonymous(name, sequence(anyOther)))
    .join("") +
  faultNames
    .split(" ")
    .map((name) => fault(name))
    .join("") +
  fault("InvalidFilter", element("UnknownFilter", "x:QName", `maxOccurs="unbounded"`)) +
  fault("UnrecognizedPolicyRequest", optional("UnrecognizedPolicy", "x:QName", `maxOccurs="unbounded"`)) +
  fault("UnsupportedPolicyRequest", optional("UnsupportedPolicy", "x:QName", `maxOccurs="unbounded"`)) +
  fault("UnacceptableInitialTerminationTime", timeFault) +
  fault("UnacceptableTerminationTime", timeFault);

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

const wellKnown: ReadonlyMap<string, string> = new Map([
  [xsdNamespace, anonymous("schema", openContent)],
  ["http://schemas.xmlsoap.org/soap/encoding/", soapEncoding],
  ["http://www.w3.org/2003/05/soap-encoding", soapEncoding],
  ["http://schemas.xmlsoap.org/soap/envelope/", soapEnvelope(["mustUnderstand", "actor", "encodingStyle"])],
  ["http://www.w3.org/2003/05/soap-envelope", soapEnvelope(["mustUnderstand", "role", "relay", "encodingStyle"])],
  ["http://schemas.xmlsoap.org/wsdl/", attribute("arrayType", "x:string") + attribute("required", "x:boolean")],
  [
    "http://www.w3.org/XML/1998/namespace",
    attribute("lang", "x:string") +
      `<x:attribute name="space"><x:simpleType><x:restriction base="x:NCName"><x:enumeration value="default"/>` +
      `<x:enumeration value="preserve"/></x:restriction></x:simpleType></x:attribute>` +
      attribute("base", "x:anyURI") +
      attribute("id", "x:ID") +
      `<x:attributeGroup name="specialAttrs" xmlns:xml="http://www.w3.org/XML/1998/namespace"><x:attribute ref="xml:base"/>` +
      `<x:attribute ref="xml:lang"/><x:attribute ref="xml:space"/><x:attribute ref="xml:id"/></x:attributeGroup>`,
  ],
  [
    "http://microsoft.com/wsdl/types/",
    simpleType("guid", "x:string", `<x:pattern value="[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"/>`) +
      simpleType("char", "x:unsignedShort"),
  ],
  [
    "http://schemas.microsoft.com/2003/10/Serialization/",
    serializedTypes
      .split(" ")
      .map((name) => element(name, `x:${name}`, `nillable="true"`))
      .join("") +
      ["char", "duration", "guid"].map((name) => element(name, name, `nillable="true"`)).join("") +
      simpleType("char", "x:int") +
      simpleType("duration", "x:duration") +
      simpleType("guid", "x:string", `<x:pattern value="[\\da-fA-F]{8}(-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}"/>`) +
      attribute("FactoryType", "x:QName") +
      attribute("Id", "x:ID") +
      attribute("Ref", "x:IDREF"),
  ],
  ["http://schemas.microsoft.com/2003/10/Serialization/Arrays", serializationArrays],
  [
    "http://www.w3.org/2005/05/xmlmime",
    attribute("contentType", "x:string") +
      attribute("expectedContentTypes", "x:string") +
      textType("base64Binary", "x:base64Binary", `<x:attribute ref="contentType"/>`) +
      textType("hexBinary", "x:hexBinary", `<x:attribute ref="contentType"/>`),
  ],
  ["http://ws-i.org/profiles/basic/1.1/xsd", simpleType("swaRef", "x:anyURI")],
  [
    "http://www.w3.org/2004/08/xop/include",
    complexType("Include", sequence(anyOther) + attribute("href", "x:anyURI", `use="required"`) + anyAttribute) +
      element("Include", "Include"),
  ],
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
  [
    "http://docs.oasis-open.org/wsrf/bf-2",
    complexType(
      "BaseFaultType",
      sequence(
        anyOther +
          element("Timestamp", "x:dateTime") +
          optional("Originator", "wsa:EndpointReferenceType") +
          anonymous(
            "ErrorCode",
            sequence(any) + attribute("dialect", "x:anyURI", `use="required"`),
            `minOccurs="0"`,
          ).replace("<x:complexType>", `<x:complexType mixed="true">`) +
          `<x:element name="Description" minOccurs="0" maxOccurs="unbounded"><x:complexType><x:simpleContent>` +
          `<x:extension base="x:string"><x:attribute ref="xml:lang"/></x:extension></x:simpleContent></x:complexType></x:element>` +
          anonymous("FaultCause", sequence(`<x:any processContents="lax"/>`), `minOccurs="0"`),
      ) + anyAttribute,
    ) + element("BaseFault", "BaseFaultType"),
  ],
  [
    "http://docs.oasis-open.org/wsn/t-1",
    complexType("Documentation", openContent, `mixed="true"`) +
      complexType(
        "ExtensibleDocumented",
        sequence(optional("documentation", "Documentation")) + anyAttribute,
        `abstract="true"`,
      ) +
      complexType(
        "QueryExpressionType",
        sequence(any) + attribute("Dialect", "x:anyURI", `use="required"`),
        `mixed="true"`,
      ) +
      ["TopicNamespaceType", "TopicType", "TopicSetType"].map((name) => complexType(name, openContent)).join("") +
      ["FullTopicExpression", "ConcreteTopicExpression", "SimpleTopicExpression"]
        .map((name) => simpleType(name, "x:token"))
        .join("") +
      element("TopicNamespace", "TopicNamespaceType") +
      element("TopicSet", "TopicSetType") +
      attribute("topicNamespaceLocation", "x:anyURI") +
      attribute("topic", "x:boolean", `default="false"`),
  ],
  ["http://docs.oasis-open.org/wsn/b-2", notification],
  ["http://docs.oasis-open.org/wsrf/r-2", fault("ResourceUnknown") + fault("ResourceUnavailable")],
]);

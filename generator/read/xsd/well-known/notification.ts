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
  derivedType,
  simpleType,
  anonymous,
} from "./declarations.js";

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

/** The schemas of WS-ResourceFramework and WS-Notification, as declarations by namespace. */
export const notificationSchemas: readonly (readonly [namespace: string, declarations: string])[] = [
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
  ["http://docs.oasis-open.org/wsrf/r-2", fault("ResourceUnknown") + fault("ResourceUnavailable")],
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
];

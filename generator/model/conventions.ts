import { isValueType } from "../builtins.js";
import { mapElements, mapReply, replyElements } from "./traversal.js";
import { reach } from "./reach.js";
import { listItem } from "./content-kind.js";
import { clark, type Attribute, type ComplexType, type Element, type Message, type Service } from "./service.js";
import type { SimpleType, Type, TypeReference } from "./service.js";

/**
 * Settles facts that samples cannot show, by the conventions of ASMX. Members that a response reaches may be absent or
 * nil, whatever its sample shows. Members that only requests reach are as ASMX declares them: required if they are
 * value types.
 * Only facts with the evidence `assumed` change. The services must be all those of one spec, because they share types,
 * and a response or a fault of any of them counts.
 */
export function assumeConventions(services: readonly Service[]): readonly Service[] {
  const replied = new Set(
    services.flatMap((service) => [...reach(service.operations.flatMap(replyElements), service)]),
  );
  return services.map((service) => {
    // Samples show no lists but those of flags, which are enumerations too.
    const isEnumeration = ({ kind }: Type): boolean => kind === "simple" || kind === "list";
    const enumerations = new Set(service.types.filter(isEnumeration).map(({ name }) => clark(name)));
    const isValue: IsValue = (type) => (type.kind === "builtin" ? isValueType(type.name) : enumerations.has(type.name));
    return {
      ...service,
      operations: service.operations.map((operation) => {
        const request = settleMessage(operation.request, false, isValue);
        const response = operation.response && settleMessage(operation.response, true, isValue);
        // ASMX declares a root as nillable unless its type is a value type.
        const root = (reply: Element) => settle(reply, { minOccurs: 1, nillable: !isValue(reply.type) });
        const bindings = operation.bindings.map((bound) => mapReply(bound, root));
        return { ...operation, bindings, request, ...(response ? { response } : {}) };
      }),
      types: service.types.map((type) => settleType(type, replied.has(clark(type.name)), isValue)),
    };
  });
}

type IsValue = (type: TypeReference) => boolean;

interface Convention {
  readonly minOccurs: number;
  readonly nillable: boolean;
}

function settleMessage(message: Message, reply: boolean, isValue: IsValue): Message {
  const block = ({ evidence }: Element) => ({
    minOccurs: reply || evidence.name.kind === "observed" ? 0 : 1,
    nillable: false,
  });
  const body = { minOccurs: 1, nillable: false };
  return {
    ...message,
    header: message.header.map((element) => settle(element, block(element))),
    // The parts of RPC correspond to the members of a wrapper.
    body: message.body.map((element) =>
      settle(element, message.style === "rpc" ? member(element, reply, isValue) : body),
    ),
  };
}

function settleType(type: Type, reply: boolean, isValue: IsValue): Type {
  switch (type.kind) {
    case "list":
    case "union":
      return type;
    case "simple":
      return { ...type, reply, open: type.evidence.content.kind === "shown" ? reply || mayBeFlags(type) : type.open };
    case "complex":
      return {
        ...type,
        reply,
        attributes: type.attributes.map((attribute) => settleUse(attribute, reply, isValue)),
        content: settleContent(type, reply, isValue),
      };
  }
}

/** Flags look like other enumerations. `None`, by convention their empty value, distinguishes them. */
function mayBeFlags({ enumeration }: SimpleType): boolean {
  return enumeration.includes("None");
}

function settleContent(type: ComplexType, reply: boolean, isValue: IsValue): ComplexType["content"] {
  const isList = listItem(type) !== undefined;
  return mapElements(type.content, (element) => {
    const convention = member(element, reply, isValue);
    if (!isList) return settle(element, convention);
    const isNillable = isTypeOverridden(element) ? element.nillable : !isValue(element.type);
    return settle(element, { ...convention, nillable: reply || isNillable });
  });
}

/** Settles a member; one that was only observed can be missing from another message. */
function member(element: Element, reply: boolean, isValue: IsValue): Convention {
  const { type, minOccurs, maxOccurs, evidence } = element;
  if (evidence.name.kind === "observed") return { minOccurs: 0, nillable: reply };
  const isRequired = isTypeOverridden(element) ? minOccurs > 0 : isValue(type);
  return { minOccurs: reply || maxOccurs !== 1 || !isRequired ? 0 : 1, nillable: reply };
}

/** True if an override gives the type, which leaves the other facts as the type of the sample settled them. */
function isTypeOverridden({ evidence }: Element | Attribute): boolean {
  return evidence.type.kind === "overridden";
}

function settle(element: Element, convention: Convention): Element {
  const { minOccurs, nillable } = element.evidence;
  return {
    ...element,
    minOccurs: minOccurs.kind === "assumed" ? convention.minOccurs : element.minOccurs,
    nillable: nillable.kind === "assumed" ? convention.nillable : element.nillable,
  };
}

function settleUse(attribute: Attribute, reply: boolean, isValue: IsValue): Attribute {
  if (attribute.evidence.use.kind !== "assumed" || (isTypeOverridden(attribute) && !reply)) return attribute;
  return { ...attribute, use: reply || !isValue(attribute.type) ? "optional" : "required" };
}

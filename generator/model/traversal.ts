/** What a service is made of, one after the other and each changed in its place: the one walk through particles there is. */
import type { Attribute, Content, Element, Message, Operation, Particle, Type, TypeReference } from "./service.js";
import type { Wildcard } from "./service.js";

/** What stands in a content in whatever groups, in the order of the schema. Readers bound how deep groups nest. */
export function membersIn(content: Content): readonly (Element | Wildcard)[] {
  return content.kind === "sequence" ? content.particles.flatMap(membersOf) : [];
}

function membersOf(particle: Particle): readonly (Element | Wildcard)[] {
  switch (particle.kind) {
    case "element":
    case "any":
      return [particle];
    case "sequence":
    case "choice":
      return particle.particles.flatMap(membersOf);
  }
}

/** The elements of {@link membersIn}; a choice may have the same one in several of its alternatives. */
export function elementsIn(content: Content): readonly Element[] {
  return membersIn(content).filter((member) => member.kind === "element");
}

/** The content with its elements changed, in the groups that they are in. */
export function mapElements(content: Content, change: (element: Element) => Element): Content {
  if (content.kind !== "sequence") return content;
  const changed = (particle: Particle): Particle => {
    switch (particle.kind) {
      case "element":
        return change(particle);
      case "any":
        return particle;
      case "sequence":
      case "choice":
        return { ...particle, particles: particle.particles.map(changed) };
    }
  };
  return { ...content, particles: content.particles.map(changed) };
}

/** Header blocks first. */
export function elementsOf(message: Message | undefined): readonly Element[] {
  return message === undefined ? [] : [...message.header, ...message.body];
}

/** What an operation can answer with: its response and its faults. */
export function replyElements(operation: Operation): readonly Element[] {
  return [...elementsOf(operation.response), ...faultElements(operation)];
}

/** What faults of an operation can hold, in their details and in their headers. */
export function faultElements({ faults, headerFaults = [] }: Operation): readonly Element[] {
  return [...faults.map(({ element }) => element), ...headerFaults];
}

/** The operation with the elements of its messages and faults changed. */
export function mapMessages(operation: Operation, change: (element: Element) => Element): Operation {
  const { request, response, faults, headerFaults } = operation;
  const message = (part: Message): Message => ({
    ...part,
    header: part.header.map(change),
    body: part.body.map(change),
  });
  return {
    ...operation,
    request: message(request),
    ...(response ? { response: message(response) } : {}),
    faults: faults.map((fault) => ({ ...fault, element: change(fault.element) })),
    ...(headerFaults ? { headerFaults: headerFaults.map(change) } : {}),
  };
}

/** What a type refers to by itself, in the order of the schema; types that are derived from it last. */
export function referencesOf(type: Type): readonly TypeReference[] {
  switch (type.kind) {
    case "simple":
      return [];
    case "list":
      return [type.item];
    case "union":
      return type.members;
    case "complex":
      return [
        ...type.attributes.map((attribute) => attribute.type),
        ...(type.content.kind === "text" ? [type.content.type] : []),
        ...elementsIn(type.content).map((element) => element.type),
        ...(type.derived ?? []).map((name) => ({ kind: "type", name }) as const),
      ];
  }
}

/** The type with the keys of the types that it refers to changed; its own name stays. */
export function mapReferences(type: Type, change: (key: string) => string): Type {
  switch (type.kind) {
    case "simple":
      return type;
    case "list":
      return { ...type, item: mapReference(type.item, change) };
    case "union":
      return { ...type, members: type.members.map((member) => mapReference(member, change)) };
    case "complex": {
      const typed = <Part extends Element | Attribute>(part: Part): Part => mapType(part, change);
      const { content, attributes, derived } = type;
      return {
        ...type,
        attributes: attributes.map(typed),
        content: content.kind === "text" ? mapType(content, change) : mapElements(content, typed),
        ...(derived && { derived: derived.map(change) }),
      };
    }
  }
}

/** The part with the key of its type changed. */
export function mapType<Part extends { readonly type: TypeReference }>(
  part: Part,
  change: (key: string) => string,
): Part {
  return { ...part, type: mapReference(part.type, change) };
}

function mapReference(reference: TypeReference, change: (key: string) => string): TypeReference {
  return reference.kind === "type" ? { kind: "type", name: change(reference.name) } : reference;
}

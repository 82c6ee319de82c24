/** Visits and transforms the parts of a service. All code that walks particles is here. */
import { overHttp } from "../bindings.js";
import type { Attribute, Content, Element, Message, Operation, OperationBinding } from "./service.js";
import type { Particle, ParticleGroup, Type, TypeReference, Wildcard } from "./service.js";

/** The greatest depth of groups that determine properties. Elements of deeper ones are optional and may repeat. */
export const deepestNamed = 12;

/**
 * The members of a content in schema order, including those of nested groups. The readers of schemas bound their depth.
 */
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

/** The elements among {@link membersIn}; a choice may contain the same element in several alternatives. */
export function elementsIn(content: Content): readonly Element[] {
  return membersIn(content).filter((member) => member.kind === "element");
}

/** Transforms the elements of a content, in place in their groups, alike for all references to an element. */
export function mapElements(content: Content, change: (element: Element) => Element): Content {
  return mapParticles(content, change, (group, particles) => ({ ...group, particles }));
}

/** As {@link mapElements}, for this content alone: a choice with a changed element loses its head, since it differs from others. */
export function changeElements(content: Content, change: (element: Element) => Element): Content {
  return mapParticles(content, change, (group, particles) => {
    const { head, ...rest } = group;
    const isSame = particles.every((particle, index) => particle === group.particles[index]);
    return { ...rest, particles, ...(head !== undefined && isSame ? { head } : {}) };
  });
}

/** The content with its groups changed, innermost first. */
export function mapGroups(content: Content, change: (group: ParticleGroup) => ParticleGroup): Content {
  return mapParticles(
    content,
    (element) => element,
    (group, particles) => change({ ...group, particles }),
  );
}

function mapParticles(
  content: Content,
  change: (element: Element) => Element,
  changeGroup: (group: ParticleGroup, particles: readonly Particle[]) => ParticleGroup,
): Content {
  if (content.kind !== "sequence") return content;
  const changed = (particle: Particle): Particle => {
    switch (particle.kind) {
      case "element":
        return change(particle);
      case "any":
        return particle;
      case "sequence":
      case "choice":
        return changeGroup(particle, particle.particles.map(changed));
    }
  };
  return { ...content, particles: content.particles.map(changed) };
}

/** The elements of a message, header blocks first. */
export function elementsOf(message: Message | undefined): readonly Element[] {
  return message === undefined ? [] : [...message.header, ...message.body];
}

/** The elements of an operation's messages, replies over HTTP and faults. */
export function operationElements(operation: Operation): readonly Element[] {
  return [...elementsOf(operation.request), ...replyElements(operation)];
}

/** The elements that an operation may reply with: those of its responses and its faults. */
export function replyElements(operation: Operation): readonly Element[] {
  return [
    ...elementsOf(operation.response),
    ...operation.bindings.filter(overHttp).flatMap(({ reply }) => reply ?? []),
    ...faultElements(operation),
  ];
}

/** The elements in the details and headers of an operation's faults. */
export function faultElements({ faults, headerFaults = [] }: Operation): readonly Element[] {
  return [...faults.map(({ element }) => element), ...headerFaults];
}

/** Transforms the elements of an operation's messages, replies over HTTP and faults. */
export function mapMessages(operation: Operation, change: (element: Element) => Element): Operation {
  const { bindings, request, response, faults, headerFaults } = operation;
  const message = (part: Message): Message => ({
    ...part,
    header: part.header.map(change),
    body: part.body.map(change),
  });
  return {
    ...operation,
    bindings: bindings.map((bound) => mapReply(bound, change)),
    request: message(request),
    ...(response ? { response: message(response) } : {}),
    faults: faults.map((fault) => ({ ...fault, element: change(fault.element) })),
    ...(headerFaults ? { headerFaults: headerFaults.map(change) } : {}),
  };
}

/** Transforms the root of a reply over HTTP that has a type of its own. */
export function mapReply(bound: OperationBinding, change: (element: Element) => Element): OperationBinding {
  return overHttp(bound) && bound.reply !== undefined ? { ...bound, reply: change(bound.reply) } : bound;
}

/** The references of a type in schema order, followed by those to derived types and to the tables of a DataSet. */
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
        ...[...(type.derived ?? []), ...(type.dataSet === undefined ? [] : [type.dataSet])].map(
          (name) => ({ kind: "type", name }) as const,
        ),
      ];
  }
}

/** Changes the keys in the references of a type, but not its own name. */
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
      const { content, attributes, derived, dataSet } = type;
      return {
        ...type,
        attributes: attributes.map(typed),
        content: content.kind === "text" ? mapType(content, change) : mapElements(content, typed),
        ...(derived && { derived: derived.map(change) }),
        ...(dataSet !== undefined && { dataSet: change(dataSet) }),
      };
    }
  }
}

/** Changes the key of a part's type. */
export function mapType<Part extends { readonly type: TypeReference }>(
  part: Part,
  change: (key: string) => string,
): Part {
  return { ...part, type: mapReference(part.type, change) };
}

function mapReference(reference: TypeReference, change: (key: string) => string): TypeReference {
  return reference.kind === "type" ? { kind: "type", name: change(reference.name) } : reference;
}

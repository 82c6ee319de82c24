import { assumeConventions } from "./conventions.js";
import {
  clark,
  type Attribute,
  type Element,
  type Message,
  type Particle,
  type QName,
  type Reason,
  type Service,
  type Type,
  type TypeReference,
} from "./service.js";

/**
 * Makes the types that services of one spec have in common one, so that a type of one key is the same in all. A type of another
 * content than an earlier service's of its name is another type, whatever both are called in XML: namespaces such as
 * `http://tempuri.org/` are many services' own. It is then called after its service too: `Orders_GetStatus`.
 */
export function shareTypes(services: readonly Service[]): readonly Service[] {
  if (services.length < 2) return services;
  const kinds = kindsOf(services);
  const holders = new Map<string, number | undefined>();
  const renamed = services.map((service) => {
    const names = new Map<string, QName>();
    for (const type of service.types) {
      const kind = kinds.get(type);
      let name = type.name;
      if (holders.has(clark(name)) && holders.get(clark(name)) !== kind) {
        name = { ...name, local: `${service.name}_${name.local}` };
      }
      while (holders.has(clark(name)) && holders.get(clark(name)) !== kind) name = { ...name, local: `${name.local}_` };
      holders.set(clark(name), kind);
      names.set(clark(type.name), name);
    }
    return withNames(service, names);
  });
  return assumeConventions(renamed);
}

/** A number for each type; those that have the same are equal all the way down. */
function kindsOf(services: readonly Service[]): ReadonlyMap<Type, number> {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const all = services.flatMap(({ types }) => {
    const byKey = new Map(types.map((type) => [clark(type.name), type]));
    return types.map((type) => ({ type, references: referencesOf(type).flatMap((key) => byKey.get(key) ?? []) }));
  });
  let kinds = new Map(all.map(({ type }) => [type, numberOf(factsOf(type))]));
  // Refines the partition until the types that types refer to tell no more of them apart.
  for (let count = 0; numbers.size > count;) {
    count = numbers.size;
    const before = kinds;
    numbers.clear();
    kinds = new Map(
      all.map(({ type, references }) => [
        type,
        numberOf([before.get(type), ...references.map((each) => before.get(each))].join()),
      ]),
    );
  }
  return kinds;
}

/** What is known of a type by itself, without what is assumed, which follows from the messages that reach it. */
function factsOf(type: Type): string {
  const known = <Fact>({ kind }: Reason, fact: Fact) => (kind === "assumed" ? [] : [fact]);
  if (type.kind === "simple") {
    const open = known(type.evidence.content.kind === "shown" ? assumed : type.evidence.content, type.open);
    return JSON.stringify([clark(type.name), type.base, type.enumeration, open]);
  }
  const attributes = type.attributes.map(({ name, type, use, evidence }) => [
    clark(name),
    type,
    known(evidence.use, use),
  ]);
  const particles =
    type.content.kind === "sequence"
      ? type.content.particles.map((particle) => {
          if (particle.kind === "any") return [];
          const { name, type, minOccurs, maxOccurs, nillable, evidence } = particle;
          const occurs = [known(evidence.minOccurs, minOccurs), maxOccurs, known(evidence.nillable, nillable)];
          return [clark(name), type, ...occurs];
        })
      : [];
  const text = type.content.kind === "text" ? type.content.type : [];
  return JSON.stringify([clark(type.name), type.content.kind, type.wrapper === true, attributes, particles, text]);
}

const assumed: Reason = { kind: "assumed", places: [] };

function referencesOf(type: Type): readonly string[] {
  if (type.kind === "simple") return [];
  const { attributes, content } = type;
  const particles = content.kind === "sequence" ? content.particles.filter(({ kind }) => kind === "element") : [];
  const references = [...attributes, ...particles, ...(content.kind === "text" ? [content] : [])];
  return references.flatMap((each) => ("type" in each && each.type.kind === "type" ? each.type.name : []));
}

/** The service with its types under other names, by their keys. */
function withNames(service: Service, names: ReadonlyMap<string, QName>): Service {
  const reference = (type: TypeReference): TypeReference => {
    const name = type.kind === "type" ? names.get(type.name) : undefined;
    return name === undefined ? type : { kind: "type", name: clark(name) };
  };
  const typed = <Part extends Element | Attribute>(part: Part): Part => ({ ...part, type: reference(part.type) });
  const particle = (part: Particle): Particle => (part.kind === "any" ? part : typed(part));
  const message = (part: Message): Message => ({ ...part, header: part.header.map(typed), body: part.body.map(typed) });
  const type = (part: Type): Type => {
    const name = names.get(clark(part.name)) ?? part.name;
    if (part.kind === "simple") return { ...part, name };
    const { content } = part;
    const attributes = part.attributes.map(typed);
    switch (content.kind) {
      case "sequence":
        return { ...part, name, attributes, content: { ...content, particles: content.particles.map(particle) } };
      case "text":
        return { ...part, name, attributes, content: { ...content, type: reference(content.type) } };
      case "unknown":
        return { ...part, name, attributes };
    }
  };
  return {
    ...service,
    operations: service.operations.map((operation) => ({
      ...operation,
      request: message(operation.request),
      ...(operation.response ? { response: message(operation.response) } : {}),
    })),
    types: service.types.map(type),
  };
}

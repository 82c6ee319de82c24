import { assumeConventions } from "./conventions.js";
import { renameTypes } from "./rename-types.js";
import { mapGroups, referencesOf } from "./traversal.js";
import { clark, typesByKey, type Evidence, type Particle, type ParticleGroup } from "./service.js";
import type { QName, Service, Type } from "./service.js";

/**
 * Merges equal types of the services in one spec, so that a key identifies one type in all of them. A type that differs
 * from an earlier service's type of the same name stays separate, because many services use namespaces such as
 * `http://tempuri.org/`. It is then named after its service too: `Orders_GetStatus`.
 */
export function shareTypes(services: readonly Service[]): readonly Service[] {
  if (services.length < 2) return services;
  return assumeConventions(shareChoices(shareNames(services)));
}

function shareNames(services: readonly Service[]): readonly Service[] {
  const kinds = kindsOf(services);
  const holders = new Map<string, number | undefined>();
  return services.map((service) => {
    const names = new Map<string, QName>();
    for (const type of service.types) {
      names.set(clark(type.name), claim(type.name, kinds.get(type), service, holders));
    }
    return renameTypes(service, names);
  });
}

/** Renames the heads of choices that have other elements than an earlier service's choice with the same head. */
function shareChoices(services: readonly Service[]): readonly Service[] {
  const holders = new Map<string, string>();
  return services.map((service) => {
    const heads = new Map<string, QName>();
    const shared = (group: ParticleGroup): ParticleGroup => {
      if (group.head === undefined) return group;
      const key = clark(group.head);
      const head = heads.get(key) ?? claim(group.head, factsOf(group.particles), service, holders);
      heads.set(key, head);
      return { ...group, head };
    };
    return {
      ...service,
      types: service.types.map((type) =>
        type.kind === "complex" ? { ...type, content: mapGroups(type.content, shared) } : type,
      ),
    };
  });
}

/** The name itself, or one with the service's name where an earlier service uses it for another kind. */
function claim<Kind>(wanted: QName, kind: Kind, service: Service, holders: Map<string, Kind>): QName {
  const isAnothers = (name: QName): boolean => holders.has(clark(name)) && holders.get(clark(name)) !== kind;
  let name = wanted;
  if (isAnothers(name)) name = { ...name, local: `${service.name}_${name.local}` };
  while (isAnothers(name)) name = { ...name, local: `${name.local}_` };
  holders.set(clark(name), kind);
  return name;
}

/** Numbers the types; equal numbers mean equality at all levels. */
function kindsOf(services: readonly Service[]): ReadonlyMap<Type, number> {
  const numbers = new Map<string, number>();
  const numberOf = (text: string): number => {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  };
  const all = services.flatMap(({ types }) => {
    const byKey = typesByKey(types);
    return types.map((type) => ({ type, references: referencesOf(type).flatMap(({ name }) => byKey.get(name) ?? []) }));
  });
  let kinds = new Map(all.map(({ type }) => [type, numberOf(factsOf(type))]));
  // Refines the partition until the types of references no longer distinguish any members.
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

/**
 * The facts of a type as text, without evidence and documentation, and without assumed facts, which follow from the
 * messages that reach it.
 */
function factsOf(part: Type | readonly Particle[]): string {
  return JSON.stringify(part, (_, value: unknown) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
    const facts = Object.entries(value).filter(([fact]) => !isBeside(fact, "evidence" in value ? value.evidence : {}));
    return Object.fromEntries(facts.sort(([first], [second]) => (first < second ? -1 : 1)));
  });
}

function isBeside(fact: string, evidence: unknown): boolean {
  const kind = (of: string) => (evidence as Partial<Evidence<string>>)[of]?.kind; // evidence of a part of the model
  switch (fact) {
    case "evidence":
    case "documentation":
    case "reply":
    case "anonymous":
      return true;
    case "minOccurs":
    case "nillable":
    case "use":
      return kind(fact) === "assumed";
    case "open":
      return kind("content") === "assumed" || kind("content") === "shown";
    default:
      return false;
  }
}

import { reach } from "../model/reach.js";
import { elementsOf, faultElements, operationElements, referencesOf, replyElements } from "../model/traversal.js";
import { isAnyContent, listItem, isAnyType } from "../model/content-kind.js";
import { clark, typesByKey, type ComplexType, type Service, type Type } from "../model/service.js";
import { inlineLists } from "./lists.js";
import { typeNames } from "./property-names.js";
import { isBase, isEnumeration, isSimple } from "./simple.js";
import { sharedChoice, substitutionGroupsIn, type SubstitutionGroup } from "./property-group.js";
import type { Hierarchy, SharedChoice, TypeName } from "./value-model.js";

/** The types of all services of a spec, merged by key. */
export interface SharedTypes {
  readonly all: ReadonlyMap<string, Type>;
  /** Types that are printed inline. */
  readonly inline: ReadonlyMap<string, Type>;
  /** Types that have a declaration, and therefore a name. */
  readonly declared: readonly Type[];
  /** The names in messages of the types that need one. */
  readonly typeNames: ReadonlyMap<string, TypeName>;
  /** Derived types, and types with derived types. */
  readonly hierarchy: ReadonlySet<string>;
  readonly derivedTypes: ReadonlySet<string>;
  /** Types with possibly many values. */
  readonly repeating: ReadonlySet<string>;
  /**
   * Types whose values are sent with content that the spec does not declare: what was received is sent back, or the content
   * is unknown.
   */
  readonly open: ReadonlySet<string>;
  /** By key, the choices to which they refer. */
  readonly choices: ReadonlyMap<string, SharedChoice>;
  /** By key, the types that a value of anyType can be of; undefined if no element is of anyType. */
  readonly anyTypes: ReadonlyMap<string, TypeName> | undefined;
}

export function sharedTypes(services: readonly Pick<Service, "operations" | "types" | "anyTypes">[]): SharedTypes {
  const all = typesByKey(services.flatMap((service) => service.types));
  const types = [...all.values()];
  const hierarchy = hierarchyOf(types);
  const inEnvelopes = isEncoded(services) ? typesInEnvelopes(services, types) : new Set();
  const encoded = types.filter(({ anonymous, name }) => !anonymous && inEnvelopes.has(clark(name)));
  const any = anyTypesOf(services, all);
  const lists = inlineLists(types.filter(({ name }) => !hierarchy.has(clark(name))));
  // Objects state their types themselves.
  const stating = any.filter((type) => !isSimple(type) && listItem(type) === undefined);
  const typed = new Set([
    ...hierarchy,
    ...faultTypes(services),
    ...[...encoded, ...stating].map(({ name }) => clark(name)),
  ]);
  const isInline = (type: Type): boolean =>
    isSimple(type)
      ? type.anonymous && !isEnumeration(type) && !isBase(type)
      : lists.has(clark(type.name)) || type.dataSet !== undefined;
  const isPlain = (type: Type): boolean =>
    type.kind === "complex"
      ? isAnyContent(type) && !hierarchy.has(clark(type.name))
      : isBase(type) && !typed.has(clark(type.name));
  const isTyped = ({ name }: Type): boolean => typed.has(clark(name));
  const names = typeNames([...types.filter(isTyped), ...any.filter((type) => !isTyped(type))]);
  return {
    all,
    inline: new Map([...all].filter(([, type]) => isInline(type))),
    declared: types.filter((type) => !isInline(type) && !isPlain(type)),
    typeNames: named(types.filter(isTyped), names),
    hierarchy,
    derivedTypes: new Set(types.flatMap((type) => (type.kind === "complex" ? (type.derived ?? []) : []))),
    repeating: repeatingTypes(types),
    open: openTypes(services, types),
    choices: choicesOf(types),
    anyTypes: usesAny(services) ? named(any, names) : undefined,
  };
}

function openTypes(
  services: readonly Pick<Service, "operations" | "anyTypes">[],
  types: readonly Type[],
): ReadonlySet<string> {
  const operations = services.flatMap((service) => service.operations);
  const anyTypes = services.flatMap((service) => service.anyTypes ?? []);
  const sent = reach(
    operations.flatMap(({ request }) => elementsOf(request)),
    { types, anyTypes },
  );
  const received = reach(operations.flatMap(replyElements), { types, anyTypes });
  const isUnknown = (type: Type): boolean => type.kind === "complex" && type.content.kind === "unknown";
  return new Set(
    types
      .filter((type) => sent.has(clark(type.name)) && (isUnknown(type) || received.has(clark(type.name))))
      .map(({ name }) => clark(name)),
  );
}

/** True if an element of a message or of a type is of anyType. */
export function usesAny(services: readonly Pick<Service, "operations" | "types">[]): boolean {
  return services.some(({ operations, types }) => {
    const elements = operations.flatMap(operationElements);
    return [...elements.map(({ type }) => type), ...types.flatMap(referencesOf)].some(isAnyType);
  });
}

/** The types that a value of anyType can be of. Where several have one name in messages, it is the first. */
function anyTypesOf(services: readonly Pick<Service, "anyTypes">[], all: ReadonlyMap<string, Type>): readonly Type[] {
  const byName = new Map<string, Type>();
  for (const key of new Set(services.flatMap(({ anyTypes = [] }) => anyTypes))) {
    const type = all.get(key);
    if (type === undefined) continue;
    const name = clark(type.xmlName ?? type.name);
    if (!byName.has(name)) byName.set(name, type);
  }
  return [...byName.values()];
}

/** The names of types, by key. */
function named(types: readonly Type[], names: ReadonlyMap<string, TypeName>): ReadonlyMap<string, TypeName> {
  const keys = types.map(({ name }) => clark(name));
  return new Map(keys.flatMap((key) => [names.get(key)].flatMap((name) => (name === undefined ? [] : [[key, name]]))));
}

/** The keys of the choices to which a type refers. */
export function choiceKeys(type: Type): readonly string[] {
  return substitutionGroupsOf(type).map(({ head }) => clark(head));
}

function choicesOf(types: readonly Type[]): ReadonlyMap<string, SharedChoice> {
  const choices = new Map<string, SharedChoice>();
  for (const group of types.flatMap(substitutionGroupsOf)) {
    const key = clark(group.head);
    if (!choices.has(key)) choices.set(key, sharedChoice(group));
  }
  return choices;
}

function substitutionGroupsOf(type: Type): readonly SubstitutionGroup[] {
  const isSequence = type.kind === "complex" && type.content.kind === "sequence";
  return isSequence ? substitutionGroupsIn(type.content.particles) : [];
}

export function relativesOf({ name, derived = [] }: ComplexType, { typeNames, derivedTypes }: SharedTypes): Hierarchy {
  return {
    isDerived: derivedTypes.has(clark(name)),
    derived: derived.flatMap((key) => {
      const typeName = typeNames.get(key);
      return typeName === undefined ? [] : [{ name: typeName.name, type: { kind: "type", name: key } as const }];
    }),
  };
}

/** Types that are derived, have derived types, or are abstract. */
function hierarchyOf(types: readonly Type[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const type of types) {
    if (type.kind !== "complex") continue;
    const { derived = [] } = type;
    if (type.abstract || derived.length > 0) keys.add(clark(type.name));
    for (const key of derived) keys.add(key);
  }
  return keys;
}

function isEncoded(services: readonly Pick<Service, "operations">[]): boolean {
  return services.some(({ operations }) =>
    operations.some((operation) => {
      const { request, response } = operation;
      return [request, response, ...operationElements(operation)].some((part) => part?.use === "encoded");
    }),
  );
}

/** The keys of the types that SOAP messages reach, and not only replies over HTTP GET and POST. */
function typesInEnvelopes(
  services: readonly Pick<Service, "operations" | "anyTypes">[],
  types: readonly Type[],
): ReadonlySet<string> {
  const operations = services.flatMap((service) => service.operations);
  const messages = operations.flatMap(({ request, response }) => [...elementsOf(request), ...elementsOf(response)]);
  const anyTypes = services.flatMap((service) => service.anyTypes ?? []);
  return reach([...messages, ...operations.flatMap(faultElements)], { types, anyTypes });
}

/** The types of parts of faults, which messages may name: their elements are often named otherwise than declared. */
function faultTypes(services: readonly Pick<Service, "operations">[]): readonly string[] {
  const faults = services.flatMap(({ operations }) => operations.flatMap((operation) => operation.faults));
  return faults.flatMap(({ element: { name, type } }) =>
    name.namespace === "" && type.kind === "type" ? [type.name] : [],
  );
}

/** Types in lists and in repeated groups, with their derived types. */
function repeatingTypes(types: readonly Type[]): ReadonlySet<string> {
  const repeating = new Set<string>();
  const derived = new Map<string, readonly string[]>();
  for (const type of types) {
    if (type.kind !== "complex") continue;
    if (type.derived !== undefined) derived.set(clark(type.name), type.derived);
    if (type.content.kind !== "sequence") continue;
    const { mixed = false, particles } = type.content;
    const pending = particles.map((particle) => ({ particle, many: mixed }));
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      const { particle } = next;
      const many = next.many || particle.maxOccurs !== 1;
      if (particle.kind === "element") {
        if (many && particle.type.kind === "type") repeating.add(particle.type.name);
      } else if (particle.kind !== "any")
        pending.push(...particle.particles.map((inner) => ({ particle: inner, many })));
    }
  }
  // The set grows during the loop, which visits the new types too.
  for (const key of repeating) for (const other of derived.get(key) ?? []) repeating.add(other);
  return repeating;
}

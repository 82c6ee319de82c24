import type { ParticleDefinition, Schemas, TypeDefinition } from "../../read/xsd/schema.js";
import { clark, type QName } from "../service.js";
import { isTelling } from "../telling-names.js";

/** Names each anonymous type on its first use; `element` and `parent` are the context of that use. */
export interface TypeNames {
  of(type: TypeDefinition, element: QName, parent: QName | undefined): QName;
  /** Returns the first of the names that no other type has. */
  choose(...wanted: readonly [QName, ...QName[]]): QName;
}

/**
 * Names types. A complex type is named after its element, or `Parent_Child` if another type could have that name too, or the
 * name only states its place; a simple type is `Parent_Child`.
 * Names of schema types and of global elements are reserved whether or not a message reaches them, so that unrelated
 * changes of a service rename nothing.
 */
export function typeNames(schemas: Schemas): TypeNames {
  const { types, elements } = schemas;
  const shared = sharedNames(schemas);
  const names = new Map<TypeDefinition, QName>();
  const taken = new Set(types.keys());
  for (const [key, { name, type }] of elements) {
    if (type?.kind !== "anonymous" || taken.has(key)) continue;
    taken.add(key);
    names.set(type.type, name);
  }
  const choose = (...wanted: readonly [QName, ...QName[]]): QName => {
    const last = wanted.at(-1) ?? wanted[0];
    let name = wanted.find((candidate) => !taken.has(clark(candidate)));
    for (let number = 2; name === undefined; number++) {
      const numbered = { ...last, local: `${last.local}_${number}` };
      if (!taken.has(clark(numbered))) name = numbered;
    }
    taken.add(clark(name));
    return name;
  };
  return {
    of(type, element, parent) {
      const known = names.get(type);
      if (known !== undefined) return known;
      const name = choose(...wantedNames(type, element, parent, shared));
      names.set(type, name);
      return name;
    },
    choose,
  };
}

/** Candidate names, the best first. `shared` are the keys of elements with several anonymous types. */
function wantedNames(
  type: TypeDefinition,
  element: QName,
  parent: QName | undefined,
  shared: ReadonlySet<string>,
): readonly [QName, ...QName[]] {
  // A named type may have the name of the global element, but is another type.
  if (parent === undefined) return [{ ...element, local: `${element.local}Element` }];
  const member = { namespace: parent.namespace, local: `${parent.local}_${element.local}` };
  const own = qualified(element, parent.namespace);
  const isQualified = type.kind === "simple" || shared.has(clark(own)) || !isTelling(element.local);
  return isQualified ? [member] : [own, member];
}

/** The name for the type of an element. That of an unqualified element belongs to the schema of its parent. */
function qualified(element: QName, schema: string): QName {
  return { ...element, namespace: element.namespace || schema };
}

/** The names of elements that several anonymous complex types have, whether or not a message reaches them. */
function sharedNames({ types, elements, groups }: Schemas): ReadonlySet<string> {
  const once = new Set<string>();
  const several = new Set<string>();
  const pending: { readonly particle: ParticleDefinition | undefined; readonly schema: string }[] = [
    ...[...types.values()].map((type) => ({ particle: particleOf(type), schema: type.name?.namespace ?? "" })),
    ...[...elements.values()].map(({ name, type }) => {
      const particle = type?.kind === "anonymous" ? particleOf(type.type) : undefined;
      return { particle, schema: name.namespace };
    }),
    ...[...groups.values()].map(({ name, particle }) => ({ particle, schema: name.namespace })),
  ];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { particle, schema } = next;
    if (particle === undefined) continue;
    if ("particles" in particle) for (const inner of particle.particles) pending.push({ particle: inner, schema });
    if (particle.kind !== "element") continue;
    const { name, type } = particle.declaration;
    if (type?.kind !== "anonymous" || type.type.kind !== "complex") continue;
    const key = clark(qualified(name, schema));
    (once.has(key) ? several : once).add(key);
    pending.push({ particle: particleOf(type.type), schema });
  }
  return several;
}

function particleOf(type: TypeDefinition): ParticleDefinition | undefined {
  if (type.kind === "simple") return undefined;
  const content = type.derivation.kind === "none" ? type.derivation : type.derivation.content;
  return "particle" in content ? content.particle : undefined;
}

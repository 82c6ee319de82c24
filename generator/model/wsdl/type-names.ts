import type { Schemas, TypeDefinition } from "../../read/xsd/schema.js";
import { clark, type QName } from "../service.js";

/** Names each anonymous type on its first use; `element` and `parent` are the context of that use. */
export interface TypeNames {
  of(type: TypeDefinition, element: QName, parent: QName | undefined): QName;
  /** Returns the first of the names that no other type has. */
  choose(...wanted: readonly [QName, ...QName[]]): QName;
}

/**
 * Names types. A complex type is named after its element, or `Parent_Child` if that is taken; a simple type is
 * `Parent_Child`.
 * Names of schema types and of global elements are reserved whether or not a message reaches them, so that unrelated
 * changes of a service rename nothing.
 */
export function typeNames({ types, elements }: Schemas): TypeNames {
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
      const name = choose(...wantedNames(type, element, parent));
      names.set(type, name);
      return name;
    },
    choose,
  };
}

/** Candidate names, the best first. */
function wantedNames(type: TypeDefinition, element: QName, parent: QName | undefined): readonly [QName, ...QName[]] {
  // A named type may have the name of the global element, but is another type.
  if (parent === undefined) return [{ ...element, local: `${element.local}Element` }];
  const member = { namespace: parent.namespace, local: `${parent.local}_${element.local}` };
  // The type of an unqualified element belongs to the schema of its parent.
  return type.kind === "simple" ? [member] : [{ ...element, namespace: element.namespace || parent.namespace }, member];
}

import type { Schemas, TypeDefinition } from "../../read/xsd/schema.js";
import { clark, type QName } from "../service.js";

/** Gives each anonymous type its name when it is first asked for; `element` and `parent` say where it stands. */
export interface TypeNames {
  of(type: TypeDefinition, element: QName, parent: QName | undefined): QName;
  /** The first of the names that no other type has. */
  choose(...wanted: readonly [QName, ...QName[]]): QName;
}

/**
 * A complex type takes its element's name, or `Parent_Child` where that is another type's; a simple one is `Parent_Child`. The
 * names of the types of the schemas are theirs, and those of global elements are their types', whether a message reaches them
 * or not: what else a service uses changes no name.
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

/** The best first. */
function wantedNames(type: TypeDefinition, element: QName, parent: QName | undefined): readonly [QName, ...QName[]] {
  // A type of the same name beside a global element is not the element's.
  if (parent === undefined) return [{ ...element, local: `${element.local}Element` }];
  const member = { namespace: parent.namespace, local: `${parent.local}_${element.local}` };
  // The type of an unqualified element belongs to the schema of its parent all the same.
  return type.kind === "simple" ? [member] : [{ ...element, namespace: element.namespace || parent.namespace }, member];
}

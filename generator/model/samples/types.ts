import type { Report } from "../../diagnostic.js";
import { clark, type Element, type QName, type Type, type TypeReference } from "../service.js";
import { complexType, elementOf, enumerationType, type References } from "./complex-type.js";
import { resolver } from "./resolve.js";
import type { ElementShape, Root } from "./shapes.js";
import { typeNames } from "./type-names.js";
import { typeUses } from "./type-uses.js";
import { sightingsIn, groupSightings } from "./group-sightings.js";

export interface Typed {
  /** Types in the order in which the roots reach them. */
  readonly types: readonly Type[];
  /** The elements of the roots. Occurrence and nillability, here and in the types, are left to the conventions. */
  readonly elements: ReadonlyMap<ElementShape, Element>;
}

/** Builds the types in samples, each when it is first reached. */
export function typesOf(roots: readonly Root[], report: Report): Typed {
  const inRoots = roots.map((root) => ({ ...root, sightings: sightingsIn(root.element) }));
  const all = inRoots.flatMap(({ sightings }) => sightings);
  const grouped = groupSightings(all);
  const resolve = resolver(grouped, all);
  const names = typeNames(grouped.groups, typeUses(inRoots, resolve), roots, report);

  const types = new Map<string, Type>();
  /** A queue of types to build, because chains of types can be deeper than the stack. */
  const referred: (() => void)[] = [];
  const refer = (name: QName, build: () => Type): TypeReference => {
    const key = clark(name);
    referred.push(() => {
      if (!types.has(key)) types.set(key, build());
    });
    return { kind: "type", name: key };
  };
  const references: References = {
    resolve,
    simple(shape, element, parent) {
      if (shape.kind === "builtin") {
        const { name, open, xml } = shape;
        return { kind: "builtin", name, ...(open && { open }), ...(xml && { xml }) };
      }
      const name = names.ofEnumeration(shape, element, parent);
      return refer(name, () => enumerationType(shape, name));
    },
    complex(group) {
      const name = names.ofGroup(group);
      return refer(name, () => complexType(group, name, references));
    },
  };

  const elements = new Map<ElementShape, Element>();
  for (const { element, wrapper, sightings } of inRoots) {
    elements.set(element, elementOf([element], sightings.slice(0, 1), wrapper, references));
    const pending = referred.splice(0).reverse();
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      next();
      for (const each of referred.splice(0).reverse()) pending.push(each);
    }
  }
  return { types: [...types.values()], elements };
}

import { clark, type QName } from "../service.js";
import { elementsOfType, groupOfElement } from "./complex-type.js";
import type { Resolve } from "./resolve.js";
import type { ElementShape, Root } from "./shapes.js";
import type { Sighting, TypeSightings } from "./group-sightings.js";

/** The use of a complex type after which it is named. */
export interface TypeUse {
  readonly element: QName;
  /** The type that contains the element; undefined for a root. */
  readonly parent?: TypeSightings;
  /** Present for a root. */
  readonly root?: Root;
}

/** A root with the sightings of its type, outer before inner. */
export interface SeenRoot extends Root {
  readonly sightings: readonly Sighting[];
}

/**
 * The first use of each complex type that the roots reach, the nearest to a root first. Roots and elements are visited in the
 * order of their names, so that the result does not depend on the order of the samples.
 */
export function typeUses(roots: readonly SeenRoot[], resolve: Resolve): ReadonlyMap<TypeSightings, TypeUse> {
  const uses = new Map<TypeSightings, TypeUse>();
  const add = (shapes: Shapes, sightings: readonly Sighting[], use: TypeUse): void => {
    const group = groupOfElement(shapes, sightings, resolve)?.group;
    if (group !== undefined && !uses.has(group)) uses.set(group, use);
  };
  for (const root of inOrder(roots, nameOfRoot)) {
    add([root.element], root.sightings.slice(0, 1), { element: root.element.name, root });
  }
  // Visits the types that are added meanwhile, too.
  for (const parent of uses.keys()) {
    for (const { shapes, sightings } of inOrder(elementsOfType(parent), ({ shapes: [{ name }] }) => clark(name))) {
      add(shapes, sightings, { element: shapes[0].name, parent });
    }
  }
  return uses;
}

type Shapes = readonly [ElementShape, ...ElementShape[]];

/** Sorts by code units, so that no locale changes a name. */
function inOrder<T>(items: readonly T[], keyOf: (item: T) => string): readonly T[] {
  const keyed = items.map((item) => [keyOf(item), item] as const);
  return keyed.sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0)).map(([, item]) => item);
}

function nameOfRoot({ element, wrapper, message }: Root): string {
  return [clark(element.name), wrapper === undefined ? "" : clark(wrapper), message].join(" ");
}

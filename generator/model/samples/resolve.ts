import type { Place } from "../../source.js";
import { reason } from "../reason.js";
import { clark, type QName, type Reason } from "../service.js";
import type { ShownName } from "./placeholder.js";
import type { ComplexShape, ElementShape, TypeShape } from "./shapes.js";
import { membersOf, partition, type TypeSightings, type Sighting, type Unified } from "./unify.js";

/** The type of an element that is complex, or cut, and why it is held to be this one. */
export interface Resolved {
  readonly group: TypeSightings;
  readonly reason: Reason;
}

/** Finds the type of an element from all its shapes, and from the sightings of those that are not cut. */
export type Resolve = (element: ElementShape, shapes: readonly TypeShape[], sightings: readonly Sighting[]) => Resolved;

/**
 * Fills what is cut: from other sightings of the same element of the same type, or from the type that it is said to have; else
 * the content stays unknown. An element of the same name in another type is often of another type.
 */
export function resolver(unified: Unified, all: readonly Sighting[]): Resolve {
  const byName = partition(unified.groups.filter(isNamed), ({ name }) => clark(name));
  const unknown = unknownGroups(all);
  const ambiguous = new Map<Sighting, TypeSightings>();
  return (element, shapes, sightings) => {
    const [first, ...others] = sightings;
    const known = sightings.map((sighting) => unified.groupOf(sighting)).find((group) => group !== undefined);
    if (known !== undefined) return { group: known, reason: reason("shown", placesIn(sightings)) };
    if (first !== undefined) {
      const group: TypeSightings = ambiguous.get(first) ?? { name: first.name, sightings: [first, ...others] };
      ambiguous.set(first, group);
      return { group, reason: reason("shown", placesIn(sightings)) };
    }
    const said = shownName(shapes);
    const name = said ?? element.name;
    const places = shapes.flatMap((shape) => shape.places);
    const [only, ...rivals] = said === undefined ? [] : (byName.get(clark(said)) ?? []);
    if (only !== undefined && rivals.length === 0) {
      return { group: only, reason: reason("assumed", [...places, ...only.sightings[0].shape.places]) };
    }
    return { group: unknown.get(clark(name)) ?? unknownGroup(name, places), reason: reason("assumed", places) };
  };
}

/** True if samples say the name. */
function isNamed({ sightings }: TypeSightings): boolean {
  return sightings.some(({ shape }) => shape.name !== undefined);
}

/** For each name that is shown cut, a type whose content is unknown. */
function unknownGroups(all: readonly Sighting[]): ReadonlyMap<string, TypeSightings> {
  const cut = all
    .flatMap(({ shape }) => membersOf(shape))
    .flatMap((member) => {
      if (member.kind === "any" || member.type.kind !== "cut") return [];
      const { name: shown, places } = member.type;
      return [{ name: shown?.name ?? member.name, shown, places }];
    });
  const byName = partition(cut, ({ name }) => clark(name));
  return new Map(
    [...byName].map(([key, cuts]) => [
      key,
      unknownGroup(
        cuts[0].name,
        cuts.flatMap(({ places }) => places),
        cuts.find(({ shown }) => shown !== undefined)?.shown,
      ),
    ]),
  );
}

/** `shown`: what shows its name, where not only its element has it. */
function unknownGroup(name: QName, places: readonly Place[], shown?: ShownName): TypeSightings {
  const shape: ComplexShape = {
    kind: "complex",
    ...(shown === undefined ? {} : { name: shown }),
    wrapper: false,
    attributes: [],
    content: { kind: "unknown" },
    places,
  };
  return { name, sightings: [{ name, shape, members: [] }], cut: true };
}

function shownName(shapes: readonly TypeShape[]): QName | undefined {
  for (const shape of shapes) if (shape.kind === "cut" && shape.name) return shape.name.name;
  return undefined;
}

function placesIn(sightings: readonly Sighting[]): readonly Place[] {
  return sightings.flatMap(({ shape }) => shape.places);
}

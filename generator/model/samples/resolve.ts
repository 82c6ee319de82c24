import type { Place } from "../../source.js";
import { reason } from "../reason.js";
import { clark, type QName, type Reason } from "../service.js";
import type { ComplexShape, ElementShape, Shape } from "./shape.js";
import { membersOf, partition, type Group, type Sighting, type Unified } from "./unify.js";

/** The type of an element that is complex, or cut, and why it is held to be this one. */
export interface Resolved {
  readonly group: Group;
  readonly reason: Reason;
}

/** Finds the type of an element from all its shapes, and from the sightings of those that are not cut. */
export type Resolve = (element: ElementShape, shapes: readonly Shape[], sightings: readonly Sighting[]) => Resolved;

/**
 * Fills what is cut: from other sightings of the same element; else from the one type that elements of this name have
 * elsewhere, which is likely and no more; else the content stays unknown.
 */
export function resolver(unified: Unified, all: readonly Sighting[]): Resolve {
  const elsewhere = partition(unified.groups.filter(isNested), ({ name }) => clark(name));
  const unknown = unknownGroups(all);
  const ambiguous = new Map<Sighting, Group>();
  return (element, shapes, sightings) => {
    const [first, ...others] = sightings;
    const known = sightings.map((sighting) => unified.groupOf(sighting)).find((group) => group !== undefined);
    if (known !== undefined) return { group: known, reason: reason("shown", placesIn(sightings)) };
    if (first !== undefined) {
      const group: Group = ambiguous.get(first) ?? { name: first.name, sightings: [first, ...others] };
      ambiguous.set(first, group);
      return { group, reason: reason("shown", placesIn(sightings)) };
    }
    const name = shownName(shapes) ?? element.name;
    const places = shapes.flatMap((shape) => shape.places);
    const [only, ...rivals] = elsewhere.get(clark(name)) ?? [];
    if (only !== undefined && rivals.length === 0) {
      return { group: only, reason: reason("assumed", [...places, ...only.sightings[0].shape.places]) };
    }
    const shared = only === undefined ? unknown.get(clark(name)) : undefined;
    return { group: shared ?? unknownGroup(name, places), reason: reason("assumed", places) };
  };
}

/** Wrapper elements do not stand inside others. */
function isNested({ sightings }: Group): boolean {
  return sightings.some(({ shape }) => !shape.wrapper);
}

/** For each name that is shown cut, a type whose content is unknown. */
function unknownGroups(all: readonly Sighting[]): ReadonlyMap<string, Group> {
  const cut = all
    .flatMap(({ shape }) => membersOf(shape))
    .flatMap((member) => {
      if (member.kind === "any" || member.type.kind !== "cut") return [];
      return [{ name: member.type.name?.name ?? member.name, places: member.type.places }];
    });
  const byName = partition(cut, ({ name }) => clark(name));
  return new Map(
    [...byName].map(([key, cuts]) => [
      key,
      unknownGroup(
        cuts[0].name,
        cuts.flatMap(({ places }) => places),
      ),
    ]),
  );
}

function unknownGroup(name: QName, places: readonly Place[]): Group {
  const shape: ComplexShape = { kind: "complex", wrapper: false, attributes: [], content: { kind: "unknown" }, places };
  return { name, sightings: [{ name, shape, members: [] }], cut: true };
}

function shownName(shapes: readonly Shape[]): QName | undefined {
  for (const shape of shapes) if (shape.kind === "cut" && shape.name) return shape.name.name;
  return undefined;
}

function placesIn(sightings: readonly Sighting[]): readonly Place[] {
  return sightings.flatMap(({ shape }) => shape.places);
}

import type { Place } from "../../source.js";
import { groupBy } from "../../group-by.js";
import { reason } from "../reason.js";
import { clark, type QName, type Reason } from "../service.js";
import type { ShownName } from "./placeholder.js";
import type { ComplexShape, ElementShape, TypeShape } from "./shapes.js";
import { membersOf, type TypeSightings, type Sighting, type SightingGroups } from "./group-sightings.js";

/** The type of a complex or cut element, and its evidence. */
export interface Resolved {
  readonly group: TypeSightings;
  readonly reason: Reason;
}

/** Finds the type of an element from all its shapes, and from those sightings that are not cut. */
export type Resolve = (element: ElementShape, shapes: readonly TypeShape[], sightings: readonly Sighting[]) => Resolved;

/**
 * Fills in cut elements: from other sightings of the same element in the same type, or from the type that the sample
 * names. Otherwise the content stays unknown, because elements of one name in different types often have different
 * types.
 */
export function resolver(grouped: SightingGroups, all: readonly Sighting[]): Resolve {
  const byName = groupBy(grouped.groups.filter(isNamed), ({ name }) => clark(name));
  const unknown = new Map(unknownGroups(all));
  const ambiguous = new Map<Sighting, TypeSightings>();
  return (element, shapes, sightings) => {
    const [first, ...others] = sightings;
    const known = sightings.map((sighting) => grouped.groupOf(sighting)).find((group) => group !== undefined);
    if (known !== undefined) return { group: known, reason: reason(evidenceOf(sightings), placesIn(sightings)) };
    if (first !== undefined) {
      const group: TypeSightings = ambiguous.get(first) ?? { name: first.name, sightings: [first, ...others] };
      ambiguous.set(first, group);
      return { group, reason: reason(evidenceOf(sightings), placesIn(sightings)) };
    }
    const said = shownName(shapes);
    const name = said ?? element.name;
    const places = shapes.flatMap((shape) => shape.places);
    const [only, ...rivals] = said === undefined ? [] : (byName.get(clark(said)) ?? []);
    if (only !== undefined && rivals.length === 0) {
      return { group: only, reason: reason("assumed", [...places, ...only.sightings[0].shape.places]) };
    }
    const group = unknown.get(clark(name)) ?? unknownGroup(name, places);
    unknown.set(clark(name), group);
    return { group, reason: reason("assumed", places) };
  };
}

/** True if samples state the type's name. */
function isNamed({ sightings }: TypeSightings): boolean {
  return sightings.some(({ shape }) => shape.name !== undefined);
}

/** A type with unknown content for each name that is only shown cut. */
function unknownGroups(all: readonly Sighting[]): ReadonlyMap<string, TypeSightings> {
  const cut = all
    .flatMap(({ shape }) => membersOf(shape))
    .flatMap((member) => {
      if (member.kind === "any" || member.type.kind !== "cut") return [];
      const { name: shown, places } = member.type;
      return [{ name: shown?.name ?? member.name, shown, places }];
    });
  const byName = groupBy(cut, ({ name }) => clark(name));
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

/** `shown` is the evidence of the type's name, if it is not merely the element's. */
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

function evidenceOf(sightings: readonly Sighting[]): "shown" | "observed" {
  return sightings.every(({ shape }) => shape.observed === true) ? "observed" : "shown";
}

function placesIn(sightings: readonly Sighting[]): readonly Place[] {
  return sightings.flatMap(({ shape }) => shape.places);
}

import { groupBy } from "../../group-by.js";
import { clark, type QName } from "../service.js";
import type { SimpleShape } from "./placeholder.js";
import type { ComplexShape, ElementShape, MemberShape } from "./shapes.js";

/** One sighting of a complex type in a sample. */
export interface Sighting {
  /** The type's name if it is shown, else its element's. */
  readonly name: QName;
  readonly shape: ComplexShape;
  /** The sightings of the shape's members; undefined for simple or cut ones. */
  readonly members: readonly (Sighting | undefined)[];
}

/** The sightings of one type. */
export interface TypeSightings {
  readonly name: QName;
  readonly sightings: readonly [Sighting, ...Sighting[]];
  /** True if all sightings are cut. */
  readonly cut?: true;
}

export interface SightingGroups {
  readonly groups: readonly TypeSightings[];
  /** The type of a sighting; undefined if it is cut so that several types are possible. */
  groupOf(sighting: Sighting): TypeSightings | undefined;
}

/** The sightings in an element, outer before inner. The reader of samples bounds their depth. */
export function sightingsIn(element: ElementShape): readonly Sighting[] {
  const found: Sighting[] = [];
  const visit = ({ name, type }: ElementShape): Sighting | undefined => {
    if (type.kind !== "complex") return undefined;
    const members: (Sighting | undefined)[] = [];
    const sighting = { name: type.name?.name ?? name, shape: type, members };
    found.push(sighting);
    for (const member of membersOf(type)) members.push(member.kind === "any" ? undefined : visit(member));
    return sighting;
  };
  visit(element);
  return found;
}

export function membersOf(shape: ComplexShape): readonly MemberShape[] {
  return shape.content.kind === "members" ? shape.content.members : [];
}

/**
 * Groups the sightings of each type: those with equal names and equal shapes at all levels, where cut content equals
 * anything. Refines a partition: sightings with the same outline share a type until the types of their members differ.
 * Types that contain themselves therefore become recursive.
 */
export function groupSightings(sightings: readonly Sighting[]): SightingGroups {
  let groups = [...groupBy(sightings, signature).values()].map(groupOfSightings);
  for (;;) {
    const groupOf = new Map(groups.flatMap((group) => group.sightings.map((sighting) => [sighting, group] as const)));
    const typeOf = (sighting: Sighting | undefined) => sighting && groupOf.get(sighting);
    const refined = groups.flatMap((group) => split(group, typeOf));
    if (refined.length === groups.length && refined.every((group, index) => group === groups[index])) {
      return { groups, groupOf: typeOf };
    }
    groups = refined;
  }
}

function groupOfSightings(sightings: readonly [Sighting, ...Sighting[]]): TypeSightings {
  return { name: sightings[0].name, sightings };
}

/** Summarizes a sighting, regardless of the types of its complex members. */
function signature({ name, shape }: Sighting): string {
  const attributes = shape.attributes.map(({ name, type }) => `${clark(name)} ${simpleSignature(type)}`);
  const members = membersOf(shape).map((member) => {
    if (member.kind === "any") return [];
    const { type } = member;
    const isOpen = type.kind === "complex" || type.kind === "cut";
    return [clark(member.name), member.repeated, isOpen ? "" : simpleSignature(type)];
  });
  const text = shape.content.kind === "text" ? simpleSignature(shape.content.type) : "";
  return JSON.stringify([clark(name), shape.content.kind, text, attributes.sort(), members]);
}

function simpleSignature(type: SimpleShape): string {
  return type.kind === "builtin" ? type.name : JSON.stringify([type.name && clark(type.name.name), type.values]);
}

type TypeOf = (sighting: Sighting | undefined) => TypeSightings | undefined;

/**
 * Splits a group by the types of its members. A sighting with cut members joins the only part that it fits. If it fits
 * several, it joins none, and counts as cut itself.
 */
function split(group: TypeSightings, typeOf: TypeOf): readonly TypeSightings[] {
  const columns = tellingColumns(group, typeOf);
  if (columns.length === 0) return [group];
  const numbers = new Map<TypeSightings | undefined, number>([[undefined, cut]]);
  const rowOf = ({ members }: Sighting) =>
    columns.map((column) => {
      const type = typeOf(members[column]);
      const number = numbers.get(type) ?? numbers.size;
      numbers.set(type, number);
      return number;
    });
  const parts = [...groupBy(group.sightings, (sighting) => rowOf(sighting).join()).values()].map((sightings) => ({
    row: rowOf(sightings[0]),
    sightings: [...sightings] as [Sighting, ...Sighting[]], // a mutable copy
  }));
  const whole = parts.filter(({ row }) => !row.includes(cut));
  const alone = parts.filter((part) => {
    if (!part.row.includes(cut)) return false;
    const fits = whole.filter(({ row }) => row.every((type, at) => part.row[at] === cut || part.row[at] === type));
    const [only, ...others] = fits;
    if (only !== undefined && others.length === 0) for (const each of part.sightings) only.sightings.push(each);
    return only === undefined;
  });
  return [...whole, ...alone].map(({ sightings }) => groupOfSightings(sightings));
}

const cut = 0;

/** The indexes of members whose types differ within the group. */
function tellingColumns({ sightings }: TypeSightings, typeOf: TypeOf): readonly number[] {
  return sightings[0].members.flatMap((_, column) => {
    const types = new Set(sightings.map(({ members }) => typeOf(members[column])));
    types.delete(undefined);
    return types.size > 1 ? [column] : [];
  });
}

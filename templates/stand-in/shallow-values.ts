/** Finds the types and alternatives with the shallowest values, for types that could recurse forever. */
import { elementOf } from "../runtime/complex/plan.js";
import type { Particle, Table, Type } from "../runtime/complex/table.js";

type Members = NonNullable<Table["sequence"]>;
type Part = NonNullable<Table["content"]>["parts"][number];

/** Caches its findings, so that each type is examined once for each depth. */
export interface Shallow {
  /** The parts of a content model with the shallowest values; all of them if every one is too deep. */
  readonly parts: (parts: readonly Part[], members: Members) => readonly Part[];
  readonly types: (types: readonly (() => Table)[]) => readonly (() => Table)[];
}

/** Deeper values count as endless. */
const deepest = 12;

export function shallow(): Shallow {
  /** For each table, the largest depth known to be too small for a value, and the smallest known to be enough. */
  const known = new Map<Table, { readonly none: number; readonly some: number }>();

  const isTypeWithin = (type: Type, levels: number): boolean => {
    if (typeof type === "function") return isTableWithin(type(), levels);
    if ("fit" in type || "readElement" in type) return true;
    if ("writeItem" in type) return type.table === undefined || isTableWithin(type.table, levels);
    return isTableWithin(type, levels);
  };
  const isTableWithin = (table: Table, levels: number): boolean => {
    const { none, some } = known.get(table) ?? { none: 0, some: Infinity };
    if (levels <= none || levels >= some) return levels > none;
    const isWithin = isObjectWithin(table, levels - 1);
    known.set(table, isWithin ? { none, some: levels } : { none: levels, some });
    return isWithin;
  };
  const isObjectWithin = ({ abstract, derivation, list, sequence = {}, content }: Table, levels: number): boolean => {
    if (abstract === true) return Object.values(derivation?.types ?? {}).some((type) => isTypeWithin(type, levels));
    if (list !== undefined) return Object.values(list).every((particle) => isMemberWithin(particle, levels));
    if (content !== undefined) return isPartWithin(content, sequence, levels);
    return Object.values(sequence).every((particle) => isMemberWithin(particle, levels));
  };
  const isMemberWithin = (particle: Particle | undefined, levels: number): boolean => {
    if (particle === undefined) return true;
    const { type, minOccurs, nillable } = elementOf(particle);
    return minOccurs === 0 || (nillable ?? false) !== false || isTypeWithin(type, levels);
  };
  const isPartWithin = (part: Part, members: Members, levels: number): boolean => {
    if (typeof part === "string") return isMemberWithin(members[part], levels);
    switch (part.kind) {
      case "optional":
        return true;
      case "sequence":
        return part.parts.every((inner) => isPartWithin(inner, members, levels));
      case "choice":
        return part.parts.some((inner) => isPartWithin(inner, members, levels));
    }
  };
  return {
    parts: (parts, members) => least(parts, (part, levels) => isPartWithin(part, members, levels)),
    types: (types) => least(types, isTypeWithin),
  };
}

/** The elements with the least depth. */
function least<T>(all: readonly T[], isWithin: (one: T, levels: number) => boolean): readonly T[] {
  for (let levels = 0; levels <= deepest; levels++) {
    const within = all.filter((one) => isWithin(one, levels));
    if (within.length > 0) return within;
  }
  return all;
}

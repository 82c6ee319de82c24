import type { Facets, ListType, SimpleType, UnionType } from "../model/service.js";

/** A type whose values are texts, and which is more than a builtin. */
export type AnySimple = SimpleType | ListType | UnionType;

/** What a simple type says beside what it is made of, by the names that the runtime knows; undefined if nothing. */
export function restrictionOf(type: AnySimple): Restriction | undefined {
  if (type.kind === "union") return undefined;
  const facets = Object.entries(type.facets ?? {});
  const enumeration = type.kind === "simple" && isComparable(type) ? type.enumeration : [];
  if (facets.length + enumeration.length === 0) return undefined;
  return enumeration.length === 0 ? type.facets : { ...type.facets, enumeration };
}

export interface Restriction extends Facets {
  /** In the lexical form of the base. */
  readonly enumeration?: readonly string[];
}

/** Members of an enumeration of QNames are equal or not by what their prefixes stand for. */
function isComparable({ base, open }: SimpleType): boolean {
  return !open && base !== "QName" && base !== "NOTATION";
}

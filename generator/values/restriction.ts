import type { Facets, ListType, SimpleType, UnionType } from "../model/service.js";

/** A type whose values are texts, other than a builtin. */
export type AnySimple = SimpleType | ListType | UnionType;

/** The facets of a simple type beyond its construction, by their names in the runtime; undefined if it has none. */
export function restrictionOf(type: AnySimple): Restriction | undefined {
  if (type.kind === "union") return undefined;
  const facets = Object.entries(type.facets ?? {});
  const enumeration = type.kind === "simple" && isComparable(type) ? type.enumeration : [];
  if (facets.length + enumeration.length === 0) return undefined;
  return enumeration.length === 0 ? type.facets : { ...type.facets, enumeration };
}

export interface Restriction extends Facets {
  /** Texts in the lexical form of the base. */
  readonly enumeration?: readonly string[];
}

/** False for enumerations of QNames, which are compared by the namespaces of their prefixes. */
function isComparable({ base, open }: SimpleType): boolean {
  return !open && base !== "QName" && base !== "NOTATION";
}

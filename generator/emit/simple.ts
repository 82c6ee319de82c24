import type { BuiltinName } from "../model/builtin.js";
import type { Facets, ListType, SimpleType, Type, TypeReference, UnionType } from "../model/service.js";

/** A type whose values are texts, and which is more than a builtin. */
export type AnySimple = SimpleType | ListType | UnionType;

/** Told from other simple types by its members. */
export type Enumeration = SimpleType & { readonly enumeration: readonly [string, ...string[]] };

export function isSimple(type: Type): type is AnySimple {
  return type.kind !== "complex";
}

/** True for what is a list of constants and the union of them: its members are texts. */
export function isEnumeration(type: Type): type is Enumeration {
  return type.kind === "simple" && type.enumeration.length > 0 && texts.has(type.base);
}

/** True for a simple type that is its base and nothing more. */
export function isBase(type: Type): boolean {
  return type.kind === "simple" && !isEnumeration(type) && restrictionOf(type) === undefined;
}

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

/** What a simple type is made of, as far as its reader and writer name it. */
export function simpleReferences(type: AnySimple): readonly TypeReference[] {
  switch (type.kind) {
    case "simple":
      return isEnumeration(type) ? [] : [{ kind: "builtin", name: type.base }];
    case "list":
      return [type.item];
    case "union":
      return type.members;
  }
}

/** Members of an enumeration of QNames are equal or not by what their prefixes stand for. */
function isComparable({ base, open }: SimpleType): boolean {
  return !open && base !== "QName" && base !== "NOTATION";
}

const texts: ReadonlySet<BuiltinName> = new Set<BuiltinName>([
  "anySimpleType",
  "anyURI",
  "string",
  "normalizedString",
  "token",
  "language",
  "Name",
  "NCName",
  "NMTOKEN",
  "ID",
  "IDREF",
  "ENTITY",
]);

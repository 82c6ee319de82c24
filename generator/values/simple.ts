import { builtins } from "../builtins.js";
import type { SimpleType, Type } from "../model/service.js";
import { restrictionOf, type AnySimple } from "./restriction.js";

/** A simple type with members. */
export type Enumeration = SimpleType & { readonly enumeration: readonly [string, ...string[]] };

export function isSimple(type: Type): type is AnySimple {
  return type.kind !== "complex";
}

/** True for a type that is printed as an array of constants and their union: its members are texts. */
export function isEnumeration(type: Type): type is Enumeration {
  return type.kind === "simple" && type.enumeration.length > 0 && builtins[type.base].value === "text";
}

/** True for a simple type that only renames its base. */
export function isBase(type: Type): boolean {
  return type.kind === "simple" && !isEnumeration(type) && restrictionOf(type) === undefined;
}

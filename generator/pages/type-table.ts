import type { BuiltinName } from "../builtins.js";
import { typesByKey, type ComplexType, type Type, type TypeReference } from "../model/service.js";

/** The type of a text. */
export type TextType = BuiltinName | Exclude<Type, ComplexType>;

/** Looks up the types of a service by references. */
export interface TypeTable {
  /** Undefined for a simple type. */
  complex(reference: TypeReference): ComplexType | undefined;
  /** Undefined for a complex type. */
  simple(reference: TypeReference): TextType | undefined;
}

export function typeTable(types: readonly Type[]): TypeTable {
  const byKey = typesByKey(types);
  const typeOf = (reference: TypeReference) => (reference.kind === "type" ? byKey.get(reference.name) : undefined);
  return {
    complex(reference) {
      const type = typeOf(reference);
      return type?.kind === "complex" ? type : undefined;
    },
    simple(reference) {
      if (reference.kind === "builtin") return reference.name;
      const type = typeOf(reference);
      return type?.kind === "complex" ? undefined : type;
    },
  };
}

import type { BuiltinName } from "../builtin.js";
import { clark, type ComplexType, type SimpleType, type Type, type TypeReference } from "../service.js";

/** The types of a service, by the references to them. */
export interface TypeTable {
  /** Undefined for what is simple. */
  complex(reference: TypeReference): ComplexType | undefined;
  /** Undefined for what is complex. */
  simple(reference: TypeReference): BuiltinName | SimpleType | undefined;
}

export function typeTable(types: readonly Type[]): TypeTable {
  const byKey = new Map(types.map((type) => [clark(type.name), type]));
  const typeOf = (reference: TypeReference) => (reference.kind === "type" ? byKey.get(reference.name) : undefined);
  return {
    complex(reference) {
      const type = typeOf(reference);
      return type?.kind === "complex" ? type : undefined;
    },
    simple(reference) {
      if (reference.kind === "builtin") return reference.name;
      const type = typeOf(reference);
      return type?.kind === "simple" ? type : undefined;
    },
  };
}

import type { BuiltinName } from "../builtins.js";
import { clark, type ComplexType, type SimpleType, type Type, type TypeReference } from "../model/service.js";

/** The type of a text. */
export type TextType = BuiltinName | Exclude<Type, ComplexType>;

/** Looks up the types of a service by references. */
export interface TypeTable {
  /** Undefined for a simple type. */
  complex(reference: TypeReference): ComplexType | undefined;
  /** Undefined for a complex type. */
  simple(reference: TypeReference): TextType | undefined;
  /** The type itself, the item type of a list, or the first member of a union. */
  atomic(type: TextType): BuiltinName | SimpleType;
}

export function typeTable(types: readonly Type[]): TypeTable {
  const byKey = new Map(types.map((type) => [clark(type.name), type]));
  const typeOf = (reference: TypeReference) => (reference.kind === "type" ? byKey.get(reference.name) : undefined);
  const simple = (reference: TypeReference | undefined): TextType | undefined => {
    if (reference?.kind === "builtin") return reference.name;
    const type = reference && typeOf(reference);
    return type?.kind === "complex" ? undefined : type;
  };
  return {
    complex(reference) {
      const type = typeOf(reference);
      return type?.kind === "complex" ? type : undefined;
    },
    simple,
    atomic(type) {
      // A hostile schema may contain a list of itself.
      const seen = new Set<TextType>();
      let atom: TextType | undefined = type;
      while (atom !== undefined && typeof atom !== "string" && atom.kind !== "simple" && !seen.has(atom)) {
        seen.add(atom);
        atom = simple(atom.kind === "list" ? atom.item : atom.members[0]);
      }
      return typeof atom === "string" || atom?.kind === "simple" ? atom : "string";
    },
  };
}

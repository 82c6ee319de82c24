import { schemaNameOf } from "../../builtins.js";
import type { Target } from "./override-targets.js";
import type { QName, Type, TypeReference } from "../service.js";

/** The name of a type in messages; undefined for an anonymous type, and for anyType, whose values state their own. */
export function nameInMessages(reference: TypeReference, types: ReadonlyMap<string, Type>): QName | undefined {
  if (reference.kind === "builtin") return reference.name === "anyType" ? undefined : schemaNameOf(reference.name);
  const type = types.get(reference.name);
  return type === undefined || type.anonymous ? undefined : (type.xmlName ?? type.name);
}

/**
 * Explains why `xsi:type` cannot state the types of elements: found, expected, reason; undefined if it can. `given`
 * replaces their types.
 */
export function whyUnstated(
  { kind, parts }: Target,
  given: TypeReference | undefined,
  types: ReadonlyMap<string, Type>,
): readonly [found: string, expected: string, reason: string] | undefined {
  for (const { name, type: own } of kind === "element" ? parts : []) {
    const type = given ?? own;
    const stated = nameInMessages(type, types);
    const found = `xsiType of ${name.local}`;
    if (stated === undefined && type.kind === "builtin") {
      const reason = "values of anyType state their types themselves";
      return [`${found}, which is of anyType`, "an element of another type", reason];
    }
    if (stated === undefined) {
      const reason = "remove it, because a type without a name cannot be stated";
      return [`${found}, whose type has no name`, "an element whose type has a name", reason];
    }
    if (stated.namespace === "" && name.namespace !== "") {
      const reason = "remove it, because a name without a prefix would be read in the namespace of the element";
      return [`${found}, whose type is in no namespace`, "a type in a namespace, or an element in none", reason];
    }
  }
  return undefined;
}

import { builtinOf } from "../../builtins.js";
import type { ComplexTypeDefinition, Schemas } from "../../read/xsd/schema.js";
import { clark } from "../service.js";
import type { Building } from "./building.js";

/** Finds the types derived directly from a complex type, in the order of the schemas. */
export function derivedTypes({ types }: Schemas): Pick<Building, "derived"> {
  const derived = new Map<string, ComplexTypeDefinition[]>();
  for (const type of types.values()) {
    if (type.kind !== "complex" || type.derivation.kind === "none" || builtinOf(type.derivation.base) === "anyType")
      continue;
    const base = clark(type.derivation.base);
    const known = derived.get(base);
    if (known === undefined) derived.set(base, [type]);
    else known.push(type);
  }
  return { derived: (key) => derived.get(key) ?? [] };
}

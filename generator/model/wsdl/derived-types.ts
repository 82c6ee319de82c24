import { builtinOf } from "../../builtins.js";
import { groupBy } from "../../group-by.js";
import type { Schemas } from "../../read/xsd/schema.js";
import { clark } from "../service.js";
import type { Building } from "./building.js";

/** Finds the types derived directly from a complex type, in the order of the schemas. */
export function derivedTypes({ types }: Schemas): Pick<Building, "derived"> {
  const derived = [...types.values()].flatMap((type) => {
    if (type.kind !== "complex" || type.derivation.kind === "none") return [];
    const { base } = type.derivation;
    return builtinOf(base) === "anyType" ? [] : [{ base: clark(base), type }];
  });
  const byBase = groupBy(derived, ({ base }) => base);
  return { derived: (key) => (byBase.get(key) ?? []).map(({ type }) => type) };
}

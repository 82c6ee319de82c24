import type { Schemas } from "../../read/xsd/schema.js";
import { reachesAny } from "../reach.js";
import { isAnyContent, type Operation } from "../service.js";
import { operationElements } from "../traversal.js";
import type { Types } from "./types.js";

/**
 * The keys of the types of the schemas that `xsi:type` can state in an element of anyType: those with a name that are
 * not abstract. Empty if no operation has such an element; then none of them is built for it.
 */
export function anyTypes(operations: readonly Operation[], types: Types, { types: all }: Schemas): readonly string[] {
  const elements = operations.flatMap(operationElements);
  if (!reachesAny(elements, types.all())) return [];
  const references = [...all.values()].flatMap(({ name, place }) => {
    // The path of a schema that ships with the generator is its namespace.
    if (name === undefined || place.path === name.namespace) return [];
    return [types.building.reference({ kind: "named", name, place }, name, undefined)];
  });
  return references.flatMap((reference) => {
    const type = types.find(reference);
    if (type === undefined || isAnyContent(type)) return [];
    return type.kind === "complex" && (type.abstract === true || type.array === true) ? [] : [reference.name];
  });
}

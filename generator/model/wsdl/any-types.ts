import type { Schemas } from "../../read/xsd/schema.js";
import { reachesAny } from "../reach.js";
import { isAnyContent } from "../content-kind.js";
import { clark, type Operation, type Type } from "../service.js";
import { operationElements } from "../traversal.js";
import type { Types } from "./types.js";

/**
 * The keys of the types of the schemas that `xsi:type` can state in an element of anyType: those with a name that are
 * neither abstract nor those of wrappers. Empty if no operation has such an element; then none of them is built for it.
 */
export function anyTypes(operations: readonly Operation[], types: Types, { types: all }: Schemas): readonly string[] {
  const elements = operations.flatMap(operationElements);
  const built = types.all();
  if (!reachesAny(elements, built)) return [];
  const wrappers = new Set(built.filter(isWrapper).map(({ name }) => clark(name)));
  const references = [...all.values()].flatMap(({ name, place }) => {
    // The path of a schema that ships with the generator is its namespace.
    if (name === undefined || place.path === name.namespace) return [];
    return [types.building.reference({ kind: "named", name, place }, name, undefined)];
  });
  return references.flatMap((reference) => {
    const type = types.find(reference);
    if (type === undefined || isAnyContent(type) || wrappers.has(reference.name)) return [];
    return type.kind === "complex" && type.abstract === true ? [] : [reference.name];
  });
}

function isWrapper(type: Type): boolean {
  return type.kind === "complex" && type.wrapper === true;
}

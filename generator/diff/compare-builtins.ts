import { builtins, type BuiltinName } from "../builtins.js";

/** How the values of a new type relate to those of the old one. */
export type Relation = "equal" | "wider" | "narrower" | "other";

/**
 * Relates the texts of two builtin types. Types whose values have different types in TypeScript are `other`, even if
 * one accepts all texts of the other.
 */
export function relateBuiltins(before: BuiltinName, after: BuiltinName): Relation {
  if (before === after) return "equal";
  const kind = builtins[before].value;
  if (kind !== builtins[after].value || !comparable.has(kind)) return "other";
  if (includes(after, before)) return "wider";
  return includes(before, after) ? "narrower" : "other";
}

/** The kinds of values all of whose types are one type in TypeScript. */
const comparable: ReadonlySet<string> = new Set(["text", "number", "integer"]);

function includes(outer: BuiltinName, inner: BuiltinName): boolean {
  if (outer === inner || (outer === "anySimpleType" && builtins[inner].value === "text")) return true;
  return (containers.get(inner) ?? []).some((container) => includes(outer, container));
}

/** The nearest types that accept all texts of a type. */
const containers: ReadonlyMap<BuiltinName, readonly BuiltinName[]> = new Map<BuiltinName, readonly BuiltinName[]>([
  ["byte", ["short"]],
  ["short", ["int"]],
  ["int", ["double"]],
  ["float", ["double"]],
  ["unsignedByte", ["unsignedShort", "short"]],
  ["unsignedShort", ["unsignedInt", "int"]],
  ["unsignedInt", ["double"]],
  ["long", ["integer"]],
  ["unsignedLong", ["nonNegativeInteger"]],
  ["positiveInteger", ["nonNegativeInteger"]],
  ["nonNegativeInteger", ["integer"]],
  ["negativeInteger", ["nonPositiveInteger"]],
  ["nonPositiveInteger", ["integer"]],
  ["normalizedString", ["string"]],
  ["token", ["normalizedString"]],
  ["language", ["token"]],
  ["NMTOKEN", ["token"]],
  ["Name", ["token"]],
  ["NCName", ["Name"]],
  ["ID", ["NCName"]],
  ["IDREF", ["NCName"]],
  ["ENTITY", ["NCName"]],
  ["anyURI", ["string"]],
]);

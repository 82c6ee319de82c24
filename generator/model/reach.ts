import { isAnyType } from "./content-kind.js";
import { operationElements, referencesOf } from "./traversal.js";
import { clark, typesByKey, type Element, type Service, type Type, type TypeReference } from "./service.js";

/**
 * The keys of the types that elements and then `others` reach, in the order of discovery, outer before inner. An element of anyType
 * reaches all of `anyTypes`, after what other elements reach.
 */
export function reach(
  elements: readonly Element[],
  { types, anyTypes = [] }: Pick<Service, "types" | "anyTypes">,
  others: readonly TypeReference[] = [],
): ReadonlySet<string> {
  const { reached, any } = reachedFrom([...elements.map(({ type }) => type), ...others], types);
  if (!any || anyTypes.length === 0) return reached;
  const references = anyTypes.map((name) => ({ kind: "type", name }) as const);
  return new Set([...reached, ...reachedFrom(references, types).reached]);
}

/** True if an element or a type that it reaches is of anyType. */
export function reachesAny(elements: readonly Element[], types: readonly Type[]): boolean {
  return reachedFrom(
    elements.map(({ type }) => type),
    types,
  ).any;
}

function reachedFrom(references: readonly TypeReference[], types: readonly Type[]) {
  const byKey = typesByKey(types);
  const reached = new Set<string>();
  let any = false;
  const pending = [...references].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    any ||= isAnyType(next);
    if (next.kind === "builtin" || reached.has(next.name)) continue;
    const type = byKey.get(next.name);
    if (type === undefined) continue;
    reached.add(next.name);
    for (const reference of referencesOf(type).toReversed()) pending.push(reference);
  }
  return { reached, any };
}

/** The service without types that no message and no fault reaches, and the others in the order of discovery. */
export function withoutUnreached(service: Service): Service {
  const elements = service.operations.flatMap(operationElements);
  const keys = new Set(service.types.map(({ name }) => clark(name)));
  const byKey = typesByKey(service.types.map((type) => withKnownDerived(type, keys)));
  const { anyTypes = [], ...rest } = service;
  const { carried = { elements: [], types: [] } } = service;
  const roots = [...elements, ...carried.elements];
  const types = [...reach(roots, service, carried.types)].flatMap((key) => byKey.get(key) ?? []);
  const isAny = anyTypes.length > 0 && reachesAny(elements, types);
  return { ...rest, types, ...(isAny && { anyTypes: anyTypes.filter((key) => keys.has(key)) }) };
}

/** Keeps only derived types that the service has; they are reached with their base. */
function withKnownDerived(type: Type, keys: ReadonlySet<string>): Type {
  if (type.kind !== "complex" || type.derived === undefined) return type;
  const { derived, ...rest } = type;
  const known = derived.filter((key) => keys.has(key));
  return known.length === 0 ? rest : { ...rest, derived: known };
}

import { operationElements, referencesOf } from "./traversal.js";
import { clark, type Element, type Service, type Type } from "./service.js";

/** The keys of the types that elements reach, in the order of discovery, outer before inner. */
export function reach(elements: readonly Element[], types: readonly Type[]): ReadonlySet<string> {
  const byKey = new Map(types.map((type) => [clark(type.name), type]));
  const reached = new Set<string>();
  const pending = elements.map(({ type }) => type).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "builtin" || reached.has(next.name)) continue;
    const type = byKey.get(next.name);
    if (type === undefined) continue;
    reached.add(next.name);
    for (const reference of referencesOf(type).toReversed()) pending.push(reference);
  }
  return reached;
}

/** The service without types that no message and no fault reaches, and the others in the order of discovery. */
export function withoutUnreached(service: Service): Service {
  const elements = service.operations.flatMap(operationElements);
  const keys = new Set(service.types.map(({ name }) => clark(name)));
  const byKey = new Map(service.types.map((type) => [clark(type.name), withKnownDerived(type, keys)]));
  return { ...service, types: [...reach(elements, service.types)].flatMap((key) => byKey.get(key) ?? []) };
}

/** Keeps only derived types that the service has; they are reached with their base. */
function withKnownDerived(type: Type, keys: ReadonlySet<string>): Type {
  if (type.kind !== "complex" || type.derived === undefined) return type;
  const { derived, ...rest } = type;
  const known = derived.filter((key) => keys.has(key));
  return known.length === 0 ? rest : { ...rest, derived: known };
}

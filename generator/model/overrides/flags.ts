import { claims } from "../../claims.js";
import { clark, localOf, type ListType, type Service, type SimpleType } from "../service.js";
import { mapMessages, mapReferences, mapType } from "../traversal.js";

/**
 * Makes flags of enumerations, which samples show like plain ones: each reference to one of the enumerations becomes a
 * reference to a list of its members.
 */
export function withLists(service: Service, enumerations: ReadonlySet<string>): Service {
  if (enumerations.size === 0) return service;
  const claim = claims(new Set(), [new Set(service.types.map(({ name }) => clark(name)))]);
  const lists = new Map<string, ListType>();
  for (const type of service.types) {
    if (type.kind === "simple" && enumerations.has(clark(type.name))) lists.set(clark(type.name), listOf(type, claim));
  }
  const keyOf = (key: string): string => {
    const list = lists.get(key);
    return list === undefined ? key : clark(list.name);
  };
  return {
    ...service,
    operations: service.operations.map((operation) => mapMessages(operation, (element) => mapType(element, keyOf))),
    types: [...service.types.map((type) => mapReferences(type, keyOf)), ...lists.values()],
  };
}

function listOf({ name, evidence }: SimpleType, claim: (names: readonly string[]) => string): ListType {
  const key = claim([clark({ ...name, local: `${name.local}_List` })]);
  return {
    kind: "list",
    name: { ...name, local: localOf(key) },
    anonymous: true,
    item: { kind: "type", name: clark(name) },
    evidence: { name: { kind: "assumed", places: evidence.content.places }, content: evidence.content },
  };
}

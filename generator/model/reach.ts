import { clark, type Element, type Message, type Service, type Type, type TypeReference } from "./service.js";

/** The keys of the types that elements reach, in the order in which they reach them first, outer before inner. */
export function reach(elements: readonly Element[], types: readonly Type[]): ReadonlySet<string> {
  const byKey = new Map(types.map((type) => [clark(type.name), type]));
  const reached = new Set<string>();
  const pending = elements.map(({ type }) => type).reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "builtin" || reached.has(next.name)) continue;
    const type = byKey.get(next.name);
    if (type === undefined) continue;
    reached.add(next.name);
    for (const reference of referencesOf(type).reverse()) pending.push(reference);
  }
  return reached;
}

/** The elements of a message from which types are reached. */
export function elementsOf(message: Message | undefined): readonly Element[] {
  return message === undefined ? [] : [...message.header, ...message.body];
}

/** The service without the types that no message reaches, the others in the order in which they are reached. */
export function withoutUnreached(service: Service): Service {
  const elements = service.operations.flatMap(({ request, response }) => [
    ...elementsOf(request),
    ...elementsOf(response),
  ]);
  const byKey = new Map(service.types.map((type) => [clark(type.name), type]));
  return { ...service, types: [...reach(elements, service.types)].flatMap((key) => byKey.get(key) ?? []) };
}

function referencesOf(type: Type): TypeReference[] {
  if (type.kind === "simple") return [];
  const attributes = type.attributes.map((attribute) => attribute.type);
  switch (type.content.kind) {
    case "unknown":
      return attributes;
    case "text":
      return [...attributes, type.content.type];
    case "sequence":
      return [
        ...attributes,
        ...type.content.particles.flatMap((particle) => (particle.kind === "any" ? [] : particle.type)),
      ];
  }
}

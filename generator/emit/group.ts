import type { ComplexType, Element, Particle, TypeReference } from "../model/service.js";
import type { Group, Property } from "./module.js";
import { elementProperties } from "./names.js";

/** Elements that stand together, with their properties; `otherwise` is the namespace where there is no element. */
export function groupOf(particles: readonly Particle[], otherwise: string): Group {
  const elements = particles
    .filter((particle) => particle.kind === "element")
    .filter(({ maxOccurs }) => maxOccurs !== 0);
  const counts = new Map<string, number>();
  for (const { name } of elements) counts.set(name.namespace, (counts.get(name.namespace) ?? 0) + 1);
  const [namespace] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [otherwise, 0]);
  return { namespace, elements: withProperties(elementProperties(elements), elements) };
}

/** The elements in a type. */
export function contentOf({ name, content }: ComplexType): Group {
  return groupOf(content.kind === "sequence" ? content.particles : [], name.namespace);
}

/** The type of the text of a type, if there can be one. */
export function textOf({ content }: ComplexType): TypeReference | undefined {
  switch (content.kind) {
    case "sequence":
      return undefined;
    case "text":
      return content.type;
    case "unknown":
      return { kind: "builtin", name: "string" };
  }
}

export function withProperties<Of>(properties: readonly string[], things: readonly Of[]): Property<Of>[] {
  return things.map((of, index) => ({ property: properties[index] ?? "", of }));
}

/** All that elements and types refer to, each once: of `lists`, which are written where they are used, the items too. */
export function referencesOf(
  elements: readonly Element[],
  types: readonly ComplexType[],
  lists: ReadonlyMap<string, ComplexType>,
): readonly TypeReference[] {
  const references: TypeReference[] = [];
  const seen = new Set<string>();
  const pending = [...elements.map(({ type }) => type), ...types.flatMap(directReferences)].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = `${next.kind} ${next.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    references.push(next);
    const list = next.kind === "type" ? lists.get(next.name) : undefined;
    if (list !== undefined) pending.push(...directReferences(list));
  }
  return references;
}

function directReferences(type: ComplexType): TypeReference[] {
  const text = textOf(type);
  return [
    ...type.attributes.map((attribute) => attribute.type),
    ...(text === undefined ? [] : [text]),
    ...contentOf(type).elements.map(({ of }) => of.type),
  ];
}

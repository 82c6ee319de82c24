import type { ComplexType, Element, Type, TypeReference } from "../model/service.js";
import { elementsIn, textOf } from "./property-group.js";
import { isSimple, simpleReferences } from "./simple.js";

/**
 * All that elements and types refer to, each once: of `inline` types, which are written where they are used, what those refer to
 * as well.
 */
export function referencesOf(
  elements: readonly Element[],
  types: readonly Type[],
  inline: ReadonlyMap<string, Type>,
): readonly TypeReference[] {
  const references: TypeReference[] = [];
  const seen = new Set<string>();
  const pending = [...elements.map(({ type }) => type), ...types.flatMap(directReferences)].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const key = `${next.kind} ${next.name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    references.push(next);
    const type = next.kind === "type" ? inline.get(next.name) : undefined;
    if (type !== undefined) pending.push(...directReferences(type));
  }
  return references;
}

function directReferences(type: Type): readonly TypeReference[] {
  return isSimple(type) ? simpleReferences(type) : complexReferences(type);
}

function complexReferences(type: ComplexType): readonly TypeReference[] {
  const text = textOf(type);
  const particles = type.content.kind === "sequence" ? type.content.particles : [];
  return [
    ...type.attributes.map((attribute) => attribute.type),
    ...(text === undefined ? [] : [text]),
    ...elementsIn(particles).map((element) => element.type),
    ...(type.derived ?? []).map((name) => ({ kind: "type", name }) as const),
  ];
}

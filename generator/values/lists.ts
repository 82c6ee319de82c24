import { clark, listItem, type Element, type Type } from "../model/service.js";

/** How deep lists of lists are written in one place. */
const deepest = 3;

/**
 * The list types that are written where they are used, `T[]`, by key. The others get a name: those that hold themselves, and a
 * few of a deep nest.
 */
export function inlineLists(types: readonly Type[]): ReadonlySet<string> {
  const items = new Map(types.flatMap((type) => withItem(clark(type.name), listItem(type))));
  // Lists of lists form chains: each list has one item. A depth counts the lists in it that are inline.
  const depths = new Map<string, number>();
  for (const start of items.keys()) {
    const chain = new Set<string>();
    let key: string | undefined = start;
    while (key !== undefined && !depths.has(key) && !chain.has(key) && items.has(key)) {
      chain.add(key);
      key = items.get(key);
    }
    // Where the chain runs into itself, the list that it meets first breaks the circle.
    const circular = key !== undefined && chain.has(key) ? key : undefined;
    for (const list of [...chain].reverse()) {
      const depth = (depths.get(items.get(list) ?? "") ?? 0) + 1;
      depths.set(list, list === circular || depth > deepest ? 0 : depth);
    }
  }
  return new Set([...depths].filter(([, depth]) => depth > 0).map(([key]) => key));
}

function withItem(key: string, item: Element | undefined): (readonly [string, string | undefined])[] {
  if (item === undefined) return [];
  return [[key, item.type.kind === "type" ? item.type.name : undefined]];
}

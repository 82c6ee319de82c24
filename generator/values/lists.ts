import { listItem } from "../model/content-kind.js";
import { clark, type Element, type Type } from "../model/service.js";

/** The greatest depth of nested inline lists. */
const deepest = 3;

/**
 * The keys of list types that are printed inline as `T[]`. Other lists get a name: recursive ones, and every few levels
 * of a deep nest.
 */
export function inlineLists(types: readonly Type[]): ReadonlySet<string> {
  const items = new Map(types.flatMap((type) => withItem(clark(type.name), listItem(type))));
  // Lists of lists form chains, because each list has one item. A depth counts the inline lists.
  const depths = new Map<string, number>();
  for (const start of items.keys()) {
    const chain = new Set<string>();
    let key: string | undefined = start;
    while (key !== undefined && !depths.has(key) && !chain.has(key) && items.has(key)) {
      chain.add(key);
      key = items.get(key);
    }
    // In a cyclic chain, the first repeated list gets a name and breaks the cycle.
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

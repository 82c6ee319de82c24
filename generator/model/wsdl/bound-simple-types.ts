import type { Report } from "../../diagnostic.js";
import { referencesOf } from "../traversal.js";
import { typesByKey, type Type } from "../service.js";

/** The size of a type with all its parts. */
interface Extent {
  readonly count: number;
  readonly depth: number;
}

/** Limits that no real list or union reaches; repeated parts count each time. */
const most: Extent = { count: 10_000, depth: 100 };

/**
 * Replaces lists and unions that are recursive or too large by a type of any text, and reports them, because their code
 * contains the code of all parts.
 */
export function boundSimpleTypes(types: readonly Type[], report: Report): readonly Type[] {
  const byKey = typesByKey(types);
  const partsOf = (type: Type) =>
    type.kind === "complex" ? [] : referencesOf(type).flatMap(({ name }) => byKey.get(name) ?? []);
  const extents = new Map<Type, Extent>();
  const open = new Set<Type>();
  const unbounded = new Set<Type>();
  const pending = [...types];
  for (let type = pending.at(-1); type !== undefined; type = pending.at(-1)) {
    const parts = extents.has(type) ? [] : partsOf(type);
    const isRecursive = parts.some((part) => open.has(part) || part === type);
    const unsettled = isRecursive ? [] : parts.filter((part) => !extents.has(part));
    if (unsettled.length > 0) {
      open.add(type);
      for (const part of unsettled) pending.push(part);
      continue;
    }
    pending.pop();
    open.delete(type);
    if (extents.has(type)) continue;
    const extent = extentOf(isRecursive ? [] : parts.flatMap((part) => extents.get(part) ?? []));
    const isLarge = extent.count > most.count || extent.depth > most.depth;
    if (isRecursive) reportRecursion(type, report);
    else if (isLarge) reportLarge(type, report);
    if (isRecursive || isLarge) unbounded.add(type);
    // Types that contain this one are not reported again.
    extents.set(type, isLarge ? extentOf([]) : extent);
  }
  return unbounded.size === 0 ? types : types.map((type) => (unbounded.has(type) ? anyText(type) : type));
}

function anyText({ name, anonymous, documentation, evidence }: Type): Type {
  const described = documentation === undefined ? {} : { documentation };
  const base = "anySimpleType" as const;
  return { kind: "simple", name, anonymous, ...described, base, enumeration: [], open: false, reply: false, evidence };
}

function extentOf(parts: readonly Extent[]): Extent {
  return {
    count: parts.reduce((sum, { count }) => sum + count, 1),
    depth: parts.reduce((deepest, { depth }) => Math.max(deepest, depth), 0) + 1,
  };
}

function reportRecursion({ name, evidence }: Type, report: Report): void {
  const [place] = evidence.content.places;
  if (place === undefined) return;
  const message = `found ${name.local} inside itself, expected a list or a union of other types; any text is accepted`;
  report({ severity: "warning", code: "simple-type-recursive", message, place });
}

function reportLarge({ name, evidence }: Type, report: Report): void {
  const [place] = evidence.content.places;
  if (place === undefined) return;
  const message = `found list or union ${name.local} of more than ${most.count} types or ${most.depth} levels, expected fewer; any text is accepted`;
  report({ severity: "warning", code: "simple-type-too-large", message, place });
}

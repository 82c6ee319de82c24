import type { Place } from "../source.js";
import type { Reason } from "./service.js";

/** A reason with its places sorted and without duplicates. */
export function reason(kind: Reason["kind"], places: readonly Place[]): Reason {
  const sorted = [...places].sort(comparePlaces);
  return { kind, places: sorted.filter((place, index) => comparePlaces(place, sorted[index - 1]) !== 0) };
}

/** Compares by code units, so that no locale changes the order. */
export function comparePlaces(first: Place, second: Place | undefined): number {
  if (second === undefined) return 1;
  if (first.path !== second.path) return first.path < second.path ? -1 : 1;
  return first.line - second.line || first.column - second.column;
}

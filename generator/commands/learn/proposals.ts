import type { Place } from "../../source.js";

/** A correction that replies ask for. */
export interface Proposal {
  /** The path of the override. */
  readonly path: string;
  readonly facts: Readonly<Record<string, unknown>>;
  /** The number of misfits that it settles. */
  readonly count: number;
  /** The place of the first of them. */
  readonly first: Place;
  /** The type or element that the spec expects there. */
  readonly expected: string;
}

/** A misfit with its place in the file of traffic. */
export interface PlacedMisfit {
  readonly path: string;
  readonly expected: string;
  readonly override: string;
  readonly place: Place;
}

/** Unites misfits that one override settles. Those without one are grouped by their paths. */
export function proposalsFor(misfits: readonly PlacedMisfit[]): {
  readonly proposals: readonly Proposal[];
  readonly others: readonly Omit<Proposal, "facts">[];
} {
  const proposals = new Map<string, Proposal>();
  const others = new Map<string, Omit<Proposal, "facts">>();
  for (const { path, expected, override, place } of misfits) {
    const [entry] = override === "" ? [] : Object.entries(JSON.parse(`{${override}}`) as Record<string, object>); // as the runtime wrote it
    if (entry === undefined) {
      const known = others.get(path);
      others.set(path, { path, expected, first: known?.first ?? place, count: (known?.count ?? 0) + 1 });
      continue;
    }
    const [target, facts] = entry;
    const known = proposals.get(target);
    proposals.set(target, {
      path: target,
      expected: known?.expected ?? expected,
      first: known?.first ?? place,
      count: (known?.count ?? 0) + 1,
      facts: { ...known?.facts, ...facts },
    });
  }
  return { proposals: [...proposals.values()], others: [...others.values()] };
}

import type { Place } from "../../source.js";
import type { PlacedMisfit, ReadReply } from "./reply-reader.js";

/** Misfits with one cause. */
export interface Evidence {
  /** The path of the override, or that of the misfits if no override settles them. */
  readonly path: string;
  /** The number of misfits. */
  readonly count: number;
  /** The place of the first of them. */
  readonly first: Place;
  /** The type or element that the spec expects there. */
  readonly expected: string;
}

/** A correction that replies ask for. */
export interface Proposal extends Evidence {
  readonly facts: Readonly<Record<string, unknown>>;
  /** The number of replies that ask for it. */
  readonly replies: number;
}

export interface Proposals {
  readonly proposals: readonly Proposal[];
  /** Misfits that no override settles. */
  readonly others: readonly Evidence[];
}

/** Unites misfits that the same facts of one override settle. Those without one are grouped by their paths. */
export function proposalsFor(readings: readonly ReadReply[]): Proposals {
  const proposals = new Map<string, Proposal>();
  const others = new Map<string, Evidence>();
  for (const { misfits } of readings) {
    const asked = new Set<string>();
    const retyped = new Set(misfits.flatMap(overridesOf).flatMap(([path, facts]) => ("type" in facts ? [path] : [])));
    for (const misfit of misfits) {
      const [entry] = overridesOf(misfit);
      if (entry !== undefined && isBelow(entry[0], retyped)) continue;
      if (entry === undefined) {
        others.set(misfit.path, grown(others.get(misfit.path), misfit, misfit.path));
        continue;
      }
      const [path, facts] = entry;
      const key = JSON.stringify(entry);
      const known = proposals.get(key);
      const replies = (known?.replies ?? 0) + (asked.has(key) ? 0 : 1);
      proposals.set(key, { ...grown(known, misfit, path), facts, replies });
      asked.add(key);
    }
  }
  return { proposals: [...proposals.values()], others: [...others.values()] };
}

/** True for a part of an element that gets another type, which has no such part: what is missing there follows from it. */
function isBelow(path: string, elements: ReadonlySet<string>): boolean {
  for (let end = path.indexOf("/"); end >= 0; end = path.indexOf("/", end + 1))
    if (elements.has(path.slice(0, end))) return true;
  return false;
}

/** One proposal for each path, with the facts of all. */
export function united(proposals: readonly Proposal[]): readonly Proposal[] {
  const found = new Map<string, Proposal>();
  for (const proposal of proposals) {
    const known = found.get(proposal.path);
    if (known === undefined) found.set(proposal.path, proposal);
    else {
      const { count, replies, facts } = proposal;
      const sums = { count: known.count + count, replies: known.replies + replies };
      found.set(proposal.path, { ...known, ...sums, facts: { ...known.facts, ...facts } });
    }
  }
  return [...found.values()];
}

function overridesOf({ override }: PlacedMisfit): [string, Proposal["facts"]][] {
  return override === "" ? [] : Object.entries(JSON.parse(`{${override}}`) as Record<string, Proposal["facts"]>); // as the runtime wrote it
}

function grown(known: Evidence | undefined, { expected, place }: PlacedMisfit, path: string): Evidence {
  if (known === undefined) return { path, expected, first: place, count: 1 };
  return { path, expected: known.expected, first: known.first, count: known.count + 1 };
}

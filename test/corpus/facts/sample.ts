import { createHash } from "node:crypto";
import type { Pair } from "./pairs.js";

/** How many services of a corpus a run takes where it is not to take all. */
const size = 40;

/** All of them with `--all`, else those that the seed picks: `CORPUS_SEED`, which is the same from run to run unless it is given. */
export function sampleOf(pairs: readonly Pair[]): readonly Pair[] {
  if (process.env["CORPUS_ALL"]) return pairs;
  const seed = process.env["CORPUS_SEED"] ?? "1";
  const rank = ({ name }: Pair) => createHash("sha256").update(`${seed} ${name}`).digest("hex");
  return pairs
    .map((pair) => ({ pair, rank: rank(pair) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, size)
    .map(({ pair }) => pair);
}

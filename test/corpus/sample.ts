import { createHash } from "node:crypto";

/** All of them with `--all`, else as many as `size`, picked by the seed: `CORPUS_SEED`, which is the same from run to run unless it is given. */
export function sampleOf<T>(all: readonly T[], size: number, nameOf: (one: T) => string): readonly T[] {
  if (process.env["CORPUS_ALL"]) return all;
  const seed = process.env["CORPUS_SEED"] ?? "1";
  const rank = (one: T) =>
    createHash("sha256")
      .update(`${seed} ${nameOf(one)}`)
      .digest("hex");
  return all
    .map((one) => ({ one, rank: rank(one) }))
    .toSorted((one, other) => (one.rank < other.rank ? -1 : 1))
    .slice(0, size)
    .map(({ one }) => one);
}

import { createHash } from "node:crypto";

/**
 * Returns all with `--all`, else up to `size` of them, selected by the seed `CORPUS_SEED`, which has a fixed default.
 */
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

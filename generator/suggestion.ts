/** What a user who wrote `word` may do, given the words that would have been right. */
export function suggest(word: string, candidates: readonly string[]): string {
  const nearest = candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    .filter((found) => found.distance <= Math.max(1, Math.floor(found.candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance)[0];
  if (nearest !== undefined) return `did you mean ${JSON.stringify(nearest.candidate)}?`;
  const shown = candidates.slice(0, maxShown).map((candidate) => JSON.stringify(candidate));
  return candidates.length === 0
    ? "there is none to choose from"
    : `known: ${shown.join(", ")}${candidates.length > maxShown ? ", …" : ""}`;
}

const maxShown = 12;

/** Longer words than this are far from everything, so that the work stays bounded. */
const maxLength = 128;

/** Insertions, removals and replacements that make `a` into `b` (Levenshtein). */
function distance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > maxLength) return a === b ? 0 : Infinity;
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? Infinity;
}

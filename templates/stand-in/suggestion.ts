/**
 * A suggestion for a user who wrote `word` instead of one of the valid words. For paths, those in the same folder come
 * first.
 */
export function suggest(word: string, candidates: readonly string[]): string {
  const nearest = candidates
    .map((candidate) => ({ candidate, distance: distance(word.toLowerCase(), candidate.toLowerCase()) }))
    // Words without a common letter are not similar, however short they are.
    .filter(({ candidate, distance }) => distance <= tolerance(word, candidate) && distance < candidate.length)
    .sort((a, b) => a.distance - b.distance)[0];
  if (nearest !== undefined) return `did you mean ${JSON.stringify(nearest.candidate)}?`;
  if (candidates.length === 0) return "there is none to choose from";
  const folder = word.slice(0, word.lastIndexOf(".") + 1);
  const beside = candidates.filter((candidate) => candidate.startsWith(folder));
  const known = beside.length > 0 ? beside : candidates;
  const shown = known.slice(0, maxShown).map((candidate) => JSON.stringify(candidate));
  return `known: ${shown.join(", ")}${known.length > maxShown ? ", …" : ""}`;
}

/** A third of the length of the part after the common folder. */
function tolerance(word: string, candidate: string): number {
  const folder = candidate.slice(0, candidate.lastIndexOf(".") + 1);
  const rest = word.startsWith(folder) ? candidate.length - folder.length : candidate.length;
  return Math.max(1, Math.floor(rest / 3));
}

const maxShown = 12;

/** Longer words are never similar, so that the work stays bounded. */
const maxLength = 128;

/** The Levenshtein distance: the least number of insertions, removals and replacements that turn `a` into `b`. */
function distance(a: string, b: string): number {
  if (Math.max(a.length, b.length) > maxLength) return a === b ? 0 : Infinity;
  // Words of very different lengths are not similar, whatever they contain: this settles most pairs.
  const lengths = Math.abs(a.length - b.length);
  if (lengths > Math.max(a.length, b.length) / 2) return lengths;
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

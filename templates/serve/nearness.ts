/** True if one word may be meant by the other: they differ in case, or in one place by a few characters. Linear. */
export function isNear(word: string, other: string): boolean {
  const [a, b] = [word.toLowerCase(), other.toLowerCase()];
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const longer = Math.max(a.length, b.length);
  return start + end > 0 && longer - start - end <= Math.max(1, Math.floor(longer / 4));
}

/** Gives whole numbers from 0 up to, and not with, `limit`. */
export type Random = (limit: number) => number;

/** Marsaglia's xorshift of 32 bits: the same numbers everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed | 0 || -1; // 0 would stay 0
  const random: Random = (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
  // Seeds side by side begin alike.
  for (let k = 0; k < 8; k++) random(1);
  return random;
}

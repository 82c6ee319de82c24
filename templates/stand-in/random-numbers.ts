/** Returns integers from 0 to `limit`, exclusive. */
export type Random = (limit: number) => number;

/** Marsaglia's 32-bit xorshift, which gives the same numbers on every platform. */
export function randomFrom(seed: number): Random {
  let state = seed | 0 || -1; // a state of 0 would never change
  const random: Random = (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return Math.floor(((state >>> 0) / 2 ** 32) * limit);
  };
  // Neighbouring seeds start with similar numbers.
  for (let k = 0; k < 8; k++) random(1);
  return random;
}

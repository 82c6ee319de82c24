import { mdBlocks } from "../network/md-blocks.js";

/** MD4 (RFC 1320), which OpenSSL 3 no longer has, for NTLM. */
export function md4(bytes: Uint8Array): Uint8Array {
  const { padded, view } = mdBlocks(bytes);
  const state = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.length; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (const { mix, constant, order, shifts } of rounds) {
      for (const [k, index] of order.entries()) {
        const sum = (a + mix(b, c, d) + view.getUint32(block + index * 4, true) + constant) | 0;
        const shift = shifts[k & 3] ?? 0;
        [a, d, c, b] = [d, c, b, (sum << shift) | (sum >>> (32 - shift))];
      }
    }
    [a, b, c, d].forEach((word, k) => (state[k] = ((state[k] ?? 0) + word) | 0));
  }
  state.forEach((word, k) => view.setUint32(k * 4, word, true));
  return padded.slice(0, 16);
}

const rounds = [
  {
    mix: (x: number, y: number, z: number): number => (x & y) | (~x & z),
    constant: 0,
    order: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
    shifts: [3, 7, 11, 19],
  },
  {
    mix: (x: number, y: number, z: number): number => (x & y) | (x & z) | (y & z),
    constant: 0x5a827999,
    order: [0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15],
    shifts: [3, 5, 9, 13],
  },
  {
    mix: (x: number, y: number, z: number): number => x ^ y ^ z,
    constant: 0x6ed9eba1,
    order: [0, 8, 4, 12, 2, 10, 6, 14, 1, 9, 5, 13, 3, 11, 7, 15],
    shifts: [3, 9, 11, 15],
  },
];

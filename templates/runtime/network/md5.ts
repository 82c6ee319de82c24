import { hex } from "../hex.js";
import { mdBlocks } from "./md-blocks.js";

/** MD5 (RFC 1321), which WebCrypto lacks, in hexadecimal digits. Proves nothing today, but HTTP Digest asks for it. */
export function md5(bytes: Uint8Array): string {
  const { padded, view } = mdBlocks(bytes);
  let [a0, b0, c0, d0] = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476];
  for (let block = 0; block < padded.length; block += 64) {
    let [a, b, c, d] = [a0, b0, c0, d0];
    for (let k = 0; k < 64; k++) {
      const round = k >> 4;
      const mixed =
        round === 0 ? (b & c) | (~b & d) : round === 1 ? (d & b) | (~d & c) : round === 2 ? b ^ c ^ d : c ^ (b | ~d);
      const index = (k * (factors[round] ?? 0) + (offsets[round] ?? 0)) & 15;
      const sum = (a + mixed + (sines[k] ?? 0) + view.getUint32(block + index * 4, true)) | 0;
      const shift = shifts[round * 4 + (k & 3)] ?? 0;
      [a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0];
    }
    a0 = (a0 + a) | 0;
    b0 = (b0 + b) | 0;
    c0 = (c0 + c) | 0;
    d0 = (d0 + d) | 0;
  }
  [a0, b0, c0, d0].forEach((word, k) => view.setUint32(k * 4, word, true));
  return hex(padded.subarray(0, 16));
}

/** The step between the words of a block in each round, and the first word. */
const factors = [1, 5, 3, 7];
const offsets = [0, 1, 5, 0];
const shifts = [7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21];
const sines = /* @__PURE__ */ Array.from({ length: 64 }, (_, k) => Math.floor(Math.abs(Math.sin(k + 1)) * 2 ** 32) | 0);

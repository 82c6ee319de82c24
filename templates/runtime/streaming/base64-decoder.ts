import { PADDING, sextets, SPACE } from "../simple/base64.js";

/** Decodes base64 (RFC 4648, section 4) that arrives in parts. Allows white space anywhere. */
export class Base64Decoder {
  /** The bits of the characters since the last four, and the numbers of these and of the padding. */
  private bits = 0;
  private count = 0;
  private padding = 0;

  /** True if what was decoded may end here. */
  get isWhole(): boolean {
    return this.count === 0;
  }

  /** Decodes a part; undefined if it does not fit. */
  decode(text: Uint8Array): Uint8Array | undefined {
    const decoded = new Uint8Array(Math.ceil((text.length + this.count) / 4) * 3);
    const end = text.length;
    let { bits, count, padding } = this;
    let length = 0;
    for (let k = 0; k < end; k++) {
      // The indexes are in bounds, which justifies each `!`.
      for (; count === 0 && padding === 0 && k + 4 <= end; k += 4) {
        const a = sextets[text[k]!]!;
        const b = sextets[text[k + 1]!]!;
        const c = sextets[text[k + 2]!]!;
        const d = sextets[text[k + 3]!]!;
        if ((a | b | c | d) > 63) break;
        decoded[length++] = (a << 2) | (b >> 4);
        decoded[length++] = (b << 4) | (c >> 2);
        decoded[length++] = (c << 6) | d;
      }
      if (k === end) break;
      const sextet = sextets[text[k]!]!;
      if (sextet === SPACE) continue;
      if (sextet > PADDING || (sextet === PADDING ? count < 2 : padding > 0)) return undefined;
      if (sextet === PADDING) padding++;
      bits = (bits << 6) | (sextet & 63);
      if (++count < 4) continue;
      if ((bits & ((1 << (padding * 8)) - 1)) !== 0) return undefined;
      for (let part = 16; part >= padding * 8; part -= 8) decoded[length++] = bits >> part;
      bits = count = 0;
    }
    this.bits = bits;
    this.count = count;
    this.padding = padding;
    return decoded.subarray(0, length);
  }
}

/** Base64 (RFC 4648, section 4) in documents. */
import { bufferMethods } from "../xml/native.js";
import type { Output } from "../xml/output.js";

/** Bytes that are written while the message is sent; created by `bytesFrom`. */
export interface DeferredBytes {
  defer(output: Output): void;
}

export function isDeferredBytes(value: unknown): value is DeferredBytes {
  return typeof (value as Partial<DeferredBytes> | null)?.defer === "function"; // any value may be asked for it
}

export function writeBase64(output: Output, bytes: Uint8Array): void {
  const length = Math.ceil(bytes.length / 3) * 4;
  output.reserve(length);
  encode(bytes, output.buffer.subarray(output.length, (output.length += length)));
}

const alphabet = /* @__PURE__ */ new TextEncoder().encode(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
);
export const PADDING = 64;
export const SPACE = 65;
export const sextets: Uint8Array = /* @__PURE__ */ sextetsOf(alphabet);

/** The sextet of each byte of the alphabet; above 63 for other bytes. The low six bits of PADDING are 0. */
function sextetsOf(letters: Uint8Array): Uint8Array {
  const sextets = new Uint8Array(256).fill(255);
  letters.forEach((letter, sextet) => (sextets[letter] = sextet));
  for (const space of [9, 10, 13, 32]) sextets[space] = SPACE;
  sextets[61] = PADDING;
  return sextets;
}

// Every index below is in bounds, which justifies each `!`.

/**
 * Decodes base64 (RFC 4648, section 4); undefined if it is invalid. Allows white space anywhere, but no wrong padding.
 */
export function decode(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
  const decoded = new Uint8Array(Math.ceil((to - from) / 4) * 3);
  let length = decodeChunks(bytes, from, to, decoded);
  let at = from + (length / 3) * 4;
  for (;;) {
    for (; at + 4 <= to; at += 4) {
      const a = sextets[bytes[at]!]!;
      const b = sextets[bytes[at + 1]!]!;
      const c = sextets[bytes[at + 2]!]!;
      const d = sextets[bytes[at + 3]!]!;
      if ((a | b | c | d) > 63) break;
      decoded[length++] = (a << 2) | (b >> 4);
      decoded[length++] = (b << 4) | (c >> 2);
      decoded[length++] = (c << 6) | d;
    }
    // The next four bytes contain white space or padding, or fewer than four remain.
    let bits = 0;
    let count = 0;
    let padding = 0;
    while (count < 4 && at < to) {
      const sextet = sextets[bytes[at++]!]!;
      if (sextet === SPACE) continue;
      if (sextet > PADDING || (sextet === PADDING ? count < 2 : padding > 0)) return undefined;
      if (sextet === PADDING) padding++;
      bits = (bits << 6) | (sextet & 63);
      count++;
    }
    if (count === 0) return decoded.subarray(0, length);
    if (count < 4 || (bits & ((1 << (padding * 8)) - 1)) !== 0) return undefined;
    decoded[length++] = bits >> 16;
    decoded[length++] = bits >> 8;
    decoded[length++] = bits;
    if (padding === 0) continue;
    for (; at < to; at++) if (sextets[bytes[at]!] !== SPACE) return undefined;
    return decoded.subarray(0, length - padding);
  }
}

/** A number of bytes that are decoded or encoded at once. Text and bytes then stay in the processor's cache. */
const chunk = 24_576;

/**
 * Decodes the letters before white space, padding or anything else, except for the last few, and returns the number of
 * bytes. Buffer skips what is not base64, so that letters of base64 and of its form for URLs are all that gives three
 * bytes for every four; `-` and `_` are the letters of that form only.
 */
function decodeChunks(bytes: Uint8Array, from: number, to: number, decoded: Uint8Array): number {
  let length = 0;
  if (bufferMethods === undefined) return length;
  const { latin1Slice, base64Write } = bufferMethods;
  let at = from;
  // Buffer takes longer than the loop below for a short text. The last letters may be padding.
  for (let left; (left = to - at - 4) >= 256;) {
    const letters = Math.min(left & ~3, (chunk / 3) * 4);
    const text = latin1Slice.call(bytes, at, at + letters);
    if (base64Write.call(decoded, text, length) !== (letters / 4) * 3 || text.includes("-") || text.includes("_"))
      break;
    at += letters;
    length += (letters / 4) * 3;
  }
  return length;
}

/** Encodes whole chunks, and returns the number of bytes that they have. */
function encodeChunks(bytes: Uint8Array, encoded: Uint8Array): number {
  let at = 0;
  if (bufferMethods === undefined) return at;
  const { base64Slice, latin1Write } = bufferMethods;
  for (; at + chunk <= bytes.length; at += chunk)
    latin1Write.call(encoded, base64Slice.call(bytes, at, at + chunk), (at / 3) * 4);
  return at;
}

function encode(bytes: Uint8Array, encoded: Uint8Array): void {
  const { length } = bytes;
  let at = encodeChunks(bytes, encoded);
  let end = (at / 3) * 4;
  for (; at < length; at += 3) {
    const bits = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    encoded[end++] = alphabet[bits >> 18]!;
    encoded[end++] = alphabet[(bits >> 12) & 63]!;
    encoded[end++] = alphabet[(bits >> 6) & 63]!;
    encoded[end++] = alphabet[bits & 63]!;
  }
  if (length % 3 > 0) encoded.fill(61, length % 3 === 1 ? end - 2 : end - 1);
}

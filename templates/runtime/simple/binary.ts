/** The simple types of bytes. */
import { trim } from "../xml/characters.js";
import { misfit, RequestError } from "../error.js";
import type { Output } from "../xml/output.js";
import { builtin, type Simple } from "./simple.js";

export const base64Binary: Simple<Uint8Array> = /* @__PURE__ */ base64();
export const hexBinary: Simple<Uint8Array> = /* @__PURE__ */ hex();

function base64(): Simple<Uint8Array> {
  const bytesOf = (value: Uint8Array): Uint8Array => {
    if (!(value instanceof Uint8Array)) throw new RequestError(misfit("Uint8Array", value));
    return value;
  };
  const slow = builtin<Uint8Array>(
    "base64Binary",
    (text, _, form) => {
      const bytes = new TextEncoder().encode(text);
      return (form && /^\d{1,3}(,|$)/.test(text) ? numbered(text) : undefined) ?? decode(bytes, 0, bytes.length);
    },
    () => undefined,
  );
  return {
    ...slow,
    read: (cursor) =>
      cursor.text === null
        ? (decode(cursor.bytes, cursor.from, cursor.to) ?? cursor.misfit("base64Binary"))
        : slow.read(cursor),
    write: (output, value) => (isDeferred(value) ? value.defer(output) : writeBase64(output, bytesOf(value))),
    // ASMX writes a byte array in a parameter as a list of numbers. Base64 is never mistaken for one, because it has no
    // commas and its length is a multiple of four.
    form: (value) => Array.from(bytesOf(value), String),
  };
}

/** Bytes that are written while the message is sent; created by `bytesFrom`. */
export interface DeferredBytes {
  defer(output: Output): void;
}

function isDeferred(value: unknown): value is DeferredBytes {
  return typeof (value as Partial<DeferredBytes> | null)?.defer === "function"; // any value may be asked for it
}

export function writeBase64(output: Output, bytes: Uint8Array): void {
  const length = Math.ceil(bytes.length / 3) * 4;
  output.reserve(length);
  encode(bytes, output.buffer.subarray(output.length, (output.length += length)));
}

function numbered(text: string): Uint8Array | undefined {
  const numbers = text.split(",");
  const legal = numbers.every((number) => /^\d{1,3}$/.test(number) && Number(number) < 256);
  return legal ? Uint8Array.from(numbers, Number) : undefined;
}

function hex(): Simple<Uint8Array> {
  return builtin<Uint8Array>(
    "hexBinary",
    (text) => {
      const digits = trim(text);
      if (digits.length % 2 !== 0 || !/^[0-9A-Fa-f]*$/.test(digits)) return undefined;
      return Uint8Array.from({ length: digits.length / 2 }, (_, at) => parseInt(digits.slice(at * 2, at * 2 + 2), 16));
    },
    (value) => {
      if (!(value instanceof Uint8Array)) return undefined;
      return Array.from(value, (byte) => byte.toString(16).padStart(2, "0"))
        .join("")
        .toUpperCase();
    },
  );
}

const alphabet = /* @__PURE__ */ new TextEncoder().encode(
  "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/",
);
const PADDING = 64;
const SPACE = 65;
const sextets = /* @__PURE__ */ sextetsOf(alphabet);

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
function decode(bytes: Uint8Array, from: number, to: number): Uint8Array | undefined {
  const decoded = new Uint8Array(Math.ceil((to - from) / 4) * 3);
  let length = 0;
  let at = from;
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

function encode(bytes: Uint8Array, encoded: Uint8Array): void {
  const { length } = bytes;
  let end = 0;
  for (let at = 0; at < length; at += 3) {
    const bits = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    encoded[end++] = alphabet[bits >> 18]!;
    encoded[end++] = alphabet[(bits >> 12) & 63]!;
    encoded[end++] = alphabet[(bits >> 6) & 63]!;
    encoded[end++] = alphabet[bits & 63]!;
  }
  if (length % 3 > 0) encoded.fill(61, length % 3 === 1 ? end - 2 : end - 1);
}

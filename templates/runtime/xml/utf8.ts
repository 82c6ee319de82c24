import { decoderOf } from "./decoder.js";
import { bufferMethods } from "./native.js";

/** Conversions to and from UTF-8. A byte order mark is content, because `toUtf8` removes the one in front. */

const encoder = /* @__PURE__ */ new TextEncoder();
const decoder = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });
const strictDecoder = /* @__PURE__ */ decoderOf("utf-8");

export function encodeUtf8(text: string): ReturnType<Uint8ArrayConstructor["of"]> {
  return encoder.encode(text);
}

/** Replaces bytes that are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Decodes the bytes between two offsets. Throws a TypeError for bytes that are not UTF-8. */
export function decodeStrictly(bytes: Uint8Array, from = 0, to: number = bytes.length): string {
  // Some versions of Deno leave out a byte order mark in front.
  const text = bytes[from] === 0xef ? undefined : bufferMethods?.utf8Slice?.call(bytes, from, to);
  // U+FFFD may stand for bytes that are not UTF-8.
  return text?.includes("\ufffd") === false ? text : strictDecoder.decode(bytes.subarray(from, to));
}

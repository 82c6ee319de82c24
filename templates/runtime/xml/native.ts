/** Searches and conversions of bytes that Node does in C++; on other platforms they take longer. */

/** The methods of Node's Buffer that are used here. Their `this` may be any array of bytes. */
interface BufferMethods {
  readonly latin1Slice: (this: Uint8Array, from: number, to: number) => string;
  readonly latin1Write: (this: Uint8Array, text: string, at: number) => number;
  /** Replaces bytes that are not UTF-8 by U+FFFD. */
  readonly utf8Slice?: (this: Uint8Array, from?: number, to?: number) => string;
  readonly base64Slice: (this: Uint8Array, from: number, to: number) => string;
  readonly base64Write: (this: Uint8Array, text: string, at: number) => number;
  readonly indexOf: (this: Uint8Array, byte: number, from: number) => number;
}

/** Undefined on other platforms. */
export const bufferMethods: BufferMethods | undefined = /* @__PURE__ */ methodsOf(globalThis);

/** Programs in browsers may have a Buffer written in JavaScript as a global, which lacks most of these methods. */
export function methodsOf(platform: object): BufferMethods | undefined {
  const { prototype } = (platform as { readonly Buffer?: { readonly prototype: object } }).Buffer ?? {};
  return prototype && "latin1Slice" in prototype ? (prototype as BufferMethods) : undefined;
}

/** One character for each byte between two offsets in the array: the text of bytes that are ASCII. */
export function characters(bytes: Uint8Array, from: number, to: number): string {
  return bufferMethods?.latin1Slice.call(bytes, from, to) ?? latin1.decode(bytes.subarray(from, to));
}

const latin1 = /* @__PURE__ */ new TextDecoder("latin1");

/** The offset of the next `byte`; -1 if there is none. */
export function find(bytes: Uint8Array, byte: number, from: number): number {
  return (bufferMethods ?? bytes).indexOf.call(bytes, byte, from);
}

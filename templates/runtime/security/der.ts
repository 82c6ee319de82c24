/** Distinguished Encoding Rules (X.690), as far as certificates and keys need them. */

export const INTEGER = 0x02;
export const BIT_STRING = 0x03;
export const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;

export interface DerValue {
  /** The first byte, which has the class, too. Tags of more than one byte are refused. */
  readonly tag: number;
  readonly content: Uint8Array;
  /** The value with its tag and its length. */
  readonly whole: Uint8Array;
}

/** The values that follow each other in some bytes. Throws a TypeError for other bytes. */
export function derValues(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length;) {
    const tag = bytes[at] ?? 0;
    if ((tag & 31) === 31) throw new TypeError("expected DER, found a tag of more than one byte");
    const [length, from] = lengthAt(bytes, at + 1);
    if (length > bytes.length - from) throw new TypeError("expected DER, found a value that ends too early");
    values.push({ tag, content: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) });
    at = from + length;
  }
  return values;
}

/** The content of the only value of this tag. Throws a TypeError for anything else. */
export function derContent(bytes: Uint8Array, tag: number, what: string): Uint8Array {
  const [value, ...others] = derValues(bytes);
  return contentOf(others.length > 0 ? undefined : value, tag, what);
}

/** The content of a value that must have this tag. Throws a TypeError for anything else. */
export function contentOf(value: DerValue | undefined, tag: number, what: string): Uint8Array {
  if (value?.tag !== tag) throw new TypeError(`expected ${what}, found other DER`);
  return value.content;
}

/** A value of this tag and content. */
export function derOf(tag: number, ...contents: readonly Uint8Array[]): Uint8Array {
  const length = contents.reduce((sum, { length }) => sum + length, 0);
  const size: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) size.unshift(rest % 256);
  const head = length < 128 ? [tag, length] : [tag, 128 | size.length, ...size];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let at = head.length;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

/** An object identifier in dotted form. Throws a TypeError for one that is not valid. */
export function identifierOf(content: Uint8Array): string {
  const arcs: number[] = [];
  let arc = 0;
  for (const [at, byte] of content.entries()) {
    arc = arc * 128 + (byte & 127);
    if (arc > 2 ** 45) throw new TypeError("expected an object identifier, found one with too large a number");
    if (byte > 127) {
      if (at === content.length - 1)
        throw new TypeError("expected an object identifier, found one that ends too early");
      continue;
    }
    if (arcs.length > 0) arcs.push(arc);
    else {
      const first = Math.min(Math.floor(arc / 40), 2);
      arcs.push(first, arc - first * 40);
    }
    arc = 0;
  }
  return arcs.join(".");
}

/** The length at an offset, and the offset after it. */
function lengthAt(bytes: Uint8Array, at: number): [length: number, from: number] {
  const first = bytes[at] ?? 128;
  if (first < 128) return [first, at + 1];
  const count = first & 127;
  // DER has neither lengths that are left open nor longer forms than needed.
  if (count === 0 || count > 4 || at + count >= bytes.length)
    throw new TypeError("expected DER, found a length that cannot be read");
  const length = bytes.subarray(at + 1, at + 1 + count).reduce((sum, byte) => sum * 256 + byte, 0);
  if (length < 128 || length < 256 ** (count - 1))
    throw new TypeError("expected DER, found a length with zeros in front");
  return [length, at + 1 + count];
}

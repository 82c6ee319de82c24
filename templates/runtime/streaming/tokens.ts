import { Bytes } from "./bytes.js";

/**
 * Finds the tags, comments, sections and instructions of a document in UTF-8 while its bytes arrive. Does not check
 * anything.
 */
export class Tokens {
  /** Bytes that are not done with. Offsets are those of its bytes. */
  readonly open: Bytes = new Bytes();
  /** The token that `next` has found. */
  from = 0;
  to = 0;
  /** The offset up to which tokens were read. */
  at = 0;
  /** The offset up to which the token at `at` was searched for its end, and the quotation mark that is open there. */
  private searched = 0;
  private quote = 0;

  /** Moves past the next token, which `from` and `to` then enclose. False if its end has not arrived. */
  next(): boolean {
    const { open } = this;
    const from = open.indexOf(60, this.at);
    if (from < 0 || from + 4 > open.length) {
      this.moveTo(from < 0 ? open.length : from);
      return false;
    }
    if (from !== this.at) this.moveTo(from);
    const to = this.endOf(from);
    if (to < 0) return false;
    this.from = from;
    this.to = to;
    this.moveTo(to);
    return true;
  }

  /** Removes bytes from the start. */
  drop(end: number): void {
    this.open.drop(end);
    this.at -= end;
    this.searched -= end;
  }

  moveTo(offset: number): void {
    this.at = offset;
    this.searched = offset;
    this.quote = 0;
  }

  /** The offset after the token at `from`; negative if its end has not arrived. */
  private endOf(from: number): number {
    const { open } = this;
    const [second, third] = [open.at(from + 1), open.at(from + 2)];
    if (second === 63) return this.endAt("?>", from + 2);
    if (second === 33 && third === 45) return this.endAt("-->", from + 4);
    if (second === 33 && third === 91) return this.endAt("]]>", from + 3);
    let { quote } = this;
    const { buffer, start, length } = open;
    for (let k = Math.max(this.searched, from + 1); k < length; k++) {
      const byte = buffer[start + k];
      if (quote !== 0) {
        if (byte === quote) quote = 0;
      } else if (byte === 34 || byte === 39) quote = byte;
      else if (byte === 62) return k + 1;
    }
    this.quote = quote;
    this.searched = length;
    return -1;
  }

  /** The offset after the next occurrence of a text. */
  private endAt(text: string, from: number): number {
    const { open } = this;
    const start = Math.max(from, this.searched - text.length + 1);
    for (let k = open.indexOf(62, start + text.length - 1); k >= 0; k = open.indexOf(62, k + 1)) {
      const first = k - text.length + 1;
      let length = 0;
      while (length < text.length && open.at(first + length) === text.charCodeAt(length)) length++;
      if (length === text.length) return k + 1;
    }
    this.searched = open.length;
    return -1;
  }
}

/** True if the local name at the start of a tag, after its `<`, is `name`. */
export function isNamed(tag: Uint8Array, name: Uint8Array | undefined): boolean {
  if (name === undefined) return true;
  const end = endOfName(tag);
  const start = tag.subarray(0, end).lastIndexOf(58) + 1;
  return end - start === name.length && name.every((byte, k) => tag[start + k] === byte);
}

/** The end tag of a start tag. */
export function endTagOf(tag: Uint8Array): Uint8Array {
  return encoder.encode(`</${new TextDecoder().decode(tag.subarray(1, 1 + endOfName(tag.subarray(1))))}>`);
}

const encoder = /* @__PURE__ */ new TextEncoder();

function endOfName(text: Uint8Array): number {
  return text.findIndex((byte) => byte <= 32 || byte === 47 || byte === 62);
}

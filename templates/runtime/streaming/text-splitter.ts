import { Bytes } from "./bytes.js";
import { isNamed, Tokens } from "./tokens.js";

/** Takes the text of an element while it arrives. */
export interface TextTaker {
  /** Takes text, whose references are resolved. False if it does not fit. */
  readonly take: (text: Uint8Array) => boolean;
  /** True if the text may end here. */
  readonly isWhole: () => boolean;
}

/**
 * Splits a document in UTF-8, as its bytes arrive, into the text of one element and everything else. Finds the element by
 * the local names of those around it, and does not check anything but its text.
 */
export class TextSplitter {
  /** The local names of the elements from the root to that of the text; undefined for any name. */
  private readonly names: readonly (Uint8Array | undefined)[];
  private readonly taker: TextTaker;
  private readonly rest = new Bytes();
  /** Its bytes are not yet known to belong to the text or to the rest. */
  private readonly tokens = new Tokens();
  /** The number of open elements, and of those of them that have the names of the path. */
  private depth = 0;
  private matched = 0;
  private isSplitting = true;

  constructor(names: readonly (string | undefined)[], taker: TextTaker) {
    const encoder = new TextEncoder();
    this.names = names.map((name) => (name === undefined ? undefined : encoder.encode(name)));
    this.taker = taker;
  }

  /** The number of bytes that are in memory. */
  get kept(): number {
    return this.tokens.open.length + this.rest.length;
  }

  /** Adds bytes, the text of which is taken. */
  push(chunk: Uint8Array): void {
    const { open } = this.tokens;
    open.add(chunk);
    while (this.isSplitting && (this.matched === this.names.length ? this.stepInside() : this.step())) {
      // Each step moves on.
    }
    if (!this.isSplitting) this.keep(open.length);
  }

  /** The document without the text. Line breaks keep their places. Text that does not fit is kept, as a text that does not. */
  remainder(): Uint8Array {
    this.keep(this.tokens.open.length);
    return this.rest.view();
  }

  /** Moves past a token outside of the text. False if more bytes are needed. */
  private step(): boolean {
    const { tokens, names } = this;
    if (!tokens.next()) {
      this.keep(tokens.at);
      return false;
    }
    const { open, from, to } = tokens;
    const second = open.at(from + 1);
    if (second === 33 || second === 63) {
      // The reader of the rest refuses document types.
      if (open.at(from + 2) === 68) this.isSplitting = false;
    } else if (second === 47) {
      this.depth--;
      if (this.matched > this.depth) this.matched = this.depth;
    } else if (open.at(to - 2) !== 47) {
      if (this.matched === this.depth && isNamed(open.part(from + 1, to), names[this.depth])) this.matched++;
      this.depth++;
    }
    this.keep(to);
    return true;
  }

  /** Takes text, or moves past a token in it. False if more bytes are needed. */
  private stepInside(): boolean {
    const { tokens } = this;
    const { open } = tokens;
    if (open.length === 0) return false;
    const first = open.at(0);
    if (first === 38) return this.takeReference();
    if (first !== 60) {
      const ends = [open.indexOf(60, 0), open.indexOf(38, 0)].filter((end) => end >= 0);
      this.take(Math.min(open.length, ...ends));
      return true;
    }
    if (!tokens.next()) return false;
    const { to } = tokens;
    const isSection = open.at(1) === 33 && open.at(2) === 91;
    if (isSection) {
      this.takeBytes(open.part(sectionStart.length, to - 3), to);
      return true;
    }
    // Comments and instructions may be in a text. Its end tag, or another tag, ends it.
    if (open.at(1) !== 33 && open.at(1) !== 63) {
      this.isSplitting = false;
      if (!this.taker.isWhole()) this.refuse();
    }
    this.keep(to);
    return true;
  }

  private take(end: number): void {
    this.takeBytes(this.tokens.open.part(0, end), end);
  }

  /** Takes a text that is the source up to `end`, or keeps all that follows if it does not fit. */
  private takeBytes(text: Uint8Array, end: number): void {
    if (!this.taker.take(text)) return this.refuse();
    this.rest.addLines(this.tokens.open.part(0, end));
    this.drop(end);
  }

  /** A reference to a character, for example to the line feeds that .NET writes as `&#xD;`. */
  private takeReference(): boolean {
    const { open } = this.tokens;
    const end = open.part(0, 12).indexOf(59);
    if (end < 0) {
      if (open.length < 12) return false;
      this.refuse();
      return true;
    }
    const text = new TextDecoder().decode(open.part(1, end));
    const [, hex, decimal] = /^#(?:x([\da-f]+)|(\d+))$/i.exec(text) ?? [];
    const point = hex === undefined ? Number(decimal) : parseInt(hex, 16);
    if (point > 0 && point < 128) this.takeBytes(Uint8Array.of(point), end + 1);
    else this.refuse();
    return true;
  }

  /** Leaves the rest of a text that does not fit to the reader, whose error has its place. */
  private refuse(): void {
    this.isSplitting = false;
    // Text that fits by itself would be accepted.
    this.rest.add(equalsSign);
  }

  private keep(end: number): void {
    this.rest.add(this.tokens.open.part(0, end));
    this.drop(end);
  }

  private drop(end: number): void {
    this.tokens.drop(end);
    if (this.tokens.at < 0) this.tokens.moveTo(0);
  }
}

const sectionStart = "<![CDATA[";
/** Never at the start of base64. */
const equalsSign = /* @__PURE__ */ Uint8Array.of(61);

import type { BodyStep, Source, Validation } from "../context.js";
import { RequestError } from "../error.js";
import type { XmlAttribute } from "./element.js";
import { encodeUtf8 } from "./utf8.js";

/** Gives ids to objects, which may occur several times in a message: see `objectReferences`. */
export interface ReferenceWriter {
  /** Begins a part of a message, which does not refer to others. */
  begin(): void;
  /** The attribute that identifies an object; null if it has been written, and the element of this name refers to it. */
  write(output: Output, object: object, namespace: string, name: string, within: string): XmlAttribute | null;
}

/** The context of writing one message. */
export interface Writing {
  readonly validate?: Validation | undefined;
  /** Writes `$any` and `$attributes` of values whose tables do not. */
  readonly openContent?: OpenContentWriter | undefined;
  /**
   * The steps that the written message passes. A part that is written while the message is sent adds one in front;
   * without steps, all of the message must be written at once.
   */
  readonly steps?: { unshift(step: BodyStep): unknown } | undefined;
  /**
   * Leaves the content of a `base64Binary` element to an attachment, and writes a reference to it. False if the content
   * belongs into the document. `value` stands for it in the message.
   */
  readonly attach?: ((output: Output, content: Uint8Array | Source<Uint8Array>, value: object) => boolean) | undefined;
}

/** Writes content that tables do not declare: see `openContent`. */
export interface OpenContentWriter {
  /** Writes elements. Throws a RequestError with the path of one that does not fit. */
  writeAny(output: Output, any: unknown, within: string): void;
  /** Writes the start tag of an element with attributes of this kind: see `ElementWriter`. */
  openElement(output: Output, plan: object, member: object, value: unknown, within: string): OpenTag | null | undefined;
}

/** A start tag that was written. */
export interface OpenTag {
  /** The default namespace inside. */
  readonly within: string;
  /** Writes the end tag. */
  end(): void;
}

/** The greatest depth of values and elements that are written. */
export const maxDepth = 1000;

/** A tag that is written often: its UTF-8, eight bytes in each number, of which the last may have surplus bytes. */
export interface PreparedTag {
  readonly length: number;
  /** Never NaN, whose bits may change when it is stored: UTF-8 has neither 0xff nor 0xf0 to 0xf7 before 0x7f. */
  readonly eights: Float64Array;
}

export function preparedTag(tag: string): PreparedTag {
  const bytes = encodeUtf8(tag + " ".repeat(7));
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const eights = Float64Array.from({ length: bytes.length >> 3 }, (_, k) => view.getFloat64(k * 8, true));
  return { length: bytes.length - 7, eights };
}

/** Bytes in a buffer of their own, as `fetch` demands. Before TypeScript 5.7, Uint8Array has no type argument to say so. */
export type Bytes = ReturnType<Uint8ArrayConstructor["of"]>;

/** A growing document in UTF-8. */
export class Output {
  /** The buffer, of which the first `length` bytes are written. A full buffer is replaced by a larger one. */
  buffer: Bytes = new Uint8Array(1024);
  length = 0;
  private view: DataView = new DataView(this.buffer.buffer);
  readonly writing: Writing;
  /** Present in a message whose objects may refer to each other. */
  references: ReferenceWriter | null = null;
  /** The value that becomes the document; null while header blocks are written. */
  content: unknown = null;
  /** The characters that `text` escapes, by their codes: `inContent`, `inAttributes` or `inTexts`. */
  special: Uint8Array = inContent;

  constructor(writing: Writing = {}) {
    this.writing = writing;
  }

  /** Appends a tag, eight bytes at a time. What is written next overwrites the surplus bytes of the last eight. */
  tag({ length, eights }: PreparedTag): void {
    this.reserve(length + 7);
    const { view } = this;
    let at = this.length;
    this.length = at + length;
    for (let k = 0; k < eights.length; k++, at += 8) view.setFloat64(at, eights[k]!, true); // k is in range
  }

  /** Appends bytes that are already UTF-8. */
  bytes(bytes: Uint8Array): void {
    const { length } = bytes;
    this.reserve(length);
    this.buffer.set(bytes, this.length);
    this.length += length;
  }

  /** Appends ASCII without escaping. */
  ascii(text: string): void {
    const { length } = text;
    this.reserve(length);
    const { buffer, length: start } = this;
    for (let at = 0; at < length; at++) buffer[start + at] = text.charCodeAt(at);
    this.length = start + length;
  }

  /** Appends text, escaped. */
  text(value: string): void {
    const { length } = value;
    this.reserve(length);
    const { buffer, length: start, special } = this;
    for (let at = 0; at < length; at++) {
      const unit = value.charCodeAt(at);
      if (unit > 0x7f || special[unit] !== 0) {
        this.length = start + at;
        return this.odd(value, at);
      }
      buffer[start + at] = unit;
    }
    this.length = start + length;
  }

  /** Appends text from an index on, with any characters. */
  private odd(value: string, from: number): void {
    const { length } = value;
    const { special } = this;
    this.reserve((length - from) * 3);
    let { buffer, length: end } = this;
    for (let at = from; at < length; at++) {
      const unit = value.charCodeAt(at);
      if (unit < 0x80) {
        if (special[unit] === 0) {
          buffer[end++] = unit;
          continue;
        }
        const reference = references[unit];
        if (reference === undefined) throw forbidden(unit);
        this.length = end;
        this.ascii(`&${reference};`);
        this.reserve((length - at) * 3);
        ({ buffer, length: end } = this);
        continue;
      }
      let point = unit;
      if (unit < 0x800) buffer[end++] = 0xc0 | (unit >> 6);
      else {
        if (unit < 0xd800 || unit > 0xdfff) {
          if (unit > 0xfffd) throw forbidden(unit);
          buffer[end++] = 0xe0 | (unit >> 12);
        } else {
          point = value.codePointAt(at++) ?? unit;
          if (point < 0x10000) throw forbidden(unit);
          buffer[end++] = 0xf0 | (point >> 18);
          buffer[end++] = 0x80 | ((point >> 12) & 63);
        }
        buffer[end++] = 0x80 | ((point >> 6) & 63);
      }
      buffer[end++] = 0x80 | (point & 63);
    }
    this.length = end;
  }

  /** Appends an attribute. Its value, or what the function appends with `text`, is escaped for double quotes. */
  attribute(name: string, value: string | (() => void)): void {
    this.ascii(" ");
    this.text(name);
    this.ascii('="');
    this.special = inAttributes;
    try {
      if (typeof value === "string") this.text(value);
      else value();
    } finally {
      this.special = inContent;
    }
    this.ascii('"');
  }

  /** Appends an integer. */
  int(value: number): void {
    if (value < 0 || value > 999_999_999) return this.ascii(String(value));
    this.reserve(9);
    const { buffer } = this;
    let width = 1;
    for (let limit = 10; limit <= value; limit *= 10) width++;
    let at = (this.length += width);
    do {
      const tenth = (value / 10) | 0;
      buffer[--at] = value - tenth * 10 + 48;
      value = tenth;
    } while (value > 0);
  }

  /** Everything written so far. */
  done(): Bytes {
    return this.buffer.subarray(0, this.length);
  }

  /** Makes room in the buffer for `more` bytes. */
  reserve(more: number): void {
    if (this.length + more > this.buffer.length) this.grow(more);
  }

  private grow(more: number): void {
    const larger = new Uint8Array(Math.max(this.buffer.length * 2, this.length + more));
    larger.set(this.buffer.subarray(0, this.length));
    this.buffer = larger;
    this.view = new DataView(larger.buffer);
  }
}

/**
 * The characters that become references, which are those of Canonical XML 1.0, 2.3. Readers turn CR into a line feed, and
 * white space in an attribute into spaces (XML 1.0, 2.11 and 3.3.3).
 */
export const inContent: Uint8Array = /* @__PURE__ */ specials("&<>\r");
const inAttributes = /* @__PURE__ */ specials('&<\r\n\t"');
/** For a text outside of a document: only what XML forbids is special, and refused. */
export const inTexts: Uint8Array = /* @__PURE__ */ specials("");
const references: Readonly<Partial<Record<number, string>>> = {
  9: "#x9",
  10: "#xA",
  13: "#xD",
  34: "quot",
  38: "amp",
  60: "lt",
  62: "gt",
};

function specials(characters: string): Uint8Array {
  const special = new Uint8Array(0x80).fill(1, 0, 32);
  special[9] = special[10] = special[13] = 0;
  for (const character of characters) special[character.charCodeAt(0)] = 1;
  return special;
}

function forbidden(unit: number): RequestError {
  const code = unit.toString(16).toUpperCase().padStart(4, "0");
  return new RequestError(`expected characters that XML can hold, found U+${code}`);
}

import {
  nameClasses,
  COLON,
  CONTROL,
  GREATER,
  LAST,
  LINE,
  MORE,
  NOT_ASCII,
  REFERENCE,
  textClasses,
  WIDE,
  isCharacter,
  isNCName,
  isSpace,
} from "./characters.js";
import type { Reading } from "../context.js";
import { Malformed, misfit, type Reason } from "../error.js";
import { placesIn } from "./place.js";
import { characters } from "./native.js";
import { decodeStrictly, decodeUtf8, encodeUtf8 } from "./utf8.js";

const pageSize = 16384;

/** The classes of bytes that are more than themselves in text without references, in content and in attributes. */
const LITERAL = CONTROL | LAST;
const CONTENT = LITERAL | REFERENCE | GREATER;
const ATTRIBUTE = LITERAL | REFERENCE | LINE;

/**
 * Scans the tokens of XML below elements: names, text, references, comments, instructions. Checks each while moving
 * past it.
 */
export class Scanner {
  /** The document, in UTF-8. */
  readonly bytes: Uint8Array;
  protected readonly view: DataView;
  /**
   * The offsets of the current text. If `text` is null, it is ASCII without references; undefined means that it is long
   * and has not been checked.
   */
  from = 0;
  to = 0;
  text: string | null | undefined = null;
  /** Where the text of the last element with attributes of its own counts as starting, as `$value` in overrides. */
  valueFrom = -1;

  /** The offset of the next byte. */
  protected i = 0;
  /** The offset of the last `<`: every search for the next one that starts at or before it ends. */
  protected readonly last: number;
  readonly reading: Reading;
  /** A part of the document, one character for each byte. */
  private page = "";
  private pageFrom = 0;
  /** The end of the reference read last. */
  private referenceEnd = 0;

  constructor(bytes: Uint8Array, reading: Reading) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.last = bytes.lastIndexOf(60);
    this.reading = reading;
  }

  protected declaration(): void {
    if (!this.starts("<?xml", 0) || !isSpace(this.bytes[5])) return;
    const to = this.seek("?>", 5, "the XML declaration");
    const text = this.decoded(5, to, LITERAL);
    if (
      !/^[ \t\r\n]+version[ \t\r\n]*=[ \t\r\n]*(["'])1\.\d+\1([ \t\r\n]+encoding[ \t\r\n]*=[ \t\r\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\3)?([ \t\r\n]+standalone[ \t\r\n]*=[ \t\r\n]*(["'])(yes|no)\5)?[ \t\r\n]*$/.test(
        text,
      )
    ) {
      this.fail("the XML declaration is not well-formed", 0);
    }
    this.i = to + 2;
  }

  /** Skips white space, comments and processing instructions. */
  protected misc(): void {
    const { bytes } = this;
    do {
      let { i } = this;
      while (isSpace(bytes[i])) i++;
      this.i = i;
    } while (this.aside());
  }

  /** Skips one comment or processing instruction; false if another token comes first. */
  private aside(): boolean {
    const { bytes, i } = this;
    if (bytes[i] !== 60) return false;
    const byte = bytes[i + 1];
    if (byte === 63) this.instruction();
    else if (byte === 33 && bytes[i + 2] === 45) this.comment();
    else if (byte === 33 && bytes[i + 2] !== 91) {
      this.fail(this.starts("<!DOCTYPE", i) ? "a document type is not allowed" : "expected a comment or an element");
    } else return false;
    return true;
  }

  private comment(): void {
    const { i } = this;
    if (this.bytes[i + 3] !== 45) this.fail("expected a comment");
    const to = this.seek("--", i + 4, "a comment");
    if (this.bytes[to + 2] !== 62) this.fail("-- in a comment", to);
    this.decoded(i + 4, to, LITERAL);
    this.i = to + 3;
  }

  private instruction(): void {
    const from = this.i + 2;
    const end = this.name(from);
    const target = this.slice(from, end);
    if (target.toLowerCase() === "xml") this.fail("an XML declaration is only allowed at the start");
    if (!isNCName(target)) this.fail("expected a name without a colon", from);
    const to = this.seek("?>", end, "a processing instruction");
    if (to > end && !isSpace(this.bytes[end])) this.fail("expected white space", end);
    this.decoded(end, to, LITERAL);
    this.i = to + 2;
  }

  /** Scans a name with at most one colon, and returns its end. */
  protected name(from: number): number {
    const { bytes } = this;
    let to = from;
    let wide = false;
    let colon = -1;
    for (let kind; (kind = nameClasses[bytes[to] ?? 0]!) !== 0; to++) {
      // a class for each byte
      if (kind === WIDE) wide = true;
      else if (kind === COLON) {
        if (colon >= 0) this.fail("a second colon in a name", to);
        colon = to;
      } else if (kind === MORE && (to === from || to === colon + 1)) break;
    }
    if (to >= bytes.length) this.cut();
    if (to === from || colon === from || colon === to - 1) this.fail("expected a name", from);
    if (wide) {
      const name = this.slice(from, to);
      const cut = name.indexOf(":");
      if (!isNCName(name.slice(cut + 1)) || (cut >= 0 && !isNCName(name.slice(0, cut))))
        this.fail("expected a name", from);
    }
    return to;
  }

  /** Text, CDATA, or a comment or processing instruction as ""; null at a tag. */
  chars(): string | null {
    const { bytes, i } = this;
    if (i > this.last) this.cut();
    if (bytes[i] !== 60) {
      let to = i;
      let seen = 0;
      let byte: number;
      while ((byte = bytes[to]!) !== 60) {
        // in bounds, because `last` is not before `to`
        seen |= textClasses[byte]!; // a class for each byte
        to++;
      }
      this.i = to;
      return this.textOf(i, to, seen) ?? this.ascii(i, to);
    }
    if (bytes[i + 1] === 33 && bytes[i + 2] === 91) {
      if (!this.starts("<![CDATA[", i)) this.fail("expected <![CDATA[");
      const to = this.seek("]]>", i + 9, "a CDATA section");
      this.i = to + 3;
      return this.decoded(i + 9, to, LITERAL);
    }
    return this.aside() ? "" : null;
  }

  /** A text of content, or of an attribute, whose bytes are of these classes; null for ASCII that is its own text. */
  protected textOf(from: number, to: number, seen: number, attribute = false): string | null {
    const odd = seen & (attribute ? ~GREATER : ~LINE);
    if (odd === 0) return null;
    if (odd === NOT_ASCII) return this.decode(this.bytes.subarray(from, to), from);
    return this.decoded(from, to, attribute ? ATTRIBUTE : CONTENT);
  }

  /**
   * A part of the document, after a check of its characters. Normalizes line endings, and white space in attributes, and
   * replaces references by the rules of the part.
   */
  private decoded(from: number, to: number, rules: number): string {
    const { bytes } = this;
    // Replacements are never longer.
    const text = new Uint8Array(to - from);
    let length = 0;
    let forbidden = -1;
    /** The bits of all bytes. */
    let bits = 0;
    for (let at = from; ; at++) {
      let byte = 0;
      let kind = 0;
      // in bounds before `to`, with a class for each byte
      for (; at < to && ((kind = textClasses[(byte = bytes[at]!)]!) & rules) === 0; at++) {
        text[length++] = byte;
        bits |= byte;
      }
      if (at >= to) break;
      if (kind === REFERENCE) {
        const code = this.reference(at, to, from);
        if (code >= 0) at = this.referenceEnd;
        if (code < 0x80) text[length++] = code < 0 ? byte : code;
        else {
          bits = 0x80;
          const character = encodeUtf8(String.fromCodePoint(code));
          text.set(character, length);
          length += character.length;
        }
        continue;
      }
      if (kind === GREATER) {
        if (at >= from + 2 && bytes[at - 1] === 93 && bytes[at - 2] === 93) this.fail("]]> in text", from);
      } else if (kind === LAST) {
        bits = byte;
        if (bytes[at + 1] === 0xbf && bytes[at + 2]! > 0xbd && forbidden < 0) forbidden = 0xff40 + bytes[at + 2]!; // compared before
      } else {
        if (byte === 13) {
          byte = 10;
          if (bytes[at + 1] === 10 && at + 1 < to) at++;
        } else if (kind === CONTROL && forbidden < 0) forbidden = byte;
        if (rules === ATTRIBUTE && byte < 32) byte = 32;
      }
      text[length++] = byte;
    }
    if (forbidden >= 0)
      this.refuse(`a character that XML 1.0 forbids (U+${forbidden.toString(16).padStart(4, "0")})`, from);
    return bits < 0x80 ? characters(text, 0, length) : this.decode(text.subarray(0, length), from);
  }

  /**
   * The code point of the reference at an offset, and its end in `referenceEnd`. A reference that is refused but
   * tolerated is text: -1.
   */
  private reference(at: number, to: number, from: number): number {
    const { bytes } = this;
    let code = -1;
    let end = at + 1;
    if (bytes[end] === 35) {
      const base = bytes[++end] === 120 ? 16 : 10;
      if (base === 16) end++;
      for (let digit; end < to && (digit = digitOf(bytes[end]!)) < base; end++)
        // before `to`
        code = Math.min(Math.max(code, 0) * base + digit, 0x110000);
    } else
      for (const [name, point] of predefined)
        if (this.starts(name, end)) {
          code = point;
          end += name.length;
          break;
        }
    if (end >= to || bytes[end] !== 59) code = -1;
    this.referenceEnd = end;
    const isAllowed = this.reading.forbiddenCharacters === true && code > 0 && code < 0x10000;
    if (isCharacter(code) || (isAllowed && (code < 32 || code > 0xfffd))) return code;
    let last = at;
    while (last < Math.min(at + 14, to) && bytes[last] !== 59) last++;
    const shown = bytes[last] === 59 && last > at + 1 ? this.slice(at, last + 1) : "&";
    this.refuse(misfit(code >= 0 ? "no character that XML 1.0 forbids" : "a reference that can be read", shown), from);
    return -1;
  }

  /** Makes `text` the current text. */
  hold(text: string, from: number): void {
    this.text = text;
    this.from = from;
  }

  /** The current text. */
  string(): string {
    if (this.text === undefined) this.text = this.decoded(this.from, this.to, CONTENT);
    return this.text ?? this.ascii(this.from, this.to);
  }

  /**
   * Refuses the current text, which does not fit the expected type. `fact` is the override that makes it fit. A tolerant
   * context gives a value, or undefined.
   */
  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- the type of the text, known to the caller
  misfit<T>(expected: string, fact = '"type": "string"'): T {
    const step = this.from === this.valueFrom ? "/$value" : "";
    return this.refuse(misfit(expected, this.string()), this.from, `${step}": { ${fact} }`) as T;
  }

  /**
   * Reports what does not fit to the context, with its source if the reason only describes it, and returns the value to
   * go on with. Fails if the context does not tolerate misfits.
   */
  refuse(reason: Reason, offset: number = this.i, cure = "", source?: string): unknown {
    const { tolerance } = this.reading;
    if (tolerance === undefined) return this.fail(reason, offset, cure);
    return tolerance.misfit({ bytes: this.bytes, offset, reason, cure, source });
  }

  fail(reason: Reason, offset: number = this.i, cure?: string): never {
    const [place] = placesIn(this.bytes, [offset]);
    throw new Malformed(reason, place?.path, place?.line, place?.column, cure);
  }

  protected cut(): never {
    return this.fail("the document ends here", this.bytes.length);
  }

  protected starts(text: string, at: number): boolean {
    for (let k = 0; k < text.length; k++) if (this.bytes[at + k] !== text.charCodeAt(k)) return false;
    return true;
  }

  private seek(end: string, from: number, what: string): number {
    const { bytes } = this;
    const first = end.charCodeAt(0);
    for (let k = bytes.indexOf(first, from); k >= 0; k = bytes.indexOf(first, k + 1)) if (this.starts(end, k)) return k;
    return this.fail(`${what} does not end`, from);
  }

  /** A part of the document as it is, for messages. */
  protected source(from: number, to?: number): string {
    return decodeUtf8(this.bytes.subarray(from, to));
  }

  protected slice(from: number, to: number): string {
    for (let k = from; k < to; k++) if (this.bytes[k]! > 127) return this.decode(this.bytes.subarray(from, to), from); // within the document
    return this.ascii(from, to);
  }

  /** Decodes UTF-8. */
  private decode(bytes: Uint8Array, from: number): string {
    try {
      return decodeStrictly(bytes);
    } catch {
      return this.fail("not UTF-8", from);
    }
  }

  /** A slice of a page of the document's text, so that a value keeps only that page in memory. */
  protected ascii(from: number, to: number): string {
    if (from < this.pageFrom || to > this.pageFrom + this.page.length) this.turn(from, to);
    return this.page.substring(from - this.pageFrom, to - this.pageFrom);
  }

  /** Turns to the page that starts at an offset. Characters outside of ASCII are wrong on it, and not looked up. */
  private turn(from: number, to: number): void {
    const { bytes } = this;
    this.pageFrom = bytes.length > pageSize ? from : 0;
    this.page = characters(bytes, this.pageFrom, Math.min(Math.max(to, this.pageFrom + pageSize), bytes.length));
  }
}

/** The value of a digit; above 15 for other bytes. */
function digitOf(byte: number): number {
  const letter = byte | 32;
  return byte > 47 && byte < 58 ? byte - 48 : letter > 96 && letter < 103 ? letter - 87 : 16;
}

/** XML 1.0, 4.6. */
const predefined: readonly (readonly [name: string, code: number])[] = [
  ["lt", 60],
  ["gt", 62],
  ["amp", 38],
  ["quot", 34],
  ["apos", 39],
];

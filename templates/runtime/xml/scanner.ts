import {
  nameClasses,
  COLON,
  CONTROL,
  GREATER,
  LAST,
  LINE,
  NOT_ASCII,
  REFERENCE,
  START,
  textClasses,
  WIDE,
  forbidden,
  isCharacter,
  isNCName,
  isSpace,
} from "./characters.js";
import type { Reading } from "../context.js";
import { Malformed, misfit, type Reason } from "../error.js";
import { placesIn } from "./place.js";
import { characters, find } from "./native.js";
import { decodeStrictly, decodeUtf8 } from "./utf8.js";

const pageSize = 16384;

/** The classes of bytes that are special in content and in attributes. */
export const CONTENT: number = REFERENCE | GREATER;
export const ATTRIBUTE: number = REFERENCE | LINE;

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
  i = 0;
  /** The offset of the last `<`: every search for the next one that starts at or before it ends. */
  protected readonly last: number;
  readonly reading: Reading;
  /** A part of the document, one character for each byte. */
  private page = "";
  private pageFrom = 0;

  constructor(bytes: Uint8Array, reading: Reading) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.last = bytes.lastIndexOf(60);
    this.reading = reading;
  }

  protected declaration(): void {
    if (this.bytes[1] !== 63) return;
    if (this.starts(usualDeclaration, 0)) this.i = usualDeclaration.length;
    else if (this.starts("<?xml", 0) && isSpace(this.bytes[5])) {
      const text = this.section(5, "?>", "the XML declaration");
      if (
        !/^[ \t\n]+version[ \t\n]*=[ \t\n]*(["'])1\.\d+\1([ \t\n]+encoding[ \t\n]*=[ \t\n]*(["'])[A-Za-z][A-Za-z0-9._-]*\3)?([ \t\n]+standalone[ \t\n]*=[ \t\n]*(["'])(yes|no)\5)?[ \t\n]*$/.test(
          text,
        )
      )
        this.fail("the XML declaration is not well-formed", 0);
    }
  }

  /** Skips white space, comments and processing instructions. */
  protected misc(): void {
    do this.i = this.space(this.i);
    while (this.aside());
  }

  /** The offset behind the white space at an offset. */
  protected space(at: number): number {
    const { bytes } = this;
    while (isSpace(bytes[at])) at++;
    return at;
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
    this.section(i + 4, "--", "a comment");
    if (this.bytes[this.i++] !== 62) this.fail("-- in a comment", this.i - 3);
  }

  private instruction(): void {
    const from = this.i + 2;
    const [target = ""] = this.section(from, "?>", "a processing instruction").split(/[ \t\n]/, 1);
    if (target.toLowerCase() === "xml") this.fail("an XML declaration is only allowed at the start", from);
    if (!isNCName(target)) this.fail("expected a name without a colon", from);
  }

  /** The text from an offset up to `end`, without references. Moves past it. */
  private section(from: number, end: string, what: string): string {
    const { bytes } = this;
    const first = end.charCodeAt(0);
    let to = from;
    while ((to = bytes.indexOf(first, to)) >= 0 && !this.starts(end, to)) to++;
    if (to < 0) this.fail(`${what} does not end`, from);
    this.i = to + end.length;
    return this.textOf(from, to);
  }

  /** Scans a name with at most one colon, and returns its end. */
  protected name(from: number): number {
    const { bytes } = this;
    let to = from;
    /** The start of the part behind the colon. */
    let part = from;
    let wide = false;
    for (let kind; (kind = nameClasses[bytes[to] ?? 0]!) !== 0; to++) {
      // a class for each byte
      if (kind === START) continue;
      if (kind === WIDE) wide = true;
      else if (to === part || (kind === COLON && part > from)) break;
      else if (kind === COLON) part = to + 1;
    }
    if (to >= bytes.length) this.cut();
    if (to === part || (wide && !this.slice(from, to).split(":").every(isNCName))) this.fail("expected a name", from);
    return to;
  }

  /** Text, CDATA, or a comment or processing instruction as ""; null at a tag. */
  chars(): string | null {
    const { bytes, i } = this;
    if (i > this.last) this.cut();
    if (bytes[i] !== 60) {
      this.i = find(bytes, 60, i);
      return this.textOf(i, this.i, CONTENT);
    }
    if (bytes[i + 1] === 33 && bytes[i + 2] === 91) {
      if (!this.starts("<![CDATA[", i)) this.fail("expected <![CDATA[");
      return this.section(i + 9, "]]>", "a CDATA section");
    }
    return this.aside() ? "" : null;
  }

  /**
   * A part of the document, whose bytes are of the classes `seen`, after a check of its characters. Normalizes line
   * endings; replaces what is special in `rules`.
   */
  protected textOf(from: number, to: number, rules = 0, seen: number = this.classesIn(from, to)): string {
    let text = seen & (NOT_ASCII | LAST) ? this.decode(from, to) : this.ascii(from, to);
    if (seen & (CONTROL | LAST)) {
      const [character] = forbidden.exec(text) ?? [];
      if (character !== undefined)
        this.refuse(
          `a character that XML 1.0 forbids (U+${character.charCodeAt(0).toString(16).padStart(4, "0")})`,
          from,
        );
      text = text.replace(/\r\n?/g, "\n");
    }
    if (rules & LINE && seen & (LINE | CONTROL)) text = text.replace(/[\t\n]/g, " ");
    if (rules & GREATER && seen & GREATER && text.includes("]]>")) this.fail("]]> in text", from);
    return rules & seen & REFERENCE ? this.expand(text, from) : text;
  }

  private classesIn(from: number, to: number): number {
    const { bytes } = this;
    let seen = 0;
    for (let k = from; k < to; k++) seen |= textClasses[bytes[k]!]!; // within the document, with a class for each byte
    return seen;
  }

  /** Replaces references. One that is refused but tolerated remains. */
  private expand(text: string, from: number): string {
    const [before = "", ...parts] = text.split("&");
    let expanded = before;
    for (const part of parts) {
      const end = part.indexOf(";");
      const name = part.slice(0, Math.max(end, 0));
      const code = predefined.get(name) ?? (/^#(\d+|x[\dA-Fa-f]+)$/.test(name) ? Number(`0${name.slice(1)}`) : NaN);
      if (
        isCharacter(code) ||
        (this.reading.forbiddenCharacters === true && code > 0 && (code < 32 || code === 0xfffe || code === 0xffff))
      )
        expanded += String.fromCodePoint(code) + part.slice(end + 1);
      else {
        const expected = code >= 0 ? "no character that XML 1.0 forbids" : "a reference that can be read";
        this.refuse(misfit(expected, end > 0 && end < 13 ? `&${name};` : "&"), from);
        expanded += `&${part}`;
      }
    }
    return expanded;
  }

  /** Makes `text` the current text. */
  hold(text: string, from: number): void {
    this.text = text;
    this.from = from;
  }

  /** The current text. */
  string(): string {
    if (this.text === undefined) this.text = this.textOf(this.from, this.to, CONTENT);
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

  /** A part of the document as it is, for messages. */
  protected source(from: number, to?: number): string {
    return decodeUtf8(this.bytes.subarray(from, to));
  }

  protected slice(from: number, to: number): string {
    return this.classesIn(from, to) & (NOT_ASCII | LAST) ? this.decode(from, to) : this.ascii(from, to);
  }

  private decode(from: number, to: number): string {
    try {
      return decodeStrictly(this.bytes, from, to);
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

/** The most common one, which needs no further check. */
const usualDeclaration = '<?xml version="1.0" encoding="utf-8"?>';

/** XML 1.0, 4.6. */
const predefined: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["lt", 60],
  ["gt", 62],
  ["amp", 38],
  ["quot", 34],
  ["apos", 39],
]);

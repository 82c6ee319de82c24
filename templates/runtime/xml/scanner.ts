import {
  nameClasses,
  COLON,
  MORE,
  textClasses,
  WIDE,
  forbiddenAt,
  isCharacter,
  isNCName,
  isSpace,
} from "./characters.js";
import type { Reading } from "../context.js";
import { Malformed, misfit, type Reason } from "../error.js";
import { placesIn } from "./place.js";

const pageSize = 16384;

/**
 * Scans the tokens of XML below elements: names, text, references, comments, instructions. Checks each while moving
 * past it.
 */
export class Scanner {
  /** The document, in UTF-8. */
  readonly bytes: Uint8Array;
  protected readonly view: DataView;
  /** The offsets of the current text, which is ASCII without references, unless `text` holds it. */
  from = 0;
  to = 0;
  text: string | null = null;
  /** Where the text of the last element with attributes of its own counts as starting, as `$value` in overrides. */
  valueFrom = -1;

  /** The offset of the next byte. */
  protected i = 0;
  /** The offset of the last `<`: every search for the next one that starts at or before it ends. */
  protected readonly last: number;
  readonly reading: Reading;
  private page = "";
  private pageFrom = 0;

  constructor(bytes: Uint8Array, reading: Reading) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.last = bytes.lastIndexOf(60);
    this.reading = reading;
  }

  protected declaration(): void {
    if (!this.starts("<?xml", 0) || !isSpace(this.bytes[5])) return;
    const to = this.seek("?>", 5, "the XML declaration");
    const text = this.checked(5, to);
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
    this.checked(i + 4, to);
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
    this.checked(end, to);
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
      const name = this.decode(from, to);
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
      return seen === 0 ? this.slice(i, to) : this.unescape(i, to, false);
    }
    if (bytes[i + 1] === 33 && bytes[i + 2] === 91) {
      if (!this.starts("<![CDATA[", i)) this.fail("expected <![CDATA[");
      const to = this.seek("]]>", i + 9, "a CDATA section");
      this.i = to + 3;
      return newlines(this.checked(i + 9, to));
    }
    return this.aside() ? "" : null;
  }

  /** Replaces references and normalizes line endings, and for an attribute also white space. */
  protected unescape(from: number, to: number, attribute: boolean): string {
    let raw = newlines(this.checked(from, to));
    if (attribute) raw = spaces(raw);
    else if (raw.includes("]]>")) this.fail("]]> in text", from);
    let amp = raw.indexOf("&");
    if (amp < 0) return raw;
    let text = "";
    let done = 0;
    for (let end = -1; amp >= 0; amp = raw.indexOf("&", done)) {
      if (end < amp) end = raw.indexOf(";", amp);
      if (end < 0) end = raw.length;
      const reference = end < raw.length ? raw.slice(amp + 1, end) : "";
      const code = codeOf(reference);
      if (
        code < 0 ||
        code > 0x10ffff ||
        !(isCharacter(code) || (this.reading.forbiddenCharacters && code > 0 && (code < 32 || code > 0xfffd)))
      ) {
        const shown = reference === "" || reference.length > 12 ? "&" : `&${reference};`;
        const expected = code >= 0 ? "no character that XML 1.0 forbids" : "a reference that can be read";
        this.refuse(misfit(expected, shown), from);
        // The reference is kept as text.
        text += raw.slice(done, amp + 1);
        done = amp + 1;
      } else {
        text += raw.slice(done, amp) + String.fromCodePoint(code);
        done = end + 1;
      }
    }
    return text + raw.slice(done);
  }

  /** Makes `text` the current text. */
  hold(text: string, from: number): void {
    this.text = text;
    this.from = from;
  }

  /** The current text. */
  string(): string {
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

  /** A part of the document with any content, after a check for characters that XML forbids. */
  private checked(from: number, to: number): string {
    const text = this.decode(from, to);
    const at = forbiddenAt(text);
    if (at >= 0)
      this.refuse(`a character that XML 1.0 forbids (U+${text.charCodeAt(at).toString(16).padStart(4, "0")})`, from);
    return text;
  }

  /** A part of the document as it is, for messages. */
  protected source(from: number, to?: number): string {
    return lenient.decode(this.bytes.subarray(from, to));
  }

  protected slice(from: number, to: number): string {
    for (let k = from; k < to; k++) if (this.bytes[k]! > 127) return this.decode(from, to); // within the document
    return this.ascii(from, to);
  }

  private decode(from: number, to: number): string {
    try {
      return strict.decode(this.bytes.subarray(from, to));
    } catch {
      return this.fail("not UTF-8", from);
    }
  }

  /** A slice of a page of the document's text, so that a value keeps only that page in memory. */
  protected ascii(from: number, to: number): string {
    const { pageFrom } = this;
    if (from < pageFrom || to > pageFrom + this.page.length) return this.turn(from, to);
    return this.page.substring(from - pageFrom, to - pageFrom);
  }

  protected turn(from: number, to: number): string {
    const part = this.bytes.subarray(from, Math.max(to, Math.min(from + pageSize, this.bytes.length)));
    let page = lenient.decode(part);
    if (page.length !== part.length) page = latin1.decode(part);
    this.page = page;
    this.pageFrom = from;
    return page.substring(0, to - from);
  }
}

function newlines(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

function spaces(text: string): string {
  return text.replace(/[\n\t]/g, " ");
}

function codeOf(reference: string): number {
  const match = /^#(?:x0*([0-9A-Fa-f]{1,8})|0*([0-9]{1,8}))$/.exec(reference);
  // Long texts are not looked up, because each lookup takes linear time.
  if (match === null) return (reference.length > 4 ? undefined : predefined.get(reference)) ?? -1;
  return match[1] === undefined ? Number(match[2]) : parseInt(match[1], 16);
}

/** XML 1.0, 4.6. */
const predefined: ReadonlyMap<string, number> = /* @__PURE__ */ new Map([
  ["lt", 60],
  ["gt", 62],
  ["amp", 38],
  ["quot", 34],
  ["apos", 39],
]);

const strict = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });
const latin1 = /* @__PURE__ */ new TextDecoder("latin1");

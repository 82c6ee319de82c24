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
import { Malformed, misfit, type Reason } from "../error.js";

const pageSize = 16384;

/**
 * Scans the tokens of XML below elements: names, text, references, comments, instructions. Checks each while moving
 * past it.
 */
export class Scanner {
  /** The document, in UTF-8. */
  readonly bytes: Uint8Array;
  /** The offsets of the current text, which is ASCII without references, unless `text` holds it. */
  from = 0;
  to = 0;
  text: string | null = null;

  /** The offset of the next byte. */
  protected i = 0;
  /** The offset of the last `<`: every search for the next one that starts at or before it ends. */
  protected readonly last: number;
  private readonly forbidden: boolean;
  private page = "";
  private pageFrom = 0;

  constructor(bytes: Uint8Array, forbiddenCharacters: boolean) {
    this.bytes = bytes;
    this.last = bytes.lastIndexOf(60);
    this.forbidden = forbiddenCharacters;
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
    for (; amp >= 0; amp = raw.indexOf("&", done)) {
      const end = raw.indexOf(";", amp);
      const reference = end < 0 ? "" : raw.slice(amp + 1, end);
      const code = codeOf(reference);
      if (
        code < 0 ||
        code > 0x10ffff ||
        !(isCharacter(code) || (this.forbidden && code > 0 && (code < 32 || code > 0xfffd)))
      ) {
        const shown = reference === "" || reference.length > 12 ? "&" : `&${reference};`;
        const expected = code >= 0 ? "no character that XML 1.0 forbids" : "a reference that can be read";
        this.fail(misfit(expected, shown), from);
      }
      text += raw.slice(done, amp) + String.fromCodePoint(code);
      done = end + 1;
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

  /** Fails because the current text does not fit the expected type. */
  misfit(expected: string): never {
    return this.fail(misfit(expected, this.string()), this.from);
  }

  fail(reason: Reason, offset: number = this.i): never {
    const { path, line } = placeOf(this.bytes, Math.min(offset, this.bytes.length));
    throw new Malformed(reason, path, line);
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
      this.fail(`a character that XML 1.0 forbids (U+${text.charCodeAt(at).toString(16).padStart(4, "0")})`, from);
    return text;
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
  if (match === null) return predefined.get(reference) ?? -1;
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

/**
 * Locates a byte. The path holds the local names of its ancestors, without Envelope and Body, then that of an attribute
 * whose value starts here. Lines count from 1.
 */
export function placeOf(bytes: Uint8Array, offset: number): { path: string; line: number } {
  const before = lenient.decode(bytes.subarray(0, offset));
  // The rest of a start tag that the offset is in.
  const start = bytes.lastIndexOf(60, offset);
  const end = start < 0 || bytes[start + 1] === 47 ? 0 : bytes.indexOf(62, start) + 1 || bytes.length;
  const after = lenient.decode(bytes.subarray(offset, Math.max(offset, end)));
  const names: string[] = [];
  for (const { 0: tag, 1: name, index } of (before + after).matchAll(tags)) {
    if (name === undefined) continue;
    if (name.startsWith("/")) names.pop();
    else if (!tag.endsWith("/>") || index + tag.length > before.length) names.push(name.replace(/^.*:/, ""));
  }
  if (names[0] === "Envelope") names.splice(0, names[1] === "Body" ? 2 : 1);
  const [, attribute] = /([^\s:=]+)\s*=\s*["']$/.exec(before.slice(-longestName)) ?? [];
  if (attribute !== undefined) names.push(`@${attribute}`);
  return { path: names.join("/"), line: before.split(/\r\n?|\n/).length };
}

/** The end of the text in which an attribute is searched for, because the search is not linear. */
const longestName = 300;

/** Comments, CDATA sections, instructions and, with their names, tags, of which the last may be cut off. None backtracks. */
const tags =
  /<(?:!--[^]*?(?:-->|$)|!\[CDATA\[[^]*?(?:\]\]>|$)|\?[^]*?(?:\?>|$)|([^\s<>!?]+?)(?=[\s>]|\/>|$)(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>]+)*(?:>|$))/g;

const strict = /* @__PURE__ */ new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const lenient = /* @__PURE__ */ new TextDecoder("utf-8", { ignoreBOM: true });
const latin1 = /* @__PURE__ */ new TextDecoder("latin1");

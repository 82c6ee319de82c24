import type { Reading } from "../context.js";
import { unlike } from "../error.js";
import { LINE, nameClasses, textClasses, trim } from "./characters.js";
import { toUtf8 } from "./charset.js";
import { CONTENT } from "./scanner.js";
import { type Name, EMPTY, TagReader, type Binding } from "./tag-reader.js";
import { find } from "./native.js";
import { carriedStart, declareNames, declareQNames } from "./carried.js";
import type { XmlAttribute, XmlElement } from "./element.js";

/** A longer text is not checked before it is needed as a string, which one in base64 never is. */
const longest = 1024;

/** A start tag that was read, as needed to match its end tag. */
export interface StartTag {
  readonly at: number;
  readonly length: number;
  readonly flags: number;
  readonly outer: Binding;
}

/** Resolves references between the elements of a message, from their start tags: see `objectReferences`. */
export interface ReferenceReader {
  /**
   * The value of the element that was just opened, or of the element it refers to, whose type must be that of `member` in
   * its plan. Moves past the end tag.
   */
  resolve(cursor: Cursor, plan: object, member: object): unknown;
  /** True for an attribute that serves references only. */
  isMark(attribute: XmlAttribute): boolean;
}

/**
 * Reads one XML 1.0 document with namespaces from its bytes, forward only, in linear time. Checks well-formedness, and
 * refuses document types. Throws Malformed with path and line.
 *
 * A caller reads a start tag with `open` or `next`. Then it reads the content: with `content`, with `open` and `next`
 * up to the end tag, or with `element` or `skip`. The data of a start tag is valid until the next one is read.
 */
export class Cursor extends TagReader {
  /** The scope outside the start tag last read. */
  outer: Binding;
  /** The depth of typed elements, maintained by `enter` and its callers. */
  depth = 0;
  /** Present in a message whose elements may refer to each other. */
  references: ReferenceReader | null = null;

  private readonly maxDepth: number;
  /** The offset of a start tag that was read ahead of `i`; -1 if none was. */
  peeked = -1;

  constructor(document: Uint8Array, reading: Reading = {}) {
    super(toUtf8(document, reading.charset), reading);
    this.maxDepth = Math.min(reading.maxDepth ?? 256, 1000);
    this.outer = this.binding;
  }

  // ---- whole documents

  /** Reads up to the root's start tag, and past it. */
  start(): void {
    this.declaration();
    this.misc();
    if (this.bytes[this.i] !== 60)
      this.fail(this.i >= this.bytes.length ? "the document is empty" : "text before the root element");
    this.accept();
  }

  /** Checks that nothing but comments and processing instructions follows the root. */
  finish(): void {
    this.misc();
    const { i } = this;
    if (i < this.bytes.length) this.refuse("content after the root element", i, "", this.source(i));
  }

  // ---- elements

  /** The start tag last read, to be closed by `close` or `next`. */
  started(): StartTag {
    return { at: this.at, length: this.length, flags: this.flags, outer: this.outer };
  }

  /** True after reading the start tag of the next child, false after reading the end tag of `tag`. */
  next(tag: StartTag): boolean {
    while (!this.close(tag)) {
      if (this.lookAhead()) {
        this.accept();
        return true;
      }
      this.strayText();
    }
    return false;
  }

  /** Refuses text where only elements and white space can be, such as XML that is escaped. */
  strayText(): void {
    const { i } = this;
    const text = this.chars() ?? "";
    // The text is not shown, because it may be part of a header block.
    if (trim(text) !== "") this.refuse(unlike("elements", "text"), i, '": { "type": "string" }', text);
  }

  /** Reads the start tag of `name` if it comes next. May return false wrongly if the tag uses an unusual prefix. */
  open(name: Name): boolean {
    const { bytes } = this;
    let { i } = this;
    let byte = bytes[i + 1];
    if (bytes[i] !== 60 || byte === 33 || byte === 63) {
      if (!this.atStartTag()) return false;
      ({ i } = this);
      byte = bytes[i + 1];
    }
    const { namespace, local } = name;
    const letters = name.bytes;
    const n = letters.length;
    const prefix = namespace.length;
    let k = i + 1 + prefix;
    const isLike = namespace.scope === this.binding.id;
    // In a complete document, an end tag follows.
    if (isLike && i !== this.peeked && k + n <= this.last) {
      for (let j = 0, p = i + 1; p < k; j++, p++) if (bytes[p] !== bytes[namespace.at + j]) return false;
      const { view } = this;
      const { fours } = name;
      let j = 0;
      for (let f = 0; f < fours.length; f++, j += 4) if (view.getInt32(k + j) !== fours[f]) return false;
      for (; j < n; j++) if (bytes[k + j] !== letters[j]) return false;
      k += n;
      if (bytes[k] === 62) {
        this.at = i;
        this.length = k - i - 1;
        this.flags = 0;
        this.count = 0;
        this.local = local;
        this.namespace = namespace.uri;
        this.outer = this.binding;
        this.i = k + 1;
        return true;
      }
      if (nameClasses[bytes[k] ?? 0] !== 0) return false;
      this.peeked = i;
      this.tag(k, name);
    } else if (byte === 47) return false;
    else this.peek();
    // A tag is read once, however many names are tried.
    if (this.namespace !== namespace.uri || this.local !== local) return false;
    if (!isLike && this.inner === this.binding) {
      namespace.scope = this.binding.id;
      namespace.at = i + 1;
      namespace.length = this.length - n;
    }
    this.accept();
    return true;
  }

  /** Reads the next start tag without consuming it; false if another token comes first. */
  lookAhead(): boolean {
    if (!this.atStartTag()) return false;
    this.peek();
    return true;
  }

  /** Skips comments and the like; true if a start tag comes next. The content of a CDATA section is text. */
  private atStartTag(): boolean {
    this.misc();
    const { bytes, i } = this;
    return bytes[i] === 60 && bytes[i + 1] !== 47 && bytes[i + 1] !== 33;
  }

  private peek(): void {
    const { i } = this;
    if (this.peeked === i) return;
    this.tag(this.name(i + 1));
    this.peeked = i;
  }

  /** Consumes the next start tag, which may have been read ahead. */
  accept(): void {
    this.peek();
    this.i = this.tagEnd;
    this.outer = this.binding;
    this.binding = this.inner;
    this.peeked = -1;
  }

  /** Consumes the end tag of `tag`; false if a start tag or text comes first. */
  close({ flags, at, length, outer }: StartTag): boolean {
    let end = this.i;
    if ((flags & EMPTY) === 0) {
      if (!this.atEndTag(end)) {
        this.misc();
        end = this.i;
        if (end >= this.bytes.length) this.cut();
        if (!this.atEndTag(end)) return false;
      }
      end = this.endOf(at + 1, length, end);
      if (end < 0) {
        if (this.bytes.indexOf(62, this.i) < 0) this.cut();
        this.fail(`expected </${this.slice(at + 1, at + 1 + length)}>`);
      }
    }
    this.i = end;
    this.binding = outer;
    return true;
  }

  private atEndTag(at: number): boolean {
    return this.bytes[at] === 60 && this.bytes[at + 1] === 47;
  }

  /** The offset behind the end tag at an offset; -1 if it does not have the name at `from`. */
  private endOf(from: number, length: number, at: number): number {
    const { bytes } = this;
    let end = at + 2 + length;
    if (bytes[end] !== 62) end = this.space(end);
    return this.repeats(from, at + 2, length) && bytes[end] === 62 ? end + 1 : -1;
  }

  /** Checks the depth, which the caller decreases again. */
  enter(): void {
    if (++this.depth > this.maxDepth) this.tooDeep();
  }

  private tooDeep(): never {
    return this.fail(`elements are nested more than ${this.maxDepth} deep`, this.at);
  }

  /** Skips the content and the end tag of the element last opened. */
  skip(): void {
    this.walk(null);
  }

  /** Refuses the element last opened, and moves past its end tag. */
  refuseElement(expected: string): void {
    const { at, local } = this;
    this.skip();
    this.refuse(unlike(expected, `<${local}>`), at, "", this.source(at, this.i));
  }

  /** Reads the element last opened with everything in it, and moves past its end tag. */
  element(): XmlElement {
    const root = carriedStart(this, true);
    this.walk(root);
    return root;
  }

  private walk(root: XmlElement | null): void {
    const open: { readonly tag: StartTag; readonly element: XmlElement | null }[] = [];
    const outside = this.outer;
    let tag = this.started();
    let element = root;
    for (;;) {
      const text = (tag.flags & EMPTY) === 0 ? this.chars() : null;
      const { binding } = this;
      if (text !== null) {
        if (element !== null) append(element.children, text);
      } else if (this.close(tag)) {
        if (element !== null) declareQNames(this, element, binding);
        const outer = open.pop();
        if (outer === undefined) return;
        ({ tag, element } = outer);
      } else {
        this.accept();
        open.push({ tag, element });
        if (this.depth + open.length >= this.maxDepth) this.tooDeep();
        tag = this.started();
        if (root === null || element === null) continue;
        const child = carriedStart(this, false);
        declareNames(this, root, child, outside);
        element.children.push(child);
        element = child;
      }
    }
  }

  // ---- text

  /**
   * Makes the content of the element last opened the current text, and moves past its end tag. False if it was elements only,
   * which a tolerant context refused: an empty text would be a value that the message does not have.
   */
  content(): boolean {
    const { bytes } = this;
    let to = this.i;
    let seen = this.flags & EMPTY;
    this.from = to;
    if (to > this.last) return this.contentSlow();
    const near = to + longest;
    let byte: number;
    while ((byte = bytes[to]!) !== 60 && to < near) {
      // in bounds, because `last` is not before `to`
      seen |= textClasses[byte]!; // a class for each byte
      to++;
    }
    const isLong = byte !== 60;
    if (isLong) to = find(bytes, 60, to);
    const end = (seen & EMPTY) === 0 && bytes[to + 1] === 47 ? this.endOf(this.at + 1, this.length, to) : -1;
    if (end < 0) return this.contentSlow();
    this.to = to;
    this.text = isLong ? undefined : (seen & ~LINE) === 0 ? null : this.textOf(this.from, to, CONTENT, seen);
    this.i = end;
    this.binding = this.outer;
    return true;
  }

  private contentSlow(): boolean {
    const tag = this.started();
    let content = "";
    let isText = true;
    for (let text; (text = tag.flags & EMPTY ? null : this.chars()) !== null || !this.close(tag);) {
      if (text === null) {
        this.accept();
        this.refuseElement("text");
        isText = false;
      } else content += text;
    }
    this.text = content;
    // An empty element has no offset between its tags.
    if (tag.flags & EMPTY) this.from = tag.at + 1;
    return isText || trim(content) !== "";
  }
}

/** Reads a whole document. Throws Malformed. */
export function readDocument(document: Uint8Array, reading?: Reading): XmlElement {
  const cursor = new Cursor(document, reading);
  cursor.start();
  const root = cursor.element();
  cursor.finish();
  return root;
}

/** Appends a text to the children of an element, and joins texts. */
export function append(children: (XmlElement | string)[], text: string): void {
  if (text === "") return;
  const last = children.length - 1;
  const before = children[last];
  if (typeof before === "string") children[last] = before + text;
  else children.push(text);
}

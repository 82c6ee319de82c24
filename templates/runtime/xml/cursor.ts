import type { Reading } from "../context.js";
import { unlike } from "../error.js";
import { LINE, textClasses, isSpace, trim } from "./characters.js";
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
  private peeked = -1;
  private peekedEnd = 0;
  private peekedBinding: Binding;

  constructor(document: Uint8Array, reading: Reading = {}) {
    super(toUtf8(document, reading.charset), reading);
    this.maxDepth = Math.min(reading.maxDepth ?? 256, 1000);
    this.peekedBinding = this.outer = this.binding;
  }

  // ---- whole documents

  /** Reads up to the root's start tag, and past it. */
  start(): void {
    this.declaration();
    this.misc();
    if (this.bytes[this.i] !== 60)
      this.fail(this.i >= this.bytes.length ? "the document is empty" : "text before the root element");
    this.peek();
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

  /** Refuses text where only elements can be. */
  strayText(): void {
    const { i } = this;
    // The text is not shown, because it may be part of a header block.
    this.refuse(unlike("elements", "text"), i, "", this.chars() ?? "");
  }

  /** Reads the start tag of `name` if it comes next. May return false wrongly if the tag uses an unusual prefix. */
  open(name: Name): boolean {
    const { bytes, i } = this;
    const { namespace } = name;
    const prefix = namespace.length;
    const byte = bytes[i + 1];
    if (bytes[i] !== 60 || namespace.scope !== this.scope || byte === 33 || byte === 63 || i === this.peeked) {
      return this.openSlow(name);
    }
    let k = i + 1;
    for (let j = 0; j < prefix; j++) if (bytes[k + j] !== bytes[namespace.at + j]) return false;
    k += prefix;
    const local = name.bytes;
    const n = local.length;
    // In a complete document, an end tag follows.
    if (k + n > this.last) return this.openSlow(name);
    const { view } = this;
    const { fours } = name;
    let j = 0;
    for (let f = 0; f < fours.length; f++, j += 4) if (view.getInt32(k + j) !== fours[f]) return false;
    for (; j < n; j++) if (bytes[k + j] !== local[j]) return false;
    k += n;
    if (bytes[k] !== 62) return this.openSlow(name);
    this.at = i;
    this.length = k - i - 1;
    this.flags = 0;
    this.outer = this.binding;
    this.i = k + 1;
    return true;
  }

  private openSlow(name: Name): boolean {
    this.misc();
    const { bytes, i } = this;
    if (bytes[i] !== 60 || bytes[i + 1] === 47) return false;
    const { namespace } = name;
    if (i !== this.peeked) {
      const isLike = namespace.scope === this.scope;
      // Leaves any difference from the usual form of the name to `lookAhead`.
      if (isLike) {
        let k = i + 1;
        for (let j = 0; j < namespace.length; j++, k++) if (bytes[k] !== bytes[namespace.at + j]) return false;
        for (let j = 0; j < name.bytes.length; j++, k++) if (bytes[k] !== name.bytes[j]) return false;
      }
      this.peek(isLike ? name : null);
    }
    // The lookahead reads each tag once, however many names are tried.
    if (this.tagNamespace !== namespace.uri) return false;
    if (namespace.scope !== this.scope && this.peekedBinding === this.binding) this.learn(namespace);
    if (this.tagLocal !== name.local) return false;
    this.accept();
    return true;
  }

  /** Reads the next start tag without consuming it; false if another token comes first. */
  lookAhead(): boolean {
    this.misc();
    const { bytes, i } = this;
    // The content of a CDATA section is text.
    if (bytes[i] !== 60 || bytes[i + 1] === 47 || bytes[i + 1] === 33) return false;
    this.peek();
    return true;
  }

  private peek(expected: Name | null = null): void {
    if (this.peeked === this.i) return;
    const { i, binding } = this;
    this.tag(expected);
    this.peeked = i;
    this.peekedEnd = this.i;
    this.peekedBinding = this.binding;
    this.i = i;
    this.binding = binding;
    this.scope = binding.id;
  }

  /** Consumes the start tag that was read ahead. */
  accept(): void {
    this.i = this.peekedEnd;
    this.outer = this.binding;
    this.binding = this.peekedBinding;
    this.scope = this.binding.id;
    this.peeked = -1;
  }

  /** Consumes the end tag of `tag`; false if a start tag or text comes first. */
  close(tag: StartTag): boolean {
    if ((tag.flags & EMPTY) === 0) {
      const { bytes } = this;
      const { at, length } = tag;
      if (bytes[this.i] !== 60 || bytes[this.i + 1] !== 47) {
        this.misc();
        if (this.i >= bytes.length) this.cut();
        if (bytes[this.i] !== 60 || bytes[this.i + 1] !== 47) return false;
      }
      const { i } = this;
      let k = i + 2 + length;
      while (isSpace(bytes[k])) k++;
      if (!this.repeats(at + 1, i + 2, length) || bytes[k] !== 62) {
        if (bytes.indexOf(62, i) < 0) this.cut();
        this.fail(`expected </${this.slice(at + 1, at + 1 + length)}>`, i);
      }
      this.i = k + 1;
    }
    this.binding = tag.outer;
    this.scope = tag.outer.id;
    return true;
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
        this.peek();
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
    if ((seen & EMPTY) === 0 && bytes[to + 1] === 47) {
      const { length } = this;
      const name = this.at + 1;
      const end = to + 2;
      if (this.repeats(name, end, length) && bytes[end + length] === 62) {
        this.to = to;
        this.text = isLong ? undefined : (seen & ~LINE) === 0 ? null : this.textOf(this.from, to, CONTENT, seen);
        this.i = end + length + 1;
        this.binding = this.outer;
        this.scope = this.outer.id;
        return true;
      }
    }
    return this.contentSlow();
  }

  private contentSlow(): boolean {
    const tag = this.started();
    let content = "";
    let isText = true;
    for (let text; (text = tag.flags & EMPTY ? null : this.chars()) !== null || !this.close(tag);) {
      if (text === null) {
        this.peek();
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

function append(children: (XmlElement | string)[], text: string): void {
  if (text === "") return;
  const last = children.length - 1;
  const before = children[last];
  if (typeof before === "string") children[last] = before + text;
  else children.push(text);
}

import { CONTROL, GREATER, textClasses } from "./byte-class.js";
import { isSpace, trim } from "./characters.js";
import { toUtf8 } from "./charset.js";
import type { Name, Namespace } from "./name.js";
import { Scanner } from "./scanner.js";
import type { XmlAttribute, XmlElement } from "./table.js";

export interface ReadOptions {
  /** Elements inside each other, 256 unless given, 1,000 at most. */
  readonly maxDepth?: number | undefined;
  /** Accepts references to characters that XML 1.0 forbids (`&#x1;`), which .NET writes. */
  readonly forbiddenCharacters?: boolean | undefined;
  /** What the Content-Type says of the encoding. */
  readonly charset?: string | undefined;
}

export const xsi = "http://www.w3.org/2001/XMLSchema-instance";
const xmlns = "http://www.w3.org/2000/xmlns/";
const xml = "http://www.w3.org/XML/1998/namespace";

/** Flags of a start tag. */
export const ATTRIBUTES = 1;
export const EMPTY = 2;
export const NIL = 4;

const maxAttributes = 256;
const maxBindings = 128;

interface Binding {
  readonly id: number;
  readonly prefix: string;
  readonly uri: string;
  readonly outer: Binding | null;
  readonly count: number;
}

/** A start tag that was read: what is needed to know its end tag. */
export interface StartTag {
  readonly at: number;
  readonly length: number;
  readonly flags: number;
  readonly outer: Binding;
}

/**
 * Reads one XML 1.0 document with namespaces from its bytes, forward only, in linear time. It checks all that
 * well-formedness asks for and refuses document types. Malformed is thrown with path and line for what is not so.
 *
 * A caller reads a start tag (`open` or `next`), and then its content: by `content`, by `open` and `next` up to the end
 * tag, or by `element` or `skip`. Everything of a start tag is valid until the next one is read.
 */
export class Cursor extends Scanner {
  /** Of the start tag last read. */
  flags = 0;
  at = 0;
  length = 0;
  outer: Binding;
  /** Of typed elements inside each other, counted by `enter` and by who calls it. */
  depth = 0;

  private readonly maxDepth: number;
  private binding: Binding;
  private scope: number;
  /** Four offsets for each attribute of the start tag last read: of its name and of its value. */
  private readonly attributes: number[] = [];
  /** The offset of a start tag that is read already, though `i` still stands before it. */
  private peeked = -1;
  private peekedEnd = 0;
  private peekedBinding: Binding;

  constructor(document: Uint8Array, options: ReadOptions = {}) {
    super(toUtf8(document, options.charset), options.forbiddenCharacters ?? false);
    this.maxDepth = Math.min(options.maxDepth ?? 256, 1000);
    const none: Binding = { id: 0, prefix: "xml", uri: xml, outer: null, count: 0 };
    this.peekedBinding = this.outer = this.binding = { id: ++scopes, prefix: "", uri: "", outer: none, count: 0 };
    this.scope = this.binding.id;
  }

  // ---- whole documents

  /** Reads all of a document. */
  document(): XmlElement {
    this.start();
    const root = this.element();
    this.finish();
    return root;
  }

  /** Reads up to and with the root's start tag. */
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
    if (this.i < this.bytes.length) this.fail("content after the root element");
  }

  // ---- elements

  /** Of the start tag last read. */
  get local(): string {
    return this.localAt(this.at + 1, this.length);
  }

  get namespace(): string {
    return this.namespaceAt(this.at + 1, this.length, this.binding);
  }

  /** The start tag last read, to be closed by `close` or `next`. */
  started(): StartTag {
    return { at: this.at, length: this.length, flags: this.flags, outer: this.outer };
  }

  /** True after reading the start tag of the next child, false after reading the end tag of `tag`. */
  next(tag: StartTag): boolean {
    if (this.close(tag)) return false;
    if (!this.lookAhead()) this.fail("text where only elements can be");
    this.accept();
    return true;
  }

  /** Reads the start tag of `name` if that comes next. False is no proof: the tag may use an unusual prefix. */
  open(name: Name): boolean {
    const { bytes, i } = this;
    const { namespace } = name;
    const prefix = namespace.length;
    const byte = bytes[i + 1];
    if (
      bytes[i] !== 60 ||
      namespace.scope !== this.scope ||
      prefix < 0 ||
      byte === 33 ||
      byte === 63 ||
      i === this.peeked
    ) {
      return this.openSlow(name);
    }
    let k = i + 1;
    for (let j = 0; j < prefix; j++) if (bytes[k + j] !== bytes[namespace.at + j]) return false;
    k += prefix;
    const local = name.bytes;
    const n = local.length;
    for (let j = 0; j < n; j++) if (bytes[k + j] !== local[j]) return false;
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
    if (namespace.scope !== this.scope) this.lookUp(namespace);
    // What differs in its name as it is usually written is left to `lookAhead`; so each tag is read once, however many names are tried.
    if (namespace.length >= 0 && i !== this.peeked) {
      let k = i + 1;
      for (let j = 0; j < namespace.length; j++, k++) if (bytes[k] !== bytes[namespace.at + j]) return false;
      for (let j = 0; j < name.bytes.length; j++, k++) if (bytes[k] !== name.bytes[j]) return false;
    }
    this.peek();
    if (this.local !== name.local || this.namespaceAt(this.at + 1, this.length, this.peekedBinding) !== namespace.uri)
      return false;
    this.accept();
    return true;
  }

  /** Reads the next start tag, if there is one, without passing it: `local` and `aheadNamespace` tell its name. */
  lookAhead(): boolean {
    this.misc();
    if (this.bytes[this.i] !== 60 || this.bytes[this.i + 1] === 47) return false;
    this.peek();
    return true;
  }

  get aheadNamespace(): string {
    return this.namespaceAt(this.at + 1, this.length, this.peekedBinding);
  }

  private peek(): void {
    if (this.peeked === this.i) return;
    const { i, binding } = this;
    this.tag();
    this.peeked = i;
    this.peekedEnd = this.i;
    this.peekedBinding = this.binding;
    this.i = i;
    this.binding = binding;
    this.scope = binding.id;
  }

  /** Passes the start tag that was looked at. */
  accept(): void {
    this.i = this.peekedEnd;
    this.outer = this.binding;
    this.binding = this.peekedBinding;
    this.scope = this.binding.id;
    this.peeked = -1;
  }

  /** Passes the end tag of `tag`; false if a start tag or text comes first. */
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
      let k = i + 2;
      let j = 0;
      while (j < length && bytes[at + 1 + j] === bytes[k + j]) j++;
      k += length;
      while (isSpace(bytes[k])) k++;
      if (j < length || bytes[k] !== 62) {
        if (bytes.indexOf(62, i) < 0) this.cut();
        this.fail(`expected </${this.slice(at + 1, at + 1 + length)}>`, i);
      }
      this.i = k + 1;
    }
    this.binding = tag.outer;
    this.scope = tag.outer.id;
    return true;
  }

  /** Checks a depth that the caller counts. */
  enter(): void {
    if (++this.depth > this.maxDepth) this.tooDeep();
  }

  private tooDeep(): never {
    return this.fail(`elements are nested more than ${this.maxDepth} deep`, this.at);
  }

  /** Passes the content and the end tag of the element last opened. */
  skip(): void {
    this.walk(null);
  }

  /** The element last opened, with all it holds; passes its end tag. */
  element(): XmlElement {
    const root = this.captured();
    this.walk(root);
    return root;
  }

  private walk(root: XmlElement | null): void {
    const open: { readonly tag: StartTag; readonly element: XmlElement | null }[] = [];
    let tag = this.started();
    let element = root;
    for (;;) {
      const text = (tag.flags & EMPTY) === 0 ? this.chars() : null;
      if (text !== null) {
        if (element !== null) append(element.children, text);
      } else if (this.close(tag)) {
        const outer = open.pop();
        if (outer === undefined) return;
        ({ tag, element } = outer);
      } else {
        this.peek();
        this.accept();
        open.push({ tag, element });
        if (this.depth + open.length >= this.maxDepth) this.tooDeep();
        tag = this.started();
        const child = element === null ? null : this.captured();
        if (child !== null) element?.children.push(child);
        element = child;
      }
    }
  }

  private captured(): XmlElement {
    return { name: this.local, namespace: this.namespace, attributes: this.allAttributes(), children: [] };
  }

  // ---- attributes of the start tag last read

  /** The value of an attribute, or undefined. */
  attribute(namespace: string, local: string): string | undefined {
    const k = this.find(namespace, local);
    if (k < 0) return undefined;
    this.value(k);
    return this.string();
  }

  /** Makes the value of an attribute the current text; false if there is no such attribute. */
  openAttribute(namespace: string, local: string): boolean {
    const k = this.find(namespace, local);
    if (k < 0) return false;
    this.value(k);
    return true;
  }

  private find(namespace: string, local: string): number {
    if ((this.flags & ATTRIBUTES) === 0) return -1;
    const { attributes } = this;
    for (let k = 0; k < attributes.length; k += 4) {
      const from = attributes[k]!; // four numbers for each attribute
      const length = attributes[k + 1]! - from;
      if (this.localAt(from, length) === local && this.attributeNamespace(from, length) === namespace) return k;
    }
    return -1;
  }

  /** All attributes, with declarations of prefixes but not of the default namespace. */
  allAttributes(): XmlAttribute[] {
    const all: XmlAttribute[] = [];
    if ((this.flags & ATTRIBUTES) === 0) return all;
    const { attributes } = this;
    for (let k = 0; k < attributes.length; k += 4) {
      const from = attributes[k]!; // four numbers for each attribute
      const length = attributes[k + 1]! - from;
      const namespace = this.attributeNamespace(from, length);
      const name = this.localAt(from, length);
      if (namespace === xmlns && name === "xmlns") continue;
      this.value(k);
      all.push({ name, namespace, value: this.string() });
    }
    // the prefix of an xsi:type is worth nothing without its declaration
    for (const { name, namespace, value } of all) {
      if (name !== "type" || namespace !== xsi) continue;
      const colon = value.indexOf(":");
      const prefix = colon < 0 ? "" : trim(value.slice(0, colon));
      if (prefix !== "" && prefix !== "xml" && !all.some((a) => a.namespace === xmlns && a.name === prefix)) {
        all.push({ name: prefix, namespace: xmlns, value: this.resolve(prefix, this.binding, this.at) });
      }
    }
    return all;
  }

  /** The namespace and the local name of a QName that is the value of an attribute or an element. */
  qname(text: string): [namespace: string, local: string] {
    const name = trim(text);
    const colon = name.indexOf(":");
    return [this.resolve(colon < 0 ? "" : name.slice(0, colon), this.binding, this.at), name.slice(colon + 1)];
  }

  // ---- text

  /** Makes the content of the element last opened the current text, and passes its end tag. */
  content(): void {
    const { bytes } = this;
    let to = this.i;
    let seen = this.flags;
    this.from = to;
    if (to > this.last) return this.contentSlow();
    let byte: number;
    while ((byte = bytes[to]!) !== 60) {
      // `last` is at or behind it
      seen |= textClasses[byte]!; // a class for each byte
      to++;
    }
    if (seen === 0 && bytes[to + 1] === 47) {
      const { length } = this;
      const name = this.at + 1;
      const end = to + 2;
      let j = 0;
      while (j < length && bytes[name + j] === bytes[end + j]) j++;
      if (j === length && bytes[end + length] === 62) {
        this.to = to;
        this.i = end + length + 1;
        this.text = null;
        return;
      }
    }
    this.contentSlow();
  }

  private contentSlow(): void {
    const tag = this.started();
    let content = "";
    while (!(tag.flags & EMPTY)) {
      const text = this.chars();
      if (text === null) break;
      content += text;
    }
    if (!this.close(tag)) this.fail("an element where only text can be");
    this.text = content;
  }

  /** Reads a start tag. */
  private tag(): void {
    const { bytes, attributes } = this;
    const at = this.i;
    this.at = at;
    this.flags = 0;
    attributes.length = 0;
    let i = this.name(at + 1);
    this.length = i - at - 1;
    for (;;) {
      const gap = i;
      while (isSpace(bytes[i])) i++;
      if (bytes[i] === 62) {
        i++;
        break;
      }
      if (bytes[i] === 47 && bytes[i + 1] === 62) {
        i += 2;
        this.flags |= EMPTY;
        break;
      }
      if (i >= bytes.length) this.cut();
      if (gap === i) this.fail("expected an attribute, > or />", i);
      const from = i;
      const to = (i = this.name(from));
      while (isSpace(bytes[i])) i++;
      if (bytes[i] !== 61) this.fail("expected =", i);
      i++;
      while (isSpace(bytes[i])) i++;
      const quote = bytes[i];
      if (quote !== 34 && quote !== 39) this.fail("expected a quote", i);
      const value = ++i;
      while (bytes[i] !== quote) {
        if (i >= bytes.length) this.cut();
        if (bytes[i] === 60) this.fail("< in an attribute's value", i);
        i++;
      }
      attributes.push(from, to, value, i++);
      if (attributes.length > maxAttributes * 4) this.fail(`more than ${maxAttributes} attributes`, from);
    }
    this.i = i;
    if (attributes.length > 0) this.declare();
    else if (this.prefixEnd(at + 1, this.length) > 0) this.namespaceAt(at + 1, this.length, this.binding);
  }

  /** Binds the prefixes that a start tag declares, and checks its attributes. */
  private declare(): void {
    const { attributes } = this;
    this.flags |= ATTRIBUTES;
    for (let k = 0; k < attributes.length; k += 4) {
      const from = attributes[k]!; // four numbers for each attribute
      const length = attributes[k + 1]! - from;
      if (length < 5 || this.bytes[from] !== 120 || this.bytes[from + 1] !== 109) continue;
      const raw = this.slice(from, from + length);
      if (raw !== "xmlns" && !raw.startsWith("xmlns:")) continue;
      this.value(k);
      this.bind(raw.slice(6), this.string(), from);
    }
    const names = new Set<string>();
    for (let k = 0; k < attributes.length; k += 4) {
      const from = attributes[k]!; // four numbers for each attribute
      const length = attributes[k + 1]! - from;
      this.value(k);
      const namespace = this.attributeNamespace(from, length);
      const local = this.localAt(from, length);
      const name = `${namespace} ${local}`;
      if (names.has(name)) this.fail(`attribute ${this.slice(from, from + length)} is given twice`, from);
      names.add(name);
      if (local === "nil" && namespace === xsi) {
        const text = trim(this.string());
        if (text === "true" || text === "1") this.flags |= NIL;
        else if (text !== "false" && text !== "0") this.misfit("boolean");
      }
    }
    if (this.prefixEnd(this.at + 1, this.length) > 0) this.namespaceAt(this.at + 1, this.length, this.binding);
  }

  private bind(prefix: string, uri: string, at: number): void {
    if (prefix === "xmlns" || (prefix === "xml") !== (uri === xml) || uri === xmlns)
      this.fail("a reserved prefix or namespace", at);
    if (prefix !== "" && uri === "") this.fail(`prefix ${prefix} is bound to no namespace`, at);
    if (this.binding.count >= maxBindings) this.fail(`more than ${maxBindings} prefixes`, at);
    this.binding = { id: ++scopes, prefix, uri, outer: this.binding, count: this.binding.count + 1 };
  }

  private prefixEnd(from: number, length: number): number {
    for (let k = from; k < from + length; k++) if (this.bytes[k] === 58) return k;
    return -1;
  }

  private localAt(from: number, length: number): string {
    const colon = this.prefixEnd(from, length);
    return this.slice(colon < 0 ? from : colon + 1, from + length);
  }

  private namespaceAt(from: number, length: number, binding: Binding): string {
    const colon = this.prefixEnd(from, length);
    return this.resolve(colon < 0 ? "" : this.slice(from, colon), binding, from);
  }

  private attributeNamespace(from: number, length: number): string {
    const colon = this.prefixEnd(from, length);
    if (colon < 0) return length === 5 && this.starts("xmlns", from) ? xmlns : "";
    const prefix = this.slice(from, colon);
    return prefix === "xmlns" ? xmlns : this.resolve(prefix, this.binding, from);
  }

  private resolve(prefix: string, binding: Binding, at: number): string {
    for (let b: Binding | null = binding; b !== null; b = b.outer) if (b.prefix === prefix) return b.uri;
    return this.fail(`prefix ${prefix} is not declared`, at);
  }

  /** Finds what stands for `namespace` in this scope: the default or, if its prefix is right here, that. */
  private lookUp(namespace: Namespace): void {
    namespace.scope = this.scope;
    namespace.length = -1;
    const seen = new Set<string>();
    for (let b: Binding | null = this.binding; b !== null; b = b.outer) {
      if (seen.has(b.prefix)) continue;
      seen.add(b.prefix);
      if (b.uri !== namespace.uri) continue;
      if (b.prefix === "") {
        namespace.length = 0;
        return;
      }
      if (this.starts(`${b.prefix}:`, this.i + 1)) {
        namespace.at = this.i + 1;
        namespace.length = b.prefix.length + 1;
        return;
      }
    }
    // not seen yet with its prefix: look again at the next tag
    namespace.scope = -1;
  }

  /** Makes an attribute's value the current text. */
  private value(k: number): void {
    const { bytes, attributes } = this;
    const from = (this.from = attributes[k + 2]!); // four numbers for each attribute
    const to = (this.to = attributes[k + 3]!);
    let seen = 0;
    for (let j = from; j < to; j++) seen |= bytes[j]! < 32 ? CONTROL : textClasses[bytes[j]!]!; // within the document
    this.text = (seen & ~GREATER) === 0 ? null : this.unescape(from, to, true);
  }
}

function append(children: (XmlElement | string)[], text: string): void {
  if (text === "") return;
  const last = children.length - 1;
  const before = children[last];
  if (typeof before === "string") children[last] = before + text;
  else children.push(text);
}

/** Gives every scope an identity, so that a namespace can be known to be looked up in it. */
let scopes = 0;

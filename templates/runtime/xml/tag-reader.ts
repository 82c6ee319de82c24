import type { Reading } from "../context.js";
import { GREATER, LESS, nameClasses, textClasses, isSpace, trim } from "./characters.js";
import { misfit } from "../error.js";
import { ATTRIBUTE, Scanner } from "./scanner.js";
import type { XmlAttribute } from "./element.js";
import { xml, xmlns, xsi } from "./names.js";
import { encodeUtf8 } from "./utf8.js";

/**
 * Flags of a start tag: it has attributes, it is empty, it has `xsi:nil` (see `isNil`), it has
 * attributes other than declarations.
 */
const ATTRIBUTES = 1;
export const EMPTY = 2;
const NIL = 4;
export const VALUES = 8;

const COLON = 58;
const maxAttributes = 256;
const maxBindings = 128;
/** Reading an element or an attribute may take time in proportion to the length of its namespace. */
const maxNamespace = 1000;

/** A prefix in scope and its namespace. */
export interface Binding {
  readonly id: number;
  readonly prefix: string;
  readonly uri: string;
  readonly outer: Binding | null;
  readonly count: number;
  /** The default namespace in this scope. */
  readonly within: string;
}

/** A name to search for. */
export interface Name {
  readonly namespace: Namespace;
  readonly local: string;
  /** The local name in UTF-8. */
  readonly bytes: Uint8Array;
  /** Those bytes without up to three bytes at the end, in words of four. */
  readonly fours: Int32Array;
}

/** A namespace, and its prefix in the scope where it was last found. */
export interface Namespace {
  readonly uri: string;
  /** The identity of that scope. */
  scope: number;
  /** The offset of the prefix and its colon in the document, and their length; 0 for the default namespace. */
  at: number;
  length: number;
}

const namespaces = /* @__PURE__ */ new Map<string, Namespace>();

/** A name in a table. Names of one namespace share its last known prefix. */
export function nameOf(uri: string, local: string): Name {
  let namespace = namespaces.get(uri);
  if (namespace === undefined) namespaces.set(uri, (namespace = { uri, scope: -1, at: 0, length: 0 }));
  const bytes = encodeUtf8(local);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const fours = Int32Array.from({ length: bytes.length >> 2 }, (_, k) => view.getInt32(k * 4));
  return { namespace, local, bytes, fours };
}

/** An attribute of a start tag. */
interface Attribute {
  /** The offsets of its name, and of its value. */
  from: number;
  to: number;
  value: number;
  end: number;
  /** Null for ASCII that is its own text. */
  text: string | null;
  namespace: string;
  local: string;
}

function emptyAttribute(): Attribute {
  return { from: 0, to: 0, value: 0, end: 0, text: null, namespace: "", local: "" };
}

/** Reads start tags: their names, attributes and namespace declarations. */
export class TagReader extends Scanner {
  /** The flags of the start tag last read. */
  flags = 0;
  at = 0;
  length = 0;
  /** The innermost binding in scope. */
  binding: Binding;
  protected scope: number;
  /** The offset of the start tag whose names have been read. */
  protected named = -1;
  protected tagLocal = "";
  protected tagNamespace = "";
  /** The attributes of the start tag last read, followed by some of earlier tags. */
  private readonly attributes: Attribute[] = [emptyAttribute(), emptyAttribute()];
  private count = 0;
  /** The number of attributes other than declarations. */
  values = 0;
  /**
   * The number of attributes, those of earlier tags included, whose names differ from each other, and the scope in which
   * they were resolved. Most start tags have the attributes of the one before.
   */
  private known = 0;
  private knownScope = 0;
  /** The index of the attribute to look at first. */
  private sought = 0;

  constructor(bytes: Uint8Array, reading: Reading) {
    super(bytes, reading);
    const none: Binding = { id: 0, prefix: "xml", uri: xml, outer: null, count: 0, within: "" };
    this.binding = { id: ++scopes, prefix: "", uri: "", outer: none, count: 0, within: "" };
    this.scope = this.binding.id;
  }

  /** Makes the value of an attribute the current text; false if the attribute is absent. */
  openAttribute(namespace: string, local: string): boolean {
    if ((this.flags & ATTRIBUTES) === 0) return false;
    const { attributes, count } = this;
    // Most are looked for in their order.
    let k = this.sought;
    for (let left = count; left > 0; left--, k++) {
      if (k >= count) k = 0;
      const attribute = attributes[k]!; // before `count`
      if (attribute.local === local && attribute.namespace === namespace) {
        // The same string is compared faster in the next tag.
        attribute.local = local;
        this.sought = k + 1;
        this.value(attribute);
        return true;
      }
    }
    return false;
  }

  /** True for a nil element. Refuses an `xsi:nil` that is not a boolean. */
  isNil(): boolean {
    if ((this.flags & NIL) === 0 || !this.openAttribute(xsi, "nil")) return false;
    const text = trim(this.string());
    if (text === "false" || text === "0") return false;
    return text === "true" || text === "1" || this.refuse(misfit("boolean", this.string()), this.from) === true;
  }

  /** The local name in the start tag last read. */
  get local(): string {
    return this.named === this.at ? this.tagLocal : this.localAt(this.at + 1, this.length);
  }

  get namespace(): string {
    return this.named === this.at ? this.tagNamespace : this.namespaceAt(this.at + 1, this.length, this.binding);
  }

  /** The prefix of the element in the start tag last read. */
  get prefix(): string {
    return this.prefixAt(this.at + 1, this.length);
  }

  /** All attributes, declarations included, with their prefixes. */
  allAttributes(): Required<XmlAttribute>[] {
    const all: Required<XmlAttribute>[] = [];
    if ((this.flags & ATTRIBUTES) === 0) return all;
    for (const attribute of this.attributes.slice(0, this.count)) {
      const { namespace, local: name, from, to } = attribute;
      const prefix = this.prefixAt(from, to - from);
      this.value(attribute);
      all.push({ name, namespace, prefix, value: this.string() });
    }
    return all;
  }

  /** Reads a start tag. It may start with the prefix and the letters of `expected`. */
  protected tag(expected: Name | null = null): void {
    const { bytes, binding } = this;
    const at = this.i;
    this.at = at;
    this.flags = 0;
    let count = 0;
    let repeated = 0;
    let i = at + 1;
    if (expected !== null) i += expected.namespace.length + expected.bytes.length;
    const isExpected = expected !== null && nameClasses[bytes[i] ?? 0] === 0;
    if (!isExpected) i = this.name(at + 1);
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
      const attribute = (this.attributes[count] ??= emptyAttribute());
      if (repeated === count && count < this.known && this.repeats(attribute.from, i, attribute.value - attribute.from))
        repeated++;
      else this.attributeName(attribute, i);
      i = this.attributeValue(attribute, i);
      if (++count > maxAttributes) this.fail(`more than ${maxAttributes} attributes`, attribute.from);
    }
    this.i = i;
    this.values = this.count = count;
    if (count > 0) {
      this.flags |= ATTRIBUTES;
      if (repeated < count || this.knownScope !== binding.id) this.bindPrefixes();
      if (this.values > 0) this.flags |= VALUES;
      this.noticeNil();
    }
    if (isExpected && this.binding === binding) {
      this.tagLocal = expected.local;
      this.tagNamespace = expected.namespace.uri;
    } else {
      this.tagLocal = this.localAt(at + 1, this.length);
      this.tagNamespace = this.namespaceAt(at + 1, this.length, this.binding);
    }
    this.named = at;
  }

  /** Scans a name at an offset up to the quote of its value. */
  private attributeName(attribute: Attribute, from: number): void {
    const { bytes } = this;
    const to = this.name(from);
    let i = to;
    while (isSpace(bytes[i])) i++;
    if (bytes[i] !== 61) this.fail("expected =", i);
    i++;
    while (isSpace(bytes[i])) i++;
    if (bytes[i] !== 34 && bytes[i] !== 39) this.fail("expected a quote", i);
    attribute.from = from;
    attribute.to = to;
    attribute.value = i + 1;
  }

  /** Reads the value of an attribute whose name has been read, there or at an earlier offset, and returns the end. */
  private attributeValue(attribute: Attribute, from: number): number {
    const { bytes } = this;
    const value = from + attribute.value - attribute.from;
    const quote = bytes[value - 1];
    let end = value;
    let seen = 0;
    let byte;
    while ((byte = bytes[end]) !== quote) {
      if (byte === undefined) this.cut();
      seen |= textClasses[byte]!; // a class for each byte
      end++;
    }
    if ((seen & LESS) !== 0) this.fail("< in an attribute's value", bytes.indexOf(60, value));
    attribute.to += from - attribute.from;
    attribute.from = from;
    attribute.value = value;
    attribute.end = end;
    attribute.text = (seen & ~GREATER) === 0 ? null : this.textOf(value, end, ATTRIBUTE, seen);
    return end + 1;
  }

  /** True if the same bytes are at two offsets. */
  protected repeats(from: number, at: number, length: number): boolean {
    const { bytes, view } = this;
    let j = 0;
    if (at + length > bytes.length) return false;
    for (; j + 4 <= length; j += 4) if (view.getInt32(from + j) !== view.getInt32(at + j)) return false;
    for (; j < length; j++) if (bytes[from + j] !== bytes[at + j]) return false;
    return true;
  }

  /** Caches the prefix of the start tag at `i` as that of its namespace in this scope. */
  protected learn(namespace: Namespace): void {
    namespace.scope = this.scope;
    namespace.at = this.i + 1;
    namespace.length = Math.max(this.prefixEnd(namespace.at, this.length) - this.i, 0);
  }

  private prefixAt(from: number, length: number): string {
    return this.slice(from, Math.max(this.prefixEnd(from, length), from));
  }

  protected localAt(from: number, length: number): string {
    const colon = this.prefixEnd(from, length);
    return this.slice(colon < 0 ? from : colon + 1, from + length);
  }

  protected namespaceAt(from: number, length: number, binding: Binding): string {
    const colon = this.prefixEnd(from, length);
    return this.resolve(colon < 0 ? "" : this.slice(from, colon), binding, from);
  }

  /** Binds the prefixes that a start tag declares, and resolves the names of its attributes. */
  private bindPrefixes(): void {
    const { attributes, count } = this;
    for (let k = 0; k < count; k++) {
      const attribute = attributes[k]!; // before `count`
      const { from, to } = attribute;
      const isDefault = to === from + 5;
      attribute.namespace = "";
      if (!this.starts("xmlns", from) || !(isDefault || this.bytes[from + 5] === COLON)) continue;
      const prefix = isDefault ? "" : this.slice(from + 6, to);
      attribute.namespace = xmlns;
      attribute.local = isDefault ? "xmlns" : prefix;
      this.values--;
      this.value(attribute);
      this.bind(prefix, this.string(), from);
    }
    if (this.values > 0)
      for (let k = 0; k < count; k++) {
        const attribute = attributes[k]!; // before `count`
        if (attribute.namespace === xmlns) continue;
        const { from, to } = attribute;
        const colon = this.prefixEnd(from, to - from);
        attribute.namespace = colon < 0 ? "" : this.resolve(this.slice(from, colon), this.binding, from);
        attribute.local = this.slice(colon < 0 ? from : colon + 1, to);
      }
    if (count > 1) this.refuseTwins();
    // The names of declarations are known, but not what they declare.
    this.known = this.values === count ? count : 0;
    this.knownScope = this.binding.id;
  }

  /** Refuses two attributes of the same name. */
  private refuseTwins(): void {
    const names = new Set<string>();
    for (const { namespace, local, from, to } of this.attributes.slice(0, this.count)) {
      const name = `${namespace} ${local}`;
      if (names.has(name)) this.fail(`attribute ${this.slice(from, to)} is given twice`, from);
      names.add(name);
    }
  }

  private noticeNil(): void {
    for (let k = 0; k < this.count; k++) {
      const { local, namespace } = this.attributes[k]!; // before `count`
      if (local === "nil" && namespace === xsi) this.flags |= NIL;
    }
  }

  private bind(prefix: string, uri: string, at: number): void {
    if (prefix === "xmlns" || (prefix === "xml") !== (uri === xml) || uri === xmlns)
      this.fail("a reserved prefix or namespace", at);
    if (prefix !== "" && uri === "") this.fail(`prefix ${prefix} is bound to no namespace`, at);
    if (this.binding.count >= maxBindings) this.fail(`more than ${maxBindings} prefixes`, at);
    if (uri.length > maxNamespace) this.fail(`more than ${maxNamespace} characters of a namespace`, at);
    const { count, within } = this.binding;
    const inner = prefix === "" ? uri : within;
    this.binding = { id: ++scopes, prefix, uri, outer: this.binding, count: count + 1, within: inner };
  }

  private prefixEnd(from: number, length: number): number {
    for (let k = from; k < from + length; k++) if (this.bytes[k] === COLON) return k;
    return -1;
  }

  /**
   * The namespace of a prefix, where `""` is the default namespace. By default in the scope of the start tag last read.
   */
  resolve(prefix: string, binding: Binding = this.binding, at: number = this.at): string {
    if (prefix === "") return binding.within;
    const { uri } = this.bindingOf(prefix, binding) ?? {};
    if (uri === undefined) this.refuse(`prefix ${prefix} is not declared`, at);
    return uri ?? "";
  }

  /** The innermost binding of a prefix. */
  bindingOf(prefix: string, scope: Binding = this.binding): Binding | undefined {
    for (let b: Binding | null = scope; b !== null; b = b.outer) if (b.prefix === prefix) return b;
    return undefined;
  }

  /** Makes the value of an attribute the current text. */
  private value({ value, end, text }: Attribute): void {
    this.from = value;
    this.to = end;
    this.text = text;
  }
}

/** Gives every scope an identity, for the cache of prefixes. */
let scopes = 0;

import type { Reading } from "../context.js";
import { GREATER, LESS, textClasses, trim } from "./characters.js";
import { misfit } from "../error.js";
import { ATTRIBUTE, Scanner } from "./scanner.js";
import type { XmlAttribute } from "./element.js";
import { splitName, xml, xmlns, xsi } from "./names.js";
import { encodeUtf8 } from "./utf8.js";

/** Flags of a start tag: it is empty, it has attributes other than declarations. */
export const EMPTY = 2;
export const VALUES = 8;

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
export interface Attribute {
  /** Its offset, the length of its name, and the length of all that precedes its value. */
  from: number;
  length: number;
  head: number;
  /** The offset behind its value. */
  end: number;
  /** Null for ASCII that is its own text. */
  text: string | null;
  prefix: string;
  namespace: string;
  local: string;
}

function emptyAttribute(): Attribute {
  return { from: 0, length: 0, head: 0, end: 0, text: null, prefix: "", namespace: "", local: "" };
}

/** Reads start tags: their names, attributes and namespace declarations. */
export class TagReader extends Scanner {
  /** The start tag last read: its flags, its offset, the length of its name, and the parts of that. */
  flags = 0;
  at = 0;
  length = 0;
  local = "";
  namespace = "";
  /** The innermost binding in scope. */
  binding: Binding;
  /** The offset behind the start tag read by `tag`, and the innermost binding inside. */
  protected tagEnd = 0;
  protected inner: Binding;
  /** The attributes of the start tag last read, followed by some of earlier tags. */
  readonly attributes: Attribute[] = [emptyAttribute(), emptyAttribute()];
  protected count = 0;
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
    const outer: Binding = { id: 0, prefix: "xml", uri: xml, outer: null, count: 0 };
    this.binding = this.inner = { id: ++scopes, prefix: "", uri: "", outer, count: 0 };
  }

  /** Makes the value of an attribute the current text; false if the attribute is absent. */
  openAttribute(namespace: string, local: string): boolean {
    if ((this.flags & VALUES) === 0) return false;
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
    if (!this.openAttribute(xsi, "nil")) return false;
    const text = trim(this.string());
    if (text === "false" || text === "0") return false;
    return text === "true" || text === "1" || this.refuse(misfit("boolean", this.string()), this.from) === true;
  }

  /** The prefix of the element in the start tag last read. */
  get prefix(): string {
    return splitName(this.slice(this.at + 1, this.at + 1 + this.length))[0];
  }

  /** All attributes, declarations included, with their prefixes. */
  allAttributes(): Required<XmlAttribute>[] {
    return this.attributes.slice(0, this.count).map((attribute) => {
      const { namespace, local: name, prefix } = attribute;
      this.value(attribute);
      return { name, namespace, prefix, value: this.string() };
    });
  }

  /** Reads the start tag at `i`, whose name ends at an offset, without moving past it. Its name may be known. */
  protected tag(nameEnd: number, name?: Name): void {
    const { bytes, binding } = this;
    const at = this.i;
    const start = at + 1;
    this.at = at;
    this.length = nameEnd - start;
    this.flags = 0;
    this.inner = binding;
    let count = 0;
    let repeated = 0;
    let i = nameEnd;
    for (;;) {
      const gap = i;
      i = this.space(i);
      if (bytes[i] === 62) break;
      if (bytes[i] === 47 && bytes[i + 1] === 62) {
        i++;
        this.flags = EMPTY;
        break;
      }
      if (i >= bytes.length) this.cut();
      if (gap === i) this.fail("expected an attribute, > or />", i);
      const attribute = (this.attributes[count] ??= emptyAttribute());
      if (repeated === count && count < this.known && this.repeats(attribute.from, i, attribute.head)) repeated++;
      else this.attributeName(attribute, i);
      attribute.from = i;
      i = this.attributeValue(attribute);
      if (++count > maxAttributes) this.fail(`more than ${maxAttributes} attributes`, attribute.from);
    }
    this.tagEnd = i + 1;
    this.values = this.count = count;
    if (count > 0 && (repeated < count || this.knownScope !== binding.id)) this.resolveAttributes();
    if (this.values > 0) this.flags |= VALUES;
    if (name !== undefined && this.inner === binding) {
      this.local = name.local;
      this.namespace = name.namespace.uri;
    } else {
      const [prefix, local] = splitName(this.slice(start, nameEnd));
      this.local = local;
      this.namespace = this.resolve(prefix, this.inner, start);
    }
  }

  /** Scans the name of an attribute at an offset, up to its value. */
  private attributeName(attribute: Attribute, from: number): void {
    const { bytes } = this;
    const to = this.name(from);
    let i = this.space(to);
    if (bytes[i] !== 61) this.fail("expected =", i);
    i = this.space(i + 1);
    if (bytes[i] !== 34 && bytes[i] !== 39) this.fail("expected a quote", i);
    attribute.length = to - from;
    attribute.head = i + 1 - from;
  }

  /** Reads the value of an attribute, and returns the offset behind its quote. */
  private attributeValue(attribute: Attribute): number {
    const { bytes } = this;
    const value = attribute.from + attribute.head;
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

  /** Binds the prefixes that a start tag declares, then resolves the names of its attributes, which must differ. */
  private resolveAttributes(): void {
    const attributes = this.attributes.slice(0, this.count);
    for (const attribute of attributes) {
      const { from, length } = attribute;
      const name = this.slice(from, from + length);
      const [prefix, local] = splitName(name);
      attribute.prefix = prefix;
      attribute.local = local;
      attribute.namespace = "";
      if (prefix !== "xmlns" && name !== "xmlns") continue;
      attribute.namespace = xmlns;
      this.values--;
      this.value(attribute);
      this.bind(prefix === "" ? "" : local, this.string(), from);
    }
    for (const attribute of attributes) {
      const { prefix, from } = attribute;
      if (prefix !== "" && attribute.namespace === "") attribute.namespace = this.resolve(prefix, this.inner, from);
    }
    if (attributes.length > 1) this.refuseTwins(attributes);
    // The names of declarations are known, but not what they declare.
    this.known = this.values === this.count ? this.count : 0;
    this.knownScope = this.inner.id;
  }

  /** Refuses two attributes of the same name. */
  private refuseTwins(attributes: readonly Attribute[]): void {
    const names = new Set<string>();
    for (const { namespace, local, from, length } of attributes)
      if (names.size === names.add(`${namespace} ${local}`).size)
        this.fail(`attribute ${this.slice(from, from + length)} is given twice`, from);
  }

  private bind(prefix: string, uri: string, at: number): void {
    const outer = this.inner;
    if (prefix === "xmlns" || (prefix === "xml") !== (uri === xml) || uri === xmlns)
      this.fail("a reserved prefix or namespace", at);
    if (prefix !== "" && uri === "") this.fail(`prefix ${prefix} is bound to no namespace`, at);
    if (outer.count >= maxBindings) this.fail(`more than ${maxBindings} prefixes`, at);
    if (uri.length > maxNamespace) this.fail(`more than ${maxNamespace} characters of a namespace`, at);
    this.inner = { id: ++scopes, prefix, uri, outer, count: outer.count + 1 };
  }

  /**
   * The namespace of a prefix, where `""` is the default namespace. By default in the scope of the start tag last read.
   */
  resolve(prefix: string, binding: Binding = this.binding, at: number = this.at): string {
    const found = this.bindingOf(prefix, binding);
    if (found === undefined) this.refuse(`prefix ${prefix} is not declared`, at);
    return found?.uri ?? "";
  }

  /** The innermost binding of a prefix. */
  bindingOf(prefix: string, scope: Binding = this.binding): Binding | undefined {
    for (let b: Binding | null = scope; b !== null; b = b.outer) if (b.prefix === prefix) return b;
    return undefined;
  }

  /** Makes the value of an attribute the current text. */
  private value({ from, head, end, text }: Attribute): void {
    this.from = from + head;
    this.to = end;
    this.text = text;
  }
}

/** Gives every scope an identity, for the cache of prefixes. */
let scopes = 0;

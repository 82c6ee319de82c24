import type { Reading } from "../context.js";
import { CONTROL, GREATER, textClasses, isSpace, trim } from "./characters.js";
import { misfit } from "../error.js";
import { Scanner } from "./scanner.js";
import type { XmlAttribute } from "./element.js";
import { prefixOf, xml, xmlns, xsi } from "./names.js";

/** Flags of a start tag: it has attributes, it is empty, it is nil, it has attributes other than declarations. */
const ATTRIBUTES = 1;
export const EMPTY = 2;
export const NIL = 4;
export const VALUES = 8;

const maxAttributes = 256;
const maxBindings = 128;

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
const encoder = /* @__PURE__ */ new TextEncoder();

/** A name in a table. Names of one namespace share its last known prefix. */
export function nameOf(uri: string, local: string): Name {
  let namespace = namespaces.get(uri);
  if (namespace === undefined) namespaces.set(uri, (namespace = { uri, scope: -1, at: 0, length: 0 }));
  const bytes = encoder.encode(local);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const fours = Int32Array.from({ length: bytes.length >> 2 }, (_, k) => view.getInt32(k * 4));
  return { namespace, local, bytes, fours };
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
  /** The offsets of the start and the end of the name and of the value of each attribute. */
  private readonly attributes: number[] = [];
  /** The namespace and the local name of each attribute. */
  private readonly attributeNames: string[] = [];
  /** Four for each attribute of the start tag last read. What follows in `attributes` is of an earlier tag. */
  private attributesEnd = 0;

  constructor(bytes: Uint8Array, reading: Reading) {
    super(bytes, reading);
    const none: Binding = { id: 0, prefix: "xml", uri: xml, outer: null, count: 0, within: "" };
    this.binding = { id: ++scopes, prefix: "", uri: "", outer: none, count: 0, within: "" };
    this.scope = this.binding.id;
  }

  /** Makes the value of an attribute the current text; false if the attribute is absent. */
  openAttribute(namespace: string, local: string): boolean {
    const k = this.find(namespace, local);
    if (k < 0) return false;
    this.value(k);
    return true;
  }

  /** The namespace and the name in `xsi:type`, separated by a space; null if it is absent. */
  typeName(): string | null {
    if (!this.openAttribute(xsi, "type")) return null;
    const name = trim(this.string());
    return `${this.resolve(prefixOf(name), this.binding, this.at)} ${name.slice(name.indexOf(":") + 1)}`;
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
    const { attributes, attributeNames } = this;
    for (let k = 0; k < this.attributesEnd; k += 4) {
      const namespace = attributeNames[k / 2]!; // two names for each attribute
      const name = attributeNames[k / 2 + 1]!;
      const from = attributes[k]!; // four numbers for each attribute
      const prefix = this.prefixAt(from, attributes[k + 1]! - from);
      this.value(k);
      all.push({ name, namespace, prefix, value: this.string() });
    }
    return all;
  }

  /** Reads a start tag. */
  protected tag(): void {
    const { bytes, attributes } = this;
    const at = this.i;
    this.at = at;
    this.flags = 0;
    let end = 0;
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
      attributes[end] = from;
      attributes[end + 1] = to;
      attributes[end + 2] = value;
      attributes[end + 3] = i++;
      end += 4;
      if (end > maxAttributes * 4) this.fail(`more than ${maxAttributes} attributes`, from);
    }
    this.i = i;
    this.attributesEnd = end;
    if (end > 0) this.bindPrefixes();
    this.tagLocal = this.localAt(at + 1, this.length);
    this.tagNamespace = this.namespaceAt(at + 1, this.length, this.binding);
    this.named = at;
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

  private find(namespace: string, local: string): number {
    if ((this.flags & ATTRIBUTES) === 0) return -1;
    const { attributeNames } = this;
    for (let k = 0; k < this.attributesEnd; k += 4) {
      if (attributeNames[k / 2 + 1] === local && attributeNames[k / 2] === namespace) return k;
    }
    return -1;
  }

  /** Binds the prefixes that a start tag declares, and checks its attributes. */
  private bindPrefixes(): void {
    const { attributes, attributeNames, attributesEnd } = this;
    this.flags |= ATTRIBUTES;
    for (let k = 0; k < attributesEnd; k += 4) {
      const from = attributes[k]!; // four numbers for each attribute
      const length = attributes[k + 1]! - from;
      if (length < 5 || this.bytes[from] !== 120 || this.bytes[from + 1] !== 109) continue;
      const raw = this.slice(from, from + length);
      if (raw !== "xmlns" && !raw.startsWith("xmlns:")) continue;
      this.value(k);
      this.bind(raw.slice(6), this.string(), from);
    }
    const names = attributesEnd > 4 ? new Set<string>() : null;
    for (let k = 0; k < attributesEnd; k += 4) {
      const from = attributes[k]!; // four numbers for each attribute
      const length = attributes[k + 1]! - from;
      const namespace = this.attributeNamespace(from, length);
      const local = this.localAt(from, length);
      attributeNames[k / 2] = namespace;
      attributeNames[k / 2 + 1] = local;
      if (names !== null) {
        const name = `${namespace} ${local}`;
        if (names.has(name)) this.fail(`attribute ${this.slice(from, from + length)} is given twice`, from);
        names.add(name);
      }
      if (namespace === xmlns) continue;
      this.flags |= VALUES;
      this.value(k);
      if (local === "nil" && namespace === xsi) {
        const text = trim(this.string());
        if (text === "true" || text === "1") this.flags |= NIL;
        else if (text !== "false" && text !== "0" && this.refuse(misfit("boolean", this.string()), this.from) === true)
          this.flags |= NIL;
      }
    }
  }

  private bind(prefix: string, uri: string, at: number): void {
    if (prefix === "xmlns" || (prefix === "xml") !== (uri === xml) || uri === xmlns)
      this.fail("a reserved prefix or namespace", at);
    if (prefix !== "" && uri === "") this.fail(`prefix ${prefix} is bound to no namespace`, at);
    if (this.binding.count >= maxBindings) this.fail(`more than ${maxBindings} prefixes`, at);
    const { count, within } = this.binding;
    const inner = prefix === "" ? uri : within;
    this.binding = { id: ++scopes, prefix, uri, outer: this.binding, count: count + 1, within: inner };
  }

  private prefixEnd(from: number, length: number): number {
    for (let k = from; k < from + length; k++) if (this.bytes[k] === 58) return k;
    return -1;
  }

  private attributeNamespace(from: number, length: number): string {
    const colon = this.prefixEnd(from, length);
    if (colon < 0) return length === 5 && this.starts("xmlns", from) ? xmlns : "";
    const prefix = this.slice(from, colon);
    return prefix === "xmlns" ? xmlns : this.resolve(prefix, this.binding, from);
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
  private value(k: number): void {
    const { bytes, attributes } = this;
    const from = (this.from = attributes[k + 2]!); // four numbers for each attribute
    const to = (this.to = attributes[k + 3]!);
    let seen = 0;
    for (let j = from; j < to; j++) seen |= bytes[j]! < 32 ? CONTROL : textClasses[bytes[j]!]!; // within the document
    this.text = (seen & ~GREATER) === 0 ? null : this.unescape(from, to, true);
  }
}

/** Gives every scope an identity, for the cache of prefixes. */
let scopes = 0;

import { misfit, RequestError } from "../error.js";
import { isNCName } from "./characters.js";
import type { XmlAttribute, XmlElement } from "./element.js";
import { isDefault, isType, prefixOf, xml, xmlns, xsi } from "./names.js";
import type { Output } from "./output.js";

/** The prefixes at a place in a growing document. */
export interface Scope {
  /** The namespace of each prefix in scope; the default namespace has the prefix `""`. */
  readonly namespaces: Map<string, string | undefined>;
  /** The last prefix of each namespace. */
  readonly prefixes: Map<string, string>;
}

/** The scope inside an element whose default namespace is `within`, and where `xsi` is bound unless it is a document. */
export function scopeOf(within: string, isDocument = false): Scope {
  const namespaces = new Map([
    ["", within],
    ["xml", xml],
  ]);
  if (!isDocument) namespaces.set("xsi", xsi);
  const prefixes = new Map([
    [xml, "xml"],
    [xsi, "xsi"],
  ]);
  return { namespaces, prefixes };
}

/** A start tag: its name, its attributes, and the declarations of their prefixes. */
export class WrittenTag {
  /** The default namespace inside. */
  readonly within: string;
  private readonly output: Output;
  private readonly scope: Scope;
  private readonly name: string;
  /** The attributes and declarations of this tag, each its namespace and local name. */
  private readonly names = new Set<string>();
  /** The prefixes whose meaning in this tag is settled. */
  private readonly settled = new Set<string>();
  /** The declarations of this tag, and the namespaces that the prefixes have outside. */
  private readonly declared: (readonly [prefix: string, namespace: string, outside: string | undefined])[] = [];
  /** The number of declarations that are written. */
  private written = 0;

  /**
   * Writes the start of a tag, to be ended by `>`. `attributes` declare prefixes and are written by the caller. `bare`
   * excludes a default namespace.
   */
  constructor(
    output: Output,
    scope: Scope,
    { name, namespace, prefix = "" }: Pick<XmlElement, "name" | "namespace" | "prefix">,
    attributes: readonly XmlAttribute[],
    bare = false,
  ) {
    this.output = output;
    this.scope = scope;
    const inner = bare ? "" : attributes.find(isDefault)?.value;
    const isPlain = namespace === "" || (prefix === "" && (inner ?? namespace) === namespace);
    this.within = isPlain ? namespace : (inner ?? scope.namespaces.get("") ?? "");
    this.bind("", this.within);
    for (const attribute of attributes) {
      if (attribute.namespace !== xmlns) continue;
      noteAttribute(this.names, xmlns, attribute.name);
      if (!isDefault(attribute)) this.bind(attribute.name, attribute.value);
    }
    this.name = isPlain ? name : `${this.prefixOf(namespace, prefix)}:${name}`;
    output.ascii("<");
    output.text(this.name);
    this.writeDeclarations();
  }

  end(): void {
    this.output.ascii("</");
    this.output.text(this.name);
    this.output.ascii(">");
    for (const [prefix, , outside] of this.declared) this.scope.namespaces.set(prefix, outside);
  }

  attributes(attributes: readonly XmlAttribute[]): void {
    for (const { name, namespace, prefix, value } of attributes) {
      if (namespace === xmlns) continue;
      if (isType({ namespace, name })) this.declareType(value);
      this.output.attribute(this.attributeName(namespace, name, prefix), value);
    }
  }

  /** Declares the prefix of a type in the namespace of XML Schema; throws for another that is not declared. */
  private declareType(type: string): void {
    const prefix = prefixOf(type);
    if (prefix === "" || this.scope.namespaces.get(prefix) !== undefined) return;
    if (prefix !== "xs" && prefix !== "xsd") {
      const declaration = `{ name: ${JSON.stringify(prefix)}, namespace: ${JSON.stringify(xmlns)}, value: … }`;
      throw new RequestError(`expected an attribute ${declaration} beside xsi:type, found none`);
    }
    this.bind(prefix, "http://www.w3.org/2001/XMLSchema");
  }

  /** The name of an attribute, whose prefix is declared first. */
  attributeName(namespace: string, local: string, preferred?: string): string {
    noteAttribute(this.names, namespace, local);
    const name = namespace === "" ? local : `${this.prefixOf(namespace, preferred)}:${local}`;
    this.writeDeclarations();
    return name;
  }

  /** A prefix of a namespace: the preferred or the last one, unless that has another meaning in this tag. */
  prefixOf(namespace: string, preferred = ""): string {
    const { namespaces, prefixes } = this.scope;
    let number = prefixes.size - 1;
    while (namespaces.get(`a${number}`) !== undefined) number++;
    const prefix =
      [preferred, prefixes.get(namespace) ?? ""].find(
        (prefix) => prefix !== "" && (!this.settled.has(prefix) || namespaces.get(prefix) === namespace),
      ) ?? `a${number}`;
    this.bind(prefix, namespace);
    return prefix;
  }

  /** Settles the meaning of a prefix. */
  private bind(prefix: string, namespace: string): void {
    const { namespaces, prefixes } = this.scope;
    const isReserved = (prefix === "xml") !== (namespace === xml) || prefix === "xmlns" || namespace === xmlns;
    if (isReserved || (prefix !== "" && (!isNCName(prefix) || namespace === "")))
      throw new RequestError(misfit("a prefix and its namespace", `${prefix}="${namespace}"`));
    if (prefix !== "") prefixes.set(namespace, prefix);
    this.settled.add(prefix);
    const outside = namespaces.get(prefix);
    if (outside === namespace) return;
    this.declared.push([prefix, namespace, outside]);
    namespaces.set(prefix, namespace);
  }

  /** Writes the new declarations. */
  private writeDeclarations(): void {
    for (const [prefix, namespace] of this.declared.slice(this.written))
      this.output.attribute(prefix === "" ? "xmlns" : `xmlns:${prefix}`, namespace);
    this.written = this.declared.length;
  }
}

/** Adds the name of an attribute to those of its tag. Throws a RequestError for a second one, and for no name at all. */
export function noteAttribute(names: Set<string>, namespace: string, local: string): void {
  if (!isNCName(local)) throw new RequestError(misfit("the name of an attribute", local));
  const name = `${namespace} ${local}`;
  if (names.has(name))
    throw new RequestError(`expected one attribute ${local} of ${JSON.stringify(namespace)}, found a second`);
  names.add(name);
}

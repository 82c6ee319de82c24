import { misfit, RequestError } from "../error.js";
import { isNCName } from "./characters.js";
import type { XmlAttribute, XmlElement } from "./element.js";
import { isDefault, isType, prefixOf as prefixOfQName, xml, xmlns, xsd, xsi } from "./names.js";
import type { OpenTag, Output } from "./output.js";

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

/** A start tag, begun by `beginTag` and to be ended by `>`. */
export interface WrittenTag extends OpenTag {
  /** A prefix of a namespace: the preferred or the last one, unless that has another meaning in this tag. */
  prefixOf(namespace: string, preferred?: string): string;
  /** The name of an attribute, whose prefix is declared first. */
  attributeName(namespace: string, local: string, preferred?: string): string;
  /** Writes attributes other than declarations. */
  attributes(attributes: readonly XmlAttribute[]): void;
}

/**
 * Writes the start of a tag: its name and the declarations among `attributes`, which the caller writes. `bare` excludes
 * a default namespace.
 */
export function beginTag(
  output: Output,
  { namespaces, prefixes }: Scope,
  { name, namespace, prefix = "" }: Pick<XmlElement, "name" | "namespace" | "prefix">,
  attributes: readonly XmlAttribute[],
  bare = false,
): WrittenTag {
  /** The attributes and declarations of this tag, each its namespace and local name. */
  const names = new Set<string>();
  /** The prefixes whose meaning in this tag is settled. */
  const settled = new Set<string>();
  /** The declarations of this tag, and the namespaces that the prefixes have outside. */
  const declared: (readonly [prefix: string, namespace: string, outside: string | undefined])[] = [];
  /** The number of declarations that are written. */
  let written = 0;

  const inner = bare ? "" : attributes.find(isDefault)?.value;
  const isPlain = namespace === "" || (prefix === "" && (inner ?? namespace) === namespace);
  const within = isPlain ? namespace : (inner ?? namespaces.get("") ?? "");
  bind("", within);
  for (const attribute of attributes) {
    if (attribute.namespace !== xmlns) continue;
    noteAttribute(names, xmlns, attribute.name);
    if (!isDefault(attribute)) bind(attribute.name, attribute.value);
  }
  const qname = isPlain ? name : `${prefixOf(namespace, prefix)}:${name}`;
  output.ascii("<");
  output.text(qname);
  writeDeclarations();
  return { within, prefixOf, attributeName, attributes: writeAttributes, end };

  function end(): void {
    output.ascii("</");
    output.text(qname);
    output.ascii(">");
    for (const [prefix, , outside] of declared) namespaces.set(prefix, outside);
  }

  function writeAttributes(attributes: readonly XmlAttribute[]): void {
    for (const { name, namespace, prefix, value } of attributes) {
      if (namespace === xmlns) continue;
      if (isType({ namespace, name })) declareType(value);
      output.attribute(attributeName(namespace, name, prefix), value);
    }
  }

  /** Declares the prefix of a type in the namespace of XML Schema; throws for another that is not declared. */
  function declareType(type: string): void {
    const prefix = prefixOfQName(type);
    if (prefix === "" || namespaces.get(prefix) !== undefined) return;
    if (prefix !== "xs" && prefix !== "xsd") {
      const declaration = `{ name: ${JSON.stringify(prefix)}, namespace: ${JSON.stringify(xmlns)}, value: … }`;
      throw new RequestError(`expected an attribute ${declaration} beside xsi:type, found none`);
    }
    bind(prefix, xsd);
  }

  function attributeName(namespace: string, local: string, preferred?: string): string {
    noteAttribute(names, namespace, local);
    const name = namespace === "" ? local : `${prefixOf(namespace, preferred)}:${local}`;
    writeDeclarations();
    return name;
  }

  function prefixOf(namespace: string, preferred = ""): string {
    let number = prefixes.size - 1;
    while (namespaces.get(`a${number}`) !== undefined) number++;
    const prefix =
      [preferred, prefixes.get(namespace) ?? ""].find(
        (prefix) => prefix !== "" && (!settled.has(prefix) || namespaces.get(prefix) === namespace),
      ) ?? `a${number}`;
    bind(prefix, namespace);
    return prefix;
  }

  /** Settles the meaning of a prefix. */
  function bind(prefix: string, namespace: string): void {
    const isReserved = (prefix === "xml") !== (namespace === xml) || prefix === "xmlns" || namespace === xmlns;
    if (isReserved || (prefix !== "" && (!isNCName(prefix) || namespace === "")))
      throw new RequestError(misfit("a prefix and its namespace", `${prefix}="${namespace}"`));
    if (prefix !== "") prefixes.set(namespace, prefix);
    settled.add(prefix);
    const outside = namespaces.get(prefix);
    if (outside === namespace) return;
    declared.push([prefix, namespace, outside]);
    namespaces.set(prefix, namespace);
  }

  /** Writes the new declarations. */
  function writeDeclarations(): void {
    for (const [prefix, namespace] of declared.slice(written))
      output.attribute(prefix === "" ? "xmlns" : `xmlns:${prefix}`, namespace);
    written = declared.length;
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

/**
 * XML that is carried from one document into another. Its names keep their prefixes, and its values are kept with the
 * declarations that QNames in them may use.
 */
import type { XmlAttribute, XmlElement } from "./element.js";
import { isDefault, isType, prefixOf, wordsBeforeColons, xml, xmlns, xsi } from "./names.js";
import type { Binding, TagReader } from "./tag-reader.js";

/** The element of the start tag last read, without its content; `isRoot` if no element around it is carried with it. */
export function carriedStart(reader: TagReader, isRoot: boolean): XmlElement {
  const { local: name, namespace, prefix } = reader;
  const all = reader.allAttributes();
  const attributes = all.filter(isValue).map(withUnusualPrefix);
  const used = all.length > attributes.length && [prefix, ...attributes.map(prefixIn)];
  // Without a prefix, the default namespace is that of the element.
  const within = prefix === "" ? "" : reader.resolve("");
  if (isRoot ? within !== "" : prefix !== "" && all.some(isDefault)) declare(attributes, "xmlns", within);
  if (used)
    for (const { namespace, name, value } of all)
      if (namespace === xmlns && name !== "xmlns" && !used.includes(name)) declare(attributes, name, value);
  return prefix === ""
    ? { name, namespace, attributes, children: [] }
    : { name, namespace, prefix, attributes, children: [] };
}

/** Some attributes in the start tag last read, without their prefixes, and the declarations that QNames in them use. */
export function carriedAttributes(reader: TagReader, isKept: (attribute: XmlAttribute) => boolean): XmlAttribute[] {
  const kept = reader.allAttributes().filter((each) => isValue(each) && isKept(each));
  const attributes = kept.map(({ name, namespace, value }) => ({ name, namespace, value }));
  declareQNames(reader, { attributes, children: [] }, reader.binding);
  return attributes;
}

type Declaring = Pick<XmlElement, "prefix" | "attributes">;

/** Declares the prefixes in the values and texts of an element. */
export function declareQNames(
  reader: TagReader,
  element: Declaring & Pick<XmlElement, "children">,
  scope: Binding,
): void {
  const { attributes, children } = element;
  const values = attributes.filter(isValue);
  const texts = [...values.map(({ value }) => value), ...children];
  const words = texts.flatMap((text) => (typeof text === "string" ? wordsBeforeColons(text) : []));
  declarePrefixes(reader, element, words, scope);
  // The name of a type without a prefix is in the default namespace, which may differ where it is written.
  if (values.some((each) => isType(each) && prefixOf(each.value) === "") && !attributes.some(isDefault))
    declare(attributes, "xmlns", reader.resolve("", scope));
}

/** Declares at the root, once for all, the prefixes of names in the start tag last read that are bound outside. */
export function declareNames(reader: TagReader, root: XmlElement, element: XmlElement, outside: Binding): void {
  const { prefix = "", attributes } = element;
  declarePrefixes(reader, root, [prefix, ...attributes.filter(isValue).map(prefixIn)], reader.binding, outside);
}

/** Declares the words that are prefixes in a scope, and bound in the scope of `limit` as well. */
function declarePrefixes(
  reader: TagReader,
  { prefix = "", attributes }: Declaring,
  words: readonly string[],
  scope: Binding,
  limit: Binding = scope,
): void {
  if (words.length === 0) return;
  const known = new Set(["xml", "", prefix, ...attributes.map(prefixIn)]);
  for (const word of words) {
    const binding = known.has(word) ? undefined : reader.bindingOf(word, scope);
    if (binding !== undefined && binding.count <= limit.count) declare(attributes, word, binding.uri);
    known.add(word);
  }
}

function declare(attributes: XmlAttribute[], name: string, value: string): void {
  attributes.push({ name, namespace: xmlns, value });
}

/** The prefix that an attribute uses or declares. */
function prefixIn({ namespace, name, prefix = namespace === xsi ? "xsi" : "" }: XmlAttribute): string {
  return namespace === xmlns ? name : prefix;
}

function isValue({ namespace }: XmlAttribute): boolean {
  return namespace !== xmlns;
}

/** Leaves out `xml`, `xsi` and the absence of a prefix. */
function withUnusualPrefix({ name, namespace, value, prefix }: XmlAttribute): XmlAttribute {
  const isUsual = prefix === "" || namespace === xml || (namespace === xsi && prefix === "xsi");
  return isUsual ? { name, namespace, value } : { name, namespace, value, prefix };
}

import { declareQNames } from "../xml/carried.js";
import type { Cursor } from "../xml/cursor.js";
import { isReference, type EncodedElement } from "./element.js";
import type { XmlElement } from "../xml/element.js";

/** Converts the parts of a message that are kept as XML. */
export interface KeptXml {
  /** Converts an element that no type declares. */
  element(element: EncodedElement): XmlElement;
  /** Converts the value of an element of any type; several elements may share it. */
  value(target: EncodedElement): XmlElement;
}

/**
 * Kept XML includes the elements that it refers to, each once in a message: in place of the first reference, under its
 * name and with its id. Further references remain, so the result is a tree no larger than the message.
 */
export function keptXml(cursor: Cursor, targets: ReadonlyMap<string, EncodedElement | null>): KeptXml {
  const kept = new Map<EncodedElement, XmlElement>();
  return { element: copy, value: (target) => kept.get(target) ?? copy(target) };

  function copy(element: EncodedElement): XmlElement {
    cursor.at = element.at;
    cursor.enter();
    const { name, namespace, prefix } = element;
    const [attributes, source] = contentOf(element);
    const children: XmlElement["children"] = [];
    const xml: XmlElement = { name, namespace, ...(prefix !== undefined && { prefix }), attributes, children };
    if (source?.marks.id !== undefined) kept.set(source, xml);
    for (const child of source?.children ?? []) children.push(typeof child === "string" ? child : copy(child));
    // The value decides what a prefix means where the reference to it has another meaning.
    if (source !== undefined) declareQNames(cursor, xml, source.scope);
    declareQNames(cursor, xml, element.scope);
    cursor.depth--;
    return xml;
  }

  /** The attributes, and the element whose children to copy; undefined if they have been copied before. */
  function contentOf(element: EncodedElement): [XmlElement["attributes"], EncodedElement | undefined] {
    const { attributes, marks } = element;
    if (kept.has(element)) return [[{ name: "href", namespace: "", value: `#${marks.id}` }], undefined];
    const target = marks.reference === undefined ? null : (targets.get(marks.reference) ?? null);
    if (target === null || kept.has(target)) return [[...attributes], element];
    const own = attributes.filter(
      (attribute) =>
        !isReference(attribute) &&
        !target.attributes.some((a) => a.name === attribute.name && a.namespace === attribute.namespace),
    );
    return [[...own, ...target.attributes], target];
  }
}

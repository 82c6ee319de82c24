import type { Cursor } from "../xml/cursor.js";
import { isReference, type EncodedElement } from "./element.js";
import type { XmlElement } from "../xml/element.js";

/** The parts of a message that are kept as XML. */
export interface KeptXml {
  /** An element that no type says anything of. */
  element(element: EncodedElement): XmlElement;
  /** The value of an element of any type, which may be the same for several. */
  value(target: EncodedElement): XmlElement;
}

/**
 * What is kept holds what it refers to, each once in a message: where it is first met, under the name of what refers to
 * it and with its id. Further references to it stay, so what is kept is a tree, and no larger than the message.
 */
export function keptXml(cursor: Cursor, targets: ReadonlyMap<string, EncodedElement | null>): KeptXml {
  const kept = new Map<EncodedElement, XmlElement>();
  return { element: copy, value: (target) => kept.get(target) ?? copy(target) };

  function copy(element: EncodedElement): XmlElement {
    cursor.at = element.at;
    cursor.enter();
    const { name, namespace } = element;
    const [attributes, source] = contentOf(element);
    const children: XmlElement["children"] = [];
    const xml: XmlElement = { name, namespace, attributes, children };
    if (source?.marks.id !== undefined) kept.set(source, xml);
    for (const child of source?.children ?? []) children.push(typeof child === "string" ? child : copy(child));
    cursor.depth--;
    return xml;
  }

  /** The attributes, and the element whose children are to be copied: none if they are somewhere already. */
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

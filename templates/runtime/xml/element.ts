import { shortened, unlike, type Expectation } from "../error.js";
import { xmlns } from "./names.js";

/** An XML element with everything in it. */
export interface XmlElement {
  /** The local name. */
  name: string;
  /** The namespace; `""` for none. */
  namespace: string;
  /** The prefix that the element was read with, and is written with. */
  prefix?: string | undefined;
  attributes: XmlAttribute[];
  /** Elements and texts in document order. */
  children: (XmlElement | string)[];
}

/**
 * An attribute. Declarations of namespaces are attributes in the namespace `http://www.w3.org/2000/xmlns/`, named after
 * the prefix or `xmlns`. An element that was read has its own declarations, and those from outside that QNames in it
 * may use. Prefixes of elements and attributes need no declaration.
 */
export interface XmlAttribute {
  name: string;
  namespace: string;
  /** The prefix, unless it is the usual one: `xml` or `xsi`. */
  prefix?: string | undefined;
  value: string;
}

/** The child elements of an element. */
export function elementsIn(parent: XmlElement | undefined): XmlElement[] {
  return (parent?.children ?? []).filter((child): child is XmlElement => typeof child !== "string");
}

/** The element under another name. What its prefix means to QNames in it does not change. */
export function renamed(element: XmlElement, namespace: string, name: string): XmlElement {
  const { prefix, ...unprefixed } = element;
  if (prefix === undefined || namespace === element.namespace) return { ...element, namespace, name };
  const declaration = { name: prefix, namespace: xmlns, value: element.namespace };
  return { ...unprefixed, namespace, name, attributes: [...element.attributes.filter(isOther), declaration] };

  function isOther(attribute: XmlAttribute): boolean {
    return attribute.namespace !== xmlns || attribute.name !== prefix;
  }
}

/** An element's name in messages. */
export function shown(local: string, namespace: string): string {
  return `<${local}> of ${JSON.stringify(shortened(namespace))}`;
}

/** The reason against an element in another namespace than expected. */
export function misplaced(local: string, expected: string, found: string): Expectation {
  return unlike(shown(local, expected), shown(local, found));
}

/** An XML element with everything in it. */
export interface XmlElement {
  /** The local name. */
  name: string;
  /** The namespace; `""` for none. */
  namespace: string;
  attributes: XmlAttribute[];
  /** Elements and texts in document order. */
  children: (XmlElement | string)[];
}

/**
 * An attribute. Declarations of prefixes that a value may use are kept as attributes in the namespace
 * `http://www.w3.org/2000/xmlns/`; that of the default namespace is named `xmlns`.
 */
export interface XmlAttribute {
  name: string;
  namespace: string;
  value: string;
}

/** The child elements of an element. */
export function elementsIn(parent: XmlElement | undefined): XmlElement[] {
  return (parent?.children ?? []).filter((child) => typeof child !== "string");
}

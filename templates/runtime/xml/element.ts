/** An element with all it holds. */
export interface XmlElement {
  /** Local name. */
  name: string;
  /** `""` for none. */
  namespace: string;
  attributes: XmlAttribute[];
  /** Elements and texts, in document order. */
  children: (XmlElement | string)[];
}

/**
 * Declarations of prefixes are kept where a value may need them, in the namespace `http://www.w3.org/2000/xmlns/`; that of the
 * default namespace is called `xmlns`.
 */
export interface XmlAttribute {
  name: string;
  namespace: string;
  value: string;
}

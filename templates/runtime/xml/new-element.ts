import type { XmlAttribute, XmlElement } from "./element.js";

/** Makes elements of a namespace, which are written with a prefix. */
export function elementMaker(
  namespace: string,
  prefix: string,
): (name: string, children: XmlElement["children"], attributes?: XmlAttribute[]) => XmlElement {
  return (name, children, attributes = []) => ({ name, namespace, prefix, attributes, children });
}

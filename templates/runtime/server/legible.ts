import type { XmlElement } from "../xml/element.js";

/** Replaces characters that XML cannot contain, though a request can be allowed to. */
export function legible(text: string): string {
  return text.replace(/[^\t\n\r\x20-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd");
}

/** An element of a request that can be written in the answer. */
export function legibleElement(element: XmlElement): XmlElement {
  return {
    ...element,
    namespace: legible(element.namespace),
    attributes: element.attributes.map((each) => ({
      ...each,
      namespace: legible(each.namespace),
      value: legible(each.value),
    })),
    children: element.children.map((child) => (typeof child === "string" ? legible(child) : legibleElement(child))),
  };
}

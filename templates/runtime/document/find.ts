import { elementsIn, type XmlElement } from "../xml/element.js";

/** The first child element of a name, in any namespace unless one is given. */
export function child(parent: XmlElement, name: string, namespace?: string): XmlElement | undefined {
  return elementsIn(parent).find((element) => isNamed(element, name, namespace));
}

/** The child elements, or those of a name, in any namespace unless one is given. */
export function children(parent: XmlElement, name?: string, namespace?: string): XmlElement[] {
  return elementsIn(parent).filter((element) => isNamed(element, name, namespace));
}

/** The value of an attribute, in no namespace unless one is given. */
export function attribute(element: Pick<XmlElement, "attributes">, name: string, namespace = ""): string | undefined {
  return element.attributes.find((each) => each.name === name && each.namespace === namespace)?.value;
}

/** All text in an element and in the elements inside of it. */
export function textOf(element: XmlElement): string {
  let text = "";
  const open: (XmlElement | string)[] = [element];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (typeof next === "string") text += next;
    else for (let k = next.children.length - 1; k >= 0; k--) open.push(next.children[k]!); // k is in range
  }
  return text;
}

function isNamed(element: XmlElement, name = element.name, namespace = element.namespace): boolean {
  return element.name === name && element.namespace === namespace;
}

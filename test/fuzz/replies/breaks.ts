/** Replies that break one rule of their spec, for lenient ports. */
import { DOMParser, XMLSerializer, type Element, type Node } from "@xmldom/xmldom";

const xsi = "http://www.w3.org/2001/XMLSchema-instance";
const xmlns = "http://www.w3.org/2000/xmlns/";

/** A reply after a break. */
export interface Broken {
  readonly xml: string;
  /** The texts and the values of attributes in the elements that the break touched. */
  readonly touched: readonly string[];
}

/** Changes one element; undefined if the kind of break does not apply to it. */
type Break = (element: Element) => Element | undefined;

export const breaks = {
  /** Leaves an element out. */
  drop: (element) => detached(element),
  /** Replaces the content of an element by nil. */
  nil: (element) => {
    while (element.firstChild !== null) element.removeChild(element.firstChild);
    element.setAttributeNS(xsi, "xsi:nil", "true");
    return element;
  },
  /** Moves an element to another namespace, but not what it contains. */
  requalify: (element) => replaced(element, element.localName ?? "", "urn:other"),
  /** Gives an element another name. */
  rename: (element) => replaced(element, `${element.localName}Renamed`, element.namespaceURI ?? ""),
  /** Moves an element behind its siblings. */
  reorder: (element) => {
    element.parentNode?.appendChild(element);
    return element;
  },
  /** Replaces the text of an element by one that hardly any type accepts. */
  retype: (element) => {
    if (elementsOf(element).length > 0) return undefined;
    element.textContent = "~none~";
    return element;
  },
  /** Puts an element where only text can be. */
  nest: (element) => {
    if (elementsOf(element).length > 0) return undefined;
    const inner = element.ownerDocument?.createElementNS("urn:other", "nested");
    if (inner === undefined) return undefined;
    inner.textContent = "~ nested ~";
    element.appendChild(inner);
    return element;
  },
  /** Adds text among elements. */
  stray: (element) => {
    if (elementsOf(element).length === 0) return undefined;
    element.appendChild(element.ownerDocument?.createTextNode("~ stray ~") as Node);
    return element;
  },
  /** Adds an attribute that the spec does not declare. */
  mark: (element) => {
    element.setAttribute("undeclared", "~ mark ~");
    return element;
  },
  /** Adds an element that the spec does not declare. */
  add: (element) => {
    const other = element.ownerDocument?.createElementNS("urn:other", "added");
    if (other === undefined) return undefined;
    other.textContent = "~ added ~";
    element.parentNode?.insertBefore(other, element.nextSibling);
    return element;
  },
  /** Puts an element around another. */
  wrap: (element) => {
    const outer = element.ownerDocument?.createElementNS("urn:other", "wrapped");
    if (outer === undefined) return undefined;
    element.parentNode?.replaceChild(outer, element);
    outer.appendChild(element);
    return outer;
  },
  /** Replaces an element by what it contains, unless attributes would go with it. */
  unwrap: (element) => {
    const inner = elementsOf(element);
    if (inner.length === 0 || [...element.attributes].some(({ namespaceURI }) => namespaceURI !== xmlns))
      return undefined;
    for (const child of [...element.childNodes]) element.parentNode?.insertBefore(child, element);
    detached(element);
    return inner[0];
  },
} as const satisfies { readonly [kind: string]: Break };

export type Kind = keyof typeof breaks;

/** Breaks a rule at the element of this index in the body, counted modulo their number. */
export function broken(xml: string, kind: Kind, index: number): Broken | undefined {
  // By default, xmldom takes U+0085 and U+2028 for ends of lines, as XML 1.1 does.
  const parser = new DOMParser({ onError: () => undefined, normalizeLineEndings: (text) => text });
  const document = parser.parseFromString(xml, "text/xml");
  const body = [...document.getElementsByTagNameNS("*", "Body")][0];
  const all = body === undefined ? [] : [...body.getElementsByTagName("*")];
  const element = all[index % Math.max(all.length, 1)];
  if (element === undefined) return undefined;
  const before = textsIn(element);
  const touched = breaks[kind](element);
  if (touched === undefined) return undefined;
  const isGone = kind === "drop" || kind === "nil" || kind === "retype";
  const texts = isGone ? [] : before;
  // The serializer writes carriage returns as they are, which readers take for line feeds.
  const written = new XMLSerializer().serializeToString(document).replaceAll("\r", "&#13;");
  return { xml: written, touched: [...texts, ...added(kind)] };
}

function added(kind: Kind): readonly string[] {
  const texts: { readonly [kind: string]: string } = {
    retype: "~none~",
    nest: "~ nested ~",
    stray: "~ stray ~",
    mark: "~ mark ~",
    add: "~ added ~",
  };
  const text = texts[kind];
  return text === undefined ? [] : [text];
}

function replaced(element: Element, name: string, namespace: string): Element | undefined {
  const other = element.ownerDocument?.createElementNS(namespace, namespace === "" ? name : `broken:${name}`);
  if (other === undefined) return undefined;
  for (const { namespaceURI, nodeName, value } of [...element.attributes]) {
    other.setAttributeNS(namespaceURI, nodeName, value);
  }
  while (element.firstChild !== null) other.appendChild(element.firstChild);
  element.parentNode?.replaceChild(other, element);
  return other;
}

function detached(element: Element): Element {
  element.parentNode?.removeChild(element);
  return element;
}

function elementsOf(element: Element): Element[] {
  return [...element.childNodes].filter((node): node is Element => node.nodeType === 1);
}

function textsIn(element: Element): string[] {
  const inner = [...element.childNodes].flatMap((node) =>
    node.nodeType === 1 ? textsIn(node as Element) : [(node.nodeValue ?? "").trim()],
  );
  return inner.filter((text) => text !== "");
}

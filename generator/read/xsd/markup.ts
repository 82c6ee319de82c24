import type { Attr, Element, Node } from "@xmldom/xmldom";
import { placesOf, type Place, type Source } from "../../source.js";
import { wsdlDiagnostic, type WsdlCode } from "../wsdl/wsdl-diagnostic.js";
import type { Diagnostic } from "../../diagnostic.js";
import { readXml } from "../xml.js";
import type { SelectsElement, XmlDefect } from "../xml-scan.js";

/** A source that is an XML document. */
export interface Markup {
  readonly source: Source;
  readonly root: Element;
  readonly placeOf: (node: Node) => Place;
}

/** Reads the document as {@link readXml} does, or returns the diagnostic of its defect. */
export function readMarkup(source: Source, leavesOut?: SelectsElement): Markup | Diagnostic {
  const placeAt = placesOf(source);
  const from = Math.max(source.text.search(/\S/), 0);
  const text = source.text.slice(from);
  const xml = readXml(text, leavesOut);
  if (xml.kind === "none") {
    const message = xml.offset === text.length ? "found an empty text" : "found text other than markup";
    return wsdlDiagnostic("xml-not-well-formed", "error", placeAt(from), `${message}, expected an XML document`);
  }
  if (xml.kind !== "document") {
    return wsdlDiagnostic(
      defectCodes[xml.kind],
      "error",
      placeAt(from + xml.offset),
      reasons.get(xml.message) ?? xml.message,
    );
  }
  const [nameless] = xml.nameless;
  const rest = nameless ?? afterRoot(text, xml.end);
  if (rest !== undefined) {
    const message =
      nameless === undefined
        ? "found content after the root element, expected the end of the document"
        : "found the value of an attribute without its name, expected both";
    return wsdlDiagnostic("xml-not-well-formed", "error", placeAt(from + rest), message);
  }
  return { source, root: xml.root, placeOf: (node) => placeAt(from + xml.offsetOf(node)) };
}

const defectCodes = {
  cut: "xml-cut",
  "not-well-formed": "xml-not-well-formed",
  doctype: "xml-doctype",
  "too-deep": "xml-too-deep",
  "too-wide": "xml-too-wide",
} as const satisfies Record<XmlDefect["kind"], WsdlCode>;

/** Replacements for the parser's own messages. */
const reasons: ReadonlyMap<string, string> = new Map([
  [
    "prefix is non-null and namespace is null",
    "found a prefix that is not declared, expected xmlns: with its namespace",
  ],
]);

/** The offset of content after the root other than white space, comments and processing instructions. */
function afterRoot(text: string, end: number): number | undefined {
  let at = end;
  for (;;) {
    const next = text.slice(at).search(/\S/);
    if (next < 0) return undefined;
    at += next;
    const close = text.startsWith("<!--", at) ? "-->" : text.startsWith("<?", at) ? "?>" : undefined;
    const found = close === undefined ? -1 : text.indexOf(close, at);
    if (close === undefined || found < 0) return at;
    at = found + close.length;
  }
}

export function childrenOf(parent: Element): readonly Element[] {
  const children: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) {
    if (isElement(node)) children.push(node);
  }
  return children;
}

/**
 * An attribute without a namespace, with collapsed white space, as in XML Schema and WSDL for all attributes but those
 * of facets.
 */
export function attributeOf(element: Element, name: string): Attribute | undefined {
  const node = element.getAttributeNode(name);
  return node === null ? undefined : { value: collapse(node.value), node };
}

export interface Attribute {
  readonly value: string;
  readonly node: Attr;
}

export function collapse(text: string): string {
  return text.replace(/[ \t\r\n]+/g, " ").replace(/^ | $/g, "");
}

/** Words separated by white space. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/[ \t\r\n]+/).filter((word) => word !== "");
}

/** Paragraphs separated by blank lines; undefined if there is no text. */
export function paragraphsOf(texts: readonly string[]): string | undefined {
  const paragraphs: string[][] = [];
  for (const text of texts) {
    let paragraph: string[] | undefined;
    for (const line of text.split(/\r\n?|\n/)) {
      const words = collapse(line);
      if (words === "") paragraph = undefined;
      else if (paragraph === undefined) paragraphs.push((paragraph = [words]));
      else paragraph.push(words);
    }
  }
  return paragraphs.length === 0 ? undefined : paragraphs.map((lines) => lines.join(" ")).join("\n\n");
}

function isElement(node: Node): node is Element {
  return node.nodeType === 1;
}

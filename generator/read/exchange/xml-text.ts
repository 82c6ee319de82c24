import type { Element } from "@xmldom/xmldom";
import { readXml, type XmlDocument } from "../xml.js";
import { joinPieces, sliceExcerpt, type Excerpt, type Piece } from "./excerpt.js";

/** An XML document at the start of a file. */
export interface XmlFile extends Excerpt {
  readonly document: XmlDocument;
}

const startTag = /<[^\s<>/="'&]+(?:\s+[^\s<>/="'&]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*\s*>/y;
const token = /[^<&]+|<!\[CDATA\[|<!--|<\?|&(?:#(\d{1,7})|#x([\da-f]{1,6})|(lt|gt|amp|quot|apos));|&/iy;

/** The decoded text of an element up to its first child, with references and CDATA sections resolved. */
export function xmlText(file: XmlFile, element: Element): Excerpt | undefined {
  const start = contentStart(file, element);
  if (start === undefined) return undefined;
  const { text } = file;
  const pieces: Piece[] = [];
  let at = start;
  for (;;) {
    token.lastIndex = at;
    const [found = "", decimal, hex, name] = token.exec(text) ?? [];
    if (found === "") return joinPieces(pieces, file.place);
    const begin = at + found.length;
    const closing = closings.get(found.toUpperCase());
    if (closing !== undefined) {
      const end = text.indexOf(closing, begin);
      if (end < 0) return joinPieces(pieces, file.place);
      if (closing === "]]>") pieces.push({ text: text.slice(begin, end), start: begin });
      at = end + closing.length;
      continue;
    }
    const code = decimal !== undefined ? parseInt(decimal, 10) : hex !== undefined ? parseInt(hex, 16) : undefined;
    const named = name === undefined ? found : (characters.get(name.toLowerCase()) ?? found);
    pieces.push({ text: code === undefined ? named : String.fromCodePoint(code), start: at });
    at = begin;
  }
}

/** The first element in an element, as XML of its own. */
export function firstXml(file: XmlFile, parent: Element): Excerpt | undefined {
  const [first] = elementsIn(parent);
  if (first === undefined) return undefined;
  const rest = sliceExcerpt(file, file.document.offsetOf(first), endOf(file, parent));
  const reading = readXml(rest.text);
  return reading.kind === "document" ? sliceExcerpt(rest, 0, reading.end) : undefined;
}

/** Where the element ends or something later begins. */
function endOf({ document }: XmlFile, element: Element): number {
  for (let at: Element["parentNode"] = element; at !== null; at = at.parentNode) {
    if (at.nextSibling !== null) return document.offsetOf(at.nextSibling);
  }
  return document.end;
}

function contentStart({ text, document }: XmlFile, element: Element): number | undefined {
  startTag.lastIndex = document.offsetOf(element);
  return startTag.test(text) ? startTag.lastIndex : undefined;
}

const closings: ReadonlyMap<string, string> = new Map([
  ["<![CDATA[", "]]>"],
  ["<!--", "-->"],
  ["<?", "?>"],
]);

const characters: ReadonlyMap<string, string> = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** The child elements of an element. */
export function elementsIn(parent: Element): readonly Element[] {
  const elements: Element[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling)
    if (node.nodeType === node.ELEMENT_NODE) elements.push(node as Element); // checked by its node type
  return elements;
}

/** The child elements with a local name. */
export function elementsNamed(parent: Element, name: string): readonly Element[] {
  return elementsIn(parent).filter(({ localName }) => localName === name);
}

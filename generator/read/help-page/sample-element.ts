import type { Attr, Element, Node } from "@xmldom/xmldom";
import type { Diagnostic, Report } from "../../diagnostic.js";
import { encodingNamespaces, xmlnsNamespace, xopNamespace, xsiNamespace } from "../../namespaces.js";
import type { Place } from "../../source.js";
import type { XmlDocument } from "../xml.js";
import { isBuiltinName } from "../../builtins.js";
import type { SampleAttribute, SampleElement, SampleHints, SampleText } from "./help-page.js";
import { pageDiagnostic } from "./page-diagnostic.js";
import { wordsWithin, type PageText } from "./text/page-text.js";

/** A document of a page; its text starts at `start` of the page's text. */
export interface PageXml {
  readonly page: PageText;
  readonly start: number;
  readonly document: XmlDocument;
  /** Receives diagnostics that leave the sample usable. */
  readonly remark: Report;
}

/** Converts an element. The recursion is bounded, because the scan before the parser limits depth. */
export function sampleElement(
  xml: PageXml,
  element: Element,
  above: Scope = scopeAbove(element),
  before: readonly string[] = [],
): SampleElement {
  const scope = scopeOf(element, above);
  const isAttached = isInAttachment(element);
  if (isAttached) xml.remark(attached(element, xml.page.place(offsetOf(xml, element))));
  const hints = { ...hintsIn(before, element), ...(isAttached && ({ type: "base64Binary" } as const)) };
  return {
    kind: "element",
    name: element.localName ?? element.nodeName,
    namespace: element.namespaceURI ?? "",
    attributes: attributesOf(element)
      .filter(({ namespaceURI }) => namespaceURI !== xmlnsNamespace)
      .map((attribute) => sampleAttribute(xml, attribute, scope)),
    children: isAttached ? [] : sampleChildren(xml, element, scope),
    ...(Object.keys(hints).length > 0 && { hints }),
    place: xml.page.place(offsetOf(xml, element)),
  };
}

/** True for an element whose bytes are in an attachment of MTOM. */
function isInAttachment(element: Element): boolean {
  return childElements(element).some(
    ({ localName, namespaceURI }) => localName === "Include" && namespaceURI === xopNamespace,
  );
}

function attached({ nodeName }: Element, place: Place): Diagnostic {
  const message = `found the content of <${nodeName}> in an attachment of MTOM, read as base64Binary`;
  return pageDiagnostic("sample-with-attachment", "note", place, message);
}

/** Reads comments of SoapUI: one before an element contains its occurrence, one inside it the type of its text. */
function hintsIn(before: readonly string[], element: Element): SampleHints | undefined {
  const repeated = before.some((comment) => /^\s*(?:zero|\d+) (?:or more|to \d+) repetitions:?\s*$/i.test(comment));
  const optional = before.some((comment) => /^\s*optional:?\s*$/i.test(comment));
  const choice = before.flatMap((comment) => choiceComment.exec(comment)?.[1] ?? []).map(Number)[0];
  const { firstChild } = element;
  const inside = firstChild !== null && isComment(firstChild) ? (firstChild.nodeValue ?? "") : "";
  const word = /^\s*type: (\w{1,32})(?![\w:])/.exec(inside)?.[1];
  const type = word !== undefined && isBuiltinName(word) ? word : undefined;
  if (!repeated && !optional && type === undefined && choice === undefined) return undefined;
  return {
    ...(repeated && { repeated }),
    ...(optional && { optional }),
    ...(choice !== undefined && { choice }),
    ...(type !== undefined && { type }),
  };
}

const choiceComment = /^\s*You have a CHOICE of the next (\d{1,3}) items? at this level:?\s*$/i;

export function childElements(parent: Element): readonly Element[] {
  return nodesOf(parent).filter(isElement);
}

/** The elements and texts in an element, in the form of {@link SampleElement}. */
export function childParts(xml: PageXml, parent: Element): readonly (SampleElement | SampleText)[] {
  return sampleChildren(xml, parent, scopeOf(parent, scopeAbove(parent)));
}

export function childTexts(xml: PageXml, parent: Element): readonly SampleText[] {
  const texts = nodesOf(parent).filter(isText);
  return texts.flatMap((node) => sampleText(xml, [node], scopeOf(parent, scopeAbove(parent))) ?? []);
}

/** The prefixes that an element declares, and the enclosing scope. */
interface Scope {
  readonly declared: ReadonlyMap<string, string>;
  readonly above: Scope | undefined;
}

function scopeOf(element: Element, above: Scope | undefined): Scope {
  const declarations = attributesOf(element).filter(({ namespaceURI }) => namespaceURI === xmlnsNamespace);
  if (declarations.length === 0 && above !== undefined) return above;
  const declared = new Map(
    declarations.map(({ prefix, localName, value }) => [prefix === null ? "" : (localName ?? ""), value]),
  );
  return { declared, above };
}

function scopeAbove(element: Element): Scope {
  const ancestors: Element[] = [];
  for (let at = element.parentNode; at !== null && isElement(at); at = at.parentNode) ancestors.unshift(at);
  return ancestors.reduce<Scope>((above, ancestor) => scopeOf(ancestor, above), {
    declared: new Map(),
    above: undefined,
  });
}

function lookUp(prefix: string, scope: Scope): string | undefined {
  for (let at: Scope | undefined = scope; at !== undefined; at = at.above) {
    const namespace = at.declared.get(prefix);
    if (namespace !== undefined) return namespace;
  }
  return prefix === "" ? "" : undefined;
}

function sampleAttribute(xml: PageXml, attribute: Attr, scope: Scope): SampleAttribute {
  const quote = offsetOf(xml, attribute);
  const end = xml.page.text.indexOf(xml.page.text.charAt(quote), quote + 1);
  const name = attribute.localName ?? attribute.name;
  const namespace = attribute.namespaceURI ?? "";
  const value = unbroken(attribute.value, xml.page.text.slice(quote, end));
  return {
    name,
    namespace,
    value,
    ...wordsWithin(xml.page, quote + 1, end),
    ...(namesType(name, namespace) ? typeName(value, scope) : placeholderName(value, scope)),
    place: xml.page.place(quote + 1),
  };
}

function namesType(name: string, namespace: string): boolean {
  if (namespace === xsiNamespace) return name === "type";
  if (namespace === encodingNamespaces.soap11) return name === "arrayType";
  return namespace === encodingNamespaces.soap12 && name === "itemType";
}

/** A QName; for `xsd:string[2]`, the name of the items' type. */
function typeName(value: string, scope: Scope): { qname?: string } {
  const [, prefix = "", local] = /^\s*(?:([^\s:[\]]+):)?([^\s:[\]]+)/.exec(value) ?? [];
  const namespace = lookUp(prefix, scope);
  return local === undefined || namespace === undefined ? {} : { qname: `{${namespace}}${local}` };
}

/** Interprets a placeholder of type QName, which is printed as a name in its own namespace: `q1:QName`. */
function placeholderName(value: string, scope: Scope): { qname?: string } {
  return /^[^\s:/]+:[^\s:/]+$/.test(value) ? typeName(value, scope) : {};
}

/** Drops white space between elements, and joins texts separated by a comment. */
function sampleChildren(xml: PageXml, element: Element, scope: Scope): readonly (SampleElement | SampleText)[] {
  const children: (SampleElement | SampleText)[] = [];
  let run: Node[] = [];
  let comments: string[] = [];
  /** True as long as all children are elements of one name. */
  let alike = true;
  const endRun = () => {
    const text = run.length === 0 ? undefined : sampleText(xml, run, scope);
    run = [];
    if (text === undefined) return;
    const last = children.at(-1);
    if (isEllipsis(text) && last === undefined && nodesOf(element).every((node) => !isElement(node))) {
      xml.remark(collapsed(element, text));
    } else if (isEllipsis(text) && last?.kind === "element") {
      elided(xml, last, alike, text);
      if (alike && children.length === 1) children.push(last);
    } else {
      children.push(text);
      alike = false;
    }
  };
  for (const node of nodesOf(element)) {
    if (isElement(node)) {
      endRun();
      const last = children.at(-1);
      const child = sampleElement(xml, node, scope, comments);
      comments = [];
      alike &&= last === undefined || (last.kind === "element" && last.name === child.name);
      children.push(child);
    } else if (isText(node)) {
      run.push(node);
    } else if (isComment(node)) {
      comments.push(node.nodeValue ?? "");
    }
  }
  endRun();
  return children;
}

function isEllipsis({ text }: SampleText): boolean {
  return text === "..." || text === "…";
}

/** The note on an element whose content a browser or a person hid. Another sample may show it. */
function collapsed({ nodeName }: Element, { text, place }: SampleText): Diagnostic {
  const message = `found ${text} in <${nodeName}>, expected its content; it is taken from another <${nodeName}> if there is one`;
  return pageDiagnostic("sample-elided", "note", place, message);
}

/**
 * Interprets `...` in place of a second equal element, which is how help pages show a list. `only` is true if only
 * repetitions of `last` precede it.
 */
function elided({ remark }: PageXml, last: SampleElement, only: boolean, { text, place }: SampleText): void {
  const message = only
    ? `found ${text} after <${last.name}>, read as an element that repeats`
    : `found ${text} after several elements, expected the elements in its place; they are left out`;
  remark(pageDiagnostic("sample-elided", only ? "note" : "warning", place, message));
}

/** Joins lines, which may be broken anywhere; in a placeholder, a line break means a space. */
function unbroken(text: string, source = text): string {
  return source.includes("\n") ? text.replace(/\s+/g, " ") : text;
}

function sampleText(xml: PageXml, run: readonly Node[], scope: Scope): SampleText | undefined {
  const text = run.map((node) => node.nodeValue ?? "").join("");
  const [first] = run;
  const trimmed = unbroken(text.trim());
  if (trimmed === "" || first === undefined) return undefined;
  const start = offsetOf(xml, first);
  const end = xml.page.text.indexOf("<", start);
  return {
    kind: "text",
    text: trimmed,
    ...wordsWithin(xml.page, start, end < 0 ? xml.page.text.length : end),
    ...placeholderName(trimmed, scope),
    place: xml.page.place(start + (first.nodeValue ?? "").search(/\S|$/)),
  };
}

function offsetOf(xml: PageXml, node: Node): number {
  return xml.start + xml.document.offsetOf(node);
}

function isElement(node: Node): node is Element {
  return node.nodeType === node.ELEMENT_NODE;
}

function isComment(node: Node): boolean {
  return node.nodeType === node.COMMENT_NODE;
}

function isText(node: Node): boolean {
  return node.nodeType === node.TEXT_NODE || node.nodeType === node.CDATA_SECTION_NODE;
}

function attributesOf(element: Element): readonly Attr[] {
  return Array.from(element.attributes);
}

function nodesOf(parent: Node): readonly Node[] {
  const nodes: Node[] = [];
  for (let node = parent.firstChild; node !== null; node = node.nextSibling) nodes.push(node);
  return nodes;
}

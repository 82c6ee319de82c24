import { DOMParser, ParseError, onErrorStopParsing, type Element, type Node } from "@xmldom/xmldom";
import {
  excerpt,
  scanXml,
  type NoXml,
  type SelectsElement,
  type Span,
  type UsedPrefix,
  type XmlDefect,
} from "./xml-scan.js";

/** An XML document at the start of a text, whose tree xmldom builds after a scan. */
export type XmlReading = XmlDocument | NoXml | XmlDefect;

export interface XmlDocument {
  readonly kind: "document";
  readonly root: Element;
  /** The offset after the root's end tag. */
  readonly end: number;
  /** The offsets of ignored attributes without a name (` =""`). */
  readonly nameless: readonly number[];
  /** The offset of a node: an element at its `<`, an attribute at the quote of its value. */
  readonly offsetOf: (node: Node) => number;
}

/**
 * Reads the document; `leavesOut` selects elements that are checked, but are not in the tree. `namespaces` has prefixes
 * that count as declared around the document.
 */
export function readXml(
  text: string,
  leavesOut: SelectsElement = () => false,
  namespaces: Readonly<Record<string, string>> = {},
): XmlReading {
  const scan = scanXml(text, leavesOut);
  if (scan.kind !== "whole") return scan;
  const xml = blank(text.slice(0, scan.end), scan.blanks);
  const offsetAt = offsetsOf(xml);
  try {
    const root = new DOMParser({ ...parserOptions, xmlns: namespaces }).parseFromString(
      xml,
      "application/xml",
    ).documentElement;
    if (root === null) return { kind: "none", offset: scan.end };
    const offsetOf = (node: Node) => offsetAt(node.lineNumber, node.columnNumber);
    return { kind: "document", root, end: scan.end, nameless: scan.nameless, offsetOf };
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const undeclared = undeclaredPrefixes(xml);
    const [first] = undeclared;
    if (first !== undefined) {
      const { prefix, offset } = first;
      const message = `found the prefix ${excerpt(prefix)}, expected its declaration (xmlns:${excerpt(prefix)}="…") in a tag around it`;
      return { kind: "not-well-formed", offset, message, path: [], undeclared };
    }
    const { lineNumber, columnNumber } = locatorOf(error);
    const offset = offsetAt(lineNumber, columnNumber);
    return { kind: "not-well-formed", offset, message: plainMessage(error.message), path: [] };
  }
}

/** Keeps line ends, because offsets must not change. */
const parserOptions = { onError: onErrorStopParsing, normalizeLineEndings: (text: string) => text };

/** Comments, CDATA sections and processing instructions, each of which ends. */
const literal = /<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>/g;
const tagWithName = /<\/?[^\s<>/="'&!?][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>/g;
const prefixedName = /(?<=^<|\s)([^\s<>/="'&:]+):(?=([^\s<>/="'&]+))|"[^"]*"|'[^']*'/g;

/** The prefixes in a whole document that no tag around them declares, each at its first place. */
function undeclaredPrefixes(xml: string): readonly UsedPrefix[] {
  const found = new Map<string, number>();
  /** How many of the open elements declare a prefix. */
  const scope = new Map([
    ["xml", 1],
    ["xmlns", 1],
  ]);
  const count = (prefixes: readonly string[], change: 1 | -1): void => {
    for (const prefix of prefixes) scope.set(prefix, (scope.get(prefix) ?? 0) + change);
  };
  /** The prefixes that each open element declares. */
  const open: string[][] = [];
  const plain = xml.replace(literal, (all) => " ".repeat(all.length));
  for (const { 0: tag, index } of plain.matchAll(tagWithName)) {
    if (tag.startsWith("</")) {
      count(open.pop() ?? [], -1);
      continue;
    }
    const declared: string[] = [];
    const used: UsedPrefix[] = [];
    for (const { 1: prefix, 2: local = "", index: at } of tag.matchAll(prefixedName)) {
      if (prefix === "xmlns") declared.push(local);
      else if (prefix !== undefined) used.push({ prefix, offset: index + at });
    }
    count(declared, 1);
    for (const { prefix, offset } of used)
      if ((scope.get(prefix) ?? 0) === 0 && !found.has(prefix)) found.set(prefix, offset);
    if (tag.endsWith("/>")) count(declared, -1);
    else open.push(declared);
  }
  return Array.from(found, ([prefix, offset]) => ({ prefix, offset }));
}

/** Replaces `spans` by spaces, which keeps offsets. */
function blank(text: string, spans: readonly Span[]): string {
  let at = 0;
  const pieces: string[] = [];
  for (const { start, end } of spans) {
    pieces.push(text.slice(at, start), " ".repeat(end - start));
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join("");
}

/** Converts lines and columns of xmldom, which counts lines by CR, LF and CRLF, and columns from 1. */
function offsetsOf(xml: string): (line: number | undefined, column: number | undefined) => number {
  const starts = [0];
  for (const match of xml.matchAll(/\r\n?|\n/g)) starts.push(match.index + match[0].length);
  return (line = 1, column = 1) => Math.min((starts[line - 1] ?? 0) + column - 1, xml.length);
}

function locatorOf(error: ParseError): { lineNumber?: number; columnNumber?: number } {
  // xmldom declares it as any; it is the position of the parser.
  return (error.locator as { lineNumber?: number; columnNumber?: number } | undefined) ?? {};
}

function plainMessage(message: string): string {
  const reported = /^Reporting \w+ "([^]*)" caused /.exec(message)?.[1];
  return excerpt((reported ?? message).replace(/^Error constructing the DOM: \w+: |^element parse error: Error: /, ""));
}

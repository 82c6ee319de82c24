import { DOMParser, ParseError, onErrorStopParsing, type Element, type Node } from "@xmldom/xmldom";

/**
 * An XML document at the start of a text. xmldom builds its tree. A linear scan before it finds the end of the root,
 * and refuses documents that xmldom accepts wrongly or handles too slowly.
 */
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

/** The text does not start with a document: `offset` is that of other text, or the end. */
export interface NoXml {
  readonly kind: "none";
  readonly offset: number;
}

export interface XmlDefect {
  readonly kind: "cut" | "not-well-formed" | "doctype" | "too-deep" | "too-wide";
  readonly offset: number;
  readonly message: string;
  /** The names of the open elements as written, outermost first. */
  readonly path: readonly string[];
  /** The offset of the innermost of them. */
  readonly opened?: number;
  /** The prefixes that no tag around them declares, if the document lacks no more than their declarations. */
  readonly undeclared?: readonly UsedPrefix[];
}

export interface UsedPrefix {
  readonly prefix: string;
  /** The offset of the first name that has it. */
  readonly offset: number;
}

/** Selects elements by their names as written and those of the open elements around them, outermost first. */
export type SelectsElement = (name: string, path: readonly string[]) => boolean;

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

/** A depth that no real document has; it keeps recursion over a tree within the stack. */
const deepest = 256;
/** A limit for one element, because xmldom searches all attributes for each one that it adds. */
const mostAttributes = 1024;
/** A limit on namespaces in scope, because xmldom copies them for each element that declares another. */
const mostNamespaces = 512;

interface Span {
  readonly start: number;
  readonly end: number;
}

interface Whole {
  readonly kind: "whole";
  readonly end: number;
  /** The attributes without a name, and the elements that are left out. */
  readonly blanks: readonly Span[];
  readonly nameless: readonly number[];
}

/** The white space before an attribute that is looked over for the place of a defect. */
const mostSpace = 256;

const startTagName = /<([^\s<>/="'&]+)/y;
const attribute = /\s+[^\s<>/="'&]+\s*=\s*("[^"<]*"|'[^'<]*')/y;
const namelessAttribute = /\s+=\s*(?:"[^"<]*"|'[^'<]*')/y;
const startTagEnd = /\s*(\/?)>/y;
const endTag = /<\/([^\s<>/]+)\s*>/y;

/** Scans the text. Each loop continues where the previous one stopped, so that the whole is linear. */
function scanXml(text: string, leavesOut: SelectsElement): Whole | NoXml | XmlDefect {
  const open: { readonly name: string; readonly start: number; readonly namespaces: number }[] = [];
  const path: string[] = [];
  const blanks: Span[] = [];
  const nameless: number[] = [];
  /** The start and the depth of the element that is being left out. */
  let left: { readonly start: number; readonly depth: number } | undefined;
  let at = 0;

  const defect = (kind: XmlDefect["kind"], offset: number, message: string): XmlDefect => {
    const opened = open.at(-1)?.start;
    return { kind, offset, message, path: [...path], ...(opened === undefined ? {} : { opened }) };
  };
  /** Unmatched markup is either the cut end of a text or an error. */
  const unfinished = (tag: number, expected: string): XmlDefect => {
    const found = /^<[^>]{0,80}>?/.exec(text.slice(tag, tag + 82))?.[0] ?? "<";
    if (!/[<>]/.test(text.slice(tag + 1)))
      return defect("cut", tag, `found the end of the text inside ${excerpt(found)}, expected the end of the tag`);
    return defect("not-well-formed", tag, `found ${excerpt(found)}, expected ${expected}`);
  };

  /** The defect is at the text that is not an attribute, which can be far from the start of the tag. */
  const unfinishedTag = (tag: number, name: string, after: number): XmlDefect => {
    const offset = after + text.slice(after, after + mostSpace).search(/\S|$/);
    const wrong = /^[^\s<>]{1,60}/.exec(text.slice(offset, offset + 60))?.[0];
    if (wrong === undefined || !/[<>]/.test(text.slice(tag + 1)))
      return unfinished(tag, `the end of the tag <${excerpt(name)}>`);
    return defect(
      "not-well-formed",
      offset,
      `found ${excerpt(wrong)} in <${excerpt(name)}>, expected an attribute such as name="value", or the end of the tag`,
    );
  };

  for (;;) {
    const tag = text.indexOf("<", at);
    const characters = text.slice(at, tag < 0 ? text.length : tag);
    const content = characters.search(/\S/);
    if (open.length === 0 && (content >= 0 || tag < 0)) return { kind: "none", offset: at + Math.max(content, 0) };
    const wrong = wrongCharacter(characters);
    if (wrong !== undefined) return defect("not-well-formed", at + wrong.offset, wrong.message);
    if (tag < 0) return defect("cut", at, `found the end of the text, expected </${open.at(-1)?.name ?? ""}>`);

    const special = specials.find(({ start }) => text.startsWith(start, tag));
    if (special !== undefined) {
      const close = text.indexOf(special.end, tag + special.start.length);
      if (close < 0) return unfinished(tag, special.end);
      at = close + special.end.length;
      const control = text.slice(tag, at).search(controlCharacter);
      if (control >= 0)
        return defect(
          "not-well-formed",
          tag + control,
          `found ${codeName(text, tag + control)}, expected a character that XML allows`,
        );
      continue;
    }
    if (text.startsWith("<!", tag)) {
      const doctype = /^<!doctype/i.test(text.slice(tag, tag + 9));
      if (doctype) return defect("doctype", tag, "found a document type declaration, expected none");
      return unfinished(tag, "an element");
    }

    endTag.lastIndex = tag;
    const ending = endTag.exec(text);
    if (ending !== null) {
      const name = open.at(-1)?.name;
      if (name !== ending[1]) {
        const expected = name === undefined ? "a start tag" : `</${name}>`;
        return defect("not-well-formed", tag, `found ${excerpt(ending[0])}, expected ${expected}`);
      }
      open.pop();
      path.pop();
      at = endTag.lastIndex;
      if (left?.depth === open.length) {
        blanks.push({ start: left.start, end: at });
        left = undefined;
      }
      if (open.length === 0) return { kind: "whole", end: at, blanks, nameless };
      continue;
    }

    startTagName.lastIndex = tag;
    const name = startTagName.exec(text)?.[1];
    if (name === undefined) {
      const expected = text.startsWith("</", tag) && open.length > 0 ? `</${open.at(-1)?.name ?? ""}>` : "a tag";
      return unfinished(tag, expected);
    }
    at = startTagName.lastIndex;
    if (left === undefined && leavesOut(name, path)) left = { start: tag, depth: open.length };
    let attributes = 0;
    let namespaces = open.at(-1)?.namespaces ?? 0;
    for (;;) {
      attribute.lastIndex = at;
      const [attributeText, value] = attribute.exec(text) ?? [];
      if (attributeText !== undefined && value !== undefined) {
        attributes += 1;
        if (attributeText.trimStart().startsWith("xmlns")) namespaces += 1;
        if (attributes > mostAttributes) {
          return defect(
            "too-wide",
            tag,
            `found an element with more than ${mostAttributes} attributes, expected at most ${mostAttributes}`,
          );
        }
        if (namespaces > mostNamespaces) {
          return defect(
            "too-wide",
            tag,
            `found more than ${mostNamespaces} namespaces declared at once, expected at most ${mostNamespaces}`,
          );
        }
        const wrongInValue = wrongCharacter(value);
        at = attribute.lastIndex;
        if (wrongInValue === undefined) continue;
        const offset = at - value.length + wrongInValue.offset;
        return defect("not-well-formed", offset, wrongInValue.message);
      }
      namelessAttribute.lastIndex = at;
      if (!namelessAttribute.test(text)) break;
      nameless.push(at + 1);
      if (left === undefined) blanks.push({ start: at + 1, end: namelessAttribute.lastIndex });
      at = namelessAttribute.lastIndex;
    }
    startTagEnd.lastIndex = at;
    const closing = startTagEnd.exec(text);
    if (closing === null) return unfinishedTag(tag, name, at);
    at = startTagEnd.lastIndex;
    if (closing[1] === "/") {
      if (open.length === 0) return { kind: "whole", end: at, blanks, nameless };
      if (left?.depth === open.length) {
        blanks.push({ start: left.start, end: at });
        left = undefined;
      }
    } else {
      open.push({ name, start: tag, namespaces });
      path.push(name);
      if (open.length > deepest)
        return defect(
          "too-deep",
          tag,
          `found elements more than ${deepest} levels deep, expected at most ${deepest} levels`,
        );
    }
  }
}

const specials = [
  { start: "<!--", end: "-->" },
  { start: "<![CDATA[", end: "]]>" },
  { start: "<?", end: "?>" },
];

/** Characters that XML forbids (XML 1.0, 2.2). */
const controlCharacter = /[\0-\x08\v\f\x0e-\x1f\ufffe\uffff]/;
const suspect = new RegExp(
  `&(?:(?:lt|gt|amp|quot|apos);|#(?<decimal>\\d{1,7});|#x(?<hex>[\\da-fA-F]{1,6});)?|${controlCharacter.source}`,
  "g",
);
/** A fast test, negative for nearly all documents. */
const maySuspect = new RegExp(`&|${controlCharacter.source}`);

function wrongCharacter(text: string): { offset: number; message: string } | undefined {
  if (!maySuspect.test(text)) return undefined;
  for (const match of text.matchAll(suspect)) {
    const [found] = match;
    const offset = match.index;
    if (found === "&") {
      const reference = /^&[\w.:#-]{0,32};?/.exec(text.slice(offset, offset + 40))?.[0] ?? found;
      return { offset, message: `found ${reference}, expected &amp; or another reference that XML defines` };
    }
    if (!found.startsWith("&"))
      return { offset, message: `found ${codeName(text, offset)}, expected a character that XML allows` };
    const { decimal, hex } = match.groups ?? {};
    const code = decimal !== undefined ? parseInt(decimal, 10) : hex !== undefined ? parseInt(hex, 16) : undefined;
    if (code !== undefined && !isXmlCharacter(code)) {
      return { offset, message: `found ${found}, expected a character that XML allows` };
    }
  }
  return undefined;
}

function isXmlCharacter(code: number): boolean {
  if (code < 0x20) return code === 9 || code === 10 || code === 13;
  return code <= 0xd7ff || (code >= 0xe000 && code <= 0xfffd) || (code >= 0x10000 && code <= 0x10ffff);
}

function codeName(text: string, offset: number): string {
  return `U+${text.charCodeAt(offset).toString(16).toUpperCase().padStart(4, "0")}`;
}

function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trimEnd();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
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

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

/** A depth that no real document has; it keeps recursion over a tree within the stack. */
const deepest = 256;
/** A limit for one element, because xmldom searches all attributes for each one that it adds. */
const mostAttributes = 1024;
/** A limit on namespaces in scope, because xmldom copies them for each element that declares another. */
const mostNamespaces = 512;

export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A document that is whole. */
export interface Whole {
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

/**
 * Finds the end of the root of a document, and refuses documents that xmldom accepts wrongly or handles too slowly. Each
 * loop continues where the previous one stopped, so that the whole is linear.
 */
export function scanXml(text: string, leavesOut: SelectsElement): Whole | NoXml | XmlDefect {
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
    const attributes = scanAttributes(text, tag, at, open.at(-1)?.namespaces ?? 0);
    if ("message" in attributes) return defect(attributes.kind, attributes.offset, attributes.message);
    for (const span of attributes.nameless) {
      nameless.push(span.start);
      if (left === undefined) blanks.push(span);
    }
    at = attributes.end;
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
      open.push({ name, start: tag, namespaces: attributes.namespaces });
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

/** The attributes of a start tag. */
interface AttributesScan {
  readonly end: number;
  /** The number of namespaces that are declared in the tag and around it. */
  readonly namespaces: number;
  readonly nameless: readonly Span[];
}

type Wrong = Pick<XmlDefect, "kind" | "offset" | "message">;

/** Scans the attributes of the start tag at `tag` from an offset in it; `around` is the number of namespaces around it. */
function scanAttributes(text: string, tag: number, from: number, around: number): AttributesScan | Wrong {
  const nameless: Span[] = [];
  let attributes = 0;
  let namespaces = around;
  for (let at = from; ;) {
    attribute.lastIndex = at;
    const [attributeText, value] = attribute.exec(text) ?? [];
    if (attributeText === undefined || value === undefined) {
      namelessAttribute.lastIndex = at;
      if (!namelessAttribute.test(text)) return { end: at, namespaces, nameless };
      nameless.push({ start: at + 1, end: namelessAttribute.lastIndex });
      at = namelessAttribute.lastIndex;
      continue;
    }
    attributes += 1;
    if (attributeText.trimStart().startsWith("xmlns")) namespaces += 1;
    if (attributes > mostAttributes) {
      const most = `more than ${mostAttributes} attributes, expected at most ${mostAttributes}`;
      return { kind: "too-wide", offset: tag, message: `found an element with ${most}` };
    }
    if (namespaces > mostNamespaces) {
      const most = `more than ${mostNamespaces} namespaces declared at once, expected at most ${mostNamespaces}`;
      return { kind: "too-wide", offset: tag, message: `found ${most}` };
    }
    at = attribute.lastIndex;
    const wrong = wrongCharacter(value);
    if (wrong !== undefined)
      return { kind: "not-well-formed", offset: at - value.length + wrong.offset, message: wrong.message };
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

/** A text for messages, on one line. */
export function excerpt(text: string): string {
  const line = text.replace(/\s+/g, " ").trimEnd();
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

import { mark } from "../runtime/redaction.js";

/**
 * Indents a document, whole or redacted. White space is added only to elements without text, because it would change a text.
 * Documents whose tags do not pair are left unchanged, but may end early.
 */
export function indented(document: string): string {
  const tokens = tokensOf(document);
  if (tokens === undefined) return document;
  const kinds = kindsOf(tokens);
  const holders = holdersOfText(kinds);
  const pieces: string[] = [];
  let level = 0;
  /** The level of the enclosing element that contains text; undefined if there is none. */
  let kept: number | undefined;
  let isEmpty = false;
  tokens.forEach((token, index) => {
    const kind = kinds[index];
    if (kind === "end") level--;
    if (kept === undefined && index > 0 && kind !== "text" && !(kind === "end" && isEmpty)) {
      pieces.push("\n", "  ".repeat(Math.min(level, deepest)));
    }
    pieces.push(token);
    if (kind === "end" && kept === level) kept = undefined;
    if (kind === "start") {
      if (kept === undefined && holders.has(index)) kept = level;
      level++;
    }
    isEmpty = kind === "start";
  });
  return pieces.join("");
}

/** Deeper elements are not indented further, so that the text stays in proportion to the document. */
const deepest = 64;

/** Tags, texts and others; undefined if an end tag is not that of the innermost open element, or a tag cannot be read. */
function tokensOf(document: string): readonly string[] | undefined {
  const pattern = /[^<]+|<!--[^]*?-->|<!\[CDATA\[[^]*?\]\]>|<\?[^]*?\?>|<(?![!?])(?:[^<>"']|"[^"]*"|'[^']*')*>/y;
  const tokens: string[] = [];
  const open: string[] = [];
  while (pattern.lastIndex < document.length) {
    const token = pattern.exec(document)?.[0];
    if (token === undefined) return undefined;
    const [, slash, name = ""] = /^<(\/?)([^\s<>/!?]+)/.exec(token) ?? [];
    if (slash === "/" && open.pop() !== name) return undefined;
    if (slash === "" && !token.endsWith("/>")) open.push(name);
    tokens.push(token);
  }
  return tokens;
}

/** Finds the start tags, by index, of the elements that contain text. */
function holdersOfText(kinds: readonly Kind[]): ReadonlySet<number> {
  const holders = new Set<number>();
  const open: number[] = [];
  kinds.forEach((kind, index) => {
    switch (kind) {
      case "start":
        open.push(index);
        break;
      case "end":
        open.pop();
        break;
      case "text": {
        const holder = open.at(-1);
        if (holder !== undefined) holders.add(holder);
        break;
      }
      case "whole":
    }
  });
  return holders;
}

/** `whole` is the tag of an empty element, the XML declaration, a comment, or the mark in place of elements. */
type Kind = "start" | "end" | "whole" | "text";

function kindsOf(tokens: readonly string[]): readonly Kind[] {
  const kinds = tokens.map(kindOf);
  return kinds.map((kind, index) => {
    const isText = kinds[index - 1] === "start" && kinds[index + 1] === "end";
    return tokens[index] === mark && !isText ? "whole" : kind;
  });
}

function kindOf(token: string): Kind {
  if (!token.startsWith("<") || token.startsWith("<![CDATA[")) return "text";
  if (token.startsWith("</")) return "end";
  return token.endsWith("/>") || /^<[?!]/.test(token) ? "whole" : "start";
}

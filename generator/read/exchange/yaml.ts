import { joinPieces, type Excerpt, type Piece } from "./excerpt.js";

/** The part of YAML that recorders of traffic write: block maps and lists, and texts in every notation. */
export type Yaml =
  | { readonly kind: "map"; readonly members: ReadonlyMap<string, Yaml> }
  | { readonly kind: "list"; readonly items: readonly Yaml[] }
  | { readonly kind: "text"; readonly text: Excerpt };

/** Maps and lists may be inside each other this deep. */
const maxDepth = 64;

/** Reads a document of YAML as far as it is understood; the rest is left out. */
export function readYaml(source: Excerpt): Yaml | undefined {
  const { text } = source;
  let at = 0;
  skipEmpty();
  return node(indentAt(at), 0);

  function node(indent: number, depth: number): Yaml | undefined {
    if (depth > maxDepth || at >= text.length) return undefined;
    const start = at + indent;
    if (isItem(start)) return list(indent, depth);
    key.lastIndex = start;
    return key.test(text) ? map(indent, depth) : undefined;
  }

  function list(indent: number, depth: number): Yaml {
    const items: Yaml[] = [];
    while (at < text.length && indentAt(at) === indent && isItem(at + indent)) {
      const item = at + indent + 1;
      const content = item + spaces(item);
      key.lastIndex = content;
      if (key.test(text) || isItem(content)) {
        // A node of its own follows the dash, indented up to its column.
        const before = at;
        const found = inner(content - before, depth);
        if (found !== undefined) items.push(found);
        if (at === before) at = nextLine(at);
      } else {
        const found = value(content, indent, depth);
        if (found !== undefined) items.push(found);
      }
      skipEmpty();
    }
    return { kind: "list", items };
  }

  /** A node whose first line begins behind a dash. */
  function inner(indent: number, depth: number): Yaml | undefined {
    return isItem(at + indent) ? undefined : map(indent, depth + 1);
  }

  function map(indent: number, depth: number): Yaml {
    const members = new Map<string, Yaml>();
    let isFirst = true;
    while (at < text.length && (isFirst || indentAt(at) === indent)) {
      isFirst = false;
      key.lastIndex = at + indent;
      const found = key.exec(text);
      if (found === null) break;
      const name = (found[1] ?? "").replace(/^["']|["']$/g, "");
      const child = value(key.lastIndex, indent, depth);
      if (child !== undefined) members.set(name, child);
      skipEmpty();
    }
    return { kind: "map", members };
  }

  /** Reads the value behind a key or a dash; `indent` is that of its line. Leaves `at` at the start of the next line. */
  function value(from: number, indent: number, depth: number): Yaml | undefined {
    const start = from + spaces(from);
    const first = text.charAt(start);
    if (first === '"') return quoted(start, doubleQuoted, '"');
    if (first === "'") return quoted(start, singleQuoted, "'");
    if (first === "|" || first === ">") return block(start, indent);
    if (first === "" || first === "\n" || first === "\r" || first === "#") {
      at = nextLine(start);
      skipEmpty();
      const next = indentAt(at);
      return next > indent || (next === indent && isItem(at + next)) ? node(next, depth + 1) : undefined;
    }
    return plain(start, indent);
  }

  function quoted(start: number, token: RegExp, quote: string): Yaml {
    const pieces: Piece[] = [];
    token.lastIndex = start + 1;
    for (;;) {
      const from = token.lastIndex;
      const found = token.exec(text)?.[0];
      if (found === undefined) {
        at = nextLine(Math.min(from + 1, text.length));
        return { kind: "text", text: joinPieces(pieces, source.place) };
      }
      pieces.push({ text: decoded(found, quote), start: from });
    }
  }

  /** A literal block; a folded one is read the same, which differs in white space only. */
  function block(start: number, indent: number): Yaml {
    const pieces: Piece[] = [];
    at = nextLine(start);
    const inside = text.startsWith("\n", at) ? indent + 1 : Math.max(indentAt(at), indent + 1);
    while (at < text.length && (isEmptyLine(at) || indentAt(at) > indent)) {
      const end = nextLine(at);
      const from = Math.min(at + inside, end);
      pieces.push(isEmptyLine(at) ? { text: "\n", start: at } : { text: text.slice(from, end), start: from });
      at = end;
    }
    return { kind: "text", text: joinPieces(pieces, source.place) };
  }

  /** A text without quotes, which goes on in lines that are indented further. */
  function plain(start: number, indent: number): Yaml {
    const pieces: Piece[] = [];
    let from = start;
    for (;;) {
      const end = nextLine(from);
      pieces.push({ text: text.slice(from, end).trimEnd(), start: from });
      at = end;
      if (at >= text.length || isEmptyLine(at) || indentAt(at) <= indent) break;
      pieces.push({ text: " ", start: at });
      from = at + indentAt(at);
    }
    return { kind: "text", text: joinPieces(pieces, source.place) };
  }

  function skipEmpty(): void {
    while (at < text.length && (isEmptyLine(at) || /^(?:---|#)/.test(text.slice(at, at + 3)))) at = nextLine(at);
  }

  function isEmptyLine(offset: number): boolean {
    const char = text.charAt(offset + indentAt(offset));
    return char === "\n" || char === "\r";
  }

  function isItem(offset: number): boolean {
    return text.charAt(offset) === "-" && /^\s?$/.test(text.charAt(offset + 1));
  }

  function indentAt(offset: number): number {
    return spaces(offset);
  }

  function spaces(offset: number): number {
    blank.lastIndex = offset;
    return blank.exec(text)?.[0].length ?? 0;
  }

  function nextLine(offset: number): number {
    const end = text.indexOf("\n", offset);
    return end < 0 ? text.length : end + 1;
  }
}

const blank = / */y;
const key = /("(?:[^"\\\n]){0,256}"|'[^'\n]{0,256}'|[\w$./-][\w$. /-]{0,256}?):(?=[ \r\n]|$)/y;

/** Unescaped characters, an escape, a line that goes on, or a line break, which stands for a space or, several, for breaks. */
const doubleQuoted =
  /[^"\\\n\r ]+|\\\r?\n[ \t]*|\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[^])| *(?:\r?\n[ \t]*)+| +/y;
const singleQuoted = /''|[^'\n\r ]+| *(?:\r?\n[ \t]*)+| +/y;

function decoded(found: string, quote: string): string {
  if (found.includes("\n")) {
    if (found.startsWith("\\")) return "";
    const breaks = found.split("\n").length - 1;
    return breaks === 1 ? " " : "\n".repeat(breaks - 1);
  }
  if (quote === "'") return found === "''" ? "'" : found;
  if (!found.startsWith("\\")) return found;
  const code = /^\\[xuU](.+)$/.exec(found)?.[1];
  if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
  return escapes.get(found.charAt(1)) ?? found.charAt(1);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
  ["0", "\0"],
]);

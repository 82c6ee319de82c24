import { CST, Parser } from "yaml";
import { excerptAt, joinPieces, type Excerpt, type Piece } from "./excerpt.js";

/** A document of YAML, whose texts can locate their characters. Numbers and dates are texts, too. */
export type Yaml =
  | { readonly kind: "map"; readonly members: ReadonlyMap<string, Yaml> }
  | { readonly kind: "list"; readonly items: readonly Yaml[] }
  | { readonly kind: "text"; readonly text: Excerpt };

/** The most maps and lists inside each other; what is deeper is left out. */
const maxDepth = 64;

/** Reads the first document of a YAML stream, without aliases and tags. */
export function readYaml({ text, place }: Excerpt): Yaml | undefined {
  for (const token of new Parser().parse(text)) {
    if (token.type === "document") return yamlOf(token.value, place, 0);
  }
  return undefined;
}

function yamlOf(token: CST.Token | null | undefined, place: Excerpt["place"], depth: number): Yaml | undefined {
  if (depth > maxDepth) return undefined;
  switch (token?.type) {
    case "block-map":
      return mapOf(token, place, depth);
    case "flow-collection":
      return token.start.source === "{" ? mapOf(token, place, depth) : listOf(token, place, depth);
    case "block-seq":
      return listOf(token, place, depth);
    case "scalar":
    case "single-quoted-scalar":
    case "double-quoted-scalar":
    case "block-scalar":
      return { kind: "text", text: textOf(token, place) };
    default:
      return undefined;
  }
}

function mapOf({ items }: CST.BlockMap | CST.FlowCollection, place: Excerpt["place"], depth: number): Yaml {
  const members = new Map<string, Yaml>();
  for (const { key, value } of items) {
    const name = yamlOf(key, place, depth + 1);
    const member = yamlOf(value, place, depth + 1);
    if (name?.kind === "text" && member !== undefined) members.set(name.text.text, member);
  }
  return { kind: "map", members };
}

function listOf({ items }: CST.BlockSequence | CST.FlowCollection, place: Excerpt["place"], depth: number): Yaml {
  return { kind: "list", items: items.flatMap(({ value }) => yamlOf(value, place, depth + 1) ?? []) };
}

/** The text of a scalar, even of one that is not closed. Where its characters cannot be located, as in folded blocks, all are at its start. */
function textOf(token: CST.FlowScalar | CST.BlockScalar, place: Excerpt["place"]): Excerpt {
  const { value } = CST.resolveAsScalar(token, false, () => undefined);
  const located = joinPieces(token.type === "block-scalar" ? linesOf(token) : piecesOf(token), place);
  // Blocks may end without the line breaks of their source.
  return located.text.startsWith(value) ? { ...located, text: value } : excerptAt(place(token.offset), value);
}

/** The lines of a block without their indentation. */
function linesOf({ offset, props, source }: CST.BlockScalar): readonly Piece[] {
  const indent = /^(?:[ ]*\r?\n)*([ ]*)/.exec(source)?.[1]?.length ?? 0;
  let start = offset + props.reduce((length, prop) => length + ("source" in prop ? prop.source.length : 0), 0);
  return (source.match(/[^\n]*\n|[^\n]+$/g) ?? []).map((line) => {
    const blank = Math.min(indent, line.search(/[^ ]|$/));
    const piece = { text: line.slice(blank).replace(/\r?\n$/, "\n"), start: start + blank };
    start += line.length;
    return piece;
  });
}

/** The characters, escapes and line breaks of a text in a line or in quotes. */
function piecesOf({ type, offset, source }: CST.FlowScalar): readonly Piece[] {
  const isQuoted = type !== "scalar";
  const pieces: Piece[] = [];
  for (const { 0: found, index } of source.matchAll(type === "double-quoted-scalar" ? escapable : literal)) {
    const isMark = isQuoted && (index === 0 || index === source.length - 1);
    if (!isMark) pieces.push({ text: decoded(found, type), start: offset + index });
  }
  return pieces;
}

/** Unescaped characters, an escape, a line that goes on, or line breaks, which stand for a space or for one break fewer. */
const escapable = /[^"\\\n\r ]+|\\\r?\n[ \t]*|\\(?:x[\da-f]{2}|u[\da-f]{4}|U[\da-f]{8}|[^])| *(?:\r?\n[ \t]*)+| +|"/gi;
const literal = /''|'|[^'\n\r ]+| *(?:\r?\n[ \t]*)+| +/g;

function decoded(found: string, type: CST.FlowScalar["type"]): string {
  if (found.includes("\n")) {
    if (found.startsWith("\\")) return "";
    const breaks = found.split("\n").length - 1;
    return breaks === 1 ? " " : "\n".repeat(breaks - 1);
  }
  if (type === "single-quoted-scalar" && found === "''") return "'";
  if (type !== "double-quoted-scalar" || !found.startsWith("\\")) return found;
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

import { decodeUtf8 } from "./utf8.js";

/** A place in a document. */
export interface Place {
  /** The local names of the elements, without Envelope and Body, then that of an attribute whose value starts here. */
  readonly path: string;
  /** Counts from 1. */
  readonly line: number;
  /** Counts characters from 1. */
  readonly column: number;
}

/**
 * Locates bytes, whose offsets are in ascending order, in one pass. The document may be cut off or not well-formed. An
 * offset in a start tag belongs to the element.
 */
export function placesIn(bytes: Uint8Array, offsets: readonly number[]): Place[] {
  const text = decodeUtf8(bytes);
  const tokens = new RegExp(tags);
  let token = tokens.exec(text);
  const names: string[] = [];
  let from = 0;
  let at = 0;
  let line = 1;
  let column = 1;
  return offsets.map((offset) => {
    const before = decodeUtf8(bytes.subarray(from, offset));
    from = offset;
    at += before.length;
    const lines = before.split(/\r\n?|\n/);
    const last = lines.pop() ?? "";
    line += lines.length;
    column = (lines.length > 0 ? 1 : column) + last.length;
    let inside: string[] = [];
    for (; token !== null && token.index <= at; token = tokens.exec(text)) {
      const { 0: tag, 1: name = "", index } = token;
      const isEnd = name.startsWith("/");
      const own = name === "" || isEnd ? [] : [name.replace(/^.*:/, "").slice(0, longestName)];
      if (index + tag.length > at) {
        inside = own;
        break;
      }
      if (isEnd) names.pop();
      else if (!tag.endsWith("/>")) names.push(...own);
    }
    return {
      path: pathOf([...names, ...inside], text.slice(Math.max(at - longestName, 0), at)),
      line,
      column,
    };
  });
}

function pathOf(names: readonly string[], before: string): string {
  // Few offsets follow a quote, and the search takes more than linear time.
  const [, attribute] = (/["']$/.test(before.slice(-1)) && /([^\s:=]+)\s*=\s*["']$/.exec(before)) || [];
  const known = names.slice(names[0] !== "Envelope" ? 0 : names[1] === "Body" ? 2 : 1);
  return [...known, ...(attribute === undefined ? [] : [`@${attribute}`])].join("/");
}

/**
 * The longest name in a path, because every misfit has a path. Attributes are searched for in a text of this length,
 * because the search is not linear.
 */
const longestName = 300;

/** Comments, CDATA sections, instructions and, with their names, tags, of which the last may be cut off. None backtracks. */
const tags =
  /<(?:!--[^]*?(?:-->|$)|!\[CDATA\[[^]*?(?:\]\]>|$)|\?[^]*?(?:\?>|$)|([^\s<>!?]+?)(?=[\s>]|\/>|$)(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>]+)*(?:>|$))/g;

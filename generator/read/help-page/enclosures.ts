import type { Region } from "./text/sample-regions.js";

/** The parts of a text in which no message starts. */
export interface Enclosures {
  /** True for an offset inside an envelope or a comment, but not for the one at which it starts. */
  holds(offset: number): boolean;
  /** The end of the comment that starts at an offset. */
  commentAt(offset: number): number | undefined;
}

const tokens = /<!--|<!\[CDATA\[|<(?<slash>\/?)(?<name>(?:[^\s<>/:"'=&]{1,64}:)?Envelope)(?=[\s>/])[^<>]*(?<end>>?)/g;

/**
 * Finds the envelopes that are closed, with all that is in them, and the comments. An envelope that is cut encloses
 * nothing, since the message after it may be whole; nor does CDATA outside of an envelope, where tools put messages.
 */
export function findEnclosures(text: string): Enclosures {
  const comments = new Map<number, number>();
  const envelopes: Region[] = [];
  const open: { readonly name: string; readonly start: number }[] = [];
  const opened = new Map<string, number>();
  const endOf = searcher(text);
  tokens.lastIndex = 0;
  for (let found = tokens.exec(text); found !== null; found = tokens.exec(text)) {
    const { index: start, 0: token } = found;
    const { name, slash, end } = found.groups ?? {};
    if (token === "<!--") {
      // A comment contains no `--` (XML 1.0, 2.5); two of them may seem to be one where the first is not closed.
      const dashes = endOf("--", start + token.length);
      if (dashes === undefined || text.charAt(dashes) !== ">") continue;
      comments.set(start, dashes + 1);
      tokens.lastIndex = dashes + 1;
    } else if (name === undefined) {
      if (open.length > 0) tokens.lastIndex = endOf("]]>", start) ?? tokens.lastIndex;
    } else if (slash === "") {
      if (end === "" || token.endsWith("/>")) continue;
      open.push({ name, start });
      opened.set(name, (opened.get(name) ?? 0) + 1);
    } else if ((opened.get(name) ?? 0) > 0) {
      for (let last = open.pop(); last !== undefined; last = open.pop()) {
        opened.set(last.name, (opened.get(last.name) ?? 0) - 1);
        if (last.name !== name) continue;
        envelopes.push({ start: last.start, end: tokens.lastIndex });
        break;
      }
    }
  }
  return enclosures(comments, envelopes);
}

function enclosures(comments: ReadonlyMap<number, number>, envelopes: readonly Region[]): Enclosures {
  const all = [...envelopes, ...Array.from(comments, ([start, end]) => ({ start, end }))];
  const outer: Region[] = [];
  for (const region of all.toSorted((one, other) => one.start - other.start)) {
    if (region.start >= (outer.at(-1)?.end ?? 0)) outer.push(region);
  }
  return {
    holds(offset) {
      let [low, high] = [0, outer.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if ((outer[middle]?.start ?? 0) < offset) low = middle + 1;
        else high = middle;
      }
      return offset < (outer[low - 1]?.end ?? 0);
    },
    commentAt: (offset) => comments.get(offset),
  };
}

/** Finds the end of a text after an offset. A text that occurs no more is looked for once. */
function searcher(text: string): (wanted: string, from: number) => number | undefined {
  const missing = new Set<string>();
  return (wanted, from) => {
    if (missing.has(wanted)) return undefined;
    const found = text.indexOf(wanted, from);
    if (found < 0) missing.add(wanted);
    return found < 0 ? undefined : found + wanted.length;
  };
}

import type { Edit } from "./mapped-text.js";
import { within, type Region } from "./sample-regions.js";

/**
 * Finds the line breaks that a program put into words, at a fixed width. A break between two names of a tag is one
 * between an element and its attribute, or in a name, because attributes have values. Where all these lines are equally
 * long, lines of that length are also broken in the texts of elements.
 */
export function brokenWords(text: string, samples: readonly Region[]): readonly Edit[] {
  const inTags = breaksIn(text, /<[^<>!][^<>]*>/g, samples, nameBreaks);
  const [width, ...others] = new Set(inTags.map(({ start }) => widthOf(text, start)));
  if (width === undefined || others.length > 0) return inTags;
  const inTexts = breaksIn(text, />[^<>]*(?=<)/g, samples, textBreaks).filter(
    ({ start }) => widthOf(text, start) === width,
  );
  return [...inTags, ...inTexts].toSorted((one, other) => one.start - other.start);
}

/** The edits that `find` gives for the parts of the text with a line break in them. */
function breaksIn(
  text: string,
  parts: RegExp,
  samples: readonly Region[],
  find: (part: string) => readonly Edit[],
): readonly Edit[] {
  const edits = Array.from(text.matchAll(parts)).flatMap(({ 0: part, index }) =>
    part.includes("\n")
      ? find(part).map(({ start, end, put }) => ({ start: index + start, end: index + end, put }))
      : [],
  );
  return within(samples, edits);
}

function nameBreaks(tag: string): readonly Edit[] {
  const edits: Edit[] = [];
  let isElement = true;
  const tokens = tag.matchAll(/"[^"]*"|'[^']*'|([^\s"'=<>/?]+)(?:([ \t]*\n[ \t]*)(?=([^\s"'=<>/?]+)(\s*=)?))?/g);
  for (const { 0: found, 1: name, 2: gap, 4: equals, index } of tokens) {
    if (name === undefined) isElement = false;
    else if (gap !== undefined && !(isElement && equals !== undefined)) {
      const end = index + found.length;
      edits.push({ start: end - gap.length, end, put: "" });
    } else isElement = false;
  }
  return edits;
}

function textBreaks(text: string): readonly Edit[] {
  return Array.from(text.matchAll(/(?<=[^\s>]) ?\n(?=[^\s<])/g), ({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
    put: "",
  }));
}

/** The length of the line that ends at an offset. */
function widthOf(text: string, end: number): number {
  return end - text.lastIndexOf("\n", end - 1) - 1;
}

import type { Edit } from "./mapped-text.js";

/** A part of a text. */
export interface Region {
  readonly start: number;
  readonly end: number;
}

/** The parts of a text that look like XML samples, each from its declaration or envelope to its end. */
export function sampleRegions(text: string): readonly Region[] {
  const regions: Region[] = [];
  let start: number | undefined;
  const endAt = (end: number) => {
    if (start !== undefined) regions.push({ start, end });
    start = undefined;
  };
  for (const { 0: found, 1: slash, index } of text.matchAll(edges)) {
    if (slash === "/") {
      const end = text.indexOf(">", index);
      endAt(end < 0 ? text.length : end + 1);
    } else if (!found.startsWith("<")) endAt(index);
    else if (start === undefined) start = index;
    else if (found.startsWith("<?")) {
      endAt(index);
      start = index;
    }
  }
  endAt(text.length);
  return regions;
}

/** The edits that begin in one of the regions. Both are in the order of the text. */
export function within(regions: readonly Region[], edits: readonly Edit[]): readonly Edit[] {
  let at = 0;
  return edits.filter((edit) => {
    for (let region = regions[at]; region !== undefined && region.end <= edit.start; region = regions[++at]);
    const region = regions[at];
    return region !== undefined && edit.start >= region.start;
  });
}

const edges = /<\?xml\s|<(\/?)(?:[^\s<>/:"'=&]{1,64}:)?Envelope(?=[\s>/])|HTTP\/\d|^[ \t]*(?:POST|GET)[ \t]+\//gm;

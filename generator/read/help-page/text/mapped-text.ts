import { lastUpTo } from "../../../source.js";

/** A text that was made from another, whose offsets it maps back. */
export interface MappedText {
  readonly text: string;
  /** The offset in the original text. */
  readonly origin: (offset: number) => number;
}

/** A replacement of a part of a text. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly put: string;
}

/** Composes a text of pieces of another. */
export interface TextBuilder {
  readonly length: () => number;
  /** Adds a piece that comes from a place of the original, either verbatim or as a whole. */
  readonly add: (piece: string, origin: number, from: "verbatim" | "place") => void;
  readonly build: () => MappedText;
}

export function textBuilder(): TextBuilder {
  const pieces: string[] = [];
  const starts: number[] = [];
  const origins: number[] = [];
  /** 1 for a verbatim piece, 0 for one that comes from a single place. */
  const steps: (0 | 1)[] = [];
  let length = 0;
  return {
    length: () => length,
    add(piece, origin, from) {
      if (piece === "") return;
      pieces.push(piece);
      starts.push(length);
      origins.push(origin);
      steps.push(from === "verbatim" ? 1 : 0);
      length += piece.length;
    },
    build: () => ({
      text: pieces.join(""),
      origin: (offset) => {
        const piece = lastUpTo(starts, offset);
        return (origins[piece] ?? 0) + (offset - (starts[piece] ?? 0)) * (steps[piece] ?? 0);
      },
    }),
  };
}

/** Applies edits, which are in the order of the text and do not overlap. */
export function edited(text: string, edits: readonly Edit[]): MappedText {
  if (edits.length === 0) return { text, origin: (offset) => offset };
  const out = textBuilder();
  let at = 0;
  for (const { start, end, put } of edits) {
    out.add(text.slice(at, start), at, "verbatim");
    out.add(put, start, "place");
    at = end;
  }
  // The end is kept even if it is empty, so that it maps to the end of the original.
  const { text: start, origin } = out.build();
  const length = start.length;
  return {
    text: start + text.slice(at),
    origin: (offset) => (offset < length ? origin(offset) : at + offset - length),
  };
}

/** The text after several steps, each of which edits the text that the one before it made. */
export function editedBy(text: string, steps: readonly ((text: string) => readonly Edit[])[]): MappedText {
  return steps.reduce<MappedText>((before, step) => through(before, edited(before.text, step(before.text))), {
    text,
    origin: (offset) => offset,
  });
}

/** The second text, mapped through the first to the original. */
export function through(first: MappedText, second: MappedText): MappedText {
  return { text: second.text, origin: (offset) => first.origin(second.origin(offset)) };
}

/** Edits for the matches of a pattern; none where `put` returns the match itself. */
export function replacements(
  text: string,
  pattern: RegExp,
  put: (...match: readonly (string | undefined)[]) => string,
): readonly Edit[] {
  return Array.from(text.matchAll(pattern)).flatMap((match) => {
    const [all] = match;
    const written = put(...match);
    return written === all ? [] : [{ start: match.index, end: match.index + all.length, put: written }];
  });
}

/** Spaces in place of a text, with its line breaks. */
export function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

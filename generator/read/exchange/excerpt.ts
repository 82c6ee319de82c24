import { lastUpTo, type Place } from "../../source.js";

/**
 * A text decoded from the notation of its file (a JSON string, a CDATA section, shell quotes), which can locate its
 * characters.
 */
export interface Excerpt {
  readonly text: string;
  /** The place of an offset in `text`, found in logarithmic time. */
  readonly place: (offset: number) => Place;
}

/** A run of decoded text and its origin. */
export interface Piece {
  readonly text: string;
  readonly start: number;
}

/** Joins pieces; `place` locates their origins. */
export function joinPieces(pieces: readonly Piece[], place: Excerpt["place"]): Excerpt {
  const starts: number[] = [];
  let length = 0;
  for (const { text } of pieces) {
    starts.push(length);
    length += text.length;
  }
  return {
    text: pieces.map(({ text }) => text).join(""),
    place: (offset) => {
      const index = lastUpTo(starts, offset);
      const { start } = pieces[index] ?? { start: 0 };
      return place(start + offset - (starts[index] ?? 0));
    },
  };
}

/** A text composed at one place, such as a URL of several parts. */
export function excerptAt(place: Place, text: string): Excerpt {
  return { text, place: () => place };
}

export function sliceExcerpt({ text, place }: Excerpt, start: number, end = text.length): Excerpt {
  return { text: text.slice(start, end), place: (offset) => place(start + offset) };
}

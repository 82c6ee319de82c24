import type { SampleAttribute, SampleText } from "../read/help-page/help-page.js";

/**
 * A text in pieces, some of them marked: placeholders, names of parameters, and texts that depend on the address of the
 * service.
 */
export type Printed = readonly Piece[];

export interface Piece {
  readonly mark?: "value" | "key" | "host" | "path";
  readonly text: string;
}

export function plain(text: string): Piece {
  return { text };
}

/** The text of placeholders, one for each value of an enumeration. `escape` is for texts in XML. */
export function placeholder(
  { text, words }: Pick<SampleText | SampleAttribute, "words"> & { readonly text: string },
  escape: (text: string) => string = (each) => each,
): Printed {
  if (words === undefined) return [plain(escape(text))];
  return words.flatMap((word, index) => [
    ...(index === 0 ? [] : [plain(" or ")]),
    { mark: "value", text: escape(word) } as const,
  ]);
}

export function textOf(printed: Printed): string {
  return printed.map(({ text }) => text).join("");
}

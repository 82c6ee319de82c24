import { commentLines } from "./escape.js";

const width = 100;

/**
 * The comment above a declaration, with its paragraphs wrapped. A paragraph is text of the spec, or lines that are
 * already wrapped. `indent` is the indentation of the declaration.
 */
export function documentation(
  paragraphs: readonly (string | readonly string[] | undefined)[],
  indent = "",
): { description: string }[] {
  const lines = paragraphs
    .map((paragraph) => {
      if (paragraph === undefined) return [];
      return typeof paragraph === "string" ? commentLines(paragraph, width - `${indent} * `.length) : paragraph;
    })
    .filter((found) => found.length > 0)
    .flatMap((found, index) => (index === 0 ? found : ["", ...found]));
  const [first, ...others] = lines;
  if (first === undefined) return [];
  const short = others.length === 0 && `${indent}/** ${first} */`.length <= width;
  return [{ description: short ? first : `\n${lines.join("\n")}` }];
}

/** Wraps complete sentences into lines of a comment, without breaking any. */
export function sentences(texts: readonly string[], indent = ""): readonly string[] {
  const lines: string[] = [];
  for (const text of texts) {
    const last = lines.at(-1);
    if (last !== undefined && `${indent} * ${last} ${text}`.length <= width)
      lines[lines.length - 1] = `${last} ${text}`;
    else lines.push(text);
  }
  return lines;
}

/** A comment as text, for code that is not a structure of ts-morph. */
export function comment([first]: readonly { readonly description: string }[]): string | undefined {
  if (first === undefined) return undefined;
  const lines = first.description.split("\n");
  return lines.length === 1 ? `/** ${first.description} */` : `/**${lines.join("\n * ")}\n */`;
}

import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** This project. */
export const root = join(import.meta.dirname, "../..");

/** A document for users, with its code blocks. */
export interface Document {
  /** From the root of the project: `docs/calling.md`. */
  readonly path: string;
  readonly text: string;
  readonly blocks: readonly Block[];
  /** The code that its examples without imports continue, from a hidden comment. */
  readonly prologue: string;
}

/** A fenced block of code. */
export interface Block {
  /** Names it in failing tests: `docs/calling.md:12`. */
  readonly name: string;
  readonly language: string;
  /** The file name after the language, under which the reader saves the block. */
  readonly file: string;
  readonly text: string;
}

/** The documents for users, whose examples are run. */
export function userDocuments(): readonly Document[] {
  const docs = readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md"));
  return ["README.md", ...docs.sort().map((name) => `docs/${name}`)].map(readDocument);
}

export function readDocument(path: string): Document {
  const text = readFileSync(join(root, path), "utf8");
  const prologue = /^<!-- Examples without an import continue:\n([^]*?)-->$/m.exec(text)?.[1] ?? "";
  return { path, text, blocks: blocksOf(path, text), prologue };
}

/** The anchor that GitHub gives to a heading. */
export function slugOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}_ -]/gu, "")
    .replaceAll(" ", "-");
}

/** The anchors of the headings of one document: those that are equal are numbered from the second on. */
export function numbered(slugs: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  return slugs.map((slug) => {
    const count = counts.get(slug) ?? 0;
    counts.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

function blocksOf(path: string, text: string): readonly Block[] {
  return [...text.matchAll(/^( *)```(\w+)(?: (\S+))?\n([^]*?)^ *```$/gm)].map(
    ([, indent = "", language = "", file = "", body = ""], index, all) => ({
      name: `${path}:${text.slice(0, all[index]?.index).split("\n").length}`,
      language,
      file,
      text: body.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
    }),
  );
}

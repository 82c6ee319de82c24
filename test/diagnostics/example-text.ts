import type { Edit, Example } from "./example.js";

/** An example in Markdown: its edits, as differences from a base that is correct. */
export function exampleText({ base, edits, isGenerated }: Example): string {
  const texts = new Map(Object.entries(base));
  const blocks = edits.map((edit) => editText(edit, texts));
  return [...(isGenerated ? ["After `npx soapwright generate`:"] : []), ...blocks].join("\n\n");
}

/** Keeps the text that the edit gives in `texts`. */
function editText(edit: Edit, texts: Map<string, string>): string {
  const path = `\`${edit.path}\``;
  switch (edit.kind) {
    case "replace":
    case "cut": {
      const text = texts.get(edit.path) ?? "";
      const edited = applyText(edit, text);
      texts.set(edit.path, edited);
      return `In ${path}:\n\n${difference(text, edited)}`;
    }
    case "copy": {
      const text = texts.get(edit.of) ?? "";
      texts.set(edit.path, edit.from === "" ? text : text.replaceAll(edit.from, edit.to));
      const how = edit.from === "" ? "" : `, with \`${edit.to}\` for \`${edit.from}\``;
      return `${path}, a copy of \`${edit.of}\`${how}.`;
    }
    case "file":
      return `${path}:\n\n${fenced(languageOf(edit.path), shorten(edit.shown ?? String(edit.text)))}`;
    case "many":
      return `${edit.count} files like ${path}.`;
    case "link":
      return `${path}, a symbolic link to \`${edit.target}\`.`;
  }
}

/** The text of a file after an edit of it. */
export function applyText(edit: Extract<Edit, { kind: "replace" | "cut" }>, text: string): string {
  const at = text.indexOf(edit.from);
  if (at < 0) throw new Error(`found no ${JSON.stringify(edit.from)} in ${edit.path}`);
  return text.slice(0, at) + edit.to + (edit.kind === "cut" ? "" : text.slice(at + edit.from.length));
}

/** The lines that differ, without the indentation that they share. */
function difference(before: string, after: string): string {
  const old = before.split("\n");
  const edited = after.split("\n");
  const isSame = (index: number): boolean => old[index] === edited[index];
  const isSameAtEnd = (index: number): boolean => old.at(-1 - index) === edited.at(-1 - index);
  const shortest = Math.min(old.length, edited.length);
  let start = 0;
  while (start < shortest && isSame(start)) start += 1;
  let end = 0;
  while (end < shortest - start && isSameAtEnd(end)) end += 1;
  const removed = old.slice(start, old.length - end);
  const added = edited.slice(start, edited.length - end);
  const indents = [...removed, ...added].filter((line) => line.trim() !== "").map((line) => line.search(/\S/));
  const indent = Math.min(...indents);
  const marked = (mark: string, lines: readonly string[]): readonly string[] =>
    shorten(lines.map((line) => line.slice(indent)).join("\n"))
      .split("\n")
      .map((line) => mark + line);
  return fenced(
    "diff",
    [...(removed.length > 0 ? marked("-", removed) : []), ...(added.length > 0 ? marked("+", added) : [])].join("\n"),
  );
}

const mostLines = 10;
const mostCharacters = 160;

/** Cuts what is too long to be read, at the end of lines and in the middle of the text. */
function shorten(text: string): string {
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => (line.length > mostCharacters ? `${line.slice(0, mostCharacters)} …` : line));
  if (lines.length <= mostLines) return lines.join("\n");
  return [...lines.slice(0, mostLines / 2), "…", ...lines.slice(-mostLines / 2 + 1)].join("\n");
}

function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  return { json: "json", ts: "ts", wsdl: "xml", xsd: "xml", xml: "xml" }[extension] ?? "text";
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

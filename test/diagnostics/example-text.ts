import type { Edit, Example } from "./example.js";

/** An example in Markdown: its edits, as differences from a base that is correct. */
export function exampleText({ base, edits, isGenerated }: Example): string {
  const texts = new Map(Object.entries(base));
  const blocks = edits.map((edit, index) => editText(edit, texts, edits[index - 1]?.path === edit.path));
  return [...(isGenerated ? ["After `npx soapwright generate`:"] : []), ...blocks].join("\n\n");
}

/** Keeps the text that the edit gives in `texts`. `named`: the edit before has shown the path. */
function editText(edit: Edit, texts: Map<string, string>, named: boolean): string {
  const path = `\`${edit.path}\``;
  switch (edit.kind) {
    case "replace":
    case "cut": {
      const text = texts.get(edit.path) ?? "";
      const edited = applyText(edit, text);
      texts.set(edit.path, edited);
      return `${named ? "And there" : `In ${path}`}:\n\n${difference(text, edited)}`;
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

/** The lines that differ, without the indentation that they share; where lines were only added or removed, with their neighbours. */
function difference(before: string, after: string): string {
  const old = before.split("\n");
  const edited = after.split("\n");
  const shortest = Math.min(old.length, edited.length);
  let start = 0;
  while (start < shortest && old[start] === edited[start]) start += 1;
  let end = 0;
  while (end < shortest - start && old.at(-1 - end) === edited.at(-1 - end)) end += 1;
  const removed = old.slice(start, old.length - end);
  const added = edited.slice(start, edited.length - end);
  const isReplaced = removed.length > 0 && added.length > 0;
  const context = isReplaced ? 0 : 1;
  const parts: readonly (readonly [mark: string, lines: readonly string[]])[] = [
    [" ", old.slice(Math.max(0, start - context), start).filter(isPrinted)],
    ["-", removed],
    ["+", added],
    [" ", old.slice(old.length - end, old.length - end + context).filter(isPrinted)],
  ];
  const indent = Math.min(...parts.flatMap(([, lines]) => lines.filter(isPrinted).map((line) => line.search(/\S/))));
  const marked = parts.map(([mark, lines]) => shorten(lines.map((line) => line.slice(indent)).join("\n"), mark));
  return fenced("diff", marked.filter((text) => text !== "").join("\n"));
}

function isPrinted(line: string): boolean {
  return line.trim() !== "";
}

const mostLines = 10;
const mostCharacters = 160;

/** Shortens long text, at the ends of lines and in the middle; each line begins with `mark`. */
function shorten(text: string, mark = ""): string {
  const lines = text.trimEnd().split("\n");
  if (lines.length === 1 && lines[0] === "") return "";
  const shown = lines.map((line) => (line.length > mostCharacters ? `${line.slice(0, mostCharacters)} …` : line));
  const kept =
    shown.length <= mostLines ? shown : [...shown.slice(0, mostLines / 2), "…", ...shown.slice(-mostLines / 2 + 1)];
  return kept.map((line) => mark + line).join("\n");
}

function languageOf(path: string): string {
  const extension = path.slice(path.lastIndexOf(".") + 1);
  return { json: "json", ts: "ts", wsdl: "xml", xsd: "xml", xml: "xml" }[extension] ?? "text";
}

export function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

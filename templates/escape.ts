/**
 * Texts from a spec are hostile: each kind of slot in generated code has one function here that makes a text fit it.
 * Identifiers are chosen by the naming pass.
 */

/** What can hide or reorder source text: controls, bidirectional and other format characters, separators of lines. */
const everyInvisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** A double-quoted literal that evaluates to `text`. */
export function stringLiteral(text: string): string {
  const literal = JSON.stringify(text).replace(everyInvisible, escapeUnits).replaceAll("</", "<\\/");
  // The writer inside ts-morph takes the second half of a last backslash for the escape of the quote after it.
  return literal.replace(/\\\\"$/, '\\u005c"');
}

/** A literal in the quotes of which the text holds fewer, as prettier has it: for markup. */
export function quotedLiteral(text: string): string {
  const literal = JSON.stringify(text)
    .replace(everyInvisible, escapeUnits)
    .replace(/<\/(?=script)/gi, "<\\/");
  const doubles = text.split('"').length;
  if (doubles <= text.split("'").length) return literal;
  return `'${literal.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/** A template literal that evaluates to `text`, on as many lines. Prettier leaves its lines as they are, however long. */
export function textLiteral(text: string): string {
  const literal = text
    .replace(/[\\`]|\$(?=\{)/g, "\\$&")
    .replace(everyInvisible, (found) => (found === "\n" ? found : found === "\t" ? "\\t" : escapeUnits(found)))
    .replace(/<\/(?=script)/gi, "<\\/");
  return `\`${literal}\``;
}

/** The name of a property in an interface or a type literal. */
export function propertyName(name: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(name) ? name : stringLiteral(name);
}

/** The name of a property in an object literal, where a plain `__proto__` would set the prototype. */
export function propertyKey(name: string): string {
  return name === "__proto__" ? `["__proto__"]` : propertyName(name);
}

/** A path in the first line of a file, which is a comment up to the line's end. */
export function commentPath(path: string): string {
  return path.replace(everyInvisible, "_");
}

/** How much of a text a comment says. */
const longest = 2000;

/**
 * The text's paragraphs as lines of a comment, at most `width` characters wide where words allow. Nothing in them ends the
 * comment, is a tag, or is what a tool takes for a directive; of a very long text the end is cut off.
 */
export function commentLines(text: string, width: number): string[] {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  return cut
    .replaceAll("\r\n", "\n")
    .split(/\n\s*\n/)
    .map((paragraph) => wrap(paragraph.split(/\s+/).map(commentWord), width))
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ["", ...lines]));
}

/** The text as one line of a comment. */
export function commentLine(text: string): string {
  return commentLines(text, Infinity).join(" ");
}

/** The text as code in a comment, where a tag starts only at an @ behind white space. */
export function commentCode(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  const words = cut.replaceAll("`", "'").split(/\s+/).map(visibleWord);
  const [first, ...others] = words.filter((word) => word !== "");
  return `\`${[first, ...others.map((word) => word.replace(/^@+/, ""))].join(" ")}\``;
}

/**
 * A name of a file or a folder that is one everywhere: no separator, no dot at its ends, no device of Windows; nor is it the
 * runtime's.
 */
export function fileName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}._-]/gu, "_")
    .slice(0, 100)
    .replace(everyInvisible, "_")
    .replace(/^\.+|\.$/g, "_")
    .replace(/\.(d|pages|server|wsdl)$/i, "_$1"); // or the module would be one of declarations, or beside another client
  if (plain === "runtime") return "runtime_";
  return plain === "" || devices.test(plain) ? `_${plain}` : plain;
}

const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

function commentWord(word: string): string {
  const visible = word.replace(everyInvisible, "");
  // A tag starts at an @ that does not stand within a word.
  const lead = /^[^\p{L}\p{N}]*/u.exec(visible)?.[0] ?? "";
  return visibleWord(lead.replaceAll("@", "") + visible.slice(lead.length));
}

/** Without what ends the comment, and directives for bundlers: #__NAME__. */
function visibleWord(word: string): string {
  return word
    .replace(everyInvisible, "")
    .replace(/[@#]+(?=__)/g, "")
    .replaceAll("*/", "*\\/");
}

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of words) {
    if (word === "") continue;
    if (line !== "" && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === "" ? word : `${line} ${word}`;
    }
  }
  return line === "" ? lines : [...lines, line];
}

function escapeUnits(character: string): string {
  return Array.from(
    { length: character.length },
    (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`,
  ).join("");
}

/**
 * Escapes hostile text of a spec: one function for each kind of slot in generated code. Identifiers are chosen by the
 * naming pass.
 */

/**
 * Characters that can hide or reorder source text: controls, bidirectional and other format characters, line
 * separators.
 */
const everyInvisible = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** A double-quoted literal that evaluates to `text`. */
export function stringLiteral(text: string): string {
  const literal = JSON.stringify(text).replace(everyInvisible, escapeUnits).replaceAll("</", "<\\/");
  // The writer inside ts-morph mistakes a trailing `\\` for an escape of the closing quote.
  return literal.replace(/\\\\"$/, '\\u005c"');
}

/** A literal for markup, in whichever quotes need fewer escapes, as prettier prefers. */
export function quotedLiteral(text: string): string {
  const literal = JSON.stringify(text)
    .replace(everyInvisible, escapeUnits)
    .replace(/<\/(?=script)/gi, "<\\/");
  const doubles = text.split('"').length;
  if (doubles <= text.split("'").length) return literal;
  return `'${literal.slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")}'`;
}

/**
 * A template literal that evaluates to `text` and keeps its line breaks. Prettier does not rewrap it, however long its
 * lines.
 */
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

/** A path for the comment in the first line of a file, which extends to the end of the line. */
export function commentPath(path: string): string {
  return path.replace(everyInvisible, "_");
}

/** The length in characters after which a comment cuts off its text. */
const longest = 2000;

/**
 * The text's paragraphs as lines of a comment, wrapped at `width` characters. Escapes the end of the comment, tags and
 * tool directives, and cuts off a very long text.
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

/** The text as a single line of a comment. */
export function commentLine(text: string): string {
  return commentLines(text, Infinity).join(" ");
}

/** The text as code in a comment, where a tag starts only at an @ after white space. */
export function commentCode(text: string): string {
  const cut = text.length > longest ? `${text.slice(0, longest)}…` : text;
  const words = cut.replaceAll("`", "'").split(/\s+/).map(visibleWord);
  const [first, ...others] = words.filter((word) => word !== "");
  return `\`${[first, ...others.map((word) => word.replace(/^@+/, ""))].join(" ")}\``;
}

/**
 * A file or folder name that is valid on every platform and not reserved for the runtime: no separator, no leading or
 * trailing dot, no Windows device.
 */
export function fileName(name: string): string {
  const plain = name
    .normalize("NFC")
    .replace(/[^\p{L}\p{N}\p{M}._-]/gu, "_")
    .slice(0, 100)
    .replace(everyInvisible, "_")
    .replace(/^\.+|\.$/g, "_")
    .replace(/\.(d|pages|server|wsdl)$/i, "_$1"); // these names would make it a declaration file, or the companion of another client
  if (plain === "runtime") return "runtime_";
  return plain === "" || devices.test(plain) ? `_${plain}` : plain;
}

const devices = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i;

function commentWord(word: string): string {
  const visible = word.replace(everyInvisible, "");
  // A tag starts at an @ that is not inside a word.
  const lead = /^[^\p{L}\p{N}]*/u.exec(visible)?.[0] ?? "";
  return visibleWord(lead.replaceAll("@", "") + visible.slice(lead.length));
}

/** Escapes the end of the comment, and directives for bundlers: #__NAME__. */
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

import { blank, replacements, type Edit } from "./mapped-text.js";

/** Removes the quotation marks and the code around each line in strings of a program: `"<a b=\"c\">\n" +`. */
export function withoutStrings(text: string): readonly Edit[] {
  return Array.from(text.matchAll(stringLine)).flatMap(({ 0: all, 1: before = "", 3: line = "", index }) => {
    // The line break of the string is that of the program's line.
    const after = all.slice(before.length + line.replace(lastLineBreaks, "").length);
    const end = index + all.length;
    return [
      { start: index, end: index + before.length, put: blank(before) },
      { start: end - after.length, end, put: blank(after) },
    ];
  });
}

const lastLineBreaks = /(?<!\\[rn])(?:\\[rn])+$/;

/**
 * Code, a quotation mark, a line of a message or nothing, the mark, code. Excludes arguments of curl and attributes,
 * which look similar.
 */
const stringLine = new RegExp(
  [
    /^(?![^"'\n]*(?:-H[ \t]|--header[ \t=]|&lt;|[=:][ \t]*(?:""|'')))/,
    /([^<>"'\n]*(["']))([ \t]*(?:<[\w?/]|(?:POST|GET)[ \t]|HTTP\/\d|(?:Host|Content-\w+|SOAPAction):)[^\n]*|(?:\\[rn])*)(\2(?:[+.;,)&_\\ \t]|vbCrLf|vbNewLine|vbLf|Environment\.NewLine|PHP_EOL)*)$/,
  ]
    .map(({ source }) => source)
    .join(""),
  "gm",
);

/**
 * Resolves the escapes of strings: in all lines if quotation marks are escaped, which programs do in strings over
 * several lines, else in the lines of a message whose line breaks or characters are escaped.
 */
export function withoutStringEscapes(text: string): readonly Edit[] {
  const resolved = (part: string): readonly Edit[] => replacements(part, escape, (found = "") => unescaped(found));
  if (/(?:\bversion|\bxmlns(?::[\w.-]{1,64})?)=\\"/.test(text)) return resolved(text);
  if (!text.includes("\\")) return [];
  return Array.from(text.matchAll(/[^\n]+/g)).flatMap(({ 0: line, index }) =>
    hasEscapes(line)
      ? resolved(line).map(({ start, end, put }) => ({ start: index + start, end: index + end, put }))
      : [],
  );
}

/** True for a line of a message with escapes that cannot be its content. A line break alone in an element can. */
function hasEscapes(line: string): boolean {
  if (!line.includes("\\") || !/<\?xml\s|Envelope[\s>]|HTTP\/\d/.test(line)) return false;
  if (otherEscape.test(line)) return true;
  const breaks = Array.from(line.matchAll(/(<\/[^<>]*|[?/-])?>[ \t]*(?:\\[rnt][ \t]*)+<(\/?)/g));
  return breaks.some(([, isEnd, slash]) => isEnd !== undefined || slash === "");
}

/** An escaped mark around a value, a line break after the first line of a head, or a character in UTF-8. */
const otherEscape =
  /(?:\bversion|\bxmlns(?::[\w.-]{1,64})?)=\\'|HTTP\/\d(?:\.\d)?(?:[ \t]+\d{3}[^\\\n]{0,80})?\\r\\n|\\x[c-f][\da-f]\\x[89ab][\da-f]/i;

const escape = /\\(?:r\\n|["'\\/nrt]|u[\da-fA-F]{4}|x[\da-fA-F]{2}(?:\\x[\da-fA-F]{2})*)/g;

function unescaped(found: string): string {
  if (/^\\u/.test(found)) return String.fromCharCode(Number.parseInt(found.slice(2), 16));
  if (/^\\x/.test(found))
    return charactersOf(Uint8Array.from(found.split("\\x").slice(1), (digits) => Number.parseInt(digits, 16)));
  return lineBreaks.get(found) ?? found.slice(1);
}

const lineBreaks: ReadonlyMap<string, string> = new Map([
  ["\\r\\n", "\n"],
  ["\\n", "\n"],
  ["\\r", " "],
  ["\\t", " "],
]);

/** The characters of bytes in UTF-8; in Latin-1, whose codes are those of Unicode, if they are not UTF-8. */
export function charactersOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
  }
}

/** Resolves quotation marks that are doubled in a string of C# or Visual Basic: `@"<a b=""c"">"`. */
export function withoutDoubledQuotes(text: string): readonly Edit[] {
  if (!/(?:\bversion|\bxmlns(?::[\w.-]{1,64})?)=""[^"\s]/.test(text)) return [];
  const edits: Edit[] = [];
  let inString = false;
  for (const { 0: quotes, index: start } of text.matchAll(/"+/g)) {
    // An odd number of marks contains the one that starts or ends the string.
    const isEdge = quotes.length % 2 === 1;
    const end = start + quotes.length;
    if (!inString && isEdge) inString = stringStart.test(text.slice(end, end + longestIndent));
    else if (inString) {
      const put = '"'.repeat(Math.floor(quotes.length / 2));
      if (put !== "") edits.push({ start, end: start + 2 * put.length, put });
      if (isEdge) inString = false;
    }
  }
  return edits;
}

const stringStart = /^\s*(?:<[?/\w]|(?:POST|GET)\s|HTTP\/\d|(?:Host|Content-\w+|SOAPAction):)/;
const longestIndent = 80;

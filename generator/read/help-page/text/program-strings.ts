import { blank, replacements, type Edit } from "./mapped-text.js";

/** Removes the quotation marks and the code around each line in strings of a program: `"<a b=\"c\">\n" +`. */
export function withoutStrings(text: string): readonly Edit[] {
  return Array.from(text.matchAll(stringLine)).flatMap(({ 1: before = "", 3: line = "", 4: after = "", index }) => {
    const end = index + before.length + line.length;
    return [
      { start: index, end: index + before.length, put: blank(before) },
      { start: end, end: end + after.length, put: blank(after) },
    ];
  });
}

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

/** Resolves the escapes of a string whose quotation marks are escaped. */
export function withoutStringEscapes(text: string): readonly Edit[] {
  if (!/(?:\bversion|\bxmlns(?::[\w.-]{1,64})?)=\\"/.test(text)) return [];
  return replacements(text, /\\(?:r\\n|["nrt])/g, (escape = "") => escapes.get(escape) ?? escape);
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['\\"', '"'],
  ["\\r\\n", "\n"],
  ["\\n", "\n"],
  ["\\r", " "],
  ["\\t", " "],
]);

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

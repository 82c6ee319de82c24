import { blank, replacements, type Edit } from "./mapped-text.js";
import { charactersOf } from "./program-strings.js";

/**
 * Reads the log in which Apache HttpClient prints what it sends and receives, the usual one of Axis2 and Spring-WS:
 * `… >> "<a>[\r][\n]"`. Quotation marks in a line are as they were.
 */
export function withoutWireLog(text: string): readonly Edit[] {
  if (!text.includes('[\\n]"')) return [];
  const edits: Edit[] = [];
  let before: { readonly direction: string; readonly end: number } | undefined;
  for (const { 0: line, 1: mark = "", 2: direction = "", 3: content, index } of text.matchAll(wireLine)) {
    const end = index + line.length;
    if (content === undefined) {
      // The log of headers repeats those of the wire, without quotation marks.
      if (/\bhttp-outgoing-\w+ [<>]{2}$/.test(mark)) edits.push({ start: index, end, put: blank(line) });
      continue;
    }
    const start = index + mark.length + ' "'.length;
    // The line after a full buffer continues the one before it.
    const isContinued = before?.direction === direction && before.end + 1 === index;
    edits.push({ start: isContinued ? index - 1 : index, end: start, put: "" });
    for (const edit of replacements(content, octets, (found = "") => characters(found)))
      edits.push({ start: start + edit.start, end: start + edit.end, put: edit.put });
    edits.push({ start: start + content.length, end, put: "" });
    before = content.endsWith("[\\n]") ? undefined : { direction, end };
  }
  return edits;
}

/** A direction after the text of the log, and what was sent or received. */
const wireLine = /^([^"<>\n]*(>>|<<))(?: "([^\n]*)"[ \t]*| [^"\n][^\n]*)$/gm;
/** Characters outside of ASCII, and those that control a terminal. */
const octets = /\[(?:\\r|\\n)\]|(?:\[0x[\da-f]{1,2}\])+/g;

/** The characters of printed octets. The line of the log ends with that of the message. */
function characters(found: string): string {
  if (!found.startsWith("[0x")) return "";
  const codes = found.slice("[0x".length, -"]".length).split("][0x");
  return charactersOf(Uint8Array.from(codes, (code) => Number.parseInt(code, 16)));
}

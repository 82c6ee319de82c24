import { blank, replacements, type Edit } from "./mapped-text.js";
import { charactersOf } from "./program-strings.js";

/**
 * Reads the log in which Apache HttpClient prints what it sends and receives, the usual one of Axis2 and Spring-WS:
 * `… >> "<a>[\r][\n]"`. Quotation marks in a line are as they were.
 */
export function withoutWireLog(text: string): readonly Edit[] {
  if (!text.includes('[\\n]"')) return [];
  const edits: Edit[] = [];
  let before: UnendedLine | undefined;
  for (const { 0: line, 1: mark = "", 2: direction = "", 3: content, index } of text.matchAll(wireLine)) {
    const end = index + line.length;
    if (content === undefined) {
      // The log of headers repeats those of the wire, without quotation marks.
      if (/\bhttp-outgoing-\w+ [<>]{2}$/.test(mark)) edits.push({ start: index, end, put: blank(line) });
      continue;
    }
    const start = index + mark.length + ' "'.length;
    const connection = /\bhttp-outgoing-\w+/.exec(mark)?.[0];
    // The line after a full buffer continues the one before it. Other lines of the log may come between.
    const from = before?.direction === direction && before.connection === connection ? before : undefined;
    const isNext = from?.end === index - 1;
    const isContinued = from !== undefined && (isNext || !(from.endsEnvelope || beginning.test(content)));
    while (isContinued && (edits.at(-1)?.start ?? 0) >= from.end) edits.pop();
    edits.push({ start: isContinued ? from.end : index, end: start, put: "" });
    for (const edit of replacements(content, octets, (found = "") => characters(found)))
      edits.push({ start: start + edit.start, end: start + edit.end, put: edit.put });
    edits.push({ start: start + content.length, end, put: "" });
    const endsEnvelope = /Envelope>$/.test(content);
    before = content.endsWith("[\\n]") ? undefined : { direction, connection, end, endsEnvelope };
  }
  return edits;
}

/** A line of the log without the end of a line of the message. */
interface UnendedLine {
  readonly direction: string;
  readonly connection: string | undefined;
  readonly end: number;
  /** True if it may be the last one of a message. */
  readonly endsEnvelope: boolean;
}

/** The beginning of another message. */
const beginning = /^(?:HTTP\/\d|(?:POST|GET) )/;

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

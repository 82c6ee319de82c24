import type { Edit } from "./mapped-text.js";

/** Signs of a message in the lines of a text. */
const messageEvidence =
  /HTTP\/\d|<\?xml|(?:<|&lt;)(?:\?xml|\/?[\w.-]{1,64}:(?:Envelope|Body))|(?:SOAPAction|Content-Type)[ \t]*:/;

/** A line without its line break, with the mark at its start; an empty mark for a line without one. */
interface MarkedLine {
  readonly start: number;
  readonly text: string;
  readonly mark: string;
}

/**
 * The marks of a comment or a quotation at the start of each line; consecutive lines may have empty ones between them.
 * Excludes the options of curl, which look like comments of SQL, and the dashes before the elements of a tree.
 */
const commentMark =
  /[ \t]*(\/\/+!?|'+|\*+(?![*/])|#+|--+(?![->]|(?:data|form|header|include|insecure|location|request|url|user)\b)|;+|>+(?=[ \t]|$)|rem\b)/imy;

/** Removes the marks of comments and quotations around a message. */
export function withoutCommentMarks(text: string): readonly Edit[] {
  let kind: string | undefined;
  return runEdits(text, (line) => {
    commentMark.lastIndex = 0;
    const [mark = "", characters = ""] = commentMark.exec(line) ?? [];
    const first = characters.charAt(0).toLowerCase();
    const isNext = kind !== undefined && (line.trim() === "" || first === kind);
    if (!isNext) kind = first === "" ? undefined : first;
    return { mark: kind === undefined ? "" : mark, isNext };
  });
}

/** Removes the marks of a quotation that was in the text of another one: `> `, which was `> > `. */
export function withoutInnerQuotation(text: string): readonly Edit[] {
  if (!/^[ \t]?>/m.test(text)) return [];
  let isInside = false;
  return runEdits(text, (line) => {
    const [mark = ""] = innerQuotation.exec(line) ?? [];
    const isNext = isInside && (mark !== "" || line.trim() === "");
    isInside = isNext || mark !== "";
    return { mark, isNext };
  });
}

const innerQuotation = /^[ \t]?>+(?=[ \t]|$)/;

const lineNumber = /^[ \t]*(\d{1,6})(?:[ \t]*[:|│.)](?=\s|$)|(?=[ \t\n]|$))/;

/** Removes the numbers of lines that a listing prints. Lines of the listing that were wrapped have none. */
export function withoutLineNumbers(text: string): readonly Edit[] {
  let last: number | undefined;
  return runEdits(text, (line) => {
    const [mark = "", digits] = lineNumber.exec(line) ?? [];
    if (digits === undefined) return { mark: "", isNext: last !== undefined };
    const isNext = last !== undefined && Number(digits) === last + 1;
    last = Number(digits);
    return { mark, isNext };
  });
}

/**
 * Removes what a log, a container or a diff puts before each line of a message: `app_1  | `, `+`, or a time and a host.
 * The first line of a message shows it, and the lines below repeat it with other digits.
 */
export function withoutLinePrefixes(text: string): readonly Edit[] {
  let prefix: readonly string[] | undefined;
  return runEdits(text, (line) => {
    const mark = prefix && prefixLike(prefix, line);
    if (mark !== undefined) return { mark, isNext: true };
    if (prefix !== undefined && line.trim() === "") return { mark: "", isNext: true };
    const first = messagePrefix(line);
    prefix = first.match(/\d+|\D+/g) ?? undefined;
    return { mark: first, isNext: false };
  });
}

/** The text before the first line of a message, without the space behind it; empty without one. */
function messagePrefix(line: string): string {
  const [, before = "", rest = ""] = messageLine.exec(line) ?? [];
  const prefix = before.trimEnd();
  // Other marks belong to lists and trees; text before a message on one line may be its label.
  return /[\p{L}\d+|│]/u.test(prefix) && !envelopeEnd.test(rest) ? prefix : "";
}

const envelopeEnd = /<\/(?:[\w.-]{1,64}:)?Envelope[ \t]*>/;

/** The first line of a message after other text. Quotation marks belong to strings, and a tag to the message. */
const messageLine =
  /^((?:<\d{1,3}>)?[^<"'`]{1,200}?)((?:<(?:\?xml\s|(?:[\w.-]{1,64}:)?Envelope(?=[\s>]|$))|HTTP\/\d(?:\.\d)?[ \t]+\d{3}|(?:POST|GET)[ \t]+(?:\/|https?:)).*)/;

/** The text at the start of a line that differs from a prefix at most in its numbers. */
function prefixLike(prefix: readonly string[], line: string): string | undefined {
  let end = 0;
  for (const part of prefix) {
    if (/^\d/.test(part)) {
      number.lastIndex = end;
      if (!number.test(line)) return undefined;
      end = number.lastIndex;
    } else {
      if (!line.startsWith(part, end)) return undefined;
      end += part.length;
    }
  }
  return line.slice(0, end);
}

const number = /\d+/y;

/**
 * The edits that remove the marks of each run of lines which shows a message. `read` gives the mark of a line, and
 * whether the line continues the run before it; a run starts with a mark.
 */
function runEdits(
  text: string,
  read: (line: string) => { readonly mark: string; readonly isNext: boolean },
): readonly Edit[] {
  const edits: Edit[] = [];
  let run: MarkedLine[] = [];
  const endRun = () => {
    for (const edit of editsOf(run)) edits.push(edit);
    run = [];
  };
  for (const { 0: line, index: start } of text.matchAll(/[^\n]+|(?<=\n)(?=\n)/g)) {
    const { mark, isNext } = read(line);
    if (!isNext) endRun();
    if (isNext || mark !== "") run.push({ start, text: line, mark });
  }
  endRun();
  return edits;
}

function editsOf(run: readonly MarkedLine[]): readonly Edit[] {
  const marked = run.filter(({ mark }) => mark !== "");
  const bare = marked.map(({ text, mark }) => text.slice(mark.length));
  if (marked.length < 2 || !messageEvidence.test(bare.join("\n"))) return [];
  // A space after every mark belongs to the mark.
  const space = bare.every((rest) => rest.trim() === "" || /^[ \t]/.test(rest)) ? 1 : 0;
  return marked.map(({ start, text, mark }) => {
    const end = start + mark.length + (text.length > mark.length ? space : 0);
    return { start, end, put: "" };
  });
}

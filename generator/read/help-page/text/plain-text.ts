import { withoutCommentMarks, withoutInnerQuotation, withoutLineNumbers, withoutLinePrefixes } from "./line-marks.js";
import { withoutEscapedMessages } from "./escaped-messages.js";
import { blank, editedBy, replacements, type Edit, type MappedText } from "./mapped-text.js";
import { withoutDoubledQuotes, withoutStringEscapes, withoutStrings } from "./program-strings.js";
import { withoutWireLog } from "./wire-log.js";

/**
 * Removes the wrapping of a page in text: comments and strings of source code, the numbers of a listing, Markdown, the
 * head of the reply that contained it. The content of a page is as it was; damage to it is the concern of `mendText`.
 */
export function plainText(text: string): MappedText {
  return editedBy(withPlainSpaces(text), steps);
}

/** Quotations in each other; each reply to a mail adds one. */
const mostQuotations = 8;

/** In the order in which they apply: the outermost wrapping first. */
const steps: readonly ((text: string) => readonly Edit[])[] = [
  withoutWireLog,
  withoutPacketLines,
  withTabsInHeads,
  withoutReplyHead,
  withoutFences,
  withoutTicksBefore,
  withoutTicksAfter,
  withoutMarkdownEscapes,
  withoutLineNumbers,
  withoutDoubledQuotes,
  withoutStrings,
  withoutStringEscapes,
  withoutCommentMarks,
  ...Array<typeof withoutInnerQuotation>(mostQuotations - 1).fill(withoutInnerQuotation),
  withoutLinePrefixes,
  withoutPartHeads,
  withoutEscapedMessages,
];

/** Replaces fixed spaces and line breaks of other systems; keeps the length. */
function withPlainSpaces(text: string): string {
  return text
    .replace(/[\u00a0\u2007\u202f]/g, " ")
    .replace(/\r\n/g, " \n")
    .replace(/\r/g, "\n");
}

/** Removes the line in which tcpdump describes a packet, before its content. */
function withoutPacketLines(text: string): readonly Edit[] {
  const packet = /^(?:\d{4}-\d\d-\d\d )?\d\d:\d\d:\d\d\.\d{1,9} IP6? [^<\n]*$/gm;
  return replacements(text, packet, (found = "") => (found.includes(": Flags [") ? blank(found) : found));
}

/** Puts a colon between the names and values of headers that Charles exports with tabs. */
function withTabsInHeads(text: string): readonly Edit[] {
  const heads =
    /^(?:(?:POST|GET)[ \t][^\n]*[ \t])?HTTP\/\d(?:\.\d)?(?:[ \t][^\n]*)?\n(?:[A-Za-z][\w-]*\t[^\n]*(?:\n|$)){1,1000}/gm;
  return Array.from(text.matchAll(heads)).flatMap(({ 0: head, index }) =>
    replacements(head, /^([A-Za-z][\w-]*)\t[ \t]*/gm, (_all, name = "") => `${name}: `).map(({ start, end, put }) => ({
      start: index + start,
      end: index + end,
      put,
    })),
  );
}

/** Removes the head of the HTTP reply in which a page was saved or reported. */
function withoutReplyHead(text: string): readonly Edit[] {
  const head = /^HTTP\/\d\.\d[ \t]+\d{3}[^\n]*\n(?:[\w-]+:[^\n]*\n)*\s*(?=<(?:!doctype\s|html[\s>]))/gim;
  return replacements(text, head, (found = "") => blank(found));
}

/** Removes the boundaries and heads of the parts of a multipart message: the first part is the envelope. */
function withoutPartHeads(text: string): readonly Edit[] {
  const head = /^--[^\s<]{1,200}[ \t]*\n[ \t]*Content-(?:[\w-]{1,64}[ \t]*:[^\n]*\n[ \t]*){1,16}/gim;
  return replacements(text, head, (found = "") => blank(found));
}

/**
 * Removes Markdown fences, which may come between the head of a message and its content. Chats let the first line of a
 * message follow the fence: "```<soap:Envelope>".
 */
function withoutFences(text: string): readonly Edit[] {
  const fence = /^[ \t]*(?:`{3,}|~{3,})(?:(?=<[\w?!]|(?:POST|GET)[ \t]|HTTP\/\d)|[^\n]*$)/gm;
  return replacements(text, fence, (found = "") => blank(found));
}

/** Removes backticks before a line of a message in them, and before several lines. */
function withoutTicksBefore(text: string): readonly Edit[] {
  const ticks = /^[ \t]*`+(?=(?:POST|GET|HTTP\/|<)[^`\n]*`+[ \t]*$|[^`\n]*$)/gm;
  return replacements(text, ticks, (found = "") => blank(found));
}

function withoutTicksAfter(text: string): readonly Edit[] {
  return replacements(text, /^([^`\n]*)(`+[ \t]*)$/gm, (_all, line = "", ticks = "") => line + blank(ticks));
}

/** Resolves the escapes of a converter to Markdown: `\<soap:Body\>`. */
function withoutMarkdownEscapes(text: string): readonly Edit[] {
  if (!/\\<(?:\?xml\s|[\w.-]{1,64}:Envelope\b)/.test(text)) return [];
  return replacements(text, /\\([!"#$%&'()*+,./:;<=>?@[\\\]^_`{|}~-])/g, (_all, character = "") => character);
}

import { envelopeNamespaces, encodingNamespaces, xsdNamespace, xsiNamespace } from "../../../namespaces.js";
import { brokenWords } from "./broken-words.js";
import { chunkLengths } from "./chunks.js";
import { edited, editedBy, replacements, through, type Edit, type MappedText } from "./mapped-text.js";
import { pageBreaks } from "./page-breaks.js";
import { sampleRegions, within, type Region } from "./sample-regions.js";

/** A text with its damage mended, and what was mended. */
export interface MendedText extends MappedText {
  readonly mendings: readonly Mending[];
}

/** The damage of one kind that a step mended. */
export interface Mending {
  /** The first place, in the original text. */
  readonly offset: number;
  readonly places: number;
  /** In the words of a message: `typographic quotation marks`. */
  readonly found: string;
  readonly read: string;
}

/**
 * Mends damage that programs did to the samples in a text, each only where one reading is possible. Changes markup and
 * heads of messages, and never the text of an element.
 */
export function mendText(text: string): MendedText {
  let mended = unmended(text);
  let samples = sampleRegions(text);
  for (const { find, found, read } of steps) {
    const edits = find(mended.text, samples);
    const [first] = edits;
    if (first === undefined) continue;
    const mending = { offset: mended.origin(first.start), places: edits.length, found, read };
    mended = { ...through(mended, edited(mended.text, edits)), mendings: [...mended.mendings, mending] };
    samples = sampleRegions(mended.text);
  }
  return mended;
}

export function unmended(text: string): MendedText {
  return { ...editedBy(text, []), mendings: [] };
}

interface Step {
  readonly find: (text: string, samples: readonly Region[]) => readonly Edit[];
  readonly found: string;
  readonly read: string;
}

/** In the order in which they apply: each needs what those before it mended. */
const steps: readonly Step[] = [
  { find: chunkLengths, found: "the length of a chunk", read: "nothing" },
  { find: typographicQuotes, found: "typographic quotation marks in a tag or a header", read: "plain ones" },
  { find: typographicDashes, found: "typographic dashes in a comment or a header", read: "plain ones" },
  { find: pageBreaks, found: "a page break with the lines around it in a sample", read: "nothing" },
  { find: treeMarks, found: "the mark of a browser before an element", read: "nothing" },
  { find: hyphens, found: "a hyphen at the end of a line in a namespace", read: "the namespace without it" },
  { find: brokenWords, found: "a word that is broken at the end of a line", read: "one word" },
];

/** Word's quotation marks around the value of an attribute, or of a SOAPAction. */
function typographicQuotes(text: string): readonly Edit[] {
  const values =
    /(=\s{0,8}|\bSOAPAction[ \t]*:[ \t]*)(?:([“”„‟″«»"])([^<>“”„‟″«»"]*)([“”„‟″«»"])|([‘’‚‛′'])([^<>‘’‚‛′']*)([‘’‚‛′']))/gi;
  const edits = (start: number, part: string): readonly Edit[] =>
    replacements(part, values, (_all, before = "", open, value = "", _close, _single, other = "") =>
      open === undefined ? `${before}'${other}'` : `${before}"${value}"`,
    ).map((edit) => ({ start: start + edit.start, end: start + edit.end, put: edit.put }));
  const parts = text.matchAll(/<[^<>]*>|^[ \t]*(?:SOAPAction|Content-Type)[ \t]*:[^\n<]*/gim);
  return Array.from(parts).flatMap(({ 0: part, index }) => (/[“”„‟″«»‘’‚‛′]/.test(part) ? edits(index, part) : []));
}

/** Word's dashes in the marks of a comment, and in the names of headers and charsets. */
function typographicDashes(text: string): readonly Edit[] {
  return replacements(
    text,
    /<![–—](?!-)|[–—]>|^[ \t]*Content[‐‑–](?:Type|Length)(?=[ \t]*:)|\butf[‐‑–](?=8|16)/gim,
    (found = "") => (found.startsWith("<!") ? "<!--" : found.endsWith(">") ? "-->" : found.replace(/[‐‑–]/, "-")),
  );
}

/** The marks of a tree that browsers draw, to close an element: `- <soap:Body>`. */
function treeMarks(text: string, samples: readonly Region[]): readonly Edit[] {
  const marks = text.matchAll(/>\s*\n([ \t]*[-−–▼▾⊟][ \t]*\n?[ \t]*)(?=<[\w/!?])/g);
  const edits = Array.from(marks, ({ 0: found, 1: mark = "", index }) => {
    const end = index + found.length;
    return { start: end - mark.length, end, put: "" };
  });
  return within(samples, edits);
}

/** Hyphens that were put in where a namespace was broken, if it is known without them. */
function hyphens(text: string, samples: readonly Region[]): readonly Edit[] {
  const names = /(?<=\bxmlns(?::[\w.-]{1,64})?\s*=\s*")[^"<>]*(?=")/g;
  const known = new Set([
    ...wellKnown,
    ...Array.from(text.matchAll(names), ([name]) => name).filter((name) => !/\s/.test(name)),
  ]);
  const edits = replacements(text, names, (name = "") => {
    const whole = name.replace(/[-‐]\s*\n\s*/g, "").replace(/\s+/g, "");
    return /[-‐]\s*\n/.test(name) && known.has(whole) ? whole : name;
  });
  return within(samples, edits);
}

const wellKnown = [
  ...Object.values(envelopeNamespaces),
  ...Object.values(encodingNamespaces),
  xsdNamespace,
  xsiNamespace,
];

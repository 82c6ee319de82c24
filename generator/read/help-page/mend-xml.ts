import type { SoapBinding } from "../../bindings.js";
import { encodingNamespaces, envelopeNamespaces, xsdNamespace, xsiNamespace } from "../../namespaces.js";
import { readXml, type XmlReading } from "../xml.js";
import type { UsedPrefix } from "../xml-scan.js";

/** A repaired text. Up to `end` it has the length of the damaged one, which keeps offsets. */
export interface Mended {
  readonly text: string;
  readonly end: number;
  readonly repairs: readonly Repair[];
  readonly reading: XmlReading;
}

export interface Repair {
  readonly offset: number;
  /** The form in messages. */
  readonly found: string;
  readonly read: string;
}

/**
 * Reads the XML of a sample, and repairs damage by editors and people that is unambiguous. Changes tags only if the
 * text cannot be read otherwise. `soap` is the version of an envelope whose namespace is not declared.
 */
export function mend(text: string, soap: SoapBinding = "soap11"): Mended {
  const repairs: Repair[] = [];
  const apply = (damaged: string, repair: Mending): string => repairAll(damaged, repair, repairs);
  const read = (text: string): XmlReading => readDeclaring(text, soap, repairs);
  const unbroken = apply(text, names);
  const reading = read(unbroken);
  if (reading.kind !== "not-well-formed" && reading.kind !== "cut") {
    return { text: unbroken, end: text.length, repairs, reading };
  }
  const tagged = [spacedTags, bareTags].reduce(apply, unbroken);
  const again = tagged === unbroken ? reading : read(tagged);
  const closed = again.kind === "document" ? undefined : closeEnvelope(tagged, again);
  if (closed === undefined) return { text: tagged, end: text.length, repairs, reading: again };
  repairs.push(closed.repair);
  return { text: closed.text, end: closed.repair.offset, repairs, reading: read(closed.text) };
}

/** Reads a document; if all prefixes without a declaration are well-known, as if they were declared. */
function readDeclaring(text: string, soap: SoapBinding, repairs: Repair[]): XmlReading {
  const reading = readXml(text);
  const undeclared = "undeclared" in reading ? (reading.undeclared ?? []) : [];
  if (undeclared.length === 0) return reading;
  const known = new Map<string, string>([...usualPrefixes, [envelopePrefix(text), envelopeNamespaces[soap]]]);
  for (const prefix of ["soapenc", "SOAP-ENC"]) known.set(prefix, encodingNamespaces[soap]);
  const assumed = new Map<UsedPrefix, string>();
  for (const each of undeclared) assumed.set(each, known.get(each.prefix) ?? "");
  if ([...assumed.values()].includes("")) return reading;
  const namespaces = Object.fromEntries([...assumed].map(([{ prefix }, namespace]) => [prefix, namespace]));
  const declared = readXml(text, undefined, namespaces);
  if (declared.kind !== "document") return reading;
  for (const [{ prefix, offset }, namespace] of assumed)
    repairs.push({ offset, found: `no declaration of the prefix ${prefix}`, read: `xmlns:${prefix}="${namespace}"` });
  return declared;
}

const usualPrefixes = [
  ["xsi", xsiNamespace],
  ["xsd", xsdNamespace],
  ["xs", xsdNamespace],
] as const;

/** White space, a comment, or a processing instruction, as the XML declaration is written. */
const beforeRoot = /\s+|<!--[^]*?-->|<\?[^]*?\?>/y;
const envelopeTag = /<([\w.-]{1,64}):Envelope[\s>]/y;

function envelopePrefix(text: string): string {
  beforeRoot.lastIndex = 0;
  let at = 0;
  while (beforeRoot.test(text)) at = beforeRoot.lastIndex;
  envelopeTag.lastIndex = at;
  return envelopeTag.exec(text)?.[1] ?? "";
}

interface Mending {
  readonly damage: RegExp;
  /** A replacement of equal length for a match, and its form in messages. */
  readonly mended: (...match: readonly (string | undefined)[]) => { readonly text: string; readonly read: string };
}

/** A namespace name with a line break in it: moves the white space behind it. */
const names: Mending = {
  damage: /\b(xmlns(?::[\w.-]{1,64})?\s*=\s*)("[^"<>]*"|'[^'<>]*')/g,
  mended: (all = "", start = "", value = "") => {
    const spaces = value.replace(/\S/g, "");
    if (!spaces.includes("\n")) return { text: all, read: all };
    const read = `${start}${value.replace(/\s/g, "")}`;
    return { text: read + spaces, read };
  },
};

/** `</ string >` */
const spacedTags: Mending = {
  damage: /<(\/?)([ \t]+)([^\s<>/="'&]+)([ \t]*>)?/g,
  mended: (_all, slash = "", spaces = "", name = "", end = "") => ({
    text: `<${slash}${name}${spaces}${end}`,
    read: `<${slash}${name}${end.trim()}`,
  }),
};

/** A line `soap:Body` that lost its brackets, which take the place of the line breaks. */
const bareTags: Mending = {
  damage: /(?<=>)(\s*)\s(\/?[\w.-]{1,64}:(?:Body|Header))\s(?=\s*<)/g,
  mended: (_all, spaces = "", name = "") => ({ text: `${spaces}<${name}>`, read: `<${name}>` }),
};

function repairAll(text: string, { damage, mended }: Mending, repairs: Repair[]): string {
  let at = 0;
  const pieces: string[] = [];
  for (const match of text.matchAll(damage)) {
    const [all] = match;
    const { text: put, read } = mended(...match);
    if (put === all) continue;
    pieces.push(text.slice(at, match.index), put);
    at = match.index + all.length;
    repairs.push({ offset: at - all.trimStart().length, found: shown(all), read: shown(read) });
  }
  return pieces.length === 0 ? text : pieces.join("") + text.slice(at);
}

/** Completes a sample that lacks only the end of its envelope. */
function closeEnvelope(text: string, defect: XmlReading): { text: string; repair: Repair } | undefined {
  const path = "path" in defect ? defect.path : [];
  const [envelope] = path;
  const bodyEnd = path.length === 1 ? lastBodyEnd(text) : undefined;
  if (envelope === undefined || bodyEnd === undefined || !isAfter(defect, bodyEnd)) return undefined;
  const closing = `</${envelope}>`;
  return {
    text: text.slice(0, bodyEnd) + closing,
    repair: { offset: bodyEnd, found: `no ${closing} after the body`, read: "the end of the sample" },
  };
}

function isAfter(defect: XmlReading, offset: number): boolean {
  return defect.kind !== "document" && defect.offset >= offset;
}

function lastBodyEnd(text: string): number | undefined {
  const start = text.lastIndexOf("Body>");
  const tag = /<\/[\w.-]{1,64}:Body>$/.exec(text.slice(Math.max(0, start - 67), start + 5));
  return tag === null ? undefined : start + 5;
}

function shown(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length > 60 ? `${line.slice(0, 60)}…` : line;
}

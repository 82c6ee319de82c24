/** Namespaces and names that XML reserves, and prefixes in texts. */
import { trim } from "./characters.js";

export const xsd = "http://www.w3.org/2001/XMLSchema";
export const xsi = "http://www.w3.org/2001/XMLSchema-instance";
export const xmlns = "http://www.w3.org/2000/xmlns/";
export const xml = "http://www.w3.org/XML/1998/namespace";

/** True for `xsi:type`. */
export function isType({ namespace, name }: { readonly namespace: string; readonly name: string }): boolean {
  return name === "type" && namespace === xsi;
}

/** True for the declaration of the default namespace. */
export function isDefault({ namespace, name }: { readonly namespace: string; readonly name: string }): boolean {
  return name === "xmlns" && namespace === xmlns;
}

/** The prefix of a QName; `""` without one. */
export function prefixOf(qname: string): string {
  const text = trim(qname);
  return text.slice(0, Math.max(text.indexOf(":"), 0));
}

/** Splits a name with at most one colon. */
export function splitName(name: string): [prefix: string, local: string] {
  const colon = name.indexOf(":");
  return colon < 0 ? ["", name] : [name.slice(0, colon), name.slice(colon + 1)];
}

/** A QName without its prefix; any other text as it is. */
export function localName(qname: string): string {
  const text = trim(qname);
  return /^[^\s:]+:([^\s:]+)$/.exec(text)?.[1] ?? text;
}

/** The words before colons: the prefixes of all QNames in a text, and other words. */
export function wordsBeforeColons(text: string): string[] {
  const words: string[] = [];
  for (let colon = text.indexOf(":"); colon >= 0; colon = text.indexOf(":", colon + 1)) {
    let from = colon;
    while (from > 0 && inName.test(text.charAt(from - 1))) from--;
    if (from < colon) words.push(text.slice(from, colon));
  }
  return words;
}

/** A character that may be part of a prefix. Rare ones that may not make no difference, as no prefix contains them. */
const inName = /[\w.\xb7-\u1fff\u2070-\uffff-]/;

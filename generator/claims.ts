/** Chooses unique names, for any language. */
import { groupBy } from "./group-by.js";

/** A name, or a function that makes it when those before it are taken. */
export type Candidate = string | (() => string);

/**
 * Returns a function that claims the first of its candidates that is free in all of `spaces`. If none is free, it
 * appends a number to the last candidate; to a reserved name it appends `_`. `legal` turns a candidate into a valid
 * name, and names with the same `keyOf` count as equal.
 */
export function claims(
  reserved: ReadonlySet<string>,
  spaces: readonly Set<string>[],
  legal = (name: string): string => name,
  keyOf = (name: string): string => name,
): (candidates: readonly Candidate[]) => string {
  const isTaken = (name: string) => spaces.some((space) => space.has(keyOf(name)));
  const numbers = new Map<string, number>();
  return (candidates) => {
    let name = "_";
    for (const candidate of candidates) {
      const chosen = legal(typeof candidate === "string" ? candidate : candidate());
      name = reserved.has(chosen) ? `${chosen}_` : chosen;
      if (!isTaken(name)) break;
    }
    const base = name;
    while (isTaken(name)) {
      const number = (numbers.get(base) ?? 1) + 1;
      numbers.set(base, number);
      name = `${base}_${number}`;
    }
    for (const space of spaces) space.add(keyOf(name));
    return name;
  };
}

/**
 * The words that identify a namespace to a reader, by default the most telling one: `Types` for
 * `http://example.com/2005/Types.xsd`, `orders` for `http://example.com/orders/v1`, `example` for that host alone, and
 * `accounting_2023` for `urn:accounting_2023.lists.example.com`. More words are joined in their order in the URI: `orders_v1`.
 */
export function uriTail(uri: string, count = 1): string {
  const words = wordsOf(uri);
  const telling = words.find(isTelling) ?? words[0];
  const others = words.filter((word) => word !== telling);
  return [...(telling === undefined ? [] : [telling]), ...others.slice(0, count - 1)]
    .sort((one, other) => one.at - other.at)
    .map(({ text }) => text)
    .join("_");
}

/**
 * Distinct names for namespaces, as far as their words distinguish them. All those that share the most telling word take
 * more words, so that no name depends on their order.
 */
export function namespaceNames(uris: readonly string[]): ReadonlyMap<string, string> {
  const counts = new Map(uris.map((uri) => [uri, 1]));
  for (let most = 2; most <= mostWords; most++) {
    const groups = groupBy(uris, (uri) => uriTail(uri, counts.get(uri)).toLowerCase());
    const clashing = [...groups.values()].filter((group) => group.length > 1);
    if (clashing.length === 0) break;
    for (const uri of clashing.flat()) counts.set(uri, most);
  }
  return new Map(uris.map((uri) => [uri, uriTail(uri, counts.get(uri))]));
}

/** The limit on words in the name of a namespace. */
const mostWords = 6;

interface Word {
  readonly text: string;
  /** The offset in the URI. */
  readonly at: number;
}

/** The words of a URI, the most specific first: those of its path from the end, then those of its host from the start. */
function wordsOf(uri: string): readonly Word[] {
  const [start = ""] = /^(?:\w+:\/\/[^/]*|urn:)/i.exec(uri) ?? [];
  const host = wordsIn(start.replace(/:\d+$/, "")).slice(1);
  // The last label of a host says the least, unless it is the only one.
  if (host.length > 1) host.pop();
  const parts = Array.from(uri.slice(start.length).matchAll(/[^/:#?]+/g), ({ 0: text, index }) => ({
    text: text.replace(/\.(?:xsd|wsdl|asmx)$/i, ""),
    at: start.length + index,
  }));
  const path = parts.toReversed().flatMap(({ text, at }) => {
    const words = wordsIn(text).map((word) => ({ ...word, at: at + word.at }));
    return isHost(text) ? words.slice(0, -1) : words.reverse();
  });
  return [...path, ...host];
}

function wordsIn(text: string): Word[] {
  return Array.from(text.matchAll(/[\p{L}\p{N}_]+/gu), ({ 0: word, index }) => ({ text: word, at: index }));
}

/** True for the name of a host outside of a host's place, as in `urn:accounting.lists.example.com`. */
function isHost(part: string): boolean {
  return /^[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|mil|int|io|info|biz|[a-z]{2})$/.test(part);
}

/** False for a version, a number, and a word that any namespace may have. */
function isTelling({ text }: Word): boolean {
  return /^\p{L}/u.test(text) && !/^(?:v(?:er)?\d[\d_]*|www|ws|soap|wsdl|xsd|schemas?|(?:web)?services?)$/i.test(text);
}

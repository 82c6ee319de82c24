/** Chooses unique names, for any language. */

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
): (candidates: readonly string[]) => string {
  const isTaken = (name: string) => spaces.some((space) => space.has(keyOf(name)));
  const numbers = new Map<string, number>();
  return (candidates) => {
    const names = candidates.map(legal).map((name) => (reserved.has(name) ? `${name}_` : name));
    const base = names.at(-1) ?? "_";
    let name = names.find((candidate) => !isTaken(candidate)) ?? base;
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
 * The word that identifies a namespace to a reader: the last word of its last part with words. `Types` for
 * `http://example.com/2005/Types.xsd`, `example` for that host alone, `GetReport` for `urn:corp-GetReport:2013-05-03`.
 */
export function uriTail(uri: string): string {
  const [, host = "", path = ""] = /^\w+:\/\/([^/:]*)(.*)$/s.exec(uri) ?? [undefined, "", uri];
  for (const part of path.split(/[/:#?]/).reverse()) {
    const word = wordsOf(part.replace(/\.(?:xsd|wsdl|asmx)$/i, "")).at(-1);
    if (word !== undefined) return word;
  }
  const labels = wordsOf(host);
  return labels.at(-2) ?? labels.at(-1) ?? "";
}

function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}_]+/u).filter((word) => /^\p{L}/u.test(word));
}

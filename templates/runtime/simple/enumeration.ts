import { trim } from "../xml/characters.js";
import { collapse, listed, simple, type Simple } from "./simple.js";

/** One of these texts. */
export function enumeration<Member extends string>(members: readonly Member[]): Simple<Member> {
  const known = new Map<string, Member>(members.map((member) => [member, member]));
  const type = simple<Member>(
    listed(members),
    (text) => known.get(text) ?? known.get(collapse(text)),
    (value) => known.get(value),
  );
  return {
    ...type,
    members,
    read: (cursor) => type.fit(cursor.string()) ?? cursor.misfit(type.name, '"open": true'),
  };
}

/** Any text, with known members, because the samples may show only some of the spec's. */
export function openEnumeration<Member extends string>(members: readonly Member[]): Simple<Member | (string & {})> {
  const known = new Map<string, Member>(members.map((member) => [member, member]));
  const type = simple<string>(
    "text",
    (text, _, form) => known.get(text) ?? (form ? wordsIn(text) : undefined) ?? collapse(text),
    (value) => (typeof value === "string" ? value : undefined),
  );
  return {
    ...type,
    members,
    // Flags are a list in XML, but separated by commas in a parameter.
    form: (value) => {
      const text = type.form(value);
      const words = text.split(" ");
      return !known.has(text) && words.every((word) => known.has(word)) ? words.join(", ") : text;
    },
  };

  function wordsIn(parameter: string): string | undefined {
    const words = parameter.split(",").map(trim);
    return words.every((word) => known.has(word)) ? words.join(" ") : undefined;
  }
}

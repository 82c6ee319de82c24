import type { Content, Element, Wildcard } from "../model/service.js";
import type { Declared, Filled, Filling } from "./filling.js";
import type { TextType, TypeTable } from "./type-table.js";

/** The placeholders of ASMX: names of builtin types, and the joined values of enumerations. */
export const placeholders: Filling = {
  depthLimit: 4,
  elementLimit: 100_000,
  value: placeholder,
  // ASMX prints anonymous types in this way.
  unknown: { element: word("bytes"), attribute: { text: "" } },
  // ASMX prints no text for elements with attributes.
  text: () => undefined,
  any: { type: word("type") },
  wildcard: word("xml"),
  node: word("xml"),
  // ASMX reflects every parameter as a string.
  parameter: () => "string",
  members: shownMembers,
  // ASMX prints the declared type, never a derived one.
  instance: (type) => type,
  isLeftOut: () => false,
};

function placeholder(type: TextType, types: TypeTable, { kind }: Declared): Filled {
  if (type === "QName") return { ...word("q1:QName"), qname: "{http://tempuri.org/SampleNamespace}QName" };
  if (typeof type === "string") return word(type);
  if (type.anonymous && type.evidence.content.kind === "declared") return placeholders.unknown[kind];
  // ASMX shows nothing else of a simple type.
  return enumerationOf(type, types) ?? { text: "", words: [] };
}

/** The values of an enumeration, or of a list's items; undefined for other types. */
export function enumerationOf(type: Exclude<TextType, string>, types: TypeTable): Filled | undefined {
  const shown = type.kind === "list" ? types.simple(type.item) : type;
  if (typeof shown !== "object" || shown.kind !== "simple" || shown.enumeration.length === 0) return undefined;
  return { text: shown.enumeration.join(" or "), words: shown.enumeration };
}

function word(text: string): Filled {
  return { text, words: [text] };
}

/**
 * The members that ASMX shows: those of the content's outermost group, once even if it repeats, and without nested
 * groups. Members of an `xs:all` or of a choice are sorted by name.
 */
function shownMembers(content: Content): readonly (Element | Wildcard)[] {
  if (content.kind !== "sequence") return [];
  const [first, ...others] = content.particles;
  const root = others.length === 0 && (first?.kind === "choice" || first?.kind === "sequence") ? first : undefined;
  const shown = (root ?? content).particles.filter(
    (particle) => particle.kind === "element" || particle.kind === "any",
  );
  return content.all || root?.kind === "choice" ? shown.sort(byName) : shown;
}

/** Compares by code units; wildcards are last. */
function byName(first: Element | Wildcard, second: Element | Wildcard): number {
  if (first.kind === "any" || second.kind === "any")
    return Number(first.kind === "any") - Number(second.kind === "any");
  return first.name.local < second.name.local ? -1 : first.name.local > second.name.local ? 1 : 0;
}

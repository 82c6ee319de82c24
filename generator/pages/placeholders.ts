import type { Content, Element, Wildcard } from "../model/service.js";
import type { Filled, Filling } from "./filling.js";
import type { TextType, TypeTable } from "./type-table.js";

/** The placeholders of ASMX: names of builtin types, and the joined values of enumerations. */
export const placeholders: Filling = {
  sizeLimit: 200_000,
  value: placeholder,
  // ASMX prints no text for elements with attributes.
  text: () => undefined,
  members: shownMembers,
};

/** The depth at which complex elements are cut; an operation's wrapper element and an HTTP root have depth 0. */
export const depthLimit = 4;

/** The text for a simple type that is only assumed. ASMX prints anonymous types in this way. */
export const unknownValue = { element: word("bytes"), attribute: { text: "" } };

/** The `xsi:type` of an element of any type. */
export const anyTypeName = word("type");

/** The text in place of a wildcard, and the content of an HTTP reply without a root of its own. */
export const anyXml = word("xml");

/** The value of every HTTP parameter, because ASMX treats all of them as strings. */
export const parameterValue = "string";

function placeholder(type: TextType, types: TypeTable, kind: "element" | "attribute"): Filled {
  if (type === "QName") return { ...word("q1:QName"), qname: "{http://tempuri.org/SampleNamespace}QName" };
  if (typeof type === "string") return word(type);
  if (type.anonymous && type.evidence.content.kind === "declared") return unknownValue[kind];
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

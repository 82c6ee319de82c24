import type { Content, Element, Wildcard } from "../model/service.js";
import { membersIn } from "../model/traversal.js";
import type { Filling } from "./filling.js";
import { enumerationOf, placeholders } from "./placeholders.js";

/**
 * The placeholders of ASMX, and more where ASMX shows nothing: nested groups, restricted types, text beside attributes.
 */
export const servedPlaceholders: Filling = {
  ...placeholders,
  // Limits the size, because the samples of all operations are generated.
  sizeLimit: 1_000,
  value(type, types, kind) {
    if (typeof type === "string") return placeholders.value(type, types, kind);
    // Readers of pages know only builtin types, so a list or a union is a text to them.
    const builtin = type.kind === "simple" ? type.base : "string";
    return enumerationOf(type, types) ?? placeholders.value(builtin, types, kind);
  },
  text: (type, types) => servedPlaceholders.value(type, types, "element"),
  members: (content) => distinct(content),
};

/** Keeps only the first place of an element that occurs in several alternatives, and of a wildcard. */
function distinct(content: Content): readonly (Element | Wildcard)[] {
  const found = new Map<string, Element | Wildcard>();
  for (const member of membersIn(content)) {
    const key = member.kind === "any" ? "" : `${member.name.namespace} ${member.name.local}`;
    if (!found.has(key)) found.set(key, member);
  }
  return [...found.values()];
}

import type { Content, Element, Wildcard } from "../model/service.js";
import { membersIn } from "../model/traversal.js";
import type { Filling } from "./filling.js";
import { enumerationOf, placeholders } from "./placeholders.js";

/** The placeholders of ASMX, and more where ASMX shows nothing: groups in groups, restricted types, text beside attributes. */
export const servedPlaceholders: Filling = {
  ...placeholders,
  // The samples of all operations are generated.
  elementLimit: 500,
  value(type, types, declared) {
    if (typeof type === "string") return placeholders.value(type, types, declared);
    // Readers of pages know builtin types alone: for them a list or a union is a text.
    const builtin = type.kind === "simple" ? type.base : "string";
    return enumerationOf(type, types) ?? placeholders.value(builtin, types, declared);
  },
  text: (type, types) => servedPlaceholders.value(type, types, { kind: "element" }),
  members: (content) => distinct(content),
};

/** An element in several alternatives has its first place; so has a place for any elements. */
function distinct(content: Content): readonly (Element | Wildcard)[] {
  const found = new Map<string, Element | Wildcard>();
  for (const member of membersIn(content)) {
    const key = member.kind === "any" ? "" : `${member.name.namespace} ${member.name.local}`;
    if (!found.has(key)) found.set(key, member);
  }
  return [...found.values()];
}

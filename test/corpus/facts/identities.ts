import type { Element as Declaration } from "@xmldom/xmldom";
import type { Type } from "../../../generator/model/service.js";
import type { Comparison } from "./comparison.js";
import type { ShownComplex, ShownElement } from "./shown.js";

/** Notes that a type of the model was seen to be a declaration. */
export function identify({ identities }: Comparison, type: string, shown: ShownComplex, element: ShownElement): void {
  if (shown.declaration === undefined) return;
  const declarations = identities.get(type) ?? new Map<Declaration, { shown: ShownComplex; elements: Set<string> }>();
  identities.set(type, declarations);
  const known = declarations.get(shown.declaration) ?? { shown, elements: new Set<string>() };
  declarations.set(shown.declaration, known);
  known.elements.add(`{${element.namespace}}${element.local}`);
}

/** One type of the model is one declaration, and the other way round, as far as names and contents show it. */
export function compareIdentities(comparison: Comparison, where: string): void {
  const { tally, identities, types, cuts, roots } = comparison;
  const modelTypes = new Map<Declaration, Map<string, Set<string>>>();
  for (const [type, declarations] of identities) {
    const [first, ...others] = declarations.values();
    if (first !== undefined) tally.agrees("type identity");
    for (const _ of others) tally.cannot("type identity", "type name");
    for (const [declaration, { elements }] of declarations) {
      const known = modelTypes.get(declaration) ?? new Map<string, Set<string>>();
      modelTypes.set(declaration, known.set(type, elements));
    }
    const named = types.get(type);
    if (named === undefined || named.anonymous) {
      tally.cannot("type name", "type name");
      continue;
    }
    for (const { shown, elements } of declarations.values()) {
      if (shown.name === type || elements.has(type)) tally.agrees("type name");
      else if (roots.has(type)) tally.cannot("type name", "HTTP root");
      else tally.wrong("type name", `${where}: found ${type}, expected ${shown.name}`);
    }
  }
  for (const known of modelTypes.values()) compareTypes(comparison, known, where);
  for (const { type, shown, certainty, where } of cuts) {
    const isSame = shown.declaration !== undefined && identities.get(type)?.has(shown.declaration) === true;
    if (isSame) tally.agrees("type identity");
    else
      tally.wrong("type identity", `${where}: ${type} is ${certainty} below the depth limit, expected ${shown.name}`);
  }
}

/** Several types of the model for one declaration: by the names of their elements, or because of what is cut in them. */
function compareTypes(
  { tally, types }: Comparison,
  elements: ReadonlyMap<string, ReadonlySet<string>>,
  where: string,
): void {
  const keys = [...elements.keys()].sort();
  for (const [index, one] of keys.entries()) {
    for (const other of keys.slice(index + 1)) {
      const shared = [...(elements.get(one) ?? [])].filter((element) => elements.get(other)?.has(element));
      if (shared.length === 0) tally.cannot("type identity", "type name");
      else if (reachesCut(types, one) || reachesCut(types, other)) tally.cannot("type identity", "depth limit");
      else tally.wrong("type identity", `${where}: found ${one} and ${other}, expected one type of ${shared.join()}`);
    }
  }
}

function reachesCut(types: ReadonlyMap<string, Type>, name: string, seen = new Set<string>()): boolean {
  const type = types.get(name);
  if (type?.kind !== "complex" || seen.has(name)) return false;
  seen.add(name);
  if (type.content.kind === "unknown") return type.evidence.content.kind === "assumed";
  const particles = type.content.kind === "sequence" ? type.content.particles : [];
  return particles.some(
    (each) => each.kind === "element" && each.type.kind === "type" && reachesCut(types, each.type.name, seen),
  );
}

import { elementsIn } from "../../../generator/model/traversal.js";
import { reach } from "../../../generator/model/reach.js";
import { clark, type ComplexType, type Element, type Type } from "../../../generator/model/service.js";
import type { Comparison } from "./comparison.js";

/** Notes that a type of the pages was seen to be a declared one. */
export function identify(
  { identities }: Comparison,
  shown: ComplexType,
  declared: ComplexType,
  element: Element,
): void {
  const known = identities.get(clark(shown.name)) ?? new Map<string, Set<string>>();
  identities.set(clark(shown.name), known);
  const elements = known.get(clark(declared.name)) ?? new Set<string>();
  known.set(clark(declared.name), elements.add(clark(element.name)));
}

/** Checks that types of the pages and declared types correspond one to one, as far as names and contents show it. */
export function compareIdentities(comparison: Comparison, roots: ReadonlySet<string>, where: string): void {
  const { tally, identities, shown, declared, cuts } = comparison;
  const shownAs = new Map<string, Map<string, Set<string>>>();
  for (const [type, partners] of identities) {
    const [first, ...others] = partners;
    if (first !== undefined) tally.agrees("type identity");
    for (const _ of others) tally.cannot("type identity", "type name");
    for (const [partner, elements] of partners) {
      const known = shownAs.get(partner) ?? new Map<string, Set<string>>();
      shownAs.set(partner, known.set(type, elements));
    }
    if (shown.get(type)?.anonymous !== false) {
      tally.cannot("type name", "type name");
      continue;
    }
    for (const [partner, elements] of partners) {
      const isNamed = declared.get(partner)?.anonymous === false;
      if ((isNamed && partner === type) || elements.has(type)) tally.agrees("type name");
      else if (roots.has(type)) tally.cannot("type name", "HTTP root");
      else tally.wrong("type name", `${where}: found ${type}, expected ${partner}`);
    }
  }
  for (const known of shownAs.values()) compareTypes(comparison, known, where);
  for (const { shown: type, declared: partner, certainty, where } of cuts) {
    if (identities.get(type)?.has(partner) === true) tally.agrees("type identity");
    else tally.wrong("type identity", `${where}: ${type} is ${certainty} below the depth limit, expected ${partner}`);
  }
}

/**
 * Several types of the pages for one declared type, because of the names of their elements or because of cut content.
 */
function compareTypes(
  { tally, shown }: Comparison,
  elements: ReadonlyMap<string, ReadonlySet<string>>,
  where: string,
): void {
  const keys = [...elements.keys()].sort();
  for (const [index, one] of keys.entries()) {
    for (const other of keys.slice(index + 1)) {
      const shared = [...(elements.get(one) ?? [])].filter((element) => elements.get(other)?.has(element));
      if (shared.length === 0) tally.cannot("type identity", "type name");
      else if (reachesCut(shown, one) || reachesCut(shown, other)) tally.cannot("type identity", "depth limit");
      else tally.wrong("type identity", `${where}: found ${one} and ${other}, expected one type of ${shared.join()}`);
    }
  }
}

function reachesCut(types: ReadonlyMap<string, Type>, name: string): boolean {
  const type = types.get(name);
  if (type?.kind !== "complex") return false;
  const inside = [...reach(elementsIn(type.content), { types: [...types.values()] })].flatMap(
    (key) => types.get(key) ?? [],
  );
  return [type, ...inside].some(
    (each) => each.kind === "complex" && each.content.kind === "unknown" && each.evidence.content.kind === "assumed",
  );
}

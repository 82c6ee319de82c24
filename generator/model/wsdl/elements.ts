import type { ElementDeclaration, Occurs } from "../../read/xsd/schema.js";
import type { Place } from "../../source.js";
import type { Element, Particle, QName } from "../service.js";
import type { Building } from "./building.js";
import { declared, elementEvidence } from "./declared.js";
import { normalGroup } from "./normal-group.js";
import { wholeElements } from "./whole-choices.js";

export const once: Occurs = { minOccurs: 1, maxOccurs: 1 };

/**
 * An element from its declaration; `parent` is the type that it is local to, and `use` the place of a reference to it.
 */
export function elementOf(
  declaration: ElementDeclaration,
  { minOccurs, maxOccurs }: Occurs,
  parent: QName | undefined,
  building: Building,
  use?: Place,
): Element {
  const { name, nillable, fixed, documentation, place } = declaration;
  const why = declared(place);
  return {
    kind: "element",
    name,
    type: building.reference(building.typeOf(declaration), name, parent),
    minOccurs,
    maxOccurs,
    nillable,
    ...(declaration.default === undefined ? {} : { default: declaration.default }),
    ...(fixed === undefined ? {} : { fixed }),
    ...(documentation === undefined ? {} : { documentation }),
    evidence: elementEvidence(why, use === undefined ? why : declared(use)),
  };
}

/** The particle for a reference to a global element: the element itself, or a choice in its substitution group. */
export function referredElement(
  declaration: ElementDeclaration,
  occurs: Occurs,
  building: Building,
  use: Place,
): Particle | undefined {
  // A reference that repeats too much is refused before the group is visited.
  if (!building.spend(0, use)) return elementOf(declaration, occurs, undefined, building, use);
  const [first, ...others] = building.substitutes(declaration);
  if (first === undefined) {
    reportAbstract(declaration, building, use);
    const evidence = { name: declared(use) };
    return { kind: "any", minOccurs: occurs.minOccurs, maxOccurs: occurs.maxOccurs, namespaces: "any", evidence };
  }
  if (others.length === 0) return elementOf(first, occurs, undefined, building, use);
  if (!building.spend(others.length / wholeElements, use)) return elementOf(first, occurs, undefined, building, use);
  const elements = [first, ...others].map((each) => elementOf(each, once, undefined, building, use));
  const choice = normalGroup("choice", occurs, elements);
  return choice?.kind === "choice" ? { ...choice, head: declaration.name } : choice;
}

function reportAbstract({ name, place }: ElementDeclaration, { report }: Building, use: Place): void {
  report({
    severity: "warning",
    code: "substitutes-missing",
    message: `found the abstract element ${name.local}, expected an element that can take its place; any element is accepted`,
    place: use,
    related: [place],
  });
}

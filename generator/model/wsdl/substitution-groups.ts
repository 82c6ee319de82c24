import type { ElementDeclaration, Schemas, TypeUse } from "../../read/xsd/schema.js";
import { clark } from "../service.js";
import type { Building } from "./building.js";

/** Finds what can stand for an element, and what its type is if only the head of its substitution group says it. */
export function substitutionGroups({ elements }: Schemas): Pick<Building, "typeOf" | "substitutes"> {
  const members = new Map<string, ElementDeclaration[]>();
  for (const declaration of elements.values()) {
    if (declaration.substitutionGroup === undefined) continue;
    const head = clark(declaration.substitutionGroup);
    const known = members.get(head);
    if (known === undefined) members.set(head, [declaration]);
    else known.push(declaration);
  }
  /** Of elements that do not say it themselves. */
  const types = new Map<ElementDeclaration, TypeUse | undefined>();
  /** By their heads. */
  const groups = new Map<ElementDeclaration, readonly ElementDeclaration[]>();
  return {
    typeOf(declaration): TypeUse | undefined {
      const untyped = new Set<ElementDeclaration>();
      let head: ElementDeclaration | undefined = declaration;
      while (head !== undefined && head.type === undefined && !types.has(head) && !untyped.has(head)) {
        untyped.add(head);
        head = head.substitutionGroup && elements.get(clark(head.substitutionGroup));
      }
      const type = head && (head.type ?? types.get(head));
      for (const each of untyped) types.set(each, type);
      return type;
    },
    substitutes(declaration) {
      const known = groups.get(declaration);
      if (known !== undefined) return known;
      const group = new Set([declaration]);
      // A set is gone through to its end, whatever is added on the way.
      if (!declaration.blocksSubstitution) {
        for (const each of group) for (const member of members.get(clark(each.name)) ?? []) group.add(member);
      }
      const substitutes = [...group].filter(({ abstract }) => !abstract);
      groups.set(declaration, substitutes);
      return substitutes;
    },
  };
}

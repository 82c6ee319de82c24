import { groupBy } from "../../group-by.js";
import type { ElementDeclaration, Schemas, TypeUse } from "../../read/xsd/schema.js";
import { clark } from "../service.js";
import type { Building } from "./building.js";

/** Finds the members of substitution groups, and the types that members inherit from their head. */
export function substitutionGroups({ elements }: Schemas): Pick<Building, "typeOf" | "substitutes"> {
  const members = groupBy(elements.values(), ({ substitutionGroup }) => substitutionGroup && clark(substitutionGroup));
  /** Types that are inherited from the head. */
  const types = new Map<ElementDeclaration, TypeUse | undefined>();
  /** Members by their heads. */
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
      // The set grows during the loop, which visits the new members too.
      if (!declaration.blocksSubstitution) {
        for (const each of group) for (const member of members.get(clark(each.name)) ?? []) group.add(member);
      }
      const substitutes = [...group].filter(({ abstract }) => !abstract);
      groups.set(declaration, substitutes);
      return substitutes;
    },
  };
}

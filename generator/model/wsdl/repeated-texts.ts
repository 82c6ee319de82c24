import { membersIn } from "../traversal.js";
import type { Type } from "../service.js";
import type { Building } from "./building.js";

/** The number of elements that take as much space as a long text. */
export function elementsLike(text = ""): number {
  return Math.floor(text.length / 100);
}

/** Counts long texts of elements and attributes that several types repeat; the first type of a declaration is free. */
export function repeatedTexts(building: Building): (type: Type) => void {
  const known = new Set<string>();
  return (type) => {
    if (type.kind !== "complex") return;
    for (const member of [...type.attributes, ...membersIn(type.content)]) {
      if ("kind" in member && member.kind === "any") continue;
      const [place] = member.evidence.type.places;
      const size = elementsLike(member.documentation) + elementsLike(member.default) + elementsLike(member.fixed);
      if (place === undefined || size === 0) continue;
      const key = `${place.path}:${place.line}:${place.column}`;
      if (known.has(key)) building.spend(size, place);
      known.add(key);
    }
  };
}

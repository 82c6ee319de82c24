import type { Part, Member } from "../../runtime/complex/plan.js";
import { alternativesControl, type Alternative } from "./alternatives-control.js";
import type { Control } from "./control.js";
import { captionOf } from "./dom.js";
import { propertiesControl, propertyOf } from "./properties-control.js";

/**
 * A control for a content model, with the members of the chosen alternatives only. `ofMember` creates the control of a
 * member.
 */
export function contentControl(part: Part, ofMember: (member: Member) => Control): Control {
  switch (part.kind) {
    case "element":
      return propertiesControl([...part.members].map(ofMember));
    case "sequence":
      return propertiesControl(part.parts.map((inner) => contentControl(inner, ofMember)));
    case "choice":
      return chosenControl(part.parts, ofMember, (object) => alternativeOf(part.parts, object));
    case "optional": {
      const [inner] = part.parts;
      const alternatives = inner?.kind === "choice" ? inner.parts : part.parts;
      return chosenControl([undefined, ...alternatives], ofMember, (object) =>
        isThere(part, object) ? 1 + alternativeOf(alternatives, object) : 0,
      );
    }
  }
}

/** A control for one of the parts; undefined is the choice of none. */
function chosenControl(
  parts: readonly (Part | undefined)[],
  ofMember: (member: Member) => Control,
  indexOf: (object: unknown) => number,
): Control {
  const alternatives = parts.map((part): Alternative => {
    if (part === undefined) return { name: "absent", make: () => propertiesControl([]) };
    return { name: nameOf(part), make: () => contentControl(part, ofMember) };
  });
  const names = alternatives.filter((_, index) => parts[index] !== undefined).map(({ name }) => name);
  return alternativesControl(captionOf(few(names, " or ")), alternatives, indexOf);
}

/** Picks the first alternative that includes all present members, and prefers one that lacks nothing. */
function alternativeOf(parts: readonly Part[], object: unknown): number {
  const there = new Set(parts.flatMap(({ members }) => [...members]).filter((member) => has(object, member)));
  const whole = parts.filter(({ members }) => [...there].every((member) => members.has(member)));
  const best = whole.find((part) => !lacks(part, object)) ?? whole[0] ?? parts.find((part) => isThere(part, object));
  return best === undefined ? 0 : parts.indexOf(best);
}

function lacks(part: Part, object: unknown): boolean {
  if (part.emptiable && !isThere(part, object)) return false;
  switch (part.kind) {
    case "element":
      return !isThere(part, object);
    case "choice": {
      const chosen = part.parts[alternativeOf(part.parts, object)];
      return chosen === undefined || lacks(chosen, object);
    }
    case "sequence":
    case "optional":
      return part.parts.some((inner) => lacks(inner, object));
  }
}

function isThere({ members }: Part, object: unknown): boolean {
  return [...members].some((member) => has(object, member));
}

function has(object: unknown, { key }: Member): boolean {
  return propertyOf(object, key) !== undefined;
}

function nameOf({ kind, parts, members }: Part): string {
  if (kind === "choice") return few(parts.map(nameOf), " or ");
  return few(
    [...members].map(({ name }) => name.local),
    ", ",
  );
}

function few(names: readonly string[], between: string): string {
  return names.length > 4 ? [...names.slice(0, 3), `${names.length - 3} others`].join(between) : names.join(between);
}

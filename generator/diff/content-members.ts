import type { Content, Element, Particle } from "../model/service.js";

/** An element of a content, with the occurrences that its groups leave it. */
export interface ContentMember {
  readonly element: Element;
  readonly isRequired: boolean;
  readonly isRepeated: boolean;
  /** True for an alternative of a choice, at any depth. */
  readonly inChoice: boolean;
}

/** The elements of a content by their local names; the first of several with one name. */
export function contentMembers(content: Content): ReadonlyMap<string, ContentMember> {
  const members = new Map<string, ContentMember>();
  const visit = (particle: Particle, outer: Omit<ContentMember, "element">): void => {
    const { minOccurs, maxOccurs } = particle;
    const isRequired = outer.isRequired && minOccurs > 0;
    const isRepeated = outer.isRepeated || (maxOccurs !== 0 && maxOccurs !== 1);
    if (particle.kind === "element") {
      const { local } = particle.name;
      if (!members.has(local))
        members.set(local, { element: particle, isRequired, isRepeated, inChoice: outer.inChoice });
    } else if (particle.kind !== "any") {
      const isChoice = particle.kind === "choice";
      const inner = { isRequired: isRequired && !isChoice, isRepeated, inChoice: outer.inChoice || isChoice };
      for (const each of particle.particles) visit(each, inner);
    }
  };
  for (const particle of content.kind === "sequence" ? content.particles : []) {
    visit(particle, { isRequired: true, isRepeated: false, inChoice: false });
  }
  return members;
}

/** The groups around the elements of these names, in which only their order and nesting count: `a,(b|c)*`. */
export function outline(content: Content, names: ReadonlySet<string>): string {
  const print = (particle: Particle): string => {
    if (particle.kind === "element") return names.has(particle.name.local) ? JSON.stringify(particle.name.local) : "";
    if (particle.kind === "any") return "";
    const parts = particle.particles.map(print).filter((part) => part !== "");
    if (parts.length === 0) return "";
    const { minOccurs, maxOccurs } = particle;
    const occurs = `${minOccurs === 0 ? "?" : ""}${maxOccurs === 1 ? "" : "*"}`;
    return `(${parts.join(particle.kind === "choice" ? "|" : ",")})${occurs}`;
  };
  return content.kind === "sequence"
    ? content.particles
        .map(print)
        .filter((part) => part !== "")
        .join(",")
    : "";
}

/** True for a content without groups, whose elements differ by their order only. */
export function isFlat(content: Content): boolean {
  return content.kind === "sequence" && content.particles.every(({ kind }) => kind === "element" || kind === "any");
}

export function hasWildcard(content: Content): boolean {
  const has = (particle: Particle): boolean =>
    particle.kind === "any" || (particle.kind !== "element" && particle.particles.some(has));
  return content.kind === "sequence" && content.particles.some(has);
}

import type { Alternative, ContentModel, Member, Alternatives, MemberUse } from "./value-model.js";

/** Limits on the alternatives of one choice, and on the product of all unions of a type. */
const mostAlternatives = 8;
const mostCombinations = 64;

/** Finds which members exclude each other. With too many alternatives, all members are optional instead. */
export function alternativesOf(members: readonly Member[], content: ContentModel | undefined): Alternatives {
  const byProperty = new Map(members.map((member) => [member.property, member]));
  const parts = content === undefined ? members.map(({ property }) => property) : partsOf(content);
  const single = new Map<string, boolean>();
  const flattened = new Set<string>();
  const unions: (readonly Alternative[])[] = [];
  let combinations = 1;
  for (const part of parts) {
    const alternatives = combinationsOf(part, byProperty);
    const [only = new Map<string, boolean>()] = alternatives;
    const count = alternatives.reduce((sum, together) => sum + countOf(together, byProperty), 0);
    if (combinations * count > mostCombinations) {
      for (const [property, required] of flat(part)) {
        single.set(property, required);
        flattened.add(property);
      }
      continue;
    }
    combinations *= count;
    if (alternatives.length > 1) unions.push(unionOf(alternatives, members));
    else for (const [property, required] of only) single.set(property, required);
  }
  const uses = members.flatMap((member) => memberUse(member, single) ?? []);
  return { members: uses.flatMap((use) => (flattened.has(use.member.property) ? flatUses(use) : [use])), unions };
}

/** Counts the alternatives of properties that occur together: those of the choices among them, multiplied. */
function countOf(together: Together, members: ReadonlyMap<string, Member>): number {
  let count = 1;
  for (const property of together.keys()) {
    const member = members.get(property);
    if (member?.kind !== "choice") continue;
    for (const alternatives of member.of.alternatives.unions) count *= alternatives.length;
  }
  return count;
}

/** All members of a choice as optional properties, independent of each other. */
function flatUses(use: MemberUse): readonly MemberUse[] {
  if (use.member.kind !== "choice") return [use];
  return use.member.of.members.map((member) => ({ member, presence: "optional" }));
}

/** Properties that occur together; true for required ones. */
type Together = ReadonlyMap<string, boolean>;

function partsOf(content: ContentModel): readonly ContentModel[] {
  return typeof content !== "string" && content.kind === "sequence" ? content.parts : [content];
}

function combinationsOf(content: ContentModel, members: ReadonlyMap<string, Member>): readonly Together[] {
  if (typeof content === "string") return [new Map([[content, isRequired(members.get(content))]])];
  switch (content.kind) {
    case "sequence": {
      let all = [new Map<string, boolean>()];
      for (const part of content.parts) {
        const alternatives = combinationsOf(part, members);
        const [only] = alternatives;
        if (all.length * alternatives.length > mostCombinations) return [flat(content)];
        if (alternatives.length > 1) {
          all = all.flatMap((before) => alternatives.map((after) => new Map([...before, ...after])));
        } else
          for (const together of all) for (const [property, required] of only ?? []) together.set(property, required);
      }
      return all;
    }
    case "choice": {
      if (content.parts.length > mostAlternatives) return [flat(content)];
      const all = content.parts.flatMap((part) => combinationsOf(part, members));
      return all.length > mostCombinations ? [flat(content)] : all;
    }
    case "optional":
      return withNothing(combinationsOf(content.part, members));
  }
}

/**
 * Adds the empty alternative, unless one of the alternatives is empty or can become so by making its only member
 * optional.
 */
function withNothing(alternatives: readonly Together[]): readonly Together[] {
  if (alternatives.some((each) => ![...each.values()].includes(true))) return alternatives;
  const single = alternatives.findIndex(({ size }) => size === 1);
  if (single < 0) return [new Map(), ...alternatives];
  return alternatives.map((each, index) =>
    index === single ? new Map([...each].map(([name]) => [name, false])) : each,
  );
}

/** All properties of a content model, made optional. */
function flat(content: ContentModel): Together {
  const properties = new Map<string, boolean>();
  const pending = [content];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (typeof next === "string") properties.set(next, false);
    else if (next.kind === "optional") pending.push(next.part);
    else pending.push(...next.parts);
  }
  return properties;
}

function unionOf(alternatives: readonly Together[], members: readonly Member[]): readonly Alternative[] {
  const properties = new Set(alternatives.flatMap((each) => [...each.keys()]));
  const within = members.filter(({ property }) => properties.has(property));
  return alternatives.map((each) => within.map((member) => memberUse(member, each) ?? { member, presence: "absent" }));
}

function memberUse(member: Member, together: Together): MemberUse | undefined {
  const required = together.get(member.property);
  return required === undefined ? undefined : { member, presence: required ? "required" : "optional" };
}

function isRequired(member: Member | undefined): boolean {
  switch (member?.kind) {
    case undefined:
    case "mixed":
      return false;
    case "choice":
      return true;
    case "repeated":
      return member.minOccurs > 0;
    case "element":
    case "any":
      return member.of.minOccurs > 0;
  }
}

import type { SampleElement, SampleText } from "../../read/help-page/help-page.js";
import type { Particle } from "../service.js";
import type { MemberShape } from "./shapes.js";

/**
 * The alternatives among siblings with the number of their choice, as comments of SoapUI state them. A choice counts
 * only if it holds all siblings up to the next choice or the end: an alternative of several elements looks like several.
 */
export function choicesIn(children: readonly (SampleElement | SampleText)[]): ReadonlyMap<SampleElement, number> {
  const elements = children.filter((child) => child.kind === "element");
  const starts = elements.flatMap(({ hints }, index) => (hints?.choice === undefined ? [] : [index]));
  return new Map(
    starts.flatMap((start, number) => {
      const alternatives = elements.slice(start, starts[number + 1]);
      const isWhole = alternatives.length > 1 && alternatives.length === elements[start]?.hints?.choice;
      return isWhole ? alternatives.map((element) => [element, number] as const) : [];
    }),
  );
}

/** Drops the choices of which another sample shows two alternatives together. */
export function withoutDisproved<M extends MemberShape>(members: readonly M[], shown: readonly M[]): readonly M[] {
  const names = new Set(shown.flatMap((member) => (choiceOf(member) === undefined ? nameOf(member) : [])));
  const counts = new Map<number, number>();
  for (const member of members) {
    const choice = choiceOf(member);
    if (choice !== undefined && names.has(nameOf(member))) counts.set(choice, (counts.get(choice) ?? 0) + 1);
  }
  return members.map((member) => ((counts.get(choiceOf(member) ?? -1) ?? 0) > 1 ? withoutChoice(member) : member));
}

/** Puts alternatives that follow each other into choices. `members` correspond to the particles. */
export function withChoices(particles: readonly Particle[], members: readonly MemberShape[]): readonly Particle[] {
  const grouped: Particle[] = [];
  let open: { readonly choice: number; readonly particles: Particle[] } | undefined;
  for (const [index, particle] of particles.entries()) {
    const choice = choiceOf(members[index]);
    if (choice === undefined || choice !== open?.choice) {
      open = choice === undefined ? undefined : { choice, particles: [] };
      grouped.push(
        open === undefined ? particle : { kind: "choice", particles: open.particles, minOccurs: 0, maxOccurs: 1 },
      );
    }
    open?.particles.push(alternative(particle));
  }
  return grouped;
}

/** An element of which a message has one or none, so that it is there if it is the one. */
function alternative(particle: Particle): Particle {
  if (particle.kind !== "element") return particle;
  const { name } = particle.evidence;
  return { ...particle, minOccurs: 1, evidence: { ...particle.evidence, minOccurs: name } };
}

function choiceOf(member: MemberShape | undefined): number | undefined {
  return member?.kind === "element" ? member.choice : undefined;
}

function withoutChoice<M extends MemberShape>(member: M): M {
  if (member.kind === "any") return member;
  const { choice: _choice, ...rest } = member;
  return rest as M; // The choice is optional.
}

function nameOf(member: MemberShape): string {
  return member.kind === "any" ? "" : `{${member.name.namespace}}${member.name.local}`;
}

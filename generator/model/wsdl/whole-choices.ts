/**
 * Choices of substitution groups. A choice stays whole if no other element of the enclosing object has one of its local names. It is
 * then printed once and referred to by name.
 */
import type { Particle } from "../service.js";
import { deepestNamed } from "../traversal.js";

/** Elements of whole choices that cost as much as one repeated element: the generator visits them, but does not print them again. */
export const wholeElements = 8;

export interface WholeChoices {
  /** Only choices that stay whole keep their head. */
  readonly particles: readonly Particle[];
  /** The number of elements in the choices that lost it. */
  readonly writtenOut: number;
}

/** Removes the head of each choice that does not stay whole. Mixed content has none: each of its items holds a single element. */
export function wholeChoices(all: readonly Particle[], mixed: boolean): WholeChoices {
  let writtenOut = 0;
  const settle = (particle: Particle, ambiguous: ReadonlySet<string>, depth: number): Particle => {
    if (particle.kind === "element" || particle.kind === "any") return particle;
    const { kind, particles, minOccurs, maxOccurs, head } = particle;
    // Each occurrence of a repeated group is an object of its own.
    const within = maxOccurs === 1 ? ambiguous : ambiguousNames(particles);
    if (head === undefined) return { ...particle, particles: particles.map((each) => settle(each, within, depth + 1)) };
    const isWhole = !mixed && depth < deepestNamed && !particles.some((each) => within.has(localName(each)));
    if (isWhole) return particle;
    writtenOut += particles.length;
    return { kind, particles, minOccurs, maxOccurs };
  };
  if (!all.some(hasHead)) return { particles: all, writtenOut };
  const ambiguous = ambiguousNames(all);
  return { particles: all.map((each) => settle(each, ambiguous, 0)), writtenOut };
}

/** The cost of repeating these particles, in elements. */
export function sizeOf(particles: readonly Particle[]): number {
  return particles.reduce((size, particle) => {
    if (particle.kind === "element" || particle.kind === "any") return size + 1;
    const inner = sizeOf(particle.particles);
    return size + (particle.head === undefined ? inner : inner / wholeElements);
  }, 0);
}

function hasHead(particle: Particle): boolean {
  if (particle.kind === "element" || particle.kind === "any") return false;
  return particle.head !== undefined || particle.particles.some(hasHead);
}

/** Local names shared by several elements of one object. */
function ambiguousNames(particles: readonly Particle[]): ReadonlySet<string> {
  const once = new Set<string>();
  const twice = new Set<string>();
  const pending = [...particles];
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "sequence" || next.kind === "choice") {
      if (next.maxOccurs === 1) for (const each of next.particles) pending.push(each);
    } else (once.has(localName(next)) ? twice : once).add(localName(next));
  }
  return twice;
}

/** An empty name, which no element has, for wildcards and groups. */
function localName(particle: Particle): string {
  return particle.kind === "element" ? particle.name.local : "";
}

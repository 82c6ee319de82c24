/**
 * Puts particles into the normal form of the model, without redundant groups. Each step preserves the set of valid
 * messages, so a group that cannot be simplified stays.
 */
import type { ParticleGroup, Particle } from "../service.js";

export interface Occurs {
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** Normalizes a group of normalized particles; undefined if it allows no content. */
export function normalGroup(
  kind: ParticleGroup["kind"],
  occurs: Occurs,
  particles: readonly Particle[],
): Particle | undefined {
  if (occurs.maxOccurs === 0) return undefined;
  return kind === "sequence" ? sequence(occurs, particles.flatMap(contentOf)) : choice(occurs, particles);
}

/** The particles of a content that consists of `particle`. */
export function contentOf(particle: Particle): readonly Particle[] {
  return particle.kind === "sequence" && isOnce(particle) ? particle.particles : [particle];
}

/** True if the particle may be empty (XSD 1.0 part 1, 3.9.6). */
function isEmptiable(particle: Particle): boolean {
  if (particle.minOccurs === 0) return true;
  switch (particle.kind) {
    case "element":
    case "any":
      return false;
    case "sequence":
      return particle.particles.every(isEmptiable);
    case "choice":
      return particle.particles.some(isEmptiable);
  }
}

function sequence(occurs: Occurs, particles: readonly Particle[]): Particle | undefined {
  const [first, ...others] = particles;
  if (first === undefined) return undefined;
  if (others.length === 0) return repeat(first, occurs) ?? { kind: "sequence", particles, ...occurs };
  // An unbounded sequence of optional particles allows any order.
  if (occurs.maxOccurs === "unbounded" && particles.every(isEmptiable)) return choice(occurs, particles);
  return { kind: "sequence", particles, ...occurs };
}

function choice(occurs: Occurs, given: readonly Particle[]): Particle | undefined {
  const endless = occurs.maxOccurs === "unbounded";
  const particles = given
    .flatMap((particle) => alternatives(particle, endless))
    .map((each) => alternative(each, endless));
  const [first, ...others] = particles;
  if (first === undefined) return undefined;
  const minOccurs = given.some(isEmptiable) ? 0 : occurs.minOccurs;
  const inner = { minOccurs, maxOccurs: occurs.maxOccurs };
  if (others.length === 0) return repeat(first, inner) ?? { kind: "choice", particles, ...inner };
  return { kind: "choice", particles, ...inner };
}

/** The alternatives of a nested choice belong to the outer one, unless it has a head. */
function alternatives(particle: Particle, endless: boolean): readonly Particle[] {
  if (particle.kind !== "choice" || particle.head !== undefined) return [particle];
  const isOne = particle.maxOccurs === 1 || (endless && particle.minOccurs <= 1);
  return isOne ? particle.particles.flatMap((each) => alternatives(each, endless)) : [particle];
}

/** Removes the occurrence of an alternative that the enclosing choice already allows. */
function alternative(particle: Particle, endless: boolean): Particle {
  if (endless && particle.minOccurs <= 1) return once(particle);
  return particle.minOccurs === 0 && particle.maxOccurs !== 0 ? { ...particle, minOccurs: 1 } : particle;
}

function once(particle: Particle): Particle {
  return isOnce(particle) ? particle : { ...particle, minOccurs: 1, maxOccurs: 1 };
}

/**
 * Multiplies the occurrence of a single particle; undefined if the product has gaps: twice two or three is never five.
 */
function repeat(particle: Particle, { minOccurs: from, maxOccurs: to }: Occurs): Particle | undefined {
  const { minOccurs: least, maxOccurs: most } = particle;
  const isRow = from === to || (most === "unbounded" ? from > 0 || least <= 1 : (from + 1) * least <= from * most + 1);
  if (!isRow) return undefined;
  const occurs = { minOccurs: from * least, maxOccurs: times(to, most) };
  if (occurs.maxOccurs === 0) return undefined;
  return occurs.minOccurs === least && occurs.maxOccurs === most ? particle : { ...particle, ...occurs };
}

function times(first: number | "unbounded", second: number | "unbounded"): number | "unbounded" {
  if (first === 0 || second === 0) return 0;
  if (first === "unbounded" || second === "unbounded") return "unbounded";
  return Number.isSafeInteger(first * second) ? first * second : "unbounded";
}

function isOnce({ minOccurs, maxOccurs }: Occurs): boolean {
  return minOccurs === 1 && maxOccurs === 1;
}

/** Particles that WSDLs declare but help pages do not show, written by hand, one per line. */
import type {
  Element,
  Fault,
  ParticleGroup,
  ListType,
  Particle,
  TypeReference,
  UnionType,
  Wildcard,
} from "../../generator/model/service.js";
import { qname, reference } from "../support/model.js";

const shown = { kind: "shown", places: [] } as const;

/** A place for any elements, as help pages show it. */
export function any(more: Partial<Wildcard> = {}): Wildcard {
  return { kind: "any", minOccurs: 0, maxOccurs: "unbounded", namespaces: "any", evidence: { name: shown }, ...more };
}

export function choice(particles: readonly Particle[], more: Partial<ParticleGroup> = {}): ParticleGroup {
  return { kind: "choice", particles, minOccurs: 1, maxOccurs: 1, ...more };
}

export function sequence(particles: readonly Particle[], more: Partial<ParticleGroup> = {}): ParticleGroup {
  return { kind: "sequence", particles, minOccurs: 1, maxOccurs: 1, ...more };
}

export function list(local: string, item: string, more: Partial<ListType> = {}): ListType {
  return { ...head(local), kind: "list", item: reference(item), ...more };
}

export function union(local: string, ...members: readonly string[]): UnionType {
  return { ...head(local), kind: "union", members: members.map((member): TypeReference => reference(member)) };
}

export function fault(name: string, element: Element): Fault {
  return { name, element };
}

function head(local: string) {
  return { name: qname(local), anonymous: false, evidence: { name: shown, content: shown } };
}

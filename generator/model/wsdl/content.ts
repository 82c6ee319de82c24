import { xsdNamespace } from "../../namespaces.js";
import type { ParticleDefinition } from "../../read/xsd/schema.js";
import type { Place } from "../../source.js";
import { clark, type ParticleGroup, type Particle, type QName } from "../service.js";
import type { Building } from "./building.js";
import { declared, elementEvidence } from "./declared.js";
import { elementOf, once, referredElement } from "./elements.js";
import { contentOf, normalGroup, type Occurs } from "./normal-group.js";

export interface OwnContent {
  readonly particles: readonly Particle[];
  /** True if the particles may occur in any order. */
  readonly all: boolean;
  /** True if part of the content is unknown. */
  readonly isUnknown: boolean;
}

/** The content that one type declares itself, with groups expanded, in normal form. `parent` is its name. */
export function ownContent(definition: ParticleDefinition | undefined, parent: QName, building: Building): OwnContent {
  if (definition === undefined) return { particles: [], all: false, isUnknown: false };
  const { compositor, optional } = outermost(definition, building);
  const { particle, isUnknown } = expand(
    compositor?.kind === "all" ? { ...compositor, ...once } : definition,
    parent,
    building,
  );
  const particles = particle === undefined ? [] : contentOf(particle);
  if (compositor?.kind !== "all") return { particles, all: false, isUnknown };
  // An optional `all` has no group in the model, so its elements become optional.
  const each = optional ? particles.map((particle) => ({ ...particle, minOccurs: 0 })) : particles;
  return { particles: each, all: true, isUnknown };
}

/** The outermost group of a content, through references. */
function outermost(definition: ParticleDefinition, { schemas }: Building) {
  const seen = new Set<string>();
  let compositor: ParticleDefinition | undefined = definition;
  let optional = definition.minOccurs === 0;
  while (compositor?.kind === "groupReference") {
    const key = clark(compositor.name);
    compositor = seen.has(key) ? undefined : schemas.groups.get(key)?.particle;
    seen.add(key);
    if (compositor?.minOccurs === 0) optional = true;
  }
  return { compositor, optional };
}

/** The limit on nested groups of different kinds; real schemas have no more than ten levels. */
const deepest = 500;

/** A group whose particles are being expanded. */
interface Frame {
  readonly kind: ParticleGroup["kind"];
  readonly occurs: Occurs;
  readonly parts: readonly ParticleDefinition[];
  /** The group that a reference names. */
  readonly name?: string;
  /** True inside such a group, which may occur in other contents too. */
  readonly isShared: boolean;
  readonly expanded: Particle[];
  /** True for a choice with an empty alternative. */
  hasNothing: boolean;
  /** True if the group contains one with unknown particles. */
  isUnknown: boolean;
  /** The depth of the groups inside. */
  depth: number;
  next: number;
}

function expand(
  definition: ParticleDefinition,
  parent: QName,
  building: Building,
): { readonly particle: Particle | undefined; readonly isUnknown: boolean } {
  const root = frame("sequence", once, [definition], {});
  const open = [root];
  const names = new Set<string>();
  for (let top = root; ;) {
    const part = top.parts[top.next++];
    if (part !== undefined) {
      if (part.maxOccurs === 0 || (top.isShared && !building.spend(1, part.place))) continue;
      const inner = groupFrame(part, top, names, building);
      if (inner === undefined) top.expanded.push(...leaf(part, parent, building));
      else {
        open.push(inner);
        if (inner.name !== undefined) names.add(inner.name);
        top = inner;
      }
      continue;
    }
    const particle = normalGroup(top.kind, top.hasNothing ? { ...top.occurs, minOccurs: 0 } : top.occurs, top.expanded);
    open.pop();
    if (top.name !== undefined) names.delete(top.name);
    const outer = open.at(-1);
    if (outer === undefined) return { particle, isUnknown: top.isUnknown };
    outer.isUnknown ||= top.isUnknown;
    close(top, particle, outer, definition.place, building);
    top = outer;
  }
}

function close(
  { kind, depth }: Frame,
  particle: Particle | undefined,
  outer: Frame,
  place: Place,
  building: Building,
): void {
  if (particle === undefined) {
    if (kind === "sequence" && outer.kind === "choice") outer.hasNothing = true;
    return;
  }
  const isGroup = particle.kind === "choice" || particle.kind === "sequence";
  // A sequence that occurs once is merged into the enclosing content.
  const reached = isGroup && contentOf(particle).length === 1 ? depth + 1 : depth;
  if (reached > deepest) {
    reportDepth(place, building);
    outer.isUnknown = true;
    return;
  }
  outer.depth = Math.max(outer.depth, reached);
  outer.expanded.push(particle);
}

function frame(
  kind: ParticleGroup["kind"],
  { minOccurs, maxOccurs }: Occurs,
  parts: readonly ParticleDefinition[],
  { name, isShared = false }: Partial<Pick<Frame, "name" | "isShared">>,
): Frame {
  const named = name === undefined ? {} : { name };
  return {
    kind,
    occurs: { minOccurs, maxOccurs },
    parts,
    ...named,
    isShared,
    expanded: [],
    hasNothing: false,
    isUnknown: false,
    depth: 0,
    next: 0,
  };
}

/** Undefined for a particle other than a group. */
function groupFrame(
  part: ParticleDefinition,
  { isShared }: Frame,
  open: ReadonlySet<string>,
  { schemas, report, reportUnresolved }: Building,
): Frame | undefined {
  switch (part.kind) {
    case "sequence":
    case "all":
      return frame("sequence", part, part.particles, { isShared });
    case "choice":
      return frame("choice", part, part.particles, { isShared });
    case "groupReference": {
      const name = clark(part.name);
      const group = schemas.groups.get(name);
      if (group === undefined) reportUnresolved("group", part.name, part.place, "any content is accepted");
      const isRecursive = open.has(name);
      if (isRecursive) reportRecursion(part.name, part.place, group?.place, report);
      const parts = group?.particle === undefined || isRecursive ? [] : [group.particle];
      const isUnknown = group === undefined || isRecursive;
      return { ...frame("sequence", part, parts, isRecursive ? {} : { name, isShared: true }), isUnknown };
    }
    case "element":
    case "elementReference":
    case "any":
      return undefined;
  }
}

function leaf(part: ParticleDefinition, parent: QName, building: Building): readonly Particle[] {
  switch (part.kind) {
    case "element":
      return [elementOf(part.declaration, part, parent, building)];
    case "elementReference":
      return [referred(part, building)].flatMap((particle) => particle ?? []);
    case "any": {
      const { minOccurs, maxOccurs, namespaces, place } = part;
      return [{ kind: "any", minOccurs, maxOccurs, namespaces, evidence: { name: declared(place) } }];
    }
    case "groupReference":
    case "sequence":
    case "choice":
    case "all":
      return [];
  }
}

function referred(
  { name, minOccurs, maxOccurs, place }: ParticleDefinition & { readonly kind: "elementReference" },
  building: Building,
): Particle | undefined {
  // A typed DataSet begins with a schema, as a document in the message.
  if (name.namespace === xsdNamespace) {
    return { kind: "any", minOccurs, maxOccurs, namespaces: [xsdNamespace], evidence: { name: declared(place) } };
  }
  const declaration = building.schemas.elements.get(clark(name));
  if (declaration !== undefined) return referredElement(declaration, { minOccurs, maxOccurs }, building, place);
  building.reportUnresolved("element", name, place, "any content is accepted");
  const type = { kind: "builtin", name: "anyType", xml: true } as const;
  const evidence = elementEvidence(declared(place));
  return { kind: "element", name, type, minOccurs, maxOccurs, nillable: false, evidence };
}

function reportRecursion(name: QName, place: Place, related: Place | undefined, report: Building["report"]): void {
  report({
    severity: "warning",
    code: "group-recursive",
    message: `found group ${name.local} inside itself, expected an element between; any content is accepted`,
    place,
    ...(related === undefined ? {} : { related: [related] }),
  });
}

function reportDepth(place: Place, { report }: Building): void {
  report({
    severity: "warning",
    code: "groups-too-deep",
    message: `found more than ${deepest} levels of choices in sequences, expected at most ${deepest}; any content is accepted`,
    place,
  });
}

import {
  clark,
  type ComplexType,
  type Element,
  type ParticleGroup,
  type Particle,
  type QName,
  type TypeReference,
  type Wildcard,
} from "../model/service.js";
import { deepestNamed } from "../model/traversal.js";
import { columnName, elementName, elementProperties, type PropertyName } from "./property-names.js";
import type { ContentModel, PropertyGroup, Member, Property, SharedChoice } from "./value-model.js";
import { alternativesOf } from "./alternatives.js";

/** The properties of particles that occur together; `otherwise` is the namespace if they contain no element. */
export function groupOf(particles: readonly Particle[], otherwise: string, nameOf = elementName): PropertyGroup {
  return groupIn(particles, mostUsed(unsharedElements(particles), otherwise), 0, nameOf);
}

/** The properties of a type's content. */
export function contentOf({ name, content, data }: ComplexType): PropertyGroup {
  if (content.kind !== "sequence") return groupOf([], name.namespace);
  const nameOf = data === "row" ? columnName : elementName;
  if (content.mixed) return mixedGroup(content.particles, name.namespace);
  // A trailing wildcard for any namespace is left out, because every object has `$any`.
  const last = content.particles.findLastIndex((particle) => particle.kind !== "any" || particle.namespaces !== "any");
  return groupOf(content.particles.slice(0, last + 1), name.namespace, nameOf);
}

/** The type of the text in a type, if it allows text. */
export function textOf({ content }: ComplexType): TypeReference | undefined {
  switch (content.kind) {
    case "sequence":
      return undefined;
    case "text":
      return content.type;
    case "unknown":
      return { kind: "builtin", name: "string" };
  }
}

/** The elements in particles at any depth, except those of shared choices. */
export function unsharedElements(particles: readonly Particle[]): readonly Element[] {
  return leavesIn(particles).filter((leaf) => leaf.kind === "element");
}

/** A reference to a choice with a name. */
export type SubstitutionGroup = ParticleGroup & { readonly head: QName };

/** The references to shared choices in particles, at any depth. */
export function substitutionGroupsIn(particles: readonly Particle[]): readonly SubstitutionGroup[] {
  const found: SubstitutionGroup[] = [];
  const pending = [...particles].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.kind === "element" || next.kind === "any") continue;
    if (next.head === undefined) pending.push(...[...next.particles].reverse());
    else found.push({ ...next, head: next.head });
  }
  return found;
}

export function sharedChoice(choice: SubstitutionGroup): SharedChoice {
  const { head } = choice;
  return { key: clark(head), head, elements: elementsOf(choice), group: groupOfChoice(choice) };
}

export function withProperties<Of>(properties: readonly string[], things: readonly Of[]): Property<Of>[] {
  return things.map((of, index) => ({ property: properties[index] ?? "", of }));
}

/** A nested group keeps the namespace of the outer one, whatever most of its elements have. */
function groupIn(
  particles: readonly Particle[],
  namespace: string,
  depth: number,
  nameOf = elementName,
): PropertyGroup {
  const { part, drafts } = draftsOf(particles, depth);
  const members = membersOf(drafts, namespace, depth, nameOf);
  const properties = new Map([...drafts].map((draft, index) => [draft, members[index]?.property ?? ""]));
  const content = part === undefined || isPlain(part) ? undefined : contentModel(part, properties);
  return { namespace, members, content, alternatives: alternativesOf(members, content) };
}

/** The properties of mixed content: texts and elements in any order, each element once. */
function mixedGroup(particles: readonly Particle[], otherwise: string): PropertyGroup {
  const leaves = leavesIn(particles);
  const namespace = mostUsed(unsharedElements(particles), otherwise);
  const alternatives = leaves.map((leaf): Particle => ({ ...leaf, minOccurs: 1, maxOccurs: 1 }));
  const choice: ParticleGroup = { kind: "choice", particles: alternatives, minOccurs: 1, maxOccurs: 1 };
  const of = groupIn([choice], namespace, 0);
  const members: readonly Member[] = [{ kind: "mixed", property: "$mixed", of }];
  return { namespace, members, content: undefined, alternatives: alternativesOf(members, undefined) };
}

// ---- which particles are one property

/** A future member; `minOccurs` and `maxOccurs` cover all particles that it represents. */
type Draft =
  { -readonly [K in keyof Element]: Element[K] } | { -readonly [K in keyof Wildcard]: Wildcard[K] } | ParticleGroup;

type ContentPart =
  | { readonly kind: "leaf"; readonly draft: Draft; readonly minOccurs: number }
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly ContentPart[] }
  | { readonly kind: "optional"; readonly part: ContentPart };

/**
 * The drafts of particles, in order. Elements of one name and type are merged if they exclude each other; otherwise
 * they are separate members.
 */
function draftsOf(
  particles: readonly Particle[],
  depth: number,
): { readonly part: ContentPart | undefined; readonly drafts: ReadonlySet<Draft> } {
  const drafts = new Set<Draft>();
  const alike = new Map<string, Draft[]>();

  /** Converts one particle. `together` are the drafts that occur with it; its own are added to `used`. */
  function partOf(particle: Particle, together: ReadonlySet<Draft>, used: Set<Draft>, depth: number): ContentPart[] {
    if (particle.maxOccurs === 0) return [];
    if (particle.kind === "element" || particle.kind === "any") return leafOf(particle, together, used);
    if (isSharedChoice(particle)) {
      const leaf = groupLeaf(particle, used);
      return particle.minOccurs === 0 ? [optional(leaf)] : [leaf];
    }
    if (depth >= deepestNamed) {
      const leaves = leavesIn(particle.particles).map((leaf): Particle => ({
        ...leaf,
        minOccurs: 0,
        maxOccurs: "unbounded",
      }));
      return sequenceOf(leaves, together, used, depth);
    }
    if (particle.maxOccurs !== 1) return [groupLeaf(particle, used)];
    const inner =
      particle.kind === "sequence"
        ? sequenceOf(particle.particles, together, used, depth + 1)
        : choiceOf(particle.particles, together, used, depth + 1);
    return particle.minOccurs === 0 ? inner.map(optional) : inner;
  }

  function sequenceOf(
    all: readonly Particle[],
    together: ReadonlySet<Draft>,
    used: Set<Draft>,
    depth: number,
  ): ContentPart[] {
    const beside = new Set(together);
    const parts = all.flatMap((particle) => {
      const own = new Set<Draft>();
      const part = partOf(particle, beside, own, depth);
      for (const draft of own) {
        beside.add(draft);
        used.add(draft);
      }
      return part;
    });
    return parts.length === 0 ? [] : [joined("sequence", parts)];
  }

  function choiceOf(
    all: readonly Particle[],
    together: ReadonlySet<Draft>,
    used: Set<Draft>,
    depth: number,
  ): ContentPart[] {
    const possible = all.filter(({ maxOccurs }) => maxOccurs !== 0);
    const parts = possible.map((particle) => partOf(particle, together, used, depth));
    const some = parts.flatMap((part) => (part.length === 0 ? [] : [joined("sequence", part)]));
    if (some.length === 0) return [];
    const choice = joined("choice", some);
    return [some.length < parts.length ? optional(choice) : choice];
  }

  function groupLeaf(group: ParticleGroup, used: Set<Draft>): ContentPart {
    drafts.add(group);
    used.add(group);
    return { kind: "leaf", draft: group, minOccurs: group.minOccurs };
  }

  function leafOf(leaf: Element | Wildcard, together: ReadonlySet<Draft>, used: Set<Draft>): ContentPart[] {
    const key = leaf.kind === "any" ? "any" : `${clark(leaf.name)} ${leaf.type.kind} ${leaf.type.name}`;
    const others = alike.get(key) ?? [];
    alike.set(key, others);
    // All wildcards share one property.
    const same = leaf.kind === "any" ? others[0] : others.find((other) => !together.has(other));
    if (same !== undefined) widen(same, leaf, together.has(same));
    if (same !== undefined && together.has(same)) return [];
    const draft = same ?? { ...leaf };
    if (same === undefined) others.push(draft);
    drafts.add(draft);
    used.add(draft);
    return [{ kind: "leaf", draft, minOccurs: leaf.minOccurs }];
  }

  const [part] = sequenceOf(particles, new Set(), new Set(), depth);
  return { part, drafts };
}

/** Extends a draft to another particle, which occurs with it or excludes it. */
function widen(draft: Draft, leaf: Element | Wildcard, together: boolean): void {
  if (draft.kind === "any" && leaf.kind === "any") {
    if (JSON.stringify(draft.namespaces) !== JSON.stringify(leaf.namespaces)) draft.namespaces = "any";
    draft.maxOccurs = together ? "unbounded" : more(draft.maxOccurs, leaf.maxOccurs);
    draft.minOccurs = fewest(draft.minOccurs, leaf.minOccurs);
  } else if (draft.kind === "element" && leaf.kind === "element") {
    draft.minOccurs = fewest(draft.minOccurs, leaf.minOccurs);
    draft.maxOccurs = more(draft.maxOccurs, leaf.maxOccurs);
    draft.nillable ||= leaf.nillable;
  }
}

/** Combines the minimum of two alternative places: the smaller one, but at least one if either requires the element. */
function fewest(a: number, b: number): number {
  return Math.min(a, b) || Math.min(Math.max(a, b), 1);
}

function more(a: Element["maxOccurs"], b: Element["maxOccurs"]): Element["maxOccurs"] {
  return a === "unbounded" || b === "unbounded" ? "unbounded" : Math.max(a, b);
}

function joined(kind: "sequence" | "choice", parts: readonly ContentPart[]): ContentPart {
  const flat = parts.flatMap((part) => (part.kind === kind ? part.parts : [part]));
  const [only] = flat;
  return only !== undefined && flat.length === 1 ? only : { kind, parts: flat };
}

function optional(part: ContentPart): ContentPart {
  return part.kind === "optional" ? part : { kind: "optional", part };
}

/** True for a plain sequence of required or optional members. */
function isPlain(part: ContentPart): boolean {
  const isProperty = (each: ContentPart): boolean => each.kind === "leaf" && !isSharedChoice(each.draft);
  return isProperty(part) || (part.kind === "sequence" && part.parts.every(isProperty));
}

// ---- members

function membersOf(
  drafts: ReadonlySet<Draft>,
  namespace: string,
  depth: number,
  nameOf: PropertyName,
): readonly Member[] {
  const elements = [...drafts].filter((draft) => draft.kind === "element");
  const choices = [...drafts].filter(isSharedChoice);
  const names = elementProperties(
    elements,
    choices.flatMap((each) => elementsOf(each).map(({ name }) => name.local)),
    nameOf,
  );
  const properties = new Map(elements.map((element, index) => [element, names[index] ?? ""]));
  const groups = new Map<string, number>();
  return [...drafts].map((draft): Member => {
    switch (draft.kind) {
      case "element":
        return { kind: "element", property: properties.get(draft) ?? "", of: draft };
      case "any":
        return { kind: "any", property: "$any", of: draft };
      case "sequence":
      case "choice": {
        if (isSharedChoice(draft)) {
          return { kind: "choice", property: clark(draft.head), of: groupOfChoice(draft) };
        }
        const number = (groups.get(draft.kind) ?? 0) + 1;
        groups.set(draft.kind, number);
        const once = { ...draft, minOccurs: 1, maxOccurs: 1 };
        return {
          kind: "repeated",
          property: number === 1 ? `$${draft.kind}` : `$${draft.kind}_${number}`,
          of: groupIn(draft.kind === "sequence" ? draft.particles : [once], namespace, depth + 1, nameOf),
          minOccurs: draft.minOccurs,
          maxOccurs: draft.maxOccurs,
        };
      }
    }
  });
}

function contentModel(part: ContentPart, properties: ReadonlyMap<Draft, string>): ContentModel {
  switch (part.kind) {
    case "leaf": {
      const property = properties.get(part.draft) ?? "";
      // The member is required elsewhere, so this place makes it optional.
      return part.minOccurs === 0 && part.draft.minOccurs > 0 ? { kind: "optional", part: property } : property;
    }
    case "optional":
      return { kind: "optional", part: contentModel(part.part, properties) };
    case "sequence":
    case "choice":
      return { kind: part.kind, parts: part.parts.map((each) => contentModel(each, properties)) };
  }
}

// ---- particles

/** The elements and wildcards in particles at any depth, except those of shared choices. */
function leavesIn(particles: readonly Particle[]): readonly (Element | Wildcard)[] {
  const leaves: (Element | Wildcard)[] = [];
  const pending = [...particles].reverse();
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    if (next.maxOccurs === 0) continue;
    if (next.kind === "element" || next.kind === "any") leaves.push(next);
    else if (next.head === undefined) pending.push(...[...next.particles].reverse());
  }
  return leaves;
}

/** True for a reference to a shared choice. A repeated one is a repeated group with such a reference in it. */
function isSharedChoice(draft: Draft | Particle): draft is SubstitutionGroup {
  return "particles" in draft && draft.head !== undefined && draft.maxOccurs === 1;
}

function elementsOf({ particles }: ParticleGroup): readonly Element[] {
  return particles.filter((particle) => particle.kind === "element");
}

/** The properties of a choice, the same for all references to it. */
function groupOfChoice({ particles, head }: SubstitutionGroup): PropertyGroup {
  return groupIn([{ kind: "choice", particles, minOccurs: 1, maxOccurs: 1 }], head.namespace, 0);
}

function mostUsed(elements: readonly Element[], otherwise: string): string {
  const counts = new Map<string, number>();
  for (const { name } of elements) counts.set(name.namespace, (counts.get(name.namespace) ?? 0) + 1);
  const [namespace] = [...counts].reduce((most, next) => (next[1] > most[1] ? next : most), [otherwise, 0]);
  return namespace;
}

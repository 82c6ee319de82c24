import {
  clark,
  listItem,
  type Attribute,
  type ComplexType,
  type Content,
  type Element,
  type QName,
  type Reason,
} from "../model/service.js";
import type { SimpleType, Type, TypeReference } from "../model/service.js";
import type { Place } from "../source.js";
import type { Difference, Direction } from "./change.js";
import { relateBuiltins, type Relation } from "./compare-builtins.js";
import { contentMembers, hasWildcard, isFlat, outline, type ContentMember } from "./content-members.js";
import type { RuleName } from "./rules.js";

/** Compares types and all that they reach, each pair once in each direction. */
export interface TypeComparison {
  /** Compares the elements of two messages, below `path`. */
  readonly elements: (
    before: readonly Element[],
    after: readonly Element[],
    path: string,
    direction: Direction,
  ) => void;
  readonly references: (before: TypeReference, after: TypeReference, at: At) => void;
}

type TypesByKey = ReadonlyMap<string, Type>;

export function compareTypes(
  before: TypesByKey,
  after: TypesByKey,
  report: (difference: Difference) => void,
): TypeComparison {
  const seen = new Set<string>();

  const elements: TypeComparison["elements"] = (old, present, path, direction) => {
    const all = (members: readonly Element[]): Content => ({ kind: "sequence", particles: members });
    compareContents(all(old), all(present), path, direction);
  };

  const compareReferences = (old: TypeReference, present: TypeReference, at: At): void => {
    const [one, two] = [resolved(old, before), resolved(present, after)];
    if (old.kind === "builtin" && present.kind === "builtin") {
      related(relateBuiltins(old.name, present.name), old.name, present.name, at);
      if (old.name === present.name && (old.open ?? false) !== (present.open ?? false))
        changed("type-changed", at, old.name, present.name);
      return;
    }
    if (one?.kind === "simple" && two?.kind === "simple") return compareSimple(one, two, at);
    if (one === undefined || two === undefined || one.kind !== two.kind)
      return changed("type-changed", at, nameOf(old), nameOf(present));
    const key = JSON.stringify([at.direction, clark(one.name), clark(two.name)]);
    if (seen.has(key)) return;
    seen.add(key);
    const own = { ...at, path: isWrapper(one) ? at.path : one.name.local };
    if (one.kind === "complex" && two.kind === "complex") compareComplex(one, two, at, own);
    else if (one.kind === "list" && two.kind === "list") compareReferences(one.item, two.item, own);
    else if (one.kind === "union" && two.kind === "union") {
      if (one.members.length !== two.members.length) changed("type-changed", at, nameOf(old), nameOf(present));
      else one.members.forEach((member, index) => compareReferences(member, two.members[index] ?? member, own));
    }
  };

  const compareSimple = (old: SimpleType, present: SimpleType, at: At): void => {
    const isNamed =
      !old.anonymous && old.base !== present.base && old.enumeration.length + present.enumeration.length === 0;
    if (old.base !== present.base)
      related(
        relateBuiltins(old.base, present.base),
        isNamed ? nameText(old) : old.base,
        isNamed ? nameText(present) : present.base,
        at,
      );
    const own = {
      ...at,
      path: old.anonymous ? at.path : old.name.local,
      before: placeOf(old.evidence.content),
      after: placeOf(present.evidence.content),
    };
    const key = JSON.stringify([at.direction, clark(old.name), clark(present.name)]);
    if (seen.has(key)) return;
    seen.add(key);
    if ((old.enumeration.length === 0) !== (present.enumeration.length === 0)) {
      const [one, two] = [old, present].map(({ enumeration, base }) =>
        enumeration.length === 0 ? base : "an enumeration",
      );
      return changed("type-changed", at, one ?? "", two ?? "");
    }
    for (const value of present.enumeration) {
      if (old.enumeration.includes(value)) continue;
      say(old.open ? "value-added-open" : "value-added", own, `has the new member ${JSON.stringify(value)}`);
    }
    for (const value of old.enumeration) {
      if (!present.enumeration.includes(value))
        say("value-removed", own, `no longer has the member ${JSON.stringify(value)}`);
    }
    const [oldFacets, presentFacets] = [old, present].map(({ facets }) => JSON.stringify(facets ?? {}));
    if (oldFacets !== presentFacets) say("facets-changed", own, `had the facets ${oldFacets}, has ${presentFacets}`);
  };

  const compareComplex = (old: ComplexType, present: ComplexType, at: At, own: At): void => {
    const [oldItem, item] = [listItem(old), listItem(present)];
    if ((oldItem === undefined) !== (item === undefined) || old.content.kind !== present.content.kind) {
      const words = (type: ComplexType): string =>
        listItem(type) === undefined ? contentWords[type.content.kind] : "a list";
      return changed("type-changed", at, words(old), words(present));
    }
    if (old.content.kind === "text" && present.content.kind === "text") {
      compareReferences(old.content.type, present.content.type, { ...own, path: `${own.path}.$value` });
    }
    compareAttributes(old.attributes, present.attributes, own);
    compareContents(old.content, present.content, own.path, own.direction);
    const [oldMixed, mixed] = [old, present].map(
      ({ content }) => content.kind === "sequence" && content.mixed === true,
    );
    if (oldMixed !== mixed)
      changed(
        "type-changed",
        own,
        oldMixed === true ? "mixed content" : "elements",
        mixed === true ? "mixed content" : "elements",
      );
    compareDerived(old, present, own);
  };

  const compareDerived = (old: ComplexType, present: ComplexType, own: At): void => {
    const locals = (keys: readonly string[] = []): ReadonlyMap<string, string> =>
      new Map(keys.map((key) => [key.replace(/^\{.*\}/s, ""), key]));
    const [olds, presents] = [locals(old.derived), locals(present.derived)];
    for (const [local, key] of presents) {
      const known = olds.get(local);
      if (known === undefined) say("derived-added", own, `may be the new type ${local}`);
      else compareReferences({ kind: "type", name: known }, { kind: "type", name: key }, own);
    }
    for (const local of olds.keys())
      if (!presents.has(local)) say("derived-removed", own, `may no longer be the type ${local}`);
  };

  const compareAttributes = (old: readonly Attribute[], present: readonly Attribute[], own: At): void => {
    const [olds, presents] = [old, present].map((list) => new Map(list.map((each) => [each.name.local, each])));
    for (const [local, attribute] of presents ?? []) {
      const at = { ...own, path: `${own.path}.@${local}`, before: undefined, after: placeOf(attribute.evidence.type) };
      const known = olds?.get(local);
      const isRequired = attribute.use === "required";
      if (known === undefined) {
        say(isRequired ? "member-added-required" : "member-added", at, isRequired ? "is new, and required" : "is new");
        continue;
      }
      const both = { ...at, before: placeOf(known.evidence.type) };
      if (known.use !== attribute.use)
        say(isRequired ? "member-required" : "member-optional", both, `was ${known.use}, is ${attribute.use}`);
      compareNames(known.name, attribute.name, both);
      compareValues(known, attribute, both);
      compareReferences(known.type, attribute.type, both);
    }
    for (const [local, { use, evidence }] of olds ?? []) {
      if (presents?.has(local)) continue;
      const at = { ...own, path: `${own.path}.@${local}`, before: placeOf(evidence.type), after: undefined };
      say(use === "required" ? "member-removed-required" : "member-removed", at, "is gone");
    }
  };

  const compareContents = (old: Content, present: Content, path: string, direction: Direction): void => {
    const [olds, presents] = [contentMembers(old), contentMembers(present)];
    const pathTo = (local: string): string => (/[./]/.test(path) ? `${path}/${local}` : `${path}.${local}`);
    for (const [local, member] of presents) {
      const after = placeOf(member.element.evidence.name);
      const known = olds.get(local);
      if (known === undefined)
        say(addedRule(member), { path: pathTo(local), direction, before: undefined, after }, addedWords(member));
      else
        compareMembers(known, member, {
          path: pathTo(local),
          direction,
          before: placeOf(known.element.evidence.name),
          after,
        });
    }
    for (const [local, member] of olds) {
      if (presents.has(local)) continue;
      const before = placeOf(member.element.evidence.name);
      say(removedRule(member), { path: pathTo(local), direction, before, after: undefined }, "is gone");
    }
    const shared = new Set([...olds.keys()].filter((local) => presents.has(local)));
    const [oldOutline, presentOutline] = [outline(old, shared), outline(present, shared)];
    const own = { path, direction, before: undefined, after: undefined };
    if (oldOutline !== presentOutline) {
      const isOrder = isFlat(old) && isFlat(present);
      say(isOrder ? "order-changed" : "group-changed", own, `was ${oldOutline}, is ${presentOutline}`);
    }
    const [had, has] = [hasWildcard(old), hasWildcard(present)];
    if (had !== has)
      say(
        has ? "wildcard-added" : "wildcard-removed",
        own,
        has ? "accepts any element" : "no longer accepts any element",
      );
  };

  const compareMembers = (old: ContentMember, present: ContentMember, at: At): void => {
    const [one, two] = [old.element, present.element];
    compareNames(one.name, two.name, at);
    if (old.isRepeated !== present.isRepeated) {
      say(
        present.isRepeated ? "member-repeated" : "member-single",
        at,
        present.isRepeated ? "may repeat" : "no longer repeats",
      );
    } else if (present.isRepeated) compareBounds(one, two, at);
    if (old.isRequired !== present.isRequired && old.inChoice === present.inChoice) {
      const [was, is] = present.isRequired ? ["optional", "required"] : ["required", "optional"];
      say(present.isRequired ? "member-required" : "member-optional", at, `was ${was}, is ${is}`);
    }
    if (one.nillable !== two.nillable)
      say(
        two.nillable ? "member-nillable" : "member-not-nillable",
        at,
        two.nillable ? "may be nil" : "may no longer be nil",
      );
    compareValues(one, two, at);
    compareReferences(one.type, two.type, {
      ...at,
      before: placeOf(one.evidence.type),
      after: placeOf(two.evidence.type),
    });
  };

  const compareBounds = (old: Element, present: Element, at: At): void => {
    // The absence of a list is another fact.
    const least = ({ minOccurs }: Element): number => Math.max(1, minOccurs);
    const most = ({ maxOccurs }: Element): number => (maxOccurs === "unbounded" ? Infinity : maxOccurs);
    const isNarrower = least(present) > least(old) || most(present) < most(old);
    const isWider = least(present) < least(old) || most(present) > most(old);
    const bounds = ({ minOccurs, maxOccurs }: Element): string => `${minOccurs} to ${maxOccurs}`;
    const message = `had ${bounds(old)} items, has ${bounds(present)}`;
    if (isNarrower) say("member-fewer", at, message);
    if (isWider) say("member-more", at, message);
  };

  const compareNames = (old: QName, present: QName, at: At): void => {
    if (old.namespace === present.namespace) return;
    say("member-namespace", at, `was in ${namespaceWords(old)}, is in ${namespaceWords(present)}`);
  };

  const compareValues = (old: Valued, present: Valued, at: At): void => {
    const words = ({ default: byDefault, fixed }: Valued): string =>
      fixed !== undefined
        ? `fixed ${JSON.stringify(fixed)}`
        : byDefault !== undefined
          ? `default ${JSON.stringify(byDefault)}`
          : "no default";
    if (words(old) !== words(present)) say("member-value", at, `had ${words(old)}, has ${words(present)}`);
  };

  const related = (relation: Relation, old: string, present: string, at: At): void => {
    if (relation === "other") changed("type-changed", at, old, present);
    else if (relation !== "equal") changed(relation === "wider" ? "type-wider" : "type-narrower", at, old, present);
  };

  const changed = (rule: RuleName, at: At, old: string, present: string): void =>
    say(rule, at, `was ${old}, is ${present}`);
  const say = (rule: RuleName, at: At, message: string): void => report({ rule, message, ...at });

  return { elements, references: compareReferences };
}

/** A fact in both versions. */
export interface At {
  readonly path: string;
  readonly direction: Direction;
  readonly before: Place | undefined;
  readonly after: Place | undefined;
}

type Valued = Pick<Element, "default" | "fixed">;

function addedRule({ inChoice, isRequired }: ContentMember): RuleName {
  return inChoice ? "alternative-added" : isRequired ? "member-added-required" : "member-added";
}

function addedWords({ inChoice, isRequired }: ContentMember): string {
  return inChoice ? "is a new alternative" : isRequired ? "is new, and required" : "is new";
}

function removedRule({ inChoice, isRequired }: ContentMember): RuleName {
  return inChoice ? "alternative-removed" : isRequired ? "member-removed-required" : "member-removed";
}

const contentWords: Readonly<Record<Content["kind"], string>> = {
  sequence: "an object",
  text: "a text with attributes",
  unknown: "an element of unknown content",
};

function resolved(reference: TypeReference, types: TypesByKey): Type | undefined {
  return reference.kind === "type" ? types.get(reference.name) : undefined;
}

function nameOf(reference: TypeReference): string {
  return reference.kind === "builtin" ? reference.name : reference.name.replace(/^\{.*\}/s, "");
}

function nameText({ name, base }: SimpleType): string {
  return `${name.local} (${base})`;
}

function namespaceWords({ namespace }: QName): string {
  return namespace === "" ? "no namespace" : JSON.stringify(namespace);
}

function isWrapper(type: Type): boolean {
  return type.kind === "complex" && type.wrapper === true;
}

function placeOf({ places }: Reason): Place | undefined {
  return places[0];
}

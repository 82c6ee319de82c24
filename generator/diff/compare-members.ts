import type { Attribute, Content, Element, QName } from "../model/service.js";
import type { Direction } from "./change.js";
import { placeOf, type At, type Comparison } from "./comparison.js";
import { contentMembers, hasWildcard, isFlat, outline, type ContentMember } from "./content-members.js";
import type { RuleName } from "./rules.js";

/** Compares the elements of two contents by their local names, then the groups around those that both have. */
export function compareContents(
  comparison: Comparison,
  old: Content,
  present: Content,
  path: string,
  direction: Direction,
): void {
  const [olds, presents] = [contentMembers(old), contentMembers(present)];
  const { say } = comparison;
  const at = (local: string, before?: ContentMember, after?: ContentMember): At => ({
    path: /[./]/.test(path) ? `${path}/${local}` : `${path}.${local}`,
    direction,
    before: before && placeOf(before.element.evidence.name),
    after: after && placeOf(after.element.evidence.name),
  });
  for (const [local, member] of presents) {
    const known = olds.get(local);
    if (known === undefined) say(addedRule(member), at(local, undefined, member), addedWords(member));
    else compareMembers(comparison, known, member, at(local, known, member));
  }
  for (const [local, member] of olds) {
    if (!presents.has(local)) say(removedRule(member), at(local, member), "is gone");
  }
  compareGroups(comparison, old, present, {
    at: { path, direction, before: undefined, after: undefined },
    shared: new Set([...olds.keys()].filter((local) => presents.has(local))),
  });
}

function compareGroups(
  { say }: Comparison,
  old: Content,
  present: Content,
  { at, shared }: { readonly at: At; readonly shared: ReadonlySet<string> },
): void {
  const [was, is] = [outline(old, shared), outline(present, shared)];
  const isOrder = isFlat(old) && isFlat(present);
  if (was !== is) say(isOrder ? "order-changed" : "group-changed", at, `was ${was}, is ${is}`);
  const has = hasWildcard(present);
  if (hasWildcard(old) === has) return;
  if (has) say("wildcard-added", at, "accepts any element");
  else say("wildcard-removed", at, "accepts only elements that it declares");
}

function compareMembers(comparison: Comparison, old: ContentMember, present: ContentMember, at: At): void {
  const { say } = comparison;
  const [one, two] = [old.element, present.element];
  compareNames(comparison, one.name, two.name, at);
  if (old.isRepeated && present.isRepeated) compareBounds(comparison, one, two, at);
  else if (present.isRepeated) say("member-repeated", at, "may repeat");
  else if (old.isRepeated) say("member-single", at, "occurs at most once");
  if (old.inChoice === present.inChoice) compareNeed(comparison, old.isRequired, present.isRequired, at);
  if (!one.nillable && two.nillable) say("member-nillable", at, "may be nil");
  else if (one.nillable && !two.nillable) say("member-not-nillable", at, "may not be nil any more");
  compareValues(comparison, one, two, at);
  const places = { before: placeOf(one.evidence.type), after: placeOf(two.evidence.type) };
  comparison.types(one.type, two.type, { ...at, ...places });
}

/** Compares attributes by their local names. */
export function compareAttributes(
  comparison: Comparison,
  old: readonly Attribute[],
  present: readonly Attribute[],
  type: At,
): void {
  const { say } = comparison;
  const byName = (attributes: readonly Attribute[]) => new Map(attributes.map((each) => [each.name.local, each]));
  const [olds, presents] = [byName(old), byName(present)];
  const at = (local: string, before?: Attribute, after?: Attribute): At => ({
    ...type,
    path: `${type.path}.@${local}`,
    before: before && placeOf(before.evidence.type),
    after: after && placeOf(after.evidence.type),
  });
  for (const [local, attribute] of presents) {
    const known = olds.get(local);
    const both = at(local, known, attribute);
    const isRequired = attribute.use === "required";
    if (known === undefined) {
      const member = { isRequired, inChoice: false };
      say(addedRule(member), both, addedWords(member));
      continue;
    }
    compareNeed(comparison, known.use === "required", isRequired, both);
    compareNames(comparison, known.name, attribute.name, both);
    compareValues(comparison, known, attribute, both);
    comparison.types(known.type, attribute.type, both);
  }
  for (const [local, attribute] of olds) {
    const member = { isRequired: attribute.use === "required", inChoice: false };
    if (!presents.has(local)) say(removedRule(member), at(local, attribute), "is gone");
  }
}

function compareNeed({ say }: Comparison, wasRequired: boolean, isRequired: boolean, at: At): void {
  if (!wasRequired && isRequired) say("member-required", at, "was optional, is required");
  else if (wasRequired && !isRequired) say("member-optional", at, "was required, is optional");
}

/** Compares the numbers of items of a list that is there: its absence is another fact. */
function compareBounds({ say }: Comparison, old: Element, present: Element, at: At): void {
  const least = ({ minOccurs }: Element): number => Math.max(1, minOccurs);
  const most = ({ maxOccurs }: Element): number => (maxOccurs === "unbounded" ? Infinity : maxOccurs);
  const bounds = ({ minOccurs, maxOccurs }: Element): string => `${minOccurs} to ${maxOccurs}`;
  const message = `had ${bounds(old)} items, has ${bounds(present)}`;
  if (least(present) > least(old) || most(present) < most(old)) say("member-fewer", at, message);
  if (least(present) < least(old) || most(present) > most(old)) say("member-more", at, message);
}

function compareNames({ say }: Comparison, old: QName, present: QName, at: At): void {
  if (old.namespace === present.namespace) return;
  say("member-namespace", at, `was in ${namespaceWords(old)}, is in ${namespaceWords(present)}`);
}

function namespaceWords({ namespace }: QName): string {
  return namespace === "" ? "no namespace" : JSON.stringify(namespace);
}

type Valued = Pick<Element, "default" | "fixed">;

function compareValues({ say }: Comparison, old: Valued, present: Valued, at: At): void {
  const [had, has] = [valueWords(old), valueWords(present)];
  if (had !== has) say("member-value", at, `had ${had}, has ${has}`);
}

function valueWords({ default: byDefault, fixed }: Valued): string {
  if (fixed !== undefined) return `fixed ${JSON.stringify(fixed)}`;
  return byDefault === undefined ? "no default" : `default ${JSON.stringify(byDefault)}`;
}

type Need = Pick<ContentMember, "inChoice" | "isRequired">;

function addedRule({ inChoice, isRequired }: Need): RuleName {
  return inChoice ? "alternative-added" : isRequired ? "member-added-required" : "member-added";
}

function addedWords({ inChoice, isRequired }: Need): string {
  return inChoice ? "is a new alternative" : isRequired ? "is new, and required" : "is new";
}

function removedRule({ inChoice, isRequired }: Need): RuleName {
  return inChoice ? "alternative-removed" : isRequired ? "member-removed-required" : "member-removed";
}

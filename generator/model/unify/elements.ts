import type { Place } from "../../source.js";
import { groupBy } from "../../group-by.js";
import { membersIn } from "../traversal.js";
import { comparePlaces } from "../reason.js";
import { isAnyContent } from "../content-kind.js";
import {
  clark,
  type ComplexType,
  type Content,
  type Element,
  type Particle,
  type SimpleType,
  type Type,
} from "../service.js";
import type { Comparison } from "./comparison.js";
import { elementText, typeText } from "./texts.js";

/** The context of a comparison: its name in messages, and its operation. */
export interface At {
  readonly comparison: Comparison;
  readonly where: string;
}

/** Two corresponding elements, and their parents. */
interface Pair {
  readonly declared: Element;
  readonly shown: Element;
  readonly where: string;
  /** True if occurrence can be compared: two members of one name look like one that repeats. */
  readonly isCounted: boolean;
}

/** A type of the service or a builtin type. */
type AnyType = Type | { readonly kind: "builtin"; readonly name: string };

/**
 * Compares elements by their names and then by their types, each pair of types once. Ignores facts that help pages
 * omit: minOccurs, cut content, members of a base type, nested groups, the order of a choice.
 */
export function compareElements(declared: readonly Element[], shown: readonly Element[], at: At): void {
  const pending = pairs(declared, shown, [], at.where);
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    for (const inside of compareElement(pair, at)) pending.push(inside);
  }
}

/** Pairs elements; `alone` are those outside groups, which may repeat themselves. */
function pairs(
  declared: readonly Element[],
  shown: readonly Element[],
  alone: readonly Particle[],
  where: string,
): Pair[] {
  const byName = groupBy(declared, ({ name }) => name.local);
  const single = new Set(alone);
  return shown.flatMap((element) => {
    const [partner, ...others] = byName.get(element.name.local) ?? [];
    if (partner === undefined) return [];
    return [{ declared: partner, shown: element, where, isCounted: others.length === 0 && single.has(partner) }];
  });
}

type Disagree = (found: string, expected: string) => void;

function disagreement({ declared, shown, where }: Pair, { comparison }: At): Disagree {
  return (found, expected) => {
    const [place] = shown.evidence.name.places;
    const [declaredPlace] = declared.evidence.name.places;
    comparison.disagree({ found: `${found} in ${where}`, expected, place, declared: declaredPlace });
  };
}

/** Returns the pairs of child elements, unless their types have been compared before. */
function compareElement(pair: Pair, at: At): readonly Pair[] {
  const { declared, shown, where } = pair;
  const { comparison } = at;
  const disagree = disagreement(pair, at);
  if (shown.name.namespace !== declared.name.namespace) disagree(elementText(shown.name), elementText(declared.name));
  const { local } = declared.name;
  if (pair.isCounted && shown.maxOccurs !== 1 && declared.maxOccurs === 1) disagree(`several <${local}>`, "one");
  const shownType = typeOf(shown, comparison.shownTypes);
  const declaredType = typeOf(declared, comparison.declaredTypes);
  if (shownType === undefined || declaredType === undefined) return [];
  if (shown.evidence.type.kind === "assumed" || saysNothing(shownType) || isAny(declaredType)) return [];
  const isSame = shownType.kind === "complex" && declaredType.kind === "complex";
  if (isSame) return compareComplex(declaredType, shownType, { ...pair, where: `${where}/${local}` }, at);
  if (shownType.kind === "simple" && declaredType.kind === "simple" && declaredType.enumeration.length > 0) {
    compareEnumeration(declaredType, shownType, disagree, comparison);
  } else if (!couldBe(shownType, declaredType)) {
    disagree(`<${local}> of ${typeText(shownType)}`, typeText(declaredType));
  }
  return [];
}

function typeOf({ type }: Element, types: ReadonlyMap<string, Type>): AnyType | undefined {
  return type.kind === "builtin" ? type : types.get(type.name);
}

/** True for a type that a page shows empty. */
function saysNothing(type: AnyType): boolean {
  if (type.kind !== "complex" || type.attributes.length > 0) return false;
  return type.content.kind === "unknown" || isAnyContent(type) || membersIn(type.content).length === 0;
}

function isAny(type: AnyType): boolean {
  return type.kind === "builtin" ? type.name === "anyType" : isAnyContent(type);
}

/** True if a text on a page may be of the declared type: a list, a union, the same builtin, or a restriction of it. */
function couldBe(shown: AnyType, declared: AnyType): boolean {
  if (declared.kind === "list" || declared.kind === "union") return shown.kind !== "complex";
  if (shown.kind !== "builtin") return false;
  if (declared.kind === "builtin") return shown.name === declared.name;
  return declared.kind === "simple" && shown.name === declared.base;
}

function compareEnumeration(
  declared: SimpleType,
  shown: SimpleType,
  disagree: Disagree,
  { members, add }: Comparison,
): void {
  const declaredNames = new Set(declared.enumeration);
  const shownNames = new Set(shown.enumeration);
  const added = shown.enumeration.filter((name) => !declaredNames.has(name));
  const missing = declared.enumeration.filter((name) => !shownNames.has(name));
  const list = (names: readonly string[]): string => names.map((name) => JSON.stringify(name)).join(", ");
  if (added.length > 0) {
    const [place] = shown.evidence.content.places;
    add(`${list(added)} in ${declared.name.local}`, place, { declared: declared.evidence.content.places[0] });
    const key = clark(declared.name);
    const known = members.get(key);
    const names = [...new Set([...(known?.names ?? []), ...added])];
    members.set(key, { names, places: [...(known?.places ?? []), ...shown.evidence.content.places] });
  }
  if (missing.length > 0) disagree(`${declared.name.local} without ${list(missing)}`, "these values");
}

function compareComplex(declared: ComplexType, shown: ComplexType, pair: Pair, at: At): readonly Pair[] {
  const { standsFor } = at.comparison;
  const known = standsFor.get(clark(shown.name)) ?? new Set<string>();
  standsFor.set(clark(shown.name), known);
  if (known.has(clark(declared.name))) return [];
  known.add(clark(declared.name));
  const disagree = disagreement(pair, at);
  compareAttributes(declared, shown, disagree);
  // A page cannot contradict unknown content.
  if (declared.content.kind === "unknown") return [];
  return compareMembers(declared, shown, pair, at, disagree);
}

/** Compares attributes by local names, because pages get their namespaces wrong. */
function compareAttributes(declared: ComplexType, shown: ComplexType, disagree: Disagree): void {
  const names = new Set(declared.attributes.map(({ name }) => name.local));
  for (const { name } of shown.attributes) {
    if (!names.has(name.local)) disagree(`the attribute ${name.local}`, "none of this name");
  }
}

function compareMembers(
  declared: ComplexType,
  shown: ComplexType,
  { where }: Pair,
  at: At,
  disagree: Disagree,
): readonly Pair[] {
  const declaredMembers = membersIn(declared.content);
  const declaredElements = declaredMembers.filter((member) => member.kind === "element");
  const shownElements = membersIn(shown.content).filter((member) => member.kind === "element");
  // Pages show nothing of rows.
  if (declared.dimensions !== undefined) return [];
  if (declared.array) {
    // The items of an encoded array may have any name.
    const [item] = declaredElements;
    const [shownItem, ...others] = shownElements;
    return item && shownItem && others.length === 0
      ? [{ declared: item, shown: shownItem, where, isCounted: true }]
      : [];
  }
  const order = new Map(declaredElements.toReversed().map((element, index) => [element.name.local, -index]));
  const heads = headsIn(declared.content);
  const isOpen = declaredMembers.length > declaredElements.length;
  for (const { name } of shownElements) {
    // For a wildcard for a namespace of the service, pages list elements of that namespace.
    if (!order.has(name.local) && !heads.has(name.local) && !isOpen) disagree(elementText(name), "no such element");
  }
  const positions = shownElements.flatMap(({ name }) => order.get(name.local) ?? []);
  const wrong = positions.findIndex((position, index) => position < (positions[index - 1] ?? -Infinity));
  if (wrong >= 0 && isOrdered(declared) && order.size === declaredElements.length) {
    const inOrder = declaredElements.map(({ name }) => name.local).join(", ");
    disagree(shownElements.map(({ name }) => name.local).join(", "), `the order ${inOrder}`);
  }
  for (const { name } of missingBetween(declared, new Set(shownElements.map((element) => element.name.local)))) {
    disagree(`no ${elementText(name)}`, "one");
  }
  const alone = declared.content.kind === "sequence" ? declared.content.particles : [];
  return pairs(declaredElements, shownElements, alone, where);
}

/** The local names of heads of substitution groups. Pages show the head, even an abstract one, in place of its members. */
function headsIn(content: Content): ReadonlySet<string> {
  const heads = new Set<string>();
  const pending: Particle[] = content.kind === "sequence" ? [...content.particles] : [];
  for (let particle = pending.pop(); particle !== undefined; particle = pending.pop()) {
    if (particle.kind !== "sequence" && particle.kind !== "choice") continue;
    if (particle.head !== undefined) heads.add(particle.head.local);
    for (const each of particle.particles) pending.push(each);
  }
  return heads;
}

/**
 * Elements that a page omits between two others that it shows, if they are declared between them. Others may belong to
 * a base type or a group, which pages do not show.
 */
function missingBetween(declared: ComplexType, shown: ReadonlySet<string>): readonly Element[] {
  if (declared.content.kind !== "sequence" || !isOrdered(declared)) return [];
  const elements = declared.content.particles.filter((particle) => particle.kind === "element");
  const isShown = ({ name }: Element): boolean => shown.has(name.local);
  const from = useOf(elements.find(isShown));
  const to = useOf(elements.findLast(isShown));
  const isBetween = (place: Place | undefined): boolean =>
    place !== undefined && to !== undefined && comparePlaces(place, from) > 0 && comparePlaces(to, place) > 0;
  return elements.filter((element) => !isShown(element) && isBetween(useOf(element)));
}

/**
 * The place of an element's use in its content: a reference declares its occurrence, and the global element the rest.
 */
function useOf(element: Element | undefined): Place | undefined {
  return element?.evidence.minOccurs.places[0];
}

/** False for choices and `xs:all`, whose members pages sort. */
function isOrdered({ content }: ComplexType): boolean {
  return (
    content.kind === "sequence" &&
    !content.all &&
    content.particles.every(({ kind }) => kind === "element" || kind === "any")
  );
}

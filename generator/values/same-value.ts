import { listItem } from "../model/content-kind.js";
import { clark, localOf, type Attribute, type ComplexType, type Element, type Particle } from "../model/service.js";
import type { Type, TypeReference } from "../model/service.js";
import { isEnumeration } from "./simple.js";

type Types = ReadonlyMap<string, Type>;

/** The value of an element, or of a repeated one. */
interface Value {
  readonly type: TypeReference;
  readonly nillable: boolean;
  readonly repeated: boolean;
}

type Pair = readonly [one: Value, other: Value];

/**
 * True if every value of a root element can be the value of an element that may contain it instead. The names of types,
 * those of the items of lists, and namespaces are not part of a value.
 */
export function hasValueOf(root: Element, element: Element, types: Types): boolean {
  // A root that is nil stands for an element that is absent.
  const isNilKnown = element.nillable || element.minOccurs === 0;
  const pending: Pair[] = [[{ ...valueOf(root), nillable: !isNilKnown && root.nillable }, valueOf(element)]];
  const seen = new Set<string>();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const key = JSON.stringify(pair);
    if (seen.has(key)) continue;
    seen.add(key);
    const parts = partsOf(pair, types);
    if (parts === undefined) return false;
    for (const part of parts) pending.push(part);
  }
  return true;
}

function valueOf({ type, nillable, maxOccurs }: Element): Value {
  return { type, nillable, repeated: maxOccurs !== 1 };
}

/** The pairs of values that have to be alike, if two values are; undefined if these differ themselves. */
function partsOf([one, other]: Pair, types: Types): readonly Pair[] | undefined {
  if (one.nillable && !one.repeated && (!other.nillable || other.repeated)) return undefined;
  const [item, otherItem] = [itemOf(one, types), itemOf(other, types)];
  if (item !== undefined && otherItem !== undefined) return [[item, otherItem]];
  if (item !== undefined || otherItem !== undefined) return undefined;
  const [type, otherType] = [typeOf(one, types), typeOf(other, types)];
  if (type?.kind === "complex" || otherType?.kind === "complex") {
    return type?.kind === "complex" && otherType?.kind === "complex" ? complexParts(type, otherType) : undefined;
  }
  if (type?.kind === "list" && otherType?.kind === "list") return [pairOf(type.item, otherType.item)];
  return isSimpleLike([one.type, type], [other.type, otherType]) ? [] : undefined;
}

function itemOf({ repeated, ...one }: Value, types: Types): Value | undefined {
  if (repeated) return { ...one, repeated: false };
  const type = typeOf(one, types);
  const item = type && listItem(type);
  return item && { ...valueOf(item), repeated: false };
}

function typeOf({ type }: Pick<Value, "type">, types: Types): Type | undefined {
  return type.kind === "builtin" ? undefined : types.get(type.name);
}

function complexParts(one: ComplexType, other: ComplexType): readonly Pair[] | undefined {
  const [content, otherContent] = [one.content, other.content];
  const [derived = [], otherDerived = []] = [one.derived, other.derived];
  const attributes = pairs(one.attributes, other.attributes, attributeParts);
  const relatives = pairs(derived, otherDerived, (key, otherKey): readonly Pair[] | undefined =>
    localOf(key) === localOf(otherKey) ? [pairOf(reference(key), reference(otherKey))] : undefined,
  );
  if (attributes === undefined || relatives === undefined || one.abstract !== other.abstract) return undefined;
  const parts = [...attributes, ...relatives];
  if (content.kind === "text" && otherContent.kind === "text")
    return [...parts, pairOf(content.type, otherContent.type)];
  if (content.kind === "unknown" && otherContent.kind === "unknown") return parts;
  if (content.kind !== "sequence" || otherContent.kind !== "sequence") return undefined;
  const particles = pairs(content.particles, otherContent.particles, particleParts);
  return particles === undefined || content.mixed !== otherContent.mixed ? undefined : [...parts, ...particles];
}

/** The parts of things that correspond by position. */
function pairs<Thing>(
  ones: readonly Thing[],
  others: readonly Thing[],
  parts: (one: Thing, other: Thing) => readonly Pair[] | undefined,
): readonly Pair[] | undefined {
  if (ones.length !== others.length) return undefined;
  const found: Pair[] = [];
  for (const [index, one] of ones.entries()) {
    const other = others[index];
    const inner = other && parts(one, other);
    if (inner === undefined) return undefined;
    found.push(...inner);
  }
  return found;
}

function attributeParts(one: Attribute, other: Attribute): readonly Pair[] | undefined {
  const isLike = one.name.local === other.name.local && (one.use === "required" || other.use === "optional");
  return isLike ? [pairOf(one.type, other.type)] : undefined;
}

/** The readers of schemas bound the depth of groups. */
function particleParts(one: Particle, other: Particle): readonly Pair[] | undefined {
  const isRepeated = one.maxOccurs !== 1;
  if (isRepeated !== (other.maxOccurs !== 1) || (one.minOccurs === 0 && other.minOccurs > 0)) return undefined;
  if (one.kind === "element") {
    const isLike = other.kind === "element" && one.name.local === other.name.local;
    return isLike ? [[valueOf(one), valueOf(other)]] : undefined;
  }
  if (one.kind === "any") return other.kind === "any" ? [] : undefined;
  if (one.kind !== other.kind || other.kind !== one.kind) return undefined;
  return pairs(one.particles, other.particles, particleParts);
}

function pairOf(one: TypeReference, other: TypeReference): Pair {
  const value = (type: TypeReference): Value => ({ type, nillable: false, repeated: false });
  return [value(one), value(other)];
}

function reference(name: string): TypeReference {
  return { kind: "type", name };
}

type Simple = readonly [reference: TypeReference, type: Type | undefined];

/** True if every text of one simple type is one of another. Facets do not count, because no type of a program has them. */
function isSimpleLike([one, type]: Simple, [other, otherType]: Simple): boolean {
  if (type !== undefined && otherType !== undefined && clark(type.name) === clark(otherType.name)) return true;
  if (baseOf(one, type) !== baseOf(other, otherType) || (isOpen(one) && !isOpen(other))) return false;
  if (otherType === undefined || !isEnumeration(otherType)) return true;
  if (type === undefined || !isEnumeration(type) || (type.open && !otherType.open)) return false;
  const members = new Set(otherType.enumeration);
  return otherType.open || type.enumeration.every((member) => members.has(member));
}

/** The builtin type that a type restricts; lists and unions restrict none. */
function baseOf(reference: TypeReference, type: Type | undefined): string | undefined {
  return type?.kind === "simple" ? type.base : reference.name;
}

function isOpen(reference: TypeReference): boolean {
  return reference.kind === "builtin" && reference.open === true;
}

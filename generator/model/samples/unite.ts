import type { Place } from "../../source.js";
import { clark } from "../service.js";
import type { BuiltinShape, SimpleShape } from "./placeholder.js";
import type {
  AttributeShape,
  ComplexShape,
  ContentShape,
  ElementShape,
  MemberShape,
  MessageShape,
  TypeShape,
} from "./shapes.js";
import { withoutDisproved } from "./choices.js";
import { addLooks } from "./values.js";
import { joinStatedTypes } from "./xsi-types.js";

/**
 * Unites two shapes of one element, of which at least one was observed. Each may lack parts of the other. Types from a
 * help page take precedence over those inferred from values.
 */
export function uniteTypes(first: TypeShape, second: TypeShape): TypeShape {
  if (first.kind === "cut") return named(second, first);
  if (second.kind === "cut") return named(first, second);
  if (isAny(first)) return second.observed === true ? both(first, second) : second;
  if (isAny(second)) return first.observed === true ? both(second, first) : first;
  if (first.kind === "complex" && second.kind === "complex") return named(uniteComplex(first, second), second);
  if (first.kind === "complex" && second.kind !== "complex") return withSimple(first, second);
  if (second.kind === "complex" && first.kind !== "complex") return withSimple(second, first);
  return first.kind === "complex" || second.kind === "complex" ? first : uniteSimple(first, second);
}

/** True for an element that contained mixed content, which only XML keeps. */
function isAny(shape: TypeShape): shape is BuiltinShape {
  return shape.kind === "builtin" && shape.name === "anyType" && shape.observed === true;
}

/** Unites two messages. If their bodies have different roots, the one from a page takes precedence, else the first. */
export function uniteMessages(first: MessageShape, second: MessageShape): MessageShape {
  const [more, less] = first.observed === true && second.observed !== true ? [second, first] : [first, second];
  const [root] = more.body;
  const [other] = less.body;
  const isOther = root !== undefined && other !== undefined && keyOf(root) !== keyOf(other);
  if (isOther || more.style !== less.style || more.use !== less.use) return more;
  return {
    ...both(more, less),
    header: uniteMembers(more.header, less.header),
    body: uniteMembers(more.body, less.body),
  };
}

export function uniteElements(first: ElementShape, second: ElementShape): ElementShape {
  const isMandatory = first.mustUnderstand === true || second.mustUnderstand === true;
  const isNil = first.nil === true || second.nil === true;
  const isOptional = first.optional === true || second.optional === true;
  const choice = first.choice ?? second.choice;
  return {
    ...both(first, second),
    ...(choice !== undefined && { choice }),
    ...(isMandatory && { mustUnderstand: true }),
    ...(isOptional && { optional: true }),
    ...(isNil && { nil: true }),
    ...(second.stated && { stated: second.stated }),
    ...(first.stated && { stated: first.stated }),
    repeated: first.repeated || second.repeated,
    ...joinStatedTypes(first, second, uniteTypes(first.type, second.type)),
  };
}

/** Merges two lists in an order that fits both, or else in the order of the first. */
export function uniteMembers<M extends MemberShape>(first: readonly M[], second: readonly M[]): readonly M[] {
  const positions = new Map(second.map((member, index) => [keyOf(member), index]));
  const names = new Set(first.map(keyOf));
  const members: M[] = [];
  let next = 0;
  const addUpTo = (end: number): void => {
    for (const member of second.slice(next, end)) if (!names.has(keyOf(member))) members.push(member);
    next = Math.max(next, end);
  };
  for (const member of first) {
    const position = positions.get(keyOf(member));
    if (position !== undefined) addUpTo(position);
    const other = position === undefined ? undefined : second[position];
    members.push(other === undefined ? member : uniteMember(member, other));
  }
  addUpTo(second.length);
  const disproved = withoutDisproved(withoutDisproved(members, first), second);
  return disproved.slice(0, mostMembers);
}

/**
 * The limit on members or attributes of a type, beyond any real one, which keeps uniting linear. Open content holds the
 * others.
 */
const mostMembers = 512;

function uniteMember<M extends MemberShape>(first: M, second: M): M {
  if (first.kind === "any" || second.kind === "any") return both(first, second);
  return { ...first, ...uniteElements(first, second) };
}

function uniteComplex(first: ComplexShape, second: ComplexShape): ComplexShape {
  return {
    ...both(first, second),
    wrapper: first.wrapper || second.wrapper,
    attributes: uniteAttributes(first.attributes, second.attributes),
    content: uniteContent(first.content, second.content),
  };
}

function uniteContent(first: ContentShape, second: ContentShape): ContentShape {
  if (first.kind === "unknown") return second;
  if (second.kind === "unknown") return first;
  if (first.kind === "members" && second.kind === "members") {
    return { kind: "members", members: uniteMembers(first.members, second.members) };
  }
  if (first.kind === "text" && second.kind === "text")
    return { kind: "text", type: uniteSimple(first.type, second.type) };
  return { kind: "unknown" };
}

function uniteAttributes(
  first: readonly AttributeShape[],
  second: readonly AttributeShape[],
): readonly AttributeShape[] {
  const others = new Map(second.map((attribute) => [clark(attribute.name), attribute]));
  const united = first.map((attribute) => {
    const other = others.get(clark(attribute.name));
    others.delete(clark(attribute.name));
    if (other === undefined) return lacking(attribute);
    const isOptional = attribute.optional === true || other.optional === true;
    const type = uniteSimple(attribute.type, other.type);
    return { ...both(attribute, other), type, ...(isOptional && { optional: true as const }) };
  });
  return [...united, ...Array.from(others.values(), lacking)].slice(0, mostMembers);
}

function lacking(attribute: AttributeShape): AttributeShape {
  return { ...attribute, optional: true };
}

/** Adds a text to a complex type: the text of an element with attributes, or any content in place of elements. */
function withSimple(complex: ComplexShape, simple: SimpleShape): ComplexShape {
  const { content } = complex;
  const joined = { ...both(complex, simple), attributes: complex.attributes.map(lacking) };
  if (content.kind === "text") return { ...joined, content: { kind: "text", type: uniteSimple(content.type, simple) } };
  if (isEmpty(simple)) return joined;
  return { ...joined, content: content.kind === "unknown" ? { kind: "text", type: simple } : { kind: "unknown" } };
}

function isEmpty(shape: SimpleShape): boolean {
  return shape.kind === "builtin" && Object.keys(shape.looks ?? { text: 1 }).every((look) => look === "empty");
}

/** Unites two simple types: the one from a page takes precedence; two that were observed and differ become a string. */
function uniteSimple(first: SimpleShape, second: SimpleShape): SimpleShape {
  if (weight(first) !== weight(second)) {
    const [more, less] = weight(first) > weight(second) ? [first, second] : [second, first];
    return { ...both(more, less) };
  }
  if (first.kind === "builtin" && second.kind === "builtin") {
    const looks = addLooks(first.looks ?? {}, second.looks ?? {});
    if (first.name === second.name) return { ...both(first, second), ...(first.looks && { looks }) };
    return { ...both(first, second), name: "string", evidence: "assumed" };
  }
  return both(first, second);
}

function weight(shape: SimpleShape): number {
  if (shape.kind === "enumeration") return 3;
  if (shape.evidence === "assumed") return 0;
  return shape.observed === true ? 1 : 2;
}

/** The limit on recorded places of a part, which thousands of messages may contain. */
const mostPlaces = 8;

interface Shown {
  readonly observed?: true;
  readonly places: readonly Place[];
}

/** The first shape with the places of both; it counts as observed unless a page shows one of them. */
function both<S extends Shown>(first: S, second: Shown): S {
  const { observed: _observed, ...rest } = first;
  const isObserved = first.observed === true && second.observed === true;
  const places = [...first.places, ...second.places.slice(0, Math.max(0, mostPlaces - first.places.length))];
  return { ...(rest as S), ...(isObserved && { observed: true }), places }; // `observed` is optional in each shape
}

function named(shape: TypeShape, other: TypeShape): TypeShape {
  if (shape.kind === "builtin" || other.kind === "builtin" || shape.name !== undefined || other.name === undefined) {
    return shape;
  }
  return { ...shape, name: other.name };
}

function keyOf(member: MemberShape): string {
  return member.kind === "any" ? "any" : clark(member.name);
}

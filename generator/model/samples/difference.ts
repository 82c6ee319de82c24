import type { Place } from "../../source.js";
import { clark } from "../service.js";
import type { AttributeShape, ComplexShape, MemberShape, TypeShape } from "./shapes.js";

/** The first difference between the parts of two samples, in the words of a message. */
export interface Difference {
  readonly found: string;
  readonly expected: string;
  /** The place of the element that differs; undefined if the second sample lacks one. */
  readonly place?: Place;
}

/** Finds how the members of an element differ in two samples; undefined for the same members. */
export function memberDifference(
  first: readonly MemberShape[],
  second: readonly MemberShape[],
): Difference | undefined {
  const only = onlyIn(first, second, nameOf);
  if (only !== undefined) return only;
  const at = first.findIndex((member, index) => keyOf(member) !== keyOf(second[index] ?? member));
  const [one, other] = [first[at], second[at]];
  if (one === undefined || other === undefined) return countDifference(first, second);
  const [place] = other.places;
  const isMoved = nameOf(one) !== nameOf(other);
  return isMoved
    ? { found: `<${nameOf(other)}> before <${nameOf(one)}>`, expected: "the other order", ...(place && { place }) }
    : { found: inNamespace(other), expected: inNamespace(one), ...(place && { place }) };
}

/** Finds how the types of an element differ in two samples that cannot be of one type. */
export function typeDifference(first: TypeShape, second: TypeShape): Difference {
  const isComplex = first.kind === "complex" && second.kind === "complex";
  const inside = isComplex
    ? (memberDifference(membersIn(first), membersIn(second)) ??
      onlyIn(first.attributes, second.attributes, ({ name }) => `@${name.local}`))
    : undefined;
  return inside ?? { found: described(second), expected: described(first) };
}

function membersIn({ content }: ComplexShape): readonly MemberShape[] {
  return content.kind === "members" ? content.members : [];
}

/** The content of an element in one line. */
function described(shape: TypeShape): string {
  if (shape.kind !== "complex") return simpleOutline(shape);
  const members = membersIn(shape);
  if (members.length > 0) return listed(members, nameOf);
  return shape.content.kind === "text" ? "text" : "no elements";
}

/** The content of an element without members in one line. */
export function simpleOutline(shape: Exclude<TypeShape, ComplexShape>): string {
  switch (shape.kind) {
    case "cut":
      return "nothing";
    case "builtin":
      return shape.name;
    case "enumeration":
      return shape.values.join(" or ");
  }
}

function onlyIn<P extends MemberShape | AttributeShape>(
  first: readonly P[],
  second: readonly P[],
  name: (part: P) => string,
): Difference | undefined {
  const [lacking, additional] = [without(first, second, name), without(second, first, name)];
  if (lacking.length + additional.length === 0) return undefined;
  const [place] = additional[0]?.places ?? [];
  return { found: listed(additional, name), expected: listed(lacking, name), ...(place && { place }) };
}

function without<P>(parts: readonly P[], others: readonly P[], name: (part: P) => string): readonly P[] {
  const names = new Set(others.map(name));
  return parts.filter((part) => !names.has(name(part)));
}

/** `<Price> and <Currency>`, the first of them by name. */
function listed<P>(parts: readonly P[], name: (part: P) => string): string {
  if (parts.length === 0) return "nothing in its place";
  const names = parts.slice(0, most).map((part) => (name(part).startsWith("@") ? name(part) : `<${name(part)}>`));
  return parts.length > most ? `${names.join(", ")} and ${parts.length - most} more` : names.join(" and ");
}

const most = 3;

function countDifference(first: readonly MemberShape[], second: readonly MemberShape[]): Difference | undefined {
  const at = first.findIndex((member, index) => isRepeated(member) !== isRepeated(second[index]));
  const [one, other] = [first[at], second[at]];
  if (one === undefined || other === undefined) return undefined;
  const [place] = other.places;
  const count = (member: MemberShape) => `${isRepeated(member) ? "several" : "one"} <${nameOf(member)}>`;
  return { found: count(other), expected: count(one), ...(place && { place }) };
}

function isRepeated(member: MemberShape | undefined): boolean {
  return member?.kind === "element" && member.repeated;
}

function inNamespace(member: MemberShape): string {
  return member.kind === "any" ? "xml" : `<${member.name.local}> in the namespace "${member.name.namespace}"`;
}

function keyOf(member: MemberShape): string {
  return member.kind === "any" ? "xml" : clark(member.name);
}

function nameOf(member: MemberShape): string {
  return member.kind === "any" ? "xml" : member.name.local;
}

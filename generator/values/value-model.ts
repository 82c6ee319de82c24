import type { Element, TypeReference, Wildcard } from "../model/service.js";

/** Particles that stand together. */
export interface Group {
  /** Of most of its elements. */
  readonly namespace: string;
  /** In the order of the schema. */
  readonly members: readonly Member[];
  /** Absent where each member stands in its turn. */
  readonly content: ContentModel | undefined;
  readonly shape: Shape;
}

/** A property, and what of the XML it stands for. */
export interface Property<Of> {
  readonly property: string;
  readonly of: Of;
}

export type Member = ElementMember | WildcardMember | RepeatedMember | MixedMember;

export interface ElementMember extends Property<Element> {
  readonly kind: "element";
}

export interface WildcardMember extends Property<Wildcard> {
  readonly kind: "any";
}

/** A sequence or a choice that repeats: a list of objects. */
export interface RepeatedMember extends Property<Group> {
  readonly kind: "repeated";
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** Texts and elements in any order. */
export interface MixedMember extends Property<Group> {
  readonly kind: "mixed";
}

/** What stands together or instead of each other, in properties. */
export type ContentModel =
  | string
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly ContentModel[] }
  | { readonly kind: "optional"; readonly part: ContentModel };

/** The members of a group as TypeScript has them. */
export interface Shape {
  /** Those that stand by themselves. */
  readonly members: readonly ShapeMember[];
  /** A value is as one alternative of each of these says. */
  readonly unions: readonly (readonly Alternative[])[];
}

/** All members that are in a union. */
export type Alternative = readonly ShapeMember[];

export interface ShapeMember {
  readonly member: Member;
  readonly presence: "required" | "optional" | "absent";
}

/** A type's name in a schema, and the one by which `$type` tells it from all others. */
export interface TypeName {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
}

export interface Hierarchy {
  readonly derived: readonly { readonly name: string; readonly type: TypeReference }[];
}

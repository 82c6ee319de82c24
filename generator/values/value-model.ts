/**
 * The value model: the properties of each object, their order, and which of them exclude each other or repeat. It
 * serves all printers, so it knows no target language, and of XML only what the service model states. Interfaces and
 * tables are printed from it; the forms and reply files of the stand-in take the properties from the tables.
 */
import type { Element, QName, TypeReference, Wildcard } from "../model/service.js";

/** The properties of a group of particles: the content of a type, of a repeated group, or of a body. */
export interface PropertyGroup {
  /** The namespace of most elements. */
  readonly namespace: string;
  /** Members in schema order. */
  readonly members: readonly Member[];
  /** Undefined if the members form a plain sequence. */
  readonly content: ContentModel | undefined;
  readonly alternatives: Alternatives;
}

/** The choice of one element of a substitution group, declared once for all groups that refer to it. */
export interface SharedChoice {
  /** `{namespace}local` of the head. */
  readonly key: string;
  /** The element that the others may substitute. */
  readonly head: QName;
  readonly elements: readonly Element[];
  readonly group: PropertyGroup;
}

/** A property and its counterpart in the service model. */
export interface Property<Of> {
  readonly property: string;
  readonly of: Of;
}

export type Member = ElementMember | WildcardMember | ChoiceMember | RepeatedMember | MixedMember;

export interface ElementMember extends Property<Element> {
  readonly kind: "element";
}

export interface WildcardMember extends Property<Wildcard> {
  readonly kind: "any";
}

/** A reference to a {@link SharedChoice}, whose properties become those of the object. `property` holds its key, for content models. */
export interface ChoiceMember extends Property<PropertyGroup> {
  readonly kind: "choice";
}

/** A sequence or a choice that repeats: a list of objects. */
export interface RepeatedMember extends Property<PropertyGroup> {
  readonly kind: "repeated";
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** Mixed content: texts and elements in any order. */
export interface MixedMember extends Property<PropertyGroup> {
  readonly kind: "mixed";
}

/** The content model in terms of properties: which occur together, and which exclude each other. */
export type ContentModel =
  | string
  | { readonly kind: "sequence" | "choice"; readonly parts: readonly ContentModel[] }
  | { readonly kind: "optional"; readonly part: ContentModel };

/** The combinations of properties that an object can have. */
export interface Alternatives {
  /** Members that do not depend on others. */
  readonly members: readonly MemberUse[];
  /** An object matches exactly one alternative of each union. */
  readonly unions: readonly (readonly Alternative[])[];
}

/** The use of every member of a union, in one of its alternatives. */
export type Alternative = readonly MemberUse[];

export interface MemberUse {
  readonly member: Member;
  readonly presence: "required" | "optional" | "absent";
}

/** The name of a type in its schema, and its unique value of `$type`. */
export interface TypeName {
  readonly name: string;
  readonly local: string;
  readonly namespace: string;
}

export interface Hierarchy {
  /** True if the type is derived from another, so that its values state their type. */
  readonly isDerived: boolean;
  readonly derived: readonly { readonly name: string; readonly type: TypeReference }[];
}

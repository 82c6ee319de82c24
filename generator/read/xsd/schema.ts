/**
 * The components of schemas as XML Schema 1.0 part 1 has them, of all documents of a spec together: every name is resolved to
 * its namespace, form and targetNamespace are applied, and so are include (also of a schema without a namespace), redefine and
 * the default block; references stay names, since components may be declared in any order.
 */
import type { QName } from "./qname.js";
import type { Place } from "../../source.js";

/** Each map is by `{namespace}local`. Of XML Schema itself there is the element `schema` alone. */
export interface Schemas {
  readonly elements: ReadonlyMap<string, ElementDeclaration>;
  readonly attributes: ReadonlyMap<string, AttributeDeclaration>;
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly groups: ReadonlyMap<string, GroupDefinition>;
  readonly attributeGroups: ReadonlyMap<string, AttributeGroupDefinition>;
  /** The target namespaces of all schemas that were read, and of those that ship with the generator and are imported. */
  readonly namespaces: ReadonlySet<string>;
}

/** By its name, or where it stands. XML Schema's own names are in the namespace of 2001, whichever the document uses. */
export type TypeUse =
  | { readonly kind: "named"; readonly name: QName; readonly place: Place }
  | { readonly kind: "anonymous"; readonly type: TypeDefinition };

export interface ElementDeclaration {
  readonly kind: "element";
  /** With its namespace as it stands in a message: none for a local element that is unqualified. */
  readonly name: QName;
  /** Absent where nothing says a type: it is that of the substitution group's head, or `anyType`. */
  readonly type?: TypeUse;
  readonly nillable: boolean;
  readonly default?: string;
  readonly fixed?: string;
  readonly abstract: boolean;
  readonly substitutionGroup?: QName;
  /** An element of this one's substitution group cannot stand for it (`block`). */
  readonly blocksSubstitution: boolean;
  readonly documentation?: string;
  readonly place: Place;
}

export interface AttributeDeclaration {
  readonly name: QName;
  /** `anySimpleType` where nothing says it. */
  readonly type: TypeUse;
  readonly default?: string;
  readonly fixed?: string;
  readonly documentation?: string;
  readonly place: Place;
}

export type TypeDefinition = ComplexTypeDefinition | SimpleTypeDefinition;

export interface ComplexTypeDefinition {
  readonly kind: "complex";
  /** Absent for an anonymous one. */
  readonly name?: QName;
  readonly abstract: boolean;
  readonly mixed: boolean;
  readonly derivation: ComplexDerivation;
  readonly attributes: readonly AttributeParticle[];
  /** True if any attribute can be there. */
  readonly anyAttribute: boolean;
  /** Of a SOAP-encoded array: what `wsdl:arrayType` says. */
  readonly arrayType?: ArrayType;
  readonly documentation?: string;
  readonly place: Place;
}

export type ComplexDerivation =
  /** No content is an empty sequence. */
  | { readonly kind: "none"; readonly particle?: ParticleDefinition }
  | {
      readonly kind: "extension" | "restriction";
      readonly base: QName;
      readonly basePlace: Place;
      readonly content:
        | { readonly kind: "complex"; readonly particle?: ParticleDefinition }
        /** `type` where a restriction declares one; the base's text else. */
        | { readonly kind: "simple"; readonly type?: TypeUse; readonly facets: readonly Facet[] };
    };

/** `tns:Item[][,]`: an array of two dimensions of arrays of items. The item's type, and how many dimensions each level has. */
export interface ArrayType {
  readonly item: QName;
  readonly ranks: readonly number[];
  readonly place: Place;
}

export type AttributeParticle =
  | {
      readonly kind: "attribute";
      /** A reference has no type of its own: the declaration of this name has. */
      readonly declaration: AttributeDeclaration | { readonly reference: QName; readonly place: Place };
      readonly use: "required" | "optional" | "prohibited";
      /** Of the use, which wins over the declaration's. */
      readonly default?: string;
      readonly fixed?: string;
      /** `wsdl:arrayType`, where it stands on a reference to `soapenc:arrayType`. */
      readonly arrayType?: ArrayType;
    }
  | { readonly kind: "attributeGroup"; readonly name: QName; readonly place: Place };

export interface Occurs {
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** As it stands in the schema: nothing is simplified. */
export type ParticleDefinition = Occurs & { readonly place: Place } & (
    | { readonly kind: "element"; readonly declaration: ElementDeclaration }
    | { readonly kind: "elementReference"; readonly name: QName }
    | { readonly kind: "groupReference"; readonly name: QName }
    | { readonly kind: "sequence" | "choice" | "all"; readonly particles: readonly ParticleDefinition[] }
    | { readonly kind: "any"; readonly namespaces: "any" | { readonly not: string } | readonly string[] }
  );

export interface GroupDefinition {
  readonly name: QName;
  /** A sequence, choice or all; absent if it is empty. */
  readonly particle?: ParticleDefinition;
  readonly place: Place;
}

export interface AttributeGroupDefinition {
  readonly name: QName;
  readonly attributes: readonly AttributeParticle[];
  readonly anyAttribute: boolean;
  readonly place: Place;
}

export interface SimpleTypeDefinition {
  readonly kind: "simple";
  readonly name?: QName;
  readonly variety:
    | { readonly kind: "restriction"; readonly base: TypeUse; readonly facets: readonly Facet[] }
    | { readonly kind: "list"; readonly item: TypeUse }
    | { readonly kind: "union"; readonly members: readonly TypeUse[] };
  readonly documentation?: string;
  readonly place: Place;
}

export interface Facet {
  readonly name:
    | "enumeration"
    | "pattern"
    | "length"
    | "minLength"
    | "maxLength"
    | "minInclusive"
    | "maxInclusive"
    | "minExclusive"
    | "maxExclusive"
    | "totalDigits"
    | "fractionDigits"
    | "whiteSpace";
  readonly value: string;
  readonly place: Place;
}

/**
 * The components of XML Schema 1.0 part 1 from all schemas of a spec. Names have their namespaces; form,
 * targetNamespace, include, redefine and the default block are applied. References remain names, because components may
 * be declared in any order.
 */
import type { QName } from "./qname.js";
import type { Place } from "../../source.js";

/** Each map has keys of the form `{namespace}local`. From XML Schema itself it has only the element `schema`. */
export interface Schemas {
  readonly elements: ReadonlyMap<string, ElementDeclaration>;
  readonly attributes: ReadonlyMap<string, AttributeDeclaration>;
  readonly types: ReadonlyMap<string, TypeDefinition>;
  readonly groups: ReadonlyMap<string, GroupDefinition>;
  readonly attributeGroups: ReadonlyMap<string, AttributeGroupDefinition>;
  /** The target namespaces of all schemas that were read, and of imported schemas that ship with the generator. */
  readonly namespaces: ReadonlySet<string>;
}

/**
 * A type by its name, or an anonymous one. Names of XML Schema are in the namespace of 2001, whichever the document
 * uses.
 */
export type TypeUse =
  | { readonly kind: "named"; readonly name: QName; readonly place: Place }
  | { readonly kind: "anonymous"; readonly type: TypeDefinition };

export interface ElementDeclaration {
  readonly kind: "element";
  /** The name in messages, without a namespace for an unqualified local element. */
  readonly name: QName;
  /** Undefined if no type is declared: it is that of the substitution group's head, or `anyType`. */
  readonly type?: TypeUse;
  readonly nillable: boolean;
  readonly default?: string;
  readonly fixed?: string;
  readonly abstract: boolean;
  readonly substitutionGroup?: QName;
  /** True if elements of its substitution group may not replace it (`block`). */
  readonly blocksSubstitution: boolean;
  /** True for the element of a typed DataSet (`msdata:IsDataSet`), whose content declares its tables. */
  readonly isDataSet?: true;
  readonly documentation?: string;
  readonly place: Place;
}

export interface AttributeDeclaration {
  readonly name: QName;
  /** `anySimpleType` if none is declared. */
  readonly type: TypeUse;
  readonly default?: string;
  readonly fixed?: string;
  readonly documentation?: string;
  readonly place: Place;
}

export type TypeDefinition = ComplexTypeDefinition | SimpleTypeDefinition;

export interface ComplexTypeDefinition {
  readonly kind: "complex";
  /** Undefined for an anonymous type. */
  readonly name?: QName;
  readonly abstract: boolean;
  readonly mixed: boolean;
  readonly derivation: ComplexDerivation;
  readonly attributes: readonly AttributeParticle[];
  /** True if any attribute is allowed. */
  readonly anyAttribute: boolean;
  /** For a SOAP-encoded array: the content of `wsdl:arrayType`. */
  readonly arrayType?: ArrayType;
  readonly documentation?: string;
  readonly place: Place;
}

export type ComplexDerivation =
  /** Empty content is an empty sequence. */
  | { readonly kind: "none"; readonly particle?: ParticleDefinition }
  | {
      readonly kind: "extension" | "restriction";
      readonly base: QName;
      readonly basePlace: Place;
      readonly content:
        | { readonly kind: "complex"; readonly particle?: ParticleDefinition }
        /** `type` if a restriction declares one; otherwise the base's text. */
        | { readonly kind: "simple"; readonly type?: TypeUse; readonly facets: readonly Facet[] };
    };

/**
 * The item's type, and the number of dimensions at each level. `tns:Item[][,]` is an array of two dimensions whose
 * items are arrays.
 */
export interface ArrayType {
  readonly item: QName;
  readonly ranks: readonly number[];
  readonly place: Place;
}

export type AttributeParticle =
  | {
      readonly kind: "attribute";
      /** A reference has no type of its own, but that of the declaration. */
      readonly declaration: AttributeDeclaration | { readonly reference: QName; readonly place: Place };
      readonly use: "required" | "optional" | "prohibited";
      /** The value in the use, which overrides the declaration's. */
      readonly default?: string;
      readonly fixed?: string;
      /** `wsdl:arrayType` on a reference to `soapenc:arrayType`. */
      readonly arrayType?: ArrayType;
    }
  | { readonly kind: "attributeGroup"; readonly name: QName; readonly place: Place };

export interface Occurs {
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** A particle as in the schema, without simplification. */
export type ParticleDefinition = Occurs & { readonly place: Place } & (
    | { readonly kind: "element"; readonly declaration: ElementDeclaration }
    | { readonly kind: "elementReference"; readonly name: QName }
    | { readonly kind: "groupReference"; readonly name: QName }
    | { readonly kind: "sequence" | "choice" | "all"; readonly particles: readonly ParticleDefinition[] }
    | { readonly kind: "any"; readonly namespaces: "any" | { readonly not: string } | readonly string[] }
  );

export interface GroupDefinition {
  readonly name: QName;
  /** A sequence, choice or all; undefined if it is empty. */
  readonly particle?: ParticleDefinition;
  /** Attributes that are in it by mistake; undefined without any. */
  readonly attributes?: readonly AttributeParticle[];
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

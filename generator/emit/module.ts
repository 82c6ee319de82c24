/** What one generated module declares, every name chosen: what the templates print. */
import type { BuiltinName } from "../model/builtin.js";
import type {
  Attribute,
  Binding,
  ComplexType,
  Element,
  HttpOperation,
  ListType,
  Operation,
  Port,
  SimpleType,
  TypeReference,
  UnionType,
  Wildcard,
} from "../model/service.js";
import type { OperationNames, TypeNames } from "./names.js";
import type { Scalar } from "./scalar.js";

export interface Module {
  /** Relative to the folder that is written to, without an extension: `shop/Orders`. */
  readonly path: string;
  /** How the module imports the runtime. */
  readonly runtime: string;
  /** Where the types come from that tie tables to interfaces, in a module that is only made to be checked. */
  readonly checked: string | undefined;
  /** True if its tables hold the documentation of what they describe. */
  readonly documented: boolean;
  /** What it uses of the modules beside it. */
  readonly imports: readonly ModuleImport[];
  /** The types of its operations that the modules beside it declare, for those who import the operations. */
  readonly exports: readonly ModuleImport[];
  readonly addresses: readonly ModuleAddress[];
  /** The constants' names, by URI. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly operations: readonly ModuleOperation[];
  /** By key: those that it declares and those that it refers to, under the names that they have in it. */
  readonly types: ReadonlyMap<string, ModuleType>;
  /** Those that it declares, in the order of the service. */
  readonly declared: readonly ModuleType[];
  /** True if the modules beside it import its tables. */
  readonly shared: boolean;
  /** All that its messages and types refer to; of a type that is written where it is used, what that refers to as well. */
  readonly references: readonly TypeReference[];
  /** Those of them that its types name, and not its tables alone. */
  readonly typed: readonly TypeReference[];
  readonly scalars: ReadonlyMap<BuiltinName, Scalar>;
}

/** Names of one other module. */
export interface ModuleImport {
  /** `./Types.js` */
  readonly from: string;
  readonly names: readonly ImportedName[];
}

export interface ImportedName {
  readonly name: string;
  /** What it is called here. */
  readonly as: string;
  readonly isType: boolean;
}

export interface ModuleAddress {
  /** The constant's. */
  readonly name: string;
  readonly address: string;
  /** The ports at this address. */
  readonly ports: readonly Port[];
  /** True if all ports are at it. */
  readonly only: boolean;
}

export interface ModuleOperation extends OperationNames {
  readonly operation: Operation;
  readonly bindings: readonly Binding[];
  /** `POST /soap.asmx`, of the first binding. */
  readonly requestLine: string | undefined;
  readonly request: ModuleMessage;
  readonly response: ModuleMessage | undefined;
  /** What the details of faults can hold; absent where none is declared. */
  readonly faults: Group | undefined;
  /** The header blocks that faults can come with; absent where they are those of the response. */
  readonly faultHeader: Group | undefined;
  readonly http: readonly ModuleHttpOperation[];
}

export interface ModuleMessage {
  readonly body: Group;
  /** Absent without header blocks. */
  readonly header: Group | undefined;
  /** True in SOAP encoding. */
  readonly encoded: boolean;
}

export interface ModuleHttpOperation {
  readonly operation: HttpOperation;
  /** Names of parameters, where they are not their properties'. */
  readonly parameters: readonly { readonly property: string; readonly name: string }[];
  /** The root's namespace, where it is not the response body's. */
  readonly namespace: string | undefined;
  readonly result: string | undefined;
}

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

export type ModuleType =
  ModuleObject | ModuleList | ModuleAlias | ModuleEnumeration | ModuleSimple | ModuleInline | ModuleBuiltin;

export interface ModuleObject extends Group {
  readonly kind: "object";
  readonly type: ComplexType;
  readonly names: TypeNames;
  readonly attributes: readonly Property<Attribute>[];
  /** The type of the text, if there can be one. */
  readonly text: TypeReference | undefined;
  /** True if lists hold it, so that there are many of it. */
  readonly repeats: boolean;
  /** What it is called in messages, if they can say so. */
  readonly typeName: TypeName | undefined;
  /** Absent for a type that neither is derived nor has derived types. */
  readonly hierarchy: Hierarchy | undefined;
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

/** A type that is `T[]`, written where it is used. */
export interface ModuleList {
  readonly kind: "list";
  readonly namespace: string;
  readonly item: Property<Element>;
  /** Of an array of several dimensions. */
  readonly dimensions: number | undefined;
  readonly typeName: TypeName | undefined;
}

/** A list with a name of its own, as one that holds itself needs. */
export interface ModuleAlias extends Omit<ModuleList, "kind"> {
  readonly kind: "alias";
  readonly type: ComplexType;
  readonly names: TypeNames;
}

export interface ModuleEnumeration {
  readonly kind: "enumeration";
  readonly type: SimpleType;
  readonly names: TypeNames;
  /** As in `ModuleSimple`; with it goes a function. */
  readonly typeName: TypeName | undefined;
}

/** A simple type with an alias, and a function that makes what reads and writes it. */
export interface ModuleSimple {
  readonly kind: "simple";
  readonly type: SimpleType | ListType | UnionType;
  readonly names: TypeNames;
  /** What it is called in messages, if they say so. */
  readonly typeName: TypeName | undefined;
}

/** A simple type without a name, written where it is used. */
export interface ModuleInline {
  readonly kind: "inline";
  readonly type: SimpleType | ListType | UnionType;
}

/** A restriction that restricts nothing. */
export interface ModuleBuiltin {
  readonly kind: "builtin";
  readonly name: BuiltinName;
}

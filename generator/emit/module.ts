/** What one generated module declares, every name chosen: what the templates print. */
import type { Binding } from "../bindings.js";
import type { BuiltinName } from "../builtins.js";
import type {
  Attribute,
  ComplexType,
  Element,
  HttpOperation,
  ListType,
  Operation,
  Port,
  SimpleType,
  TypeReference,
  UnionType,
} from "../model/service.js";
import type { Code, Import } from "../../templates/code.js";
import type { PropertyGroup, Hierarchy, Property, TypeName } from "../values/value-model.js";
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
  /** The types of its operations that the modules beside it declare, for those who import the operations. */
  readonly exports: readonly Import[];
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
  readonly scalars: ReadonlyMap<BuiltinName, Scalar>;
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

export interface ModuleOperation {
  readonly function: string;
  /** The function that makes its table. */
  readonly table: Code;
  readonly operation: Operation;
  readonly bindings: readonly Binding[];
  /** `POST /soap.asmx`, of the first binding. */
  readonly requestLine: string | undefined;
  readonly request: ModuleMessage;
  readonly response: ModuleMessage | undefined;
  /** What the details of faults can hold; absent where none is declared. */
  readonly faults: PropertyGroup | undefined;
  /** The header blocks that faults can come with; absent where they are those of the response. */
  readonly faultHeader: PropertyGroup | undefined;
  readonly http: readonly ModuleHttpOperation[];
}

export interface ModuleMessage {
  readonly body: PropertyGroup;
  /** Absent without header blocks. */
  readonly header: PropertyGroup | undefined;
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

export type ModuleType =
  ModuleObject | ModuleList | ModuleAlias | ModuleEnumeration | ModuleSimple | ModuleInline | ModuleBuiltin;

export interface ModuleObject extends PropertyGroup {
  readonly kind: "object";
  readonly type: ComplexType;
  readonly names: TypeSymbols;
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
  readonly names: TypeSymbols;
}

export interface ModuleEnumeration {
  readonly kind: "enumeration";
  readonly type: SimpleType;
  readonly names: TypeSymbols;
  /** As in `ModuleSimple`; with it goes a function. */
  readonly typeName: TypeName | undefined;
}

/** A simple type with an alias, and a function that makes what reads and writes it. */
export interface ModuleSimple {
  readonly kind: "simple";
  readonly type: SimpleType | ListType | UnionType;
  readonly names: TypeSymbols;
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

/** The symbols of a type that has a declaration. */
export interface TypeSymbols {
  readonly type: Code;
  /** The list of an enumeration's members, which shares its name with the union of them. */
  readonly members: Code;
  /** The function that makes its table, or its simple type. */
  readonly table: Code;
  /** The type without those that are derived from it. */
  readonly base: Code;
}

/** The declarations of one generated module, with all names chosen: the input of the templates. */
import type { Binding, HttpBinding } from "../bindings.js";
import type { BuiltinName } from "../builtins.js";
import type {
  AttachmentPart,
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
import type { DataTables } from "../values/data-tables.js";
import type { PropertyGroup, Hierarchy, Property, SharedChoice, TypeName } from "../values/value-model.js";
import type { Demand } from "../policies/demands.js";
import type { ModulePolicies } from "./policies.js";
import type { Scalar } from "./scalar.js";

export interface Module {
  /** The path relative to the output folder, without an extension: `shop/Orders`. */
  readonly path: string;
  /** The path from which the module imports the runtime. */
  readonly runtime: string;
  /** The path of the types that tie tables to interfaces, in a module that is only type-checked. */
  readonly checked: string | undefined;
  /** True if its tables include documentation. */
  readonly documented: boolean;
  /** Types of its operations that other modules declare, exported again for users of the operations. */
  readonly exports: readonly Import[];
  readonly addresses: readonly ModuleAddress[];
  /** Undefined if no policy demands anything of callers. */
  readonly policies: ModulePolicies | undefined;
  /** The names of the namespace constants, by URI. */
  readonly namespaces: ReadonlyMap<string, string>;
  readonly operations: readonly ModuleOperation[];
  /** The declared and the imported types by key, with their names in this module. */
  readonly types: ReadonlyMap<string, ModuleType>;
  /** The types that it declares, in the order of the service. */
  readonly declared: readonly ModuleType[];
  /** By key: the choices that it declares and those to which it refers. */
  readonly choices: ReadonlyMap<string, ModuleChoice>;
  readonly declaredChoices: readonly ModuleChoice[];
  /** Present if it declares the values of anyType. */
  readonly any: ModuleAny | undefined;
  /** True if other modules import its tables. */
  readonly shared: boolean;
  readonly scalars: ReadonlyMap<BuiltinName, Scalar>;
}

export interface ModuleAddress {
  /** The name of the constant. */
  readonly name: string;
  readonly address: string;
  /** The ports at this address. */
  readonly ports: readonly Port[];
  /** The demands of these ports on every call. */
  readonly demands: readonly Demand[];
  /** The operations that have this address in place of those of the ports. */
  readonly operations: readonly Operation[];
  /** True if all ports of the service have this address. */
  readonly only: boolean;
}

export interface ModuleOperation {
  readonly function: string;
  /** The function that creates its table. */
  readonly table: Code;
  readonly operation: Operation;
  readonly bindings: readonly Binding[];
  /** The request line of the first binding: `POST /soap.asmx`. */
  readonly requestLine: string | undefined;
  /** True if no sample shows its response. */
  readonly isReplyUnknown: boolean;
  readonly request: ModuleMessage;
  readonly response: ModuleMessage | undefined;
  /** The properties of its request, those of the only wrapper element in it if there is one. */
  readonly parameters: readonly string[];
  /** The elements in the details of faults; undefined if none is declared. */
  readonly faults: PropertyGroup | undefined;
  /** The header blocks of faults; undefined if they equal those of the response. */
  readonly faultHeader: PropertyGroup | undefined;
  readonly http: readonly ModuleHttpOperation[];
  /** The replies over HTTP that the type of the response does not include. */
  readonly otherReplies: readonly ModuleReply[];
}

export interface ModuleMessage {
  readonly body: PropertyGroup;
  /** Undefined without header blocks. */
  readonly header: PropertyGroup | undefined;
  /** True for SOAP encoding. */
  readonly encoded: boolean;
  /** True if objects may refer to each other. */
  readonly references: boolean;
  /** Empty without attachments. */
  readonly parts: readonly AttachmentPart[];
}

export interface ModuleHttpOperation {
  readonly operation: HttpOperation;
  /** Parameters whose names differ from those of their properties. */
  readonly parameters: readonly { readonly property: string; readonly name: string }[];
  /** The root's namespace, if it differs from that of the response body. */
  readonly namespace: string | undefined;
  readonly result: string | undefined;
  /** The root of a reply with a type of its own, as the body of a message. */
  readonly reply: PropertyGroup | undefined;
}

/** The replies of bindings whose values differ from those of the response: an object with one property, or the value alone. */
export interface ModuleReply {
  readonly bindings: readonly HttpBinding[];
  readonly body: PropertyGroup;
  readonly isWrapped: boolean;
}

export type ModuleType =
  | ModuleObject
  | ModuleDataSet
  | ModuleList
  | ModuleAlias
  | ModuleEnumeration
  | ModuleSimple
  | ModuleInline
  | ModuleBuiltin;

export interface ModuleObject extends PropertyGroup {
  readonly kind: "object";
  readonly type: ComplexType;
  readonly names: TypeSymbols;
  readonly attributes: readonly Property<Attribute>[];
  /** The type of the text, if text is allowed. */
  readonly text: TypeReference | undefined;
  /** True if the type occurs in lists, and values may be numerous. */
  readonly repeats: boolean;
  /** True if values are sent with content that the spec does not declare. */
  readonly open: boolean;
  /** The name in messages, if they can state it. */
  readonly typeName: TypeName | undefined;
  /** Undefined for a type that is not derived and has no derived types. */
  readonly hierarchy: Hierarchy | undefined;
}

/** The tables of a typed DataSet. */
export interface ModuleDataSet extends DataTables {
  readonly kind: "dataSet";
  readonly type: ComplexType;
  readonly names: TypeSymbols;
}

/** An inline list type, `T[]`. */
export interface ModuleList {
  readonly kind: "list";
  readonly namespace: string;
  readonly item: Property<Element>;
  /** The number of dimensions of an array with several. */
  readonly dimensions: number | undefined;
  readonly typeName: TypeName | undefined;
}

/** A list type with a name, which recursion requires. */
export interface ModuleAlias extends Omit<ModuleList, "kind"> {
  readonly kind: "alias";
  /** As in `ModuleObject`. */
  readonly open: boolean;
  readonly type: ComplexType;
  readonly names: TypeSymbols;
}

export interface ModuleEnumeration {
  readonly kind: "enumeration";
  readonly type: SimpleType;
  readonly names: TypeSymbols;
  /** As in `ModuleSimple`; if present, the type has a function. */
  readonly typeName: TypeName | undefined;
}

/** A simple type with an alias, and a function that creates its runtime type. */
export interface ModuleSimple {
  readonly kind: "simple";
  readonly type: SimpleType | ListType | UnionType;
  readonly names: TypeSymbols;
  /** The name in messages, if they state it. */
  readonly typeName: TypeName | undefined;
}

/** A simple type without a name, printed inline. */
export interface ModuleInline {
  readonly kind: "inline";
  readonly type: SimpleType | ListType | UnionType;
}

/** The values that elements of anyType can have. */
export interface ModuleAny {
  readonly names: Pick<ChoiceSymbols, "type" | "table">;
  /** By key, the types that `xsi:type` can state, beside the builtin ones. */
  readonly types: readonly (readonly [key: string, TypeName])[];
  /** The builtin types whose form the configuration selects. */
  readonly scalars: readonly (readonly [BuiltinName, Scalar])[];
}

/** A choice that types refer to by its name. */
export interface ModuleChoice extends SharedChoice {
  readonly names: ChoiceSymbols;
}

export interface ChoiceSymbols {
  readonly type: Code;
  /** The function that returns the part of a table that the choice is. */
  readonly table: Code;
  /** As in `TypeSymbols`. */
  readonly exported: Code;
}

/** A restriction without facets, equivalent to its base. */
export interface ModuleBuiltin {
  readonly kind: "builtin";
  readonly name: BuiltinName;
  /** As in `TypeReference`. */
  readonly open?: true;
  readonly xml?: true;
  /** The key of the tables of the typed DataSet that the XML is. */
  readonly dataSet?: string;
}

/** The symbols of a declared type. */
export interface TypeSymbols {
  readonly type: Code;
  /** The array of an enumeration's members, which shares its name with their union. */
  readonly members: Code;
  /** The function that creates its table or its simple type. */
  readonly table: Code;
  /** The type without its derived types. */
  readonly base: Code;
  /** The type under the name that the module exports, with its import if another module declares it. */
  readonly exported: Code;
}

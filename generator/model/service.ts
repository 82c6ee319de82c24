/**
 * The model: what is known of a service in the words of WSDL and XML Schema, as plain data that survives
 * `JSON.stringify`. It knows nothing of TypeScript. `inspect --json` prints it.
 */
import type { Place } from "../source.js";
import type { BuiltinName } from "./builtin.js";

/** Raised whenever a program that reads `inspect --json` would have to change. */
export const modelVersion = 1;

export interface Service {
  /** The folder of the spec, or the service's own name where a folder holds several. */
  readonly name: string;
  /** The target namespace: the one of most operations' wrapper elements. */
  readonly namespace: string;
  readonly documentation?: string;
  readonly ports: readonly Port[];
  /** In the order of the spec: files by name, operations as they stand in the file. */
  readonly operations: readonly Operation[];
  /**
   * In the order in which the operations first reach them. Every reference is to one of these. Services of one spec share
   * types: those of one key are the same in all of them.
   */
  readonly types: readonly Type[];
}

export type Binding = "soap11" | "soap12" | "httpGet" | "httpPost";

/** A binding at an address. */
export interface Port {
  readonly binding: Binding;
  /** An absolute URL; the part that operations of the HTTP bindings append is not in it. */
  readonly address: string;
  readonly evidence: Evidence<"address">;
}

export interface Operation {
  readonly name: string;
  readonly documentation?: string;
  readonly bindings: readonly OperationBinding[];
  readonly request: Message;
  /** Absent for a one-way operation. */
  readonly response?: Message;
  readonly place: Place;
}

export type OperationBinding = SoapOperation | HttpOperation;

export interface SoapOperation {
  readonly binding: "soap11" | "soap12";
  /** The SOAPAction, verbatim; absent where SOAP 1.2 names none. */
  readonly action?: string;
  readonly place: Place;
}

export interface HttpOperation {
  readonly binding: "httpGet" | "httpPost";
  /** What follows the port's address: `/GetImageStatus`. */
  readonly location: string;
  /** In the order of the request's elements, which they stand for by position. */
  readonly parameters: readonly HttpParameter[];
  /** The root element of a reply; absent where the reply has no content, or where `result` takes any root. */
  readonly root?: QName;
  /** The element of the response wrapper that the root's type is the type of; absent where there is no wrapper. */
  readonly result?: string;
  readonly place: Place;
}

export interface HttpParameter {
  readonly name: string;
  /** Local name of the request's element. */
  readonly element: string;
}

/** What travels one way. A body of one element is that element; of more, or of none, its parts side by side. */
export interface Message {
  readonly style: "document" | "rpc";
  readonly use: "literal" | "encoded";
  /** Of rpc: the element round the parts. */
  readonly wrapper?: QName;
  readonly body: readonly Element[];
  readonly header: readonly Element[];
}

export interface QName {
  readonly namespace: string;
  readonly local: string;
}

/** A particle that is an element, or an element of a message. */
export interface Element {
  readonly kind: "element";
  readonly name: QName;
  readonly type: TypeReference;
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
  readonly nillable: boolean;
  readonly documentation?: string;
  readonly evidence: Evidence<"name" | "type" | "minOccurs" | "maxOccurs" | "nillable">;
}

/** A place for any elements. */
export interface Wildcard {
  readonly kind: "any";
  readonly evidence: Evidence<"name">;
}

export type Particle = Element | Wildcard;

/** `name` of a type is its key in the service: `{namespace}local`. */
export type TypeReference =
  { readonly kind: "builtin"; readonly name: BuiltinName } | { readonly kind: "type"; readonly name: string };

export type Type = ComplexType | SimpleType;

interface TypeHead {
  /** Of an anonymous type: its element's name, or `Parent_Child` where that is another type's; see `anonymous`. */
  readonly name: QName;
  /** True if the spec does not say its name. */
  readonly anonymous: boolean;
  readonly documentation?: string;
  /** `name`: what shows the name. `content`: the samples that show the content. */
  readonly evidence: Evidence<"name" | "content">;
}

export interface ComplexType extends TypeHead {
  readonly kind: "complex";
  readonly attributes: readonly Attribute[];
  readonly content: Content;
  /** Of an operation's wrapper element: it is an object even if it holds nothing but one repeated element. */
  readonly wrapper?: true;
  /** True if some response reaches it: its members can then be absent or nil whatever a sample shows. */
  readonly reply: boolean;
}

export type Content =
  | { readonly kind: "sequence"; readonly particles: readonly Particle[] }
  /** Simple content: the text of an element with attributes. */
  | { readonly kind: "text"; readonly type: TypeReference }
  /** A sample shows `<X />`: it may be text, elements or nothing. */
  | { readonly kind: "unknown" };

export interface Attribute {
  readonly name: QName;
  /** Builtin or simple. */
  readonly type: TypeReference;
  readonly use: "required" | "optional";
  readonly evidence: Evidence<"type" | "use">;
}

/** A restriction of a builtin type by enumeration. */
export interface SimpleType extends TypeHead {
  readonly kind: "simple";
  readonly base: BuiltinName;
  readonly enumeration: readonly string[];
  /** True if a reply may hold members that the spec does not list. */
  readonly open: boolean;
  readonly reply: boolean;
}

/** Why each fact is held to be true. The first kind wins where sources disagree. */
export type Evidence<Fact extends string> = { readonly [fact in Fact]: Reason };

export interface Reason {
  /** By the configuration, by a WSDL or schema, by a sample, or by the conventions of ASMX. */
  readonly kind: "overridden" | "declared" | "shown" | "assumed";
  readonly places: readonly Place[];
}

/** `{namespace}local` */
export function clark(name: QName): string {
  return `{${name.namespace}}${name.local}`;
}

/** The item of a type that is one repeated element and nothing else (`ArrayOfX`), which is a list itself. */
export function listItem(type: Type): Element | undefined {
  if (type.kind === "simple" || type.wrapper || type.attributes.length > 0 || type.content.kind !== "sequence")
    return undefined;
  const [item, ...others] = type.content.particles;
  if (item === undefined || others.length > 0 || item.kind !== "element") return undefined;
  if (item.maxOccurs === 0 || item.maxOccurs === 1) return undefined;
  return item;
}

/** True for a type that is places for any elements and nothing else, as of `XmlNode` and `DataSet`: its content is any XML. */
export function isAnyContent(type: Type): boolean {
  if (type.kind === "simple" || type.wrapper || type.attributes.length > 0 || type.content.kind !== "sequence")
    return false;
  const { particles } = type.content;
  return particles.length > 0 && particles.every(({ kind }) => kind === "any");
}

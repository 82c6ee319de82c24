/**
 * The model: what is known of a service in the words of WSDL and XML Schema, as plain data that survives
 * `JSON.stringify`. It knows nothing of TypeScript. `inspect --json` prints it.
 */
import type { Binding, HttpBinding, SoapBinding } from "../bindings.js";
import type { Place } from "../source.js";
import type { BuiltinName } from "../builtins.js";

/** Raised whenever a program that reads `inspect --json` would have to change. */
export const modelVersion = 2;

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

/** A binding at an address. */
export interface Port {
  /** Of the WSDL; a help page names none. */
  readonly name?: string;
  readonly binding: Binding;
  /** An absolute URL; the part that operations of the HTTP bindings append is not in it. */
  readonly address: string;
  readonly evidence: Evidence<"address">;
}

export interface Operation {
  /** No other operation of the service has it: of overloads, the second one is called by its input's name or by a number. */
  readonly name: string;
  readonly documentation?: string;
  readonly bindings: readonly OperationBinding[];
  readonly request: Message;
  /** Absent for a one-way operation. */
  readonly response?: Message;
  /** Those that a WSDL declares. */
  readonly faults: readonly Fault[];
  /** The header blocks that a WSDL has for faults alone (`soap:headerfault`), none of which must be there; absent where it has none. */
  readonly headerFaults?: readonly Element[];
  readonly place: Place;
}

/** A fault that an operation can answer with. */
export interface Fault {
  readonly name: string;
  readonly documentation?: string;
  /** What stands in the detail. */
  readonly element: Element;
}

export type OperationBinding = SoapOperation | HttpOperation;

export interface SoapOperation {
  readonly binding: SoapBinding;
  /** The SOAPAction, verbatim; absent where SOAP 1.2 names none. */
  readonly action?: string;
  readonly place: Place;
}

export interface HttpOperation {
  readonly binding: HttpBinding;
  /** What follows the port's address: `/GetImageStatus`. Of `urlReplacement`, `(name)` in it stands for a parameter. */
  readonly location: string;
  /** Parameters stand in the location, not in a query or a form. */
  readonly urlReplacement?: true;
  /** In the order of the request's elements, which they stand for by position. */
  readonly parameters: readonly HttpParameter[];
  /** The reply is text as it stands (`mime:content` of a type that is no XML), the value of the response's one element. */
  readonly text?: true;
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
  /** The value of an element that is empty. */
  readonly default?: string;
  /** The only value that it can have. */
  readonly fixed?: string;
  /** Of a header block in SOAP encoding; absent where it is literal, whatever the body is. What stands in bodies has its message's. */
  readonly use?: "encoded";
  readonly documentation?: string;
  readonly evidence: Evidence<"name" | "type" | "minOccurs" | "maxOccurs" | "nillable">;
}

/** A place for any elements. */
export interface Wildcard {
  readonly kind: "any";
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
  /** Of the elements: any at all, any but the target namespace `not` and none, or one of these (`""` for none). */
  readonly namespaces: "any" | { readonly not: string } | readonly string[];
  readonly evidence: Evidence<"name">;
}

/**
 * Particles in a row, or one of them. No group stands here that says nothing: a sequence that occurs once is part of what is
 * round it, one particle alone is no group, a choice holds no choice that occurs once, an `all` is a sequence of the content.
 */
export interface ParticleGroup {
  readonly kind: "sequence" | "choice";
  readonly particles: readonly Particle[];
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

export type Particle = Element | Wildcard | ParticleGroup;

/** `name` of a type is its key in the service: `{namespace}local`. */
export type TypeReference =
  { readonly kind: "builtin"; readonly name: BuiltinName } | { readonly kind: "type"; readonly name: string };

export type Type = ComplexType | SimpleType | ListType | UnionType;

interface TypeHead {
  /** Of an anonymous type: its element's name, or `Parent_Child` where that is another type's; see `anonymous`. */
  readonly name: QName;
  /** What XML calls it (`xsi:type`), where services that share types call it after one of them: `Orders_Status`. */
  readonly xmlName?: QName;
  /** True if the spec does not say its name. */
  readonly anonymous: boolean;
  readonly documentation?: string;
  /** `name`: what shows the name. `content`: the samples that show the content. */
  readonly evidence: Evidence<"name" | "content">;
}

export interface ComplexType extends TypeHead {
  readonly kind: "complex";
  /**
   * The keys of the types that are derived from it directly, each of which holds its attributes and content as well. What is
   * of this type can be of theirs instead, and of those derived from them, if it says so (`xsi:type`).
   */
  readonly derived?: readonly string[];
  /** Only types that are derived from it can stand in a message. */
  readonly abstract?: true;
  /** An array of SOAP encoding: its content is one repeated element, whatever that is called in a message. */
  readonly array?: true;
  /** Of an array of several dimensions, how many: its items are its rows, arrays of one dimension less. */
  readonly dimensions?: number;
  readonly attributes: readonly Attribute[];
  readonly content: Content;
  /** Of an operation's wrapper element: it is an object even if it holds nothing but one repeated element. */
  readonly wrapper?: true;
  /** True if some response reaches it: its members can then be absent or nil whatever a sample shows. */
  readonly reply: boolean;
}

export type Content =
  | {
      readonly kind: "sequence";
      readonly particles: readonly Particle[];
      /** The particles may come in any order: `xs:all`. */
      readonly all?: true;
      /** Text can stand between the elements. */
      readonly mixed?: true;
    }
  /** Simple content: the text of an element with attributes. */
  | { readonly kind: "text"; readonly type: TypeReference }
  /** A sample shows `<X />`: it may be text, elements or nothing. */
  | { readonly kind: "unknown" };

export interface Attribute {
  readonly name: QName;
  /** Builtin or simple. */
  readonly type: TypeReference;
  readonly use: "required" | "optional";
  /** The value of an attribute that is absent. */
  readonly default?: string;
  /** The only value that it can have. */
  readonly fixed?: string;
  readonly documentation?: string;
  readonly evidence: Evidence<"type" | "use">;
}

/** A restriction of a builtin type, by however many steps. */
export interface SimpleType extends TypeHead {
  readonly kind: "simple";
  readonly base: BuiltinName;
  /** Empty if the members are not listed. */
  readonly enumeration: readonly string[];
  /** True if a reply may hold members that the spec does not list. */
  readonly open: boolean;
  readonly facets?: Facets;
  readonly reply: boolean;
}

/** Items of a simple type with spaces between them. */
export interface ListType extends TypeHead {
  readonly kind: "list";
  readonly item: TypeReference;
  /** Lengths count items. */
  readonly facets?: Facets;
}

/** A text of one of several simple types: of the first that it fits. */
export interface UnionType extends TypeHead {
  readonly kind: "union";
  readonly members: readonly TypeReference[];
}

/** What restricts a simple type beside its enumeration, of all steps together. Bounds are in the base's own lexical form. */
export interface Facets {
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Regular expressions of XML Schema, each of which must match. */
  readonly patterns?: readonly string[];
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
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
  if (type.kind !== "complex" || type.wrapper || type.attributes.length > 0 || type.content.kind !== "sequence")
    return undefined;
  if (type.content.mixed || type.abstract || type.derived !== undefined) return undefined;
  const [item, ...others] = type.content.particles;
  if (item === undefined || others.length > 0 || item.kind !== "element") return undefined;
  if (item.maxOccurs === 0 || item.maxOccurs === 1) return undefined;
  return item;
}

/** True for a type that is places for any elements and nothing else, as of `XmlNode` and `DataSet`: its content is any XML. */
export function isAnyContent(type: Type): boolean {
  if (type.kind !== "complex" || type.wrapper || type.attributes.length > 0 || type.content.kind !== "sequence")
    return false;
  const { particles } = type.content;
  return particles.length > 0 && particles.every(({ kind }) => kind === "any");
}

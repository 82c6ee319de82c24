/**
 * The service model, in the words of WSDL and XML Schema: plain data, independent of TypeScript. `inspect --json` prints it.
 */
import type { Binding, HttpBinding, SoapBinding } from "../bindings.js";
import type { Demand } from "../policies/demands.js";
import type { Place } from "../source.js";
import type { BuiltinName } from "../builtins.js";

/** Increased whenever programs that read `inspect --json` would have to change. */
export const modelVersion = 2;

/** A service: its ports, operations and types. */
export interface Service {
  /** The name of the spec's folder, or the service's own name if a folder contains several. */
  readonly name: string;
  /** The target namespace: that of most operations' wrapper elements. */
  readonly namespace: string;
  readonly documentation?: string;
  readonly ports: readonly Port[];
  /** Operations in the order of the spec: files sorted by name, then their place in the file. */
  readonly operations: readonly Operation[];
  /**
   * Types in the order in which the operations reach them; every reference is to one of these. Services of one spec
   * share types, so that types with the same key are equal.
   */
  readonly types: readonly Type[];
  /**
   * The keys of the types with a name, which `xsi:type` in an element of anyType can state; undefined without such an
   * element.
   */
  readonly anyTypes?: readonly string[];
  /** The global elements and the types that the configuration names for wildcards; undefined once they are in their contents. */
  readonly carried?: Carried;
}

/** Elements and types that only an override names. */
export interface Carried {
  readonly elements: readonly Element[];
  readonly types: readonly TypeReference[];
}

/** A binding at an address. */
export interface Port {
  /** The name in the WSDL; help pages have none. */
  readonly name?: string;
  readonly binding: Binding;
  /**
   * The demands of policies and required extensions on callers, beside the messages. Of alternatives, those of the one
   * for which the runtime lacks the least. Undefined without any.
   */
  readonly demands?: readonly Demand[];
  /** An absolute URL, without the location that operations of the HTTP bindings append. */
  readonly address: string;
  readonly evidence: Evidence<"address">;
}

/** An operation in all its bindings. */
export interface Operation {
  /** A unique name. Operations that share one in the WSDL are named after their inputs, port types or bindings. */
  readonly name: string;
  readonly documentation?: string;
  /** Its own address, if the configuration gives it one; by default those of the ports. */
  readonly address?: Pick<Port, "address" | "evidence">;
  readonly bindings: readonly OperationBinding[];
  readonly request: Message;
  /** Undefined for a one-way operation. */
  readonly response?: Message;
  /** Faults that a WSDL declares or samples show. */
  readonly faults: readonly Fault[];
  /** The optional header blocks that a WSDL declares for faults only (`soap:headerfault`); undefined without any. */
  readonly headerFaults?: readonly Element[];
  readonly place: Place;
}

/** A fault that an operation may reply with. */
export interface Fault {
  readonly name: string;
  readonly documentation?: string;
  /** The content of the detail. */
  readonly element: Element;
}

/** The form of an operation in one binding. */
export type OperationBinding = SoapOperation | HttpOperation;

/** An operation over SOAP. */
export interface SoapOperation {
  readonly binding: SoapBinding;
  /** The SOAPAction, verbatim; undefined if SOAP 1.2 does not specify one. */
  readonly action?: string;
  /** Why it is that action; absent where a WSDL declares it. */
  readonly evidence?: Evidence<"action">;
  /**
   * The Action of requests in WS-Addressing, if it differs from the SOAPAction: an attribute states it, or a policy demands
   * addressing, so that it is made of the operation's names.
   */
  readonly addressingAction?: string;
  /** The demands of this operation and its messages in addition to those of the ports. Undefined without any. */
  readonly demands?: readonly Demand[];
  readonly place: Place;
}

/** An operation over HTTP GET or POST. */
export interface HttpOperation {
  readonly binding: HttpBinding;
  /**
   * The part of the URL after the port's address: `/GetImageStatus`. With `urlReplacement`, `(name)` in it is a
   * parameter.
   */
  readonly location: string;
  /** True if parameters are part of the location, instead of a query or a form. */
  readonly urlReplacement?: true;
  /**
   * The media type of a request that is an XML document, such as `text/xml`. Its root is the only element of the request,
   * which has no parameters.
   */
  readonly content?: string;
  /** Parameters in the order of the request's elements, to which they correspond by position. */
  readonly parameters: readonly HttpParameter[];
  /** The reply is plain text (`mime:content` of a type other than XML), the value of the response's only element. */
  readonly text?: true;
  /** The root element of a reply; undefined if the reply has no content, or if `result` accepts any root. */
  readonly root?: QName;
  /** The element of the response wrapper that the root stands for; undefined without a wrapper. */
  readonly result?: string;
  /** The root element with its type, if that differs from the type in the response over SOAP. */
  readonly reply?: Element;
  readonly place: Place;
}

/** A parameter of a query, a form or a path. */
export interface HttpParameter {
  readonly name: string;
  /** The local name of the request's element. */
  readonly element: string;
}

/**
 * A message in one direction. A body of one element has that element's value; otherwise its value is an object of its
 * parts.
 */
export interface Message {
  readonly style: "document" | "rpc";
  readonly use: "literal" | "encoded";
  /** For rpc: the element that contains the parts. */
  readonly wrapper?: QName;
  readonly body: readonly Element[];
  readonly header: readonly Element[];
  /** The parts that are attachments (`mime:content`), in the order of the binding; undefined without any. */
  readonly parts?: readonly AttachmentPart[];
  /** True if objects in the body may refer to each other, as DataContractSerializer writes them. */
  readonly references?: true;
  /**
   * Present for a response that no sample shows. Its body is empty and may contain any element, unless the configuration
   * gives it a type.
   */
  readonly evidence?: Evidence<"content">;
}

/** A part of a message that is an attachment. */
export interface AttachmentPart {
  readonly name: string;
  /** Its alternative media types, such as `image/png`, or any. */
  readonly types: readonly string[];
  readonly place: Place;
}

/** A name with its namespace; `""` for none. */
export interface QName {
  readonly namespace: string;
  readonly local: string;
}

/** An element, as a particle or in a message. */
export interface Element {
  readonly kind: "element";
  readonly name: QName;
  readonly type: TypeReference;
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
  readonly nillable: boolean;
  /** The value of an empty element. */
  readonly default?: string;
  /** The only allowed value. */
  readonly fixed?: string;
  /**
   * Present for a header block in SOAP encoding, regardless of the body. Elements of a body have the use of their
   * message.
   */
  readonly use?: "encoded";
  /** True for a header block that samples show with mustUnderstand. */
  readonly mustUnderstand?: true;
  /** The name of its type, if `xsi:type` states it whenever the element is written. */
  readonly xsiType?: QName;
  readonly documentation?: string;
  readonly evidence: Evidence<"name" | "type" | "minOccurs" | "maxOccurs" | "nillable"> & {
    readonly xsiType?: Reason;
  };
}

/** A wildcard for elements. */
export interface Wildcard {
  readonly kind: "any";
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
  /**
   * The namespaces of the elements: any, all but the absent one and the target namespace `not`, or a list of namespaces
   * (`""` for the absent one).
   */
  readonly namespaces: "any" | { readonly not: string } | readonly string[];
  readonly evidence: Evidence<"name">;
}

/**
 * A sequence or a choice, in normal form. A sequence that occurs once is merged into the enclosing one; a single
 * particle is not a group; a choice does not contain a choice that occurs once, unless it has a head; an `all` is a
 * sequence of the content.
 */
export interface ParticleGroup {
  readonly kind: "sequence" | "choice";
  readonly particles: readonly Particle[];
  /**
   * The head of the substitution group that the choice consists of; choices with one head have the same elements. Absent where the
   * enclosing object has another element with one of their local names: its properties are then named per object.
   */
  readonly head?: QName;
  readonly minOccurs: number;
  readonly maxOccurs: number | "unbounded";
}

/** A part of the content of a complex type. */
export type Particle = Element | Wildcard | ParticleGroup;

/** A reference; `name` of a type is its key in the service: `{namespace}local`. */
export type TypeReference =
  | {
      readonly kind: "builtin";
      readonly name: BuiltinName;
      /** True if only values suggest the type, so that other texts are let through. */
      readonly open?: true;
      /** True for content of anyType that is XML, whatever its `xsi:type`. */
      readonly xml?: true;
    }
  | { readonly kind: "type"; readonly name: string };

/** A type with a key in the service. */
export type Type = ComplexType | SimpleType | ListType | UnionType;

interface TypeHead {
  /** For an anonymous type: its element's name, or `Parent_Child` if that is another type's; see `anonymous`. */
  readonly name: QName;
  /** The name in XML (`xsi:type`), if the services that share types name it differently: `Orders_Status`. */
  readonly xmlName?: QName;
  /** True if the spec does not name the type. */
  readonly anonymous: boolean;
  readonly documentation?: string;
  /** `name` is the evidence of the name, `content` that of the content. */
  readonly evidence: Evidence<"name" | "content">;
}

/** A type with attributes or elements. */
export interface ComplexType extends TypeHead {
  readonly kind: "complex";
  /**
   * The keys of the types derived directly from this one. Each includes the inherited attributes and content. A value
   * may be of a derived type at any level, which `xsi:type` then names.
   */
  readonly derived?: readonly string[];
  /** True if messages may contain only derived types. */
  readonly abstract?: true;
  /** True if objects have ids in messages with references, so that one may occur several times. */
  readonly shared?: true;
  /** True for an array of SOAP encoding: its content is one repeated element, whose name in messages may differ. */
  readonly array?: true;
  /** The number of dimensions of an array with several: its items are its rows, arrays of one dimension less. */
  readonly dimensions?: number;
  readonly attributes: readonly Attribute[];
  readonly content: Content;
  /** True for an operation's wrapper element, which is an object even if it contains only one repeated element. */
  readonly wrapper?: true;
  /** For any content that holds a typed DataSet or one of its DataTables: the key of the type that has the tables. */
  readonly dataSet?: string;
  /** Present for the tables of a typed DataSet, each an element that repeats, and for the type of a row. */
  readonly data?: "tables" | "row";
  /** True if a response reaches the type, so that its members may be absent or nil whatever a sample shows. */
  readonly reply: boolean;
}

/** The content of a complex type. */
export type Content =
  | {
      readonly kind: "sequence";
      readonly particles: readonly Particle[];
      /** True if the particles may occur in any order: `xs:all`. */
      readonly all?: true;
      /** True if text may occur between the elements. */
      readonly mixed?: true;
    }
  /** Simple content: the text of an element with attributes. */
  | { readonly kind: "text"; readonly type: TypeReference }
  /** An element that a sample shows empty: it may contain text, elements or nothing. */
  | { readonly kind: "unknown" };

/** An attribute of a complex type. */
export interface Attribute {
  readonly name: QName;
  /** A builtin or simple type. */
  readonly type: TypeReference;
  readonly use: "required" | "optional";
  /** The value of an absent attribute. */
  readonly default?: string;
  /** The only allowed value. */
  readonly fixed?: string;
  readonly documentation?: string;
  readonly evidence: Evidence<"type" | "use">;
}

/** A restriction of a builtin type, in any number of steps. */
export interface SimpleType extends TypeHead {
  readonly kind: "simple";
  readonly base: BuiltinName;
  /** The members; empty for a type that is not an enumeration. */
  readonly enumeration: readonly string[];
  /** True if a reply may contain members that the spec does not list. */
  readonly open: boolean;
  readonly facets?: Facets;
  readonly reply: boolean;
}

/** A list of items of a simple type, separated by spaces. */
export interface ListType extends TypeHead {
  readonly kind: "list";
  readonly item: TypeReference;
  /** Facets of the list, whose lengths count items. */
  readonly facets?: Facets;
}

/** A text of the first of several simple types that it fits. */
export interface UnionType extends TypeHead {
  readonly kind: "union";
  readonly members: readonly TypeReference[];
}

/**
 * The facets of a simple type beside its enumeration, of all steps together. Bounds are in the lexical form of the
 * base.
 */
export interface Facets {
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Regular expressions of XML Schema, all of which must match. */
  readonly patterns?: readonly string[];
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
}

/** The evidence for each fact. If sources disagree, the first kind in the list takes precedence. */
export type Evidence<Fact extends string> = { readonly [fact in Fact]: Reason };

/** Why a fact is as it is: the kind of evidence, and where. */
export interface Reason {
  /** The source of the fact: the configuration, a WSDL or schema, a sample, observed messages, or the conventions of ASMX. */
  readonly kind: "overridden" | "declared" | "shown" | "observed" | "assumed";
  readonly places: readonly Place[];
  /** The type that the values of a string suggest, which does not decide its type. */
  readonly values?: LikelyType;
}

/** A type that most values of an element or attribute fit. */
export interface LikelyType {
  readonly like: "int" | "decimal";
  /** The number of values that fit, and that of all. */
  readonly fitting: number;
  readonly all: number;
}

/** `{namespace}local` */
export function clark(name: QName): string {
  return `{${name.namespace}}${name.local}`;
}

/** The local name in `{namespace}local`, or in a name without a namespace. */
export function localOf(key: string): string {
  return key.slice(key.lastIndexOf("}") + 1);
}

/** The types of a service by their keys. */
export function typesByKey(types: readonly Type[]): ReadonlyMap<string, Type> {
  return new Map(types.map((type) => [clark(type.name), type]));
}

/** True for a response of which nothing is known. */
export function isUnknown({ body, evidence }: Message): boolean {
  return evidence !== undefined && body.length === 0;
}

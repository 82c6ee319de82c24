import type { XmlAttribute, XmlElement } from "../xml/element.js";
import type { TypeName, Simple } from "../simple/simple.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import type { Output } from "../xml/output.js";
import type { Content, Member, Plan } from "./plan.js";

/**
 * How values of one type stand in XML: the one source of truth for reading, writing and HTTP forms.
 * The keys of an object are its properties, in the order of the schema.
 */
export interface Table {
  /** Of the elements in it, `""` for unqualified ones. A table inside another takes the outer one's. */
  readonly namespace?: string;
  /** Properties `$name`; the attribute's name is what follows the `$`. */
  readonly attributes?: { readonly [property: string]: Attribute };
  readonly sequence?: { readonly [property: string]: Particle };
  /** Instead of a sequence: the one element that repeats, for a type that is `T[]` itself; any number of times if it says nothing else. */
  readonly list?: { readonly [item: string]: Particle };
  /** More than 1 of a list that is an array of several dimensions in SOAP encoding: the lists in it are its rows, of one length. */
  readonly dimensions?: number;
  /** The type of the text, which is property `$value`. */
  readonly text?: Simple<any>;
  /** What stands together or instead of each other, where that is more than each of the sequence in its turn. */
  readonly content?: ContentModel;
  /** The type's name in a schema: for `$type`, and for messages in SOAP encoding. */
  readonly type?: TypeName;
  /** Of the spec; only in clients that are generated for `soapwright serve`, whose pages show it. */
  readonly documentation?: string;
  /** True if only a derived type can stand in a message; it counts where one is known. */
  readonly abstract?: boolean;
  /** Of a type that others are derived from. */
  readonly derivation?: Derivation;
  /** Makes the object from the values of attributes, text and sequence, in this order; so repeated items get a shape of their own. */
  readonly create?: (values: readonly any[]) => object;
}

/** A table is looked up when it is first needed, so types may refer to themselves and to each other. */
export type Type = Simple<any> | ElementType<any> | GroupType<any> | Table | (() => Table);

/** A type that reads and writes its elements by itself. */
export interface ElementType<T> {
  readonly name: string;
  /** Reads the element that was just opened, which stands for `local` of `namespace`, and passes its end tag. */
  readElement(cursor: Cursor, namespace: string, local: string): T;
  /** Writes `value` as an element `local` of `namespace`; `within` is the default namespace where it stands. */
  writeElement(output: Output, value: T, namespace: string, local: string, within: string): void;
}

/**
 * What is behind one property and is several elements of the content round it, whose value is a list: a repeated group,
 * mixed content, a wildcard. Made by `repeated`, `mixed` and `wildcard`.
 */
export interface GroupType<T> {
  readonly name: string;
  /** Of its items; a wildcard has none. */
  readonly table?: Table;
  /** Of a wildcard: whether it takes elements of this namespace. */
  readonly allows?: (namespace: string) => boolean;
  /** Reads the content of the element that was just opened, which is of a type with such a property, and passes its end tag. */
  readGroup(cursor: Cursor, plan: Plan, tag: StartTag, values: unknown[]): XmlElement[] | null;
  /** Writes one item of `member`. */
  writeItem(output: Output, item: unknown, plan: Plan, member: Member, within: string, depth: number): void;
  /** Never there. */
  readonly value?: T;
}

/** A content model, of properties of the table, each of them in some place of it; made by `sequence`, `choice` and `optional`. */
export interface ContentModel {
  readonly kind: "sequence" | "choice" | "optional";
  readonly parts: readonly (string | ContentModel)[];
  /** The model of these members. Throws a TypeError if it names others, or not all. */
  of(members: readonly Member[]): Content;
}

/** The tables of the types that are derived directly from a type; made by `derivation`. */
export interface Derivation {
  readonly types: { readonly [name: string]: () => Table };
  /** The plan of the type that `$type` calls so, derived directly or not. */
  named(name: unknown): Plan | undefined;
  /** The plan of the type of this name in the schema. */
  find(namespace: string, local: string): Plan | undefined;
  /** The plan of what a value's `$type` names, or of the type itself. Throws a RequestError for an unknown or abstract one. */
  ofValue(declared: Plan, $type: unknown): Plan;
  /** The plan of what the name in `xsi:type` names, or the type itself. */
  ofElement(cursor: Cursor, declared: Plan, name: string | null): Plan | null;
}

/** How messages are written and read, where that is not as their tables stand there: see `encoded`. */
export interface Encoding {
  readonly name: string;
  /** Writes the content of a Body. Throws a RequestError for what does not fit. */
  readonly writeBody: (output: Output, plan: Plan, content: unknown, binding: "soap11" | "soap12") => void;
  /** Writes the content of a Header, some of whose blocks are in this encoding. Throws a RequestError for what does not fit. */
  readonly writeHeader: (output: Output, plan: Plan, content: unknown, binding: "soap11" | "soap12") => void;
  /** Reads the content of the Body that was just opened, and passes its end tag; `soap` is the namespace of a Fault. */
  readonly readBody: <Fault>(
    cursor: Cursor,
    soap: string,
    plan: Plan,
    faultOf: (element: XmlElement) => Fault,
  ) => { readonly fault?: Fault; readonly value?: unknown };
  /** Reads the content of such a Header that was just opened, and passes its end tag. */
  readonly readHeader: (cursor: Cursor, plan: Plan) => OpenContent;
  /** The header blocks of a fault, as far as they fit; `open` gives a cursor at the Header's content. */
  readonly readFaultHeader: (
    open: () => Cursor,
    table: Table,
    readLiteral: (elements: readonly XmlElement[], table: Table) => OpenContent,
  ) => OpenContent;
}

/** A type alone is an element that occurs exactly once and is never nil. */
export type Particle = Type | Element;

/** Its facts are not of literal types, because the compiler forgets those for an element called `constructor` or `toString`. */
export interface Element {
  readonly type: Type;
  /** 0 if it can be absent. More than 1 counts where facets are checked. */
  readonly minOccurs?: number;
  /** More than 1 if the property is a list; likewise. */
  readonly maxOccurs?: number;
  readonly nillable?: boolean;
  /** The element's local name, where it is not the property's. */
  readonly name?: string;
  /** The element's namespace, where it is not the table's. */
  readonly namespace?: string;
  /** Of a header block in SOAP encoding (use "encoded"); literal without it. */
  readonly encoded?: Encoding;
  /** As a table's. */
  readonly documentation?: string;
}

/** A type alone is an attribute that must be there. */
export type Attribute = Simple<any> | AttributeUse;

export interface AttributeUse {
  readonly type: Simple<any>;
  readonly use?: "optional";
  readonly name?: string;
  readonly namespace?: string;
  /** As a table's. */
  readonly documentation?: string;
}

/** An operation in all its bindings. It is made when it is first called. The type parameters tie the tables to the interfaces. */
export interface Operation<Request, Response, Header = OpenContent, Detail = OpenContent, FaultHeader = Header> {
  readonly name: string;
  /** The SOAPAction header, or the `action` parameter of SOAP 1.2. */
  readonly action?: string;
  readonly request: Message;
  /** Absent for a one-way operation. */
  readonly response?: Message;
  /** The elements that the details of faults can hold, none of which must be there. */
  readonly faults?: Table;
  /** The header blocks that faults can come with, none of which must be there; absent where they are those of the response. */
  readonly faultHeader?: Table;
  readonly httpGet?: HttpOperation;
  readonly httpPost?: HttpOperation;
  /** Never there. */
  readonly types?: (request: Request) => [response: Response, header: Header, detail: Detail, faultHeader: FaultHeader];
}

/** Body and header blocks. If the body's sequence is one element, the message's value is that element's. */
export interface Message {
  readonly body: Table;
  readonly header?: Table;
  /** Of a body in SOAP encoding (use "encoded"); literal without it. */
  readonly encoded?: Encoding;
}

export interface HttpOperation {
  /** What follows the port's address. With `urlReplacement`, `(name)` in it stands for a parameter. */
  readonly location: string;
  readonly urlReplacement?: boolean;
  /** The reply is text, and no XML. */
  readonly text?: boolean;
  /** Names of parameters that differ from their properties'. */
  readonly parameters?: { readonly [property: string]: string };
  /** The root element of a reply, absent where there is no content. */
  readonly root?: string;
  /** The root's namespace, where it is not the response body's. */
  readonly namespace?: string;
  /** The property of the response that the root is put back into; absent where the root is the response. */
  readonly result?: string;
}

/** What any complex type can hold beyond what its schema says. */
export interface OpenContent {
  /** Elements that the schema does not name; written last. */
  $any?: XmlElement[] | undefined;
  /** Attributes that the schema does not name. */
  $attributes?: XmlAttribute[] | undefined;
}

import type { XmlAttribute, XmlElement } from "../xml/element.js";
import type { TypeName, Simple } from "../simple/simple.js";
import type { Cursor, ReferenceReader, StartTag } from "../xml/cursor.js";
import type { OpenContentWriter, OpenTag, Output, ReferenceWriter } from "../xml/output.js";
import type { AttributeMember, Content, Member, Plan } from "./plan.js";

/**
 * The XML form of values of one type: the one source of truth for reading, writing and HTTP forms. The keys of an
 * object are its properties, in schema order.
 */
export interface Table<T = any> {
  /** The namespace of its elements, `""` if they are unqualified. A nested table inherits it by default. */
  readonly namespace?: string;
  /** Created by `attributes`. */
  readonly attributes?: Attributes;
  /** Present in tables whose values are both received and sent: writes what was received undeclared. */
  readonly openContent?: OpenContentWriter;
  readonly sequence?: { readonly [property: string]: Particle };
  /** Replaces the sequence of a type that is `T[]` itself: the one element that repeats, unbounded by default. */
  readonly list?: { readonly [item: string]: Particle };
  /**
   * The number of dimensions of an array in SOAP encoding, if more than 1. The lists inside are its rows, all of one
   * length.
   */
  readonly dimensions?: number;
  /** The text, which is the property `$value`; created by `simpleContent`. */
  readonly text?: SimpleContent;
  /**
   * The content model, if members occur together or exclude each other; otherwise the sequence is the content model.
   */
  readonly content?: ContentModel;
  /** The type's name in its schema, for `$type` and for messages in SOAP encoding. */
  readonly type?: TypeName;
  /** The documentation in the spec; present only in clients for `soapwright serve`, whose pages show it. */
  readonly documentation?: string;
  /** True if messages contain only derived types; ignored if none is known. */
  readonly abstract?: boolean;
  /** Derived types. */
  readonly derivation?: Derivation;
  /** True for a derived type, whose values state it in `$type`. */
  readonly derived?: boolean;
  /** Present if an object of the type that occurs twice in a message with `references` is written once. */
  readonly shared?: References;
  /**
   * Creates the object from the values of attributes, text and sequence, in this order; a literal gives each type a
   * hidden class of its own.
   */
  readonly create?: (values: readonly any[]) => object;
  /** Exists only as a type: that of the values. */
  readonly values?: T;
}

/**
 * A type of a member. A function delays the lookup of a table, so that types may refer to themselves and to each other.
 */
export type Type = Simple<any> | ElementType<any> | GroupType<any> | Table | (() => Table);

/** A type that reads and writes its own elements. */
export interface ElementType<T> {
  readonly name: string;
  /** Reads the element that was just opened as `local` of `namespace`, and moves past its end tag. */
  readElement(cursor: Cursor, namespace: string, local: string): T;
  /**
   * Writes `value` as an element `local` of `namespace`; `within` is the default namespace of the enclosing element,
   * `depth` its depth.
   */
  writeElement(output: Output, value: T, namespace: string, local: string, within: string, depth?: number): void;
  /** Present if values have the types that they state: see `anyValue`. */
  readonly any?: AnyKinds;
}

/** The types that values of any type can state. */
export interface AnyKinds {
  /** The type with this namespace and local name, separated by a space. */
  find(qname: string): AnyKind | undefined;
  /** The type that a value states or has as a plain value; null for XML. Throws a RequestError for an unknown type. */
  kindOf(value: unknown): AnyKind | null;
  /** All types that values can state. */
  all(): Iterable<AnyKind>;
  /** The value of what was read as a type, with the attributes of its element that the type does not declare. */
  stating(value: unknown, kind: AnyKind, attributes: readonly XmlAttribute[] | null): unknown;
  /**
   * The content of a value of a type, and the attributes of its element. Throws a RequestError if the value has others
   * properties than one of a simple type or a list.
   */
  partsOf(value: unknown, kind: AnyKind): { readonly content: unknown; readonly attributes: readonly XmlAttribute[] };
  /** Writes a value of a simple type. Throws a RequestError if it does not fit. */
  writeText(output: Output, value: unknown, type: Simple<unknown>): void;
}

/** A type that a value of any type can state. */
export interface AnyKind {
  /** The value of `$type`. */
  readonly name: string;
  readonly type: TypeName;
  /** A simple type, or the plan of a complex one. */
  readonly codec: () => Simple<unknown> | Plan;
  /** The declaration of the prefix of a builtin type. */
  readonly prefix: XmlAttribute | null;
}

/**
 * The type of a property that collects several elements of the enclosing content in a list: a repeated group, mixed
 * content, a wildcard. Created by `repeated`, `mixed` and `wildcard`.
 */
export interface GroupType<T> {
  readonly name: string;
  /** The table of its items; a wildcard has none. */
  readonly table?: Table;
  /** Present for a wildcard: true if it accepts elements of the namespace. */
  readonly allows?: (namespace: string) => boolean;
  /**
   * Reads the content of the element that was just opened, whose type has such a property, and moves past its end tag.
   */
  readContent(cursor: Cursor, plan: Plan, tag: StartTag, values: unknown[]): XmlElement[] | null;
  /** Writes one item of `member`. */
  writeItem(output: Output, item: unknown, plan: Plan, member: Member, within: string, depth: number): void;
  /** Exists only as a type. */
  readonly value?: T;
}

/**
 * A content model over properties of the table, each of which occurs in it; created by `sequence`, `choice` and
 * `optional`.
 */
export interface ContentModel {
  readonly kind: "sequence" | "choice" | "optional";
  readonly parts: readonly (string | ContentModel)[];
  /** The model of these members. Throws a TypeError if the model names other members, or not all of them. */
  of(members: readonly Member[]): Content;
}

/** A choice that several tables contain. Its elements state their namespaces, which may differ from those of the tables. */
export interface ChoiceTable extends Table {
  readonly sequence: { readonly [property: string]: Particle };
  readonly content: ContentModel;
}

/** The attributes of a complex type; created by `attributes`. */
export interface Attributes<Declared = { readonly [property: string]: Attribute }> extends ElementWriter {
  readonly declared: Declared;
  readonly members: readonly AttributeMember[];
  /** Reads the attributes in the start tag last read, and returns their number. */
  read(cursor: Cursor, values: unknown[]): number;
  /** True for one of them. */
  declares(attribute: XmlAttribute): boolean;
}

/** The text of elements with attributes; created by `simpleContent`. */
export interface SimpleContent<Type = Simple<any>> {
  readonly type: Type;
  /** Reads the content of the element that was just opened, and moves past its end tag. Returns the elements in it. */
  readContent(cursor: Cursor, plan: Plan, tag: StartTag, values: unknown[]): XmlElement[] | null;
}

/** Writes elements that state more than their content: see `openElement`. */
export interface ElementWriter {
  /**
   * Writes the start tag of an element of a member whose type has this plan: undefined if it has neither attributes nor
   * another type, null if the whole element is written. Throws a RequestError if an attribute does not fit.
   */
  openElement(output: Output, plan: Plan, member: Member, value: unknown, within: string): OpenTag | null | undefined;
}

/** The tables of the types derived directly from a type; created by `derivation`. */
export interface Derivation extends ElementWriter {
  readonly types: { readonly [name: string]: () => Table };
  /** The plan of the type with this value of `$type`, derived directly or indirectly. */
  named(name: unknown): Plan | undefined;
  /** The plan of the type with this name in the schema. */
  find(namespace: string, local: string): Plan | undefined;
  /**
   * The plan of the type that a value's `$type` names, by default the declared one. Throws a RequestError for an
   * unknown or abstract type.
   */
  ofValue(declared: Plan, $type: unknown): Plan;
  /** The plan of the type that `xsi:type` names, or of the declared type. */
  ofElement(cursor: Cursor, declared: Plan): Plan | null;
}

/** Nil elements with attributes: see `nil`. */
export interface NilElement {
  /** Reads the attributes of the nil element that was just opened. */
  readonly read: (cursor: Cursor, plan: Plan) => object | null;
  /** Writes a nil element with attributes; false for any other value. Throws a RequestError for null if one is required. */
  readonly write: (
    output: Output,
    plan: Plan,
    value: unknown,
    namespace: string,
    name: string,
    within: string,
  ) => boolean;
}

/** Adds attributes to the element that was written from an offset on: see `mustUnderstand`. */
export type Mark = (output: Output, at: number, value: unknown) => void;

/** References between the objects of one message: see `objectReferences`. */
export interface References extends ElementWriter {
  readonly reader: () => ReferenceReader;
  readonly writer: () => ReferenceWriter;
}

/** Writes and reads messages whose XML differs from their tables: see `encoded`. */
export interface Encoding {
  readonly name: string;
  /** Writes the content of a Body. Throws a RequestError if a value does not fit its type. */
  readonly writeBody: (output: Output, plan: Plan, content: unknown, binding: "soap11" | "soap12") => void;
  /**
   * Writes the content of a Header in which at least one block is in this encoding. Throws a RequestError if a value
   * does not fit its type.
   */
  readonly writeHeader: (output: Output, plan: Plan, content: unknown, binding: "soap11" | "soap12") => void;
  /** Opens the Body whose start tag was just read; `soap` is the namespace of a Fault. */
  readonly openBody: (cursor: Cursor, soap: string) => EncodedBody;
  /** Reads the content of the Header that was just opened, and moves past its end tag. */
  readonly readHeader: (cursor: Cursor, plan: Plan) => OpenContent;
  /** Reads the header blocks of a fault, as far as they fit; `open` returns a cursor at the Header's content. */
  readonly readFaultHeader: (
    open: () => Cursor,
    table: Table,
    readLiteral: (elements: readonly XmlElement[], table: Table) => OpenContent,
  ) => OpenContent;
}

/** Reads the content of an open Body as that of the plan, or a Fault, and moves past the end tag of the Body. */
export type ReadBody = <Fault>(
  plan: Plan,
  faultOf: (element: XmlElement) => Fault,
) => { readonly fault?: Fault | undefined; readonly value?: unknown };

/** A Body whose elements can be listed before their types are known. */
export interface EncodedBody {
  readonly elements: () => readonly BodyElement[];
  readonly read: ReadBody;
}

export interface BodyElement {
  readonly namespace: string;
  readonly local: string;
  /** The offset of its start tag. */
  readonly at: number;
  /** True for a serialization root; false for a value that other elements refer to (SOAP 1.1, 5.1 and 5.6). */
  readonly isRoot: boolean;
}

/** A member of a sequence. A bare type is a required element that is not nillable. */
export type Particle = Type | Element;

/**
 * A member of a sequence with its facts. They are not literal types, because TypeScript widens those for an element
 * named `constructor` or `toString`.
 */
export interface Element {
  readonly type: Type;
  /** 0 if the element may be absent. Values above 1 take effect with `validate`. */
  readonly minOccurs?: number;
  /** Above 1 if the property is a list; the exact number takes effect with `validate`. */
  readonly maxOccurs?: number;
  /** `nil` if the type has attributes, which a nil element may have too. */
  readonly nillable?: boolean | NilElement;
  /** The element's local name, if it differs from the property. */
  readonly name?: string;
  /** The element's namespace, if it differs from the table's. */
  readonly namespace?: string;
  /** The encoding of a header block (use "encoded"); literal by default. */
  readonly encoded?: Encoding;
  /** Marks a header block when it is written (use "mustUnderstand"). */
  readonly mark?: Mark;
  /** The documentation in the spec, as in a table. */
  readonly documentation?: string;
}

/** An attribute. A bare type is a required attribute. */
export type Attribute = Simple<any> | AttributeUse;

export interface AttributeUse {
  readonly type: Simple<any>;
  readonly use?: "optional";
  readonly name?: string;
  readonly namespace?: string;
  /** The documentation in the spec, as in a table. */
  readonly documentation?: string;
}

/** A choice that may be absent. */
export type OptionalChoice<Choice> = { [Property in keyof Choice]?: Choice[Property] | undefined };

/** A choice that is absent, because another alternative is present. */
export type NoChoice<Choice> = { [Property in keyof Choice]?: undefined };

/** Content that any complex type may have in addition to its schema. */
export interface OpenContent {
  /** Elements that the schema does not declare; written last. */
  $any?: XmlElement[] | undefined;
  /** Attributes that the schema does not declare. */
  $attributes?: XmlAttribute[] | undefined;
}

/**
 * A nil element with attributes (`xsi:nil="true"`): it has no content, so that all other properties of its type are
 * absent. `"$nil" in value` distinguishes it. A nil element without attributes is null.
 */
export type Nil<Type, Attributes extends string> = Type extends unknown
  ? { $nil: true } & Pick<Type, Extract<keyof Type, Attributes | "$attributes">> & {
        [Property in Exclude<keyof Type, Attributes | "$attributes">]?: undefined;
      }
  : never;

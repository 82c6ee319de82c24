/**
 * Types that prove that each table fits its interface. Generated modules lack them, because users' compilers would take
 * too long; tests emit modules with them.
 */
/* eslint-disable @typescript-eslint/no-explicit-any -- as the runtime declares what holds values of every type */
import type { Cursor } from "../../templates/runtime/xml/cursor.js";
import type { OpenContentWriter, Output } from "../../templates/runtime/xml/output.js";
import type { Simple, TypeName } from "../../templates/runtime/simple/simple.js";
import type { Faults, Operation } from "../../templates/runtime/complex/operation.js";
import type {
  Attributes as AttributesOf,
  ChoiceTable,
  ContentModel,
  ElementType,
  GroupType,
  NilElement,
  OpenContent,
  SimpleContent,
  Table,
} from "../../templates/runtime/complex/table.js";

/**
 * The table of an interface, of a union that is a choice, or of a list. One whose values can say their type is known by the
 * values alone: what it holds itself is for {@link OwnTableOf}.
 */
export type TableOf<T> = [T] extends [readonly (infer Item)[]]
  ? ListTable<Item>
  : "$type" extends KeyOf<T>
    ? Table & { readonly type: TypeName; readonly value?: (value: T) => T }
    : ObjectTable<T>;

/** The table of a type without its derived types. */
export type OwnTableOf<T> = ObjectTable<T> & { readonly type: TypeName };

/** The part of a table that holds one of the properties of `T`. */
export interface ChoiceTableOf<T> extends ChoiceTable {
  readonly sequence: { readonly [P in KeyOf<T>]-?: Anyhow<T, P> };
}

/** An operation whose messages have its types. */
export type OperationOf<
  Request,
  Response,
  Header = OpenContent,
  Detail = OpenContent,
  FaultHeader = Header,
> = Operation<Request, Response, Header, Detail, FaultHeader> & {
  readonly request: { readonly body: Body<Request>; readonly header?: Table };
} & ([Response] extends [ReturnType<() => void>]
    ? { readonly response?: never }
    : { readonly response: { readonly body: Body<Response>; readonly header?: TableOf<Header> } }) &
  ([OwnKey<Detail>] extends [never] ? unknown : { readonly faults: Faults<TableOf<Detail>, any> }) &
  ([FaultHeader] extends [Header] ? unknown : { readonly faults: Faults<any, TableOf<FaultHeader>> });

/** The value of a message is its one element's, or it is the body's. */
type Body<Value> =
  | { readonly namespace?: string; readonly sequence: { readonly [property: string]: ParticleOf<Value> } }
  // Not of a text, which has the properties of every object.
  | ([Value] extends [object] ? TableOf<Value> : never);

interface ListTable<Item> {
  readonly namespace?: string;
  readonly openContent?: OpenContentWriter;
  readonly list: { readonly [item: string]: ItemParticle<Item> };
  readonly type?: TypeName;
}

type ObjectTable<T> = {
  readonly namespace?: string;
  /** Present in the table of a type that values of any type can state. */
  readonly type?: TypeName;
  readonly openContent?: OpenContentWriter;
  readonly list?: never;
} & Attributes<T, AttributeKey<T>> &
  Sequence<T, MemberKey<T>> &
  ("$value" extends KeyOf<T>
    ? { readonly text: SimpleContent<SimpleOf<Exclude<Of<T, "$value">, undefined>>> }
    : { readonly text?: never }) & {
    readonly create?: (values: readonly any[]) => { readonly [K in Exclude<OwnKey<T>, "$type">]-?: unknown };
  };

/** The keys of every alternative of a union. */
type KeyOf<T> = T extends unknown ? keyof T : never;
type Of<T, K extends PropertyKey> = T extends { readonly [P in K]?: infer V } ? V : never;

type OwnKey<T> = Exclude<KeyOf<T>, keyof OpenContent>;
type AttributeKey<T> = Exclude<OwnKey<T> & `$${string}`, "$value" | "$type" | GroupKey<T>>;
type MemberKey<T> = Exclude<OwnKey<T>, `$${string}`> | GroupKey<T>;

/** Properties that stand for several elements; an attribute may have such a name where there is no such property. */
type GroupKey<T> = {
  [K in OwnKey<T> & GroupName]: [Extract<ItemOf<Of<T, K>>, object>] extends [never] ? never : K;
}[OwnKey<T> & GroupName];
type GroupName = "$mixed" | "$choice" | `$choice_${number}` | "$sequence" | `$sequence_${number}`;
type ItemOf<V> = Exclude<V, undefined> extends readonly (infer Item)[] ? Item : never;

type Attributes<T, K extends PropertyKey> = [K] extends [never]
  ? { readonly attributes?: never }
  : { readonly attributes: AttributesOf<{ readonly [P in K]-?: AttributeOf<Of<T, P>> }> };

/** Required members; a content model determines them if there is one. */
type Sequence<T, K extends PropertyKey> = [K] extends [never]
  ? { readonly sequence?: Wildcard }
  : | { readonly sequence: { readonly [P in K]-?: MemberOf<T, P> } & Wildcard; readonly content?: never }
    | { readonly sequence: { readonly [P in K]-?: Anyhow<T, P> } & Wildcard; readonly content: ContentModel };

type Wildcard = { readonly $any?: MemberOf<OpenContent, "$any"> | Anyhow<OpenContent, "$any"> };

type MemberOf<T, P extends PropertyKey> =
  P extends GroupKey<T> ? GroupOf<Of<T, P>> : P extends "$any" ? GroupOf<Of<T, P>> : ParticleOf<Of<T, P>>;

type Anyhow<T, P extends PropertyKey> =
  | MemberOf<{ [K in P]: Exclude<Of<T, K>, undefined> }, P>
  | MemberOf<{ [K in P]: Exclude<Of<T, K>, undefined> | undefined }, P>;

type GroupOf<V> = undefined extends V
  ? { readonly minOccurs: number } & Group<Exclude<V, undefined>>
  : ({ readonly minOccurs?: never } & Group<V>) | GroupType<V>;

type Group<V> = { readonly type: GroupType<V>; readonly maxOccurs?: number };

type AttributeOf<V> = undefined extends V
  ? { readonly type: SimpleOf<Exclude<V, undefined>>; readonly use: "optional" } & Named
  : SimpleOf<V> | ({ readonly type: SimpleOf<V>; readonly use?: never } & Named);

type ParticleOf<V> = undefined extends V
  ? { readonly minOccurs: number } & ElementOf<Exclude<V, undefined>>
  : RequiredElement<V> | (null extends V ? never : TypeOf<V>);

type RequiredElement<V> =
  ({ readonly minOccurs?: never } & OneElement<V>) | ({ readonly minOccurs?: number } & Repeated<V>);

type ElementOf<V> = OneElement<V> | Repeated<V>;
type Repeated<V> = V extends readonly (infer Item)[] ? RepeatedElement<Item> : never;

type ItemParticle<V> =
  | ({
      readonly type: TypeOf<Exclude<V, None>>;
      readonly minOccurs?: number;
      readonly maxOccurs?: number;
    } & Nillable<V> &
      Named)
  | (null extends V ? never : TypeOf<V>);

type OneElement<V> = { readonly type: TypeOf<Exclude<V, None>>; readonly maxOccurs?: never } & Nillable<V> & Named;
type RepeatedElement<V> = { readonly type: TypeOf<Exclude<V, None>>; readonly maxOccurs: number } & Nillable<V> & Named;
type None = null | { $nil: true };
type Nillable<V> = null extends V ? { readonly nillable: boolean | NilElement } : { readonly nillable?: never };
type Named = { readonly name?: string; readonly namespace?: string };

type TypeOf<T> = SimpleOf<T> | WholeOf<T> | ([T] extends [object] ? TableOf<T> | (() => TableOf<T>) : never);

/** A simple type of exactly `T`: it reads a `T`, and can write every `T`. */
interface SimpleOf<T> extends Omit<Simple<any>, "read" | "write"> {
  readonly read: (cursor: Cursor) => T;
  readonly write: (output: Output, value: T) => void;
}

interface WholeOf<T> extends Omit<ElementType<any>, "readElement" | "writeElement"> {
  readonly readElement: (cursor: Cursor, namespace: string, local: string) => T;
  readonly writeElement: (output: Output, value: T, namespace: string, local: string, within: string) => void;
}

/**
 * What generated modules would have to prove if users' compilers could bear it: that each table fits its interface. Tests emit
 * modules that do.
 */
/* eslint-disable @typescript-eslint/no-explicit-any -- as the runtime declares what holds values of every type */
import type { Cursor } from "../../templates/runtime/cursor.js";
import type { Output } from "../../templates/runtime/output.js";
import type { Simple } from "../../templates/runtime/simple.js";
import type { ElementType, OpenContent, Operation, Table } from "../../templates/runtime/table.js";

/** The table of an interface, or of a list. */
export type TableOf<T> = T extends readonly (infer Item)[] ? ListTable<Item> : ObjectTable<T>;

/** An operation whose messages have its types. */
export type OperationOf<Request, Response, Header = OpenContent> = Operation<Request, Response, Header> & {
  readonly request: { readonly body: Body<Request>; readonly header?: Table };
} & ([Response] extends [ReturnType<() => void>]
    ? { readonly response?: never }
    : { readonly response: { readonly body: Body<Response>; readonly header?: TableOf<Header> } });

/** The value of a message is its one element's, or it is the body's. */
type Body<Value> =
  | { readonly namespace?: string; readonly sequence: { readonly [property: string]: ParticleOf<Value> } }
  // Not of a text, which has the properties of every object.
  | ([Value] extends [object] ? TableOf<Value> : never);

interface ListTable<Item> {
  readonly namespace?: string;
  readonly list: { readonly [item: string]: ParticleOf<Item> };
}

type ObjectTable<T> = { readonly namespace?: string; readonly list?: never } & Attributes<T, AttributeKey<T>> &
  Sequence<T, ElementKey<T>> &
  ("$value" extends keyof T
    ? { readonly text: SimpleOf<Exclude<T["$value"], undefined>> }
    : { readonly text?: never }) & {
    readonly create?: (values: readonly any[]) => { readonly [K in OwnKey<T>]-?: unknown };
  };

type OwnKey<T> = Exclude<keyof T, keyof OpenContent>;
type AttributeKey<T> = Exclude<OwnKey<T> & `$${string}`, "$value">;
type ElementKey<T> = Exclude<OwnKey<T>, `$${string}`>;

type Attributes<T, K extends keyof T> = [K] extends [never]
  ? { readonly attributes?: never }
  : { readonly attributes: { readonly [P in K]-?: AttributeOf<T[P]> } };

type Sequence<T, K extends keyof T> = [K] extends [never]
  ? { readonly sequence?: never }
  : { readonly sequence: { readonly [P in K]-?: ParticleOf<T[P]> } };

type AttributeOf<V> = undefined extends V
  ? { readonly type: SimpleOf<Exclude<V, undefined>>; readonly use: "optional" } & Named
  : SimpleOf<V> | ({ readonly type: SimpleOf<V>; readonly use?: never } & Named);

type ParticleOf<V> = undefined extends V
  ? { readonly minOccurs: number } & ElementOf<Exclude<V, undefined>>
  : ({ readonly minOccurs?: never } & ElementOf<V>) | (null extends V ? never : TypeOf<V>);

type ElementOf<V> = OneElement<V> | (V extends readonly (infer Item)[] ? RepeatedElement<Item> : never);

type OneElement<V> = { readonly type: TypeOf<Exclude<V, null>>; readonly maxOccurs?: never } & Nillable<V> & Named;
type RepeatedElement<V> = { readonly type: TypeOf<Exclude<V, null>>; readonly maxOccurs: number } & Nillable<V> & Named;
type Nillable<V> = null extends V ? { readonly nillable: boolean } : { readonly nillable?: never };
type Named = { readonly name?: string; readonly namespace?: string };

type TypeOf<T> = SimpleOf<T> | WholeOf<T> | ([T] extends [object] ? TableOf<T> | (() => TableOf<T>) : never);

/** Of exactly this type: what it reads is a `T`, and each `T` can be written. */
interface SimpleOf<T> extends Omit<Simple<any>, "read" | "write"> {
  readonly read: (cursor: Cursor) => T;
  readonly write: (output: Output, value: T) => void;
}

interface WholeOf<T> extends Omit<ElementType<any>, "readElement" | "writeElement"> {
  readonly readElement: (cursor: Cursor, namespace: string, local: string) => T;
  readonly writeElement: (output: Output, value: T, namespace: string, local: string, within: string) => void;
}

import type { Cursor } from "../xml/cursor.js";
import type { Output } from "../xml/output.js";
import type { Facets } from "./restricted.js";
import type { TypeName } from "../complex/table.js";

/** A simple type: reads and writes the text of an element or an attribute. Facets are checked where it is asked for by `validate`. */
export interface Simple<T> {
  /** As XML Schema calls it, for messages: `expected int, found "seven"`. */
  readonly name: string;
  /** Of a type that a schema names, where messages say it. */
  readonly type?: TypeName;
  /** Of an enumeration: its texts, as far as they are known. */
  readonly members?: readonly string[];
  /** Of a type that is made of others; reading and writing do not need it, those do who make up values. */
  readonly made?: Made;
  /** Reads the cursor's current text; fails at its place if it is not of the type. */
  read(cursor: Cursor): T;
  /** Appends the text, escaped. Throws a {@link RequestError} without a path if `value` is not of the type. */
  write(output: Output, value: T): void;
  /** The value as an HTTP GET or POST parameter, or as plain text; not escaped. */
  form(value: T, validate?: boolean): string | readonly string[];
  /** The value of a parameter. */
  parse(text: string, validate?: boolean): T;
}

/** What a simple type is made of. */
export type Made =
  | { readonly kind: "restriction"; readonly base: Simple<any>; readonly facets: Facets }
  | { readonly kind: "list"; readonly item: Simple<any> }
  | { readonly kind: "union"; readonly members: readonly Simple<any>[] }
  /** `text` is what an empty element means, or the only text that there can be. */
  | { readonly kind: "default" | "fixed"; readonly type: Simple<any>; readonly text: string };

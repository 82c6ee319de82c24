import type { Reading, Writing } from "../context.js";
import type { Cursor } from "../xml/cursor.js";
import type { Output } from "../xml/output.js";

/** A simple type: reads and writes the text of an element or an attribute. Facets are checked where it is asked for by `validate`. */
export interface Simple<T> {
  /** For messages only: `expected int, found "seven"`. */
  readonly name: string;
  /** The builtin type that its values are of: `long`, whether they are bigints, numbers or texts. Lists, unions and enumerations have none. */
  readonly builtin?: string;
  /** Of a type that a schema names, where messages say it. */
  readonly type?: TypeName;
  /** Of an enumeration: its texts, as far as they are known. */
  readonly members?: readonly string[];
  /** Of a type that is made of others: for those who check values, and those who make them up. */
  readonly made?: Made;
  /** Reads the cursor's current text; fails at its place if it is not of the type. */
  read(cursor: Cursor): T;
  /**
   * The value of a text in XML, or of a parameter if `form` is true; undefined if it is not of the type. It makes no error:
   * those who try one type after another may be given a million texts.
   */
  fit(text: string, reading?: Reading, form?: boolean): T | undefined;
  /** Appends the text, escaped. Throws a {@link RequestError} without a path if `value` is not of the type. */
  write(output: Output, value: T): void;
  /** The value as an HTTP GET or POST parameter, or as plain text; not escaped. */
  form(value: T, writing?: Writing): string | readonly string[];
  /** The value of a parameter. */
  parse(text: string, reading?: Reading): T;
}

/** What a simple type is made of. */
export type Made =
  | { readonly kind: "restriction"; readonly base: Simple<any>; readonly facets: Facets }
  | { readonly kind: "list"; readonly item: Simple<any> }
  | { readonly kind: "union"; readonly members: readonly Simple<any>[] }
  /** `text` is what an empty element means. */
  | { readonly kind: "default"; readonly type: Simple<any>; readonly text: string }
  /** `text` is the only one that there can be. */
  | { readonly kind: "fixed"; readonly type: Simple<any>; readonly text: string };

/** `name` is the value of property `$type`; `local` is the local name, where it is not `name`. */
export interface TypeName {
  readonly name: string;
  readonly namespace: string;
  readonly local?: string;
}

/** What restricts a type: the constraining facets of XML Schema (XSD 1.0 part 2, 4.3). Bounds and enumeration are texts of the type. */
export interface Facets {
  /** Of code points in a text, bytes in a binary, items in a list. */
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Regular expressions of XML Schema (XSD 1.0 part 2, appendix F), each of which must match. */
  readonly patterns?: readonly string[];
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
  readonly enumeration?: readonly string[];
}

import type { Reading, Writing } from "../context.js";
import type { Cursor } from "../xml/cursor.js";
import type { Output } from "../xml/output.js";

/** A simple type: reads and writes the text of an element or an attribute. `validate` checks its facets. */
export interface Simple<T> {
  /** For messages only: `expected int, found "seven"`. */
  readonly name: string;
  /**
   * The builtin type of its values: `long` for bigints, numbers and texts alike. Lists, unions and enumerations have
   * none.
   */
  readonly builtin?: string;
  /** The name in the schema, if messages state it. */
  readonly type?: TypeName;
  /** The known texts of an enumeration. */
  readonly members?: readonly string[];
  /** The construction of a derived type, for validation and for example values. */
  readonly made?: Made;
  /** Reads the cursor's current text; fails there if it does not fit. */
  read(cursor: Cursor): T;
  /**
   * Parses a text in XML, or a parameter if `form` is true; undefined if it does not fit. It creates no error, because
   * unions and enumerations may try a million texts.
   */
  fit(text: string, reading?: Reading, form?: boolean): T | undefined;
  /** Appends the text, escaped. Throws a {@link RequestError} without a path if `value` is not of the type. */
  write(output: Output, value: T): void;
  /** The value as an HTTP GET or POST parameter, or as plain text, without escaping. */
  form(value: T, writing?: Writing): string | readonly string[];
  /** Parses a parameter. Throws Malformed if it does not fit. */
  parse(text: string, reading?: Reading): T;
}

/** The construction of a simple type. */
export type Made =
  | { readonly kind: "restriction"; readonly base: Simple<any>; readonly facets: Facets }
  | { readonly kind: "list"; readonly item: Simple<any> }
  | { readonly kind: "union"; readonly members: readonly Simple<any>[] }
  /** `text` is the value of an empty element. */
  | { readonly kind: "default"; readonly type: Simple<any>; readonly text: string }
  /** `text` is the only allowed value. */
  | { readonly kind: "fixed"; readonly type: Simple<any>; readonly text: string };

/** `name` is the value of property `$type`; `local` is the local name, if it differs. */
export interface TypeName {
  readonly name: string;
  readonly namespace: string;
  readonly local?: string;
}

/** The constraining facets of XML Schema (XSD 1.0 part 2, 4.3). Bounds and enumeration are texts of the type. */
export interface Facets {
  /** The length in code points of a text, bytes of a binary, or items of a list. */
  readonly length?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  /** Regular expressions of XML Schema (XSD 1.0 part 2, appendix F), all of which must match. */
  readonly patterns?: readonly string[];
  readonly minInclusive?: string;
  readonly maxInclusive?: string;
  readonly minExclusive?: string;
  readonly maxExclusive?: string;
  readonly totalDigits?: number;
  readonly fractionDigits?: number;
  readonly enumeration?: readonly string[];
}

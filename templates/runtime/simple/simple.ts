import { trim } from "../xml/characters.js";
import { misfit, RequestError } from "../error.js";
import type { Reading } from "../context.js";
import type { Cursor } from "../xml/cursor.js";
import type { Output, Writing } from "../xml/output.js";
import { encodeUtf8 } from "../xml/utf8.js";

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
  /** Parses a parameter whose misfits have reasons of their own. Throws Malformed. `parseParameter` parses any. */
  parse?(text: string, reading?: Reading): T;
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

/**
 * True if the bytes from `from` to `to` are a legal text. It may look at bytes after `to`, but not after the end of
 * `bytes`.
 */
export type Check = (bytes: Uint8Array, from: number, to: number) => boolean;

interface Textual<T> extends Simple<T> {
  form(value: T): string;
}

/** A simple type from a parser and a writer of its text. Both return undefined for a misfit. */
export function simple<T>(name: string, fit: Simple<T>["fit"], textOf: (value: T) => string | undefined): Textual<T> {
  const form = (value: T): string => {
    const text = textOf(value);
    if (text === undefined) throw new RequestError(misfit(name, value));
    return text;
  };
  return {
    name,
    read: (cursor) => fit(cursor.string(), cursor.reading) ?? cursor.misfit(name),
    fit,
    write: (output, value) => output.text(form(value)),
    form,
  };
}

/** A builtin type; `name` is its name in messages. */
export function builtin<T>(
  builtin: string,
  fit: Simple<T>["fit"],
  textOf: (value: T) => string | undefined,
  name: string = builtin,
): Textual<T> {
  return { ...simple(name, fit, textOf), builtin };
}

/** A builtin type whose values are its texts, trimmed. */
export function checked(name: string, check: Check): Simple<string> {
  const legal = (text: string): string | undefined => {
    if (typeof text !== "string") return undefined;
    const trimmed = trim(text);
    const bytes = encodeUtf8(trimmed);
    return check(bytes, 0, bytes.length) ? trimmed : undefined;
  };
  const slow = builtin(name, legal, legal);
  return {
    ...slow,
    read: (cursor) =>
      cursor.text === null && check(cursor.bytes, cursor.from, cursor.to) ? cursor.string() : slow.read(cursor),
    write: (output, value) => {
      const { length } = output;
      if (typeof value === "string") output.text(value);
      // Checks the text in the output buffer, so that reading and writing share one check on bytes.
      if (check(output.buffer, length, output.length)) return;
      output.length = length;
      slow.write(output, value);
    },
  };
}

/** Trims white space and replaces inner runs of it by one space: `whiteSpace` "collapse" (XSD 1.0 part 2, 4.3.6). */
export function collapse(text: string): string {
  return trim(text.replace(/[ \t\n\r]+/g, " "));
}

/** `"Draft", "Sent" or "Failed"`, cut off after the first few. */
export function listed(members: readonly string[]): string {
  const shown = members.slice(0, 6).map((member) => JSON.stringify(member));
  const rest = members.length - shown.length;
  const last = rest > 0 ? `one of ${rest} others` : shown.pop();
  return shown.length === 0 ? (last ?? "nothing") : `${shown.join(", ")} or ${last}`;
}

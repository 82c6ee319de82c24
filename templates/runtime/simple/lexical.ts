/** The building blocks of simple types: conversion and validation of their texts. */
import { trim } from "../xml/characters.js";
import { Malformed, misfit, RequestError } from "../error.js";
import type { Simple } from "./simple.js";

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
    parse: (text, reading) => {
      const value = fit(text, reading, true);
      if (value === undefined) throw new Malformed(misfit(name, text), "", 0);
      return value;
    },
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
    const bytes = new TextEncoder().encode(trimmed);
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

/** Replaces lone surrogates, which a URL cannot contain. */
export function wellFormed(text: string): string {
  if (/[\ud800-\udfff]/u.test(text)) throw new RequestError("expected whole characters, found a lone surrogate");
  return text;
}

/** `"Draft", "Sent" or "Failed"`, cut off after the first few. */
export function listed(members: readonly string[]): string {
  const shown = members.slice(0, 6).map((member) => JSON.stringify(member));
  const rest = members.length - shown.length;
  const last = rest > 0 ? `one of ${rest} others` : shown.pop();
  return shown.length === 0 ? (last ?? "nothing") : `${shown.join(", ")} or ${last}`;
}

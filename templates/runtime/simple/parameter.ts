/** The texts of simple types in parameters of HTTP GET and POST, and in replies that are text. */
import type { Reading } from "../context.js";
import { Malformed, misfit, RequestError } from "../error.js";
import type { Writing } from "../xml/output.js";
import type { Simple } from "./simple.js";

/** Parses a text. Throws Malformed if it does not fit. */
export function parseParameter<T>(type: Simple<T>, text: string, reading?: Reading): T {
  if (type.parse !== undefined) return type.parse(text, reading);
  const value = type.fit(text, reading, true);
  if (value === undefined) throw new Malformed(misfit(type.name, text));
  return value;
}

/** The text of a value, or its texts. Throws a RequestError if the value does not fit, or has a lone surrogate. */
export function writeParameter<T>(type: Simple<T>, value: T, writing?: Writing): readonly string[] {
  const texts = [type.form(value, writing)].flat();
  // A URL cannot contain one, and UTF-8 cannot either.
  if (texts.some((text) => /[\ud800-\udfff]/u.test(text)))
    throw new RequestError("expected whole characters, found a lone surrogate");
  return texts;
}

import type { Reading } from "../context.js";
import type { TextReply } from "../complex/operation.js";
import type { Member } from "../complex/plan.js";
import { Malformed } from "../error.js";
import { parseParameter } from "../simple/parameter.js";
import type { Simple } from "../simple/simple.js";
import { toUtf8 } from "../xml/charset.js";
import { Cursor } from "../xml/cursor.js";
import { decodeStrictly } from "../xml/utf8.js";

/** Replies that are plain text. A context that tolerates misfits is given one. */
export const textReply: TextReply = (member, document, reading) => {
  const type = simpleOf(member);
  const text = decoded(document, reading);
  if (reading.tolerance === undefined) return { value: parseParameter(type, text, reading) };
  const cursor = new Cursor(new Uint8Array(), reading);
  cursor.hold(text, 0);
  return { value: type.fit(text, reading, true) ?? cursor.misfit(type.name) };
};

/** The type of a reply that is text. Throws Malformed if it has elements. */
export function simpleOf({ simple }: Member): Simple<unknown> {
  if (simple === null) throw new Malformed("expected XML, which text cannot stand for", "", 1);
  return simple;
}

function decoded(document: Uint8Array, { charset }: Reading): string {
  try {
    return decodeStrictly(toUtf8(document, charset));
  } catch (error) {
    throw error instanceof Malformed ? error : new Malformed("not utf-8", "", 1);
  }
}

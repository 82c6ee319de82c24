import type { Reading, Writing } from "../context.js";
import { RequestError } from "../error.js";
import { parametersOf, readForm } from "./form.js";
import type { HttpOperation, Message } from "../complex/table.js";

/**
 * The location of an operation, with the parameters of a request in place of their names in parentheses (WSDL 1.1,
 * 4.6). Throws a RequestError if a value does not fit, or if the location has no place for it.
 */
export function writeLocation(http: HttpOperation, message: Message, request: unknown, writing?: Writing): string {
  const parts = partsOf(http);
  const texts = new Map(parametersOf(http, message, request, writing).map(([name, texts]) => [name, texts.join(",")]));
  for (const [name, text] of texts) {
    if (text !== "" && !parts.some(({ parameter }) => parameter === name))
      throw new RequestError(`expected no ${name}, for which ${http.location} has no place`);
  }
  const location = parts
    .map(({ before, parameter = "" }) => before + encodeURIComponent(texts.get(parameter) ?? ""))
    .join("");
  // Path segments of dots lead elsewhere, however they are encoded. The values are not shown, because they may be
  // secrets.
  if (/(^|\/)\.\.?([/?]|$)/.test(location))
    throw new RequestError(`expected texts that make no . or .. of a part of ${http.location}`);
  return location;
}

/** Reads a request from a location; undefined for a location of another operation. Throws Malformed. */
export function readLocation(http: HttpOperation, message: Message, location: string, reading?: Reading): unknown {
  const form = formIn(http, location);
  return form === undefined ? undefined : readForm(http, message, form, reading);
}

/** The parameters in a location, in form encoding; undefined for the location of another operation. */
export function formIn(http: HttpOperation, location: string): string | undefined {
  const parts = partsOf(http);
  const pairs: string[] = [];
  let at = 0;
  for (const [index, { before, parameter }] of parts.entries()) {
    const name = parts[index - 1]?.parameter;
    const last = parameter === undefined && name !== undefined;
    const from = last ? Math.max(at, location.length - before.length) : location.indexOf(before, at);
    if (from < at || !location.startsWith(before, from) || (name === undefined && from > 0)) return undefined;
    if (name !== undefined) pairs.push(`${encodeURIComponent(name)}=${location.slice(at, from)}`);
    at = from + before.length;
  }
  return at === location.length ? pairs.join("&") : undefined;
}

/** A parameter of a location and the text before it; the last part may have no parameter. */
interface Part {
  readonly before: string;
  readonly parameter: string | undefined;
}

function partsOf({ location }: HttpOperation): Part[] {
  // The pieces alternate between texts and parameters.
  const pieces = location.split(/\(([^()]*)\)/);
  return pieces.flatMap((before, index) => (index % 2 === 0 ? [{ before, parameter: pieces[index + 1] }] : []));
}

import type { HttpOperation, Message, UrlReplacement } from "../complex/operation.js";
import { RequestError } from "../error.js";
import { withoutQuery } from "../redaction.js";
import type { Writing } from "../xml/output.js";
import { parametersOf } from "./form.js";

/** Requests with their parameters in the URL, in place of the names in parentheses in the location (WSDL 1.1, 4.6). */
export const urlReplacement: UrlReplacement = (http, message, request, writing, urlOf) => {
  const [location = "", query] = writeLocation(http, message, request, writing).split(/\?([^]*)/, 2);
  return { url: urlOf(location, query), shownUrl: urlOf(withoutQuery(http.location)) };
};

/**
 * The location of an operation, with the parameters of a request in place of their names. Throws a RequestError if a
 * value does not fit, or if the location has no place for it.
 */
export function writeLocation(http: HttpOperation, message: Message, request: unknown, writing?: Writing): string {
  const parts = splitLocation(http);
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

/** A parameter of a location and the text before it; the last part may have no parameter. */
interface Part {
  readonly before: string;
  readonly parameter: string | undefined;
}

export function splitLocation({ location }: HttpOperation): Part[] {
  // The pieces alternate between texts and parameters.
  const pieces = location.split(/\(([^()]*)\)/);
  return pieces.flatMap((before, index) => (index % 2 === 0 ? [{ before, parameter: pieces[index + 1] }] : []));
}

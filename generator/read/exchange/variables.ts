import type { Report } from "../../diagnostic.js";
import type { Place } from "../../source.js";
import type { RecordedRequest } from "./exchange.js";
import { excerptAt, joinPieces, type Excerpt, type Piece } from "./excerpt.js";

/** The values of the variables of a file. */
export type Variables = ReadonlyMap<string, string>;

/** The greatest depth of variables that refer to others. */
const deepest = 8;

/** Tells how to give a variable a value in a file of its kind. */
export type SettingHint = (name: string, value: string) => string;

/**
 * A URL with its variables (`{{host}}`, `${host}`, `${#Project#host}`) replaced, or the first one without a value. The
 * scheme is http by default, as in the tools that write such files.
 */
export function urlWith(
  url: Excerpt | undefined,
  variables: Variables,
  hint: SettingHint,
): Pick<RecordedRequest, "url" | "unset"> {
  const text = url === undefined ? "" : fill(url, variables).text.trim();
  if (url === undefined || text === "") return {};
  const unset = variable.exec(text);
  const name = nameOf(unset?.slice(1) ?? []);
  if (unset !== null) {
    return name === undefined
      ? {}
      : { unset: { name, hint: hint(name, unset.index === 0 ? "https://HOST" : "VALUE") } };
  }
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(text) ? text : `http://${text}`;
  return { url: whole === url.text ? url : excerptAt(url.place(0), whole) };
}

/**
 * A request whose variables are replaced by their values. Reports those without a value in headers, in namespaces and in
 * names of elements, where they are sent as they are. As the text of an element, a variable is a placeholder.
 */
export function withVariables(
  request: Omit<RecordedRequest, "url" | "unset">,
  url: Excerpt | undefined,
  variables: Variables,
  hint: SettingHint,
  report: Report,
): RecordedRequest {
  const headers = request.headers.map((header) => ({ ...header, value: fill(header.value, variables) }));
  const body = request.body && fill(request.body, variables);
  if (body !== undefined && /[<:]Envelope[\s>]/.test(body.text)) {
    for (const { name, value } of headers)
      for (const found of unsetIn(value)) reportUnset(found, `in the header ${headerTitles[name]}`, hint, report);
    for (const found of unsetIn(body)) {
      const part = namingPart(body.text.slice(Math.max(0, found.start - longestTag), found.start));
      if (part !== undefined) reportUnset(found, part, hint, report);
    }
  }
  return { ...request, headers, ...(body && { body }), ...urlWith(url, variables, hint) };
}

const headerTitles = { "content-type": "Content-Type", host: "Host", soapaction: "SOAPAction" } as const;

interface Unset {
  readonly name: string;
  readonly start: number;
  readonly place: Place;
}

/** The variables that are left in a text. */
function unsetIn({ text, place }: Excerpt): readonly Unset[] {
  return Array.from(text.matchAll(new RegExp(variable, "g")), (found) => ({
    name: nameOf(found.slice(1)) ?? "",
    start: found.index,
    place: place(found.index),
  }));
}

/** The greatest distance from the start of a tag to a variable in it that is found. */
const longestTag = 512;

/** The part that a variable after this text belongs to, if it is a namespace or the name of an element. */
function namingPart(before: string): string | undefined {
  const tag = before.slice(before.lastIndexOf("<"));
  if (/^<\/?[^\s<>!?]*$/.test(tag)) return "in the name of an element";
  return /^<[^>]*\sxmlns(?::[^\s=]{1,64})?\s{0,8}=\s{0,8}["'][^"'>]*$/.test(tag) ? "in a namespace" : undefined;
}

function reportUnset({ name, place }: Unset, where: string, hint: SettingHint, report: Report): void {
  report({
    severity: "warning",
    code: "variable-unset",
    message: `found the variable ${name} without a value ${where}, expected its value`,
    place,
    hint: hint(name, "VALUE"),
  });
}

/** Replaces variables that have a value, also in the values of others. */
function fill(excerpt: Excerpt, variables: Variables): Excerpt {
  let filled = excerpt;
  if (variables.size === 0) return filled;
  const limit = longest + growth * excerpt.text.length;
  for (let depth = 0; depth < deepest; depth++) {
    const next = fillOnce(filled, variables, limit);
    if (next === filled) break;
    filled = next;
  }
  return filled;
}

/** Returns the same excerpt if it contains no variable with a value. */
function fillOnce(excerpt: Excerpt, variables: Variables, limit: number): Excerpt {
  const { text, place } = excerpt;
  const pieces: Piece[] = [];
  let end = 0;
  let length = text.length;
  for (const found of text.matchAll(new RegExp(variable, "g"))) {
    const [reference] = found;
    const value = variables.get(nameOf(found.slice(1)) ?? "") ?? "";
    if (value === "" || length + value.length - reference.length > limit) continue;
    length += value.length - reference.length;
    pieces.push({ text: text.slice(end, found.index), start: end }, { text: value, start: found.index });
    end = found.index + reference.length;
  }
  return end === 0 ? excerpt : joinPieces([...pieces, { text: text.slice(end), start: end }], place);
}

/** The name in the groups of {@link variable}, of which one is undefined. */
function nameOf(groups: readonly unknown[]): string | undefined {
  return groups.find((group) => typeof group === "string");
}

/** The text that the values of variables may add to a text of no characters, and to each character. */
const longest = 4096;
const growth = 8;
const variable = /\{\{\s*([^{}\s]{1,128})\s*\}\}|\$\{(?:#\w{1,64}#)?([^{}\s]{1,128})\}/;

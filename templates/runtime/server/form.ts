import { itemOf, parameterOf } from "../binding/form.js";
import { splitLocation } from "../binding/url-replacement.js";
import { onlyMember, planOf, wrapperOf, type Member, type Plan } from "../complex/plan.js";
import type { HttpOperation, Message } from "../complex/operation.js";
import type { Reading } from "../context.js";
import { parseParameter } from "../simple/parameter.js";
import { Malformed, misfit } from "../error.js";

/**
 * Reads a request from its parameters. An empty parameter is absent if its type has no empty text. Throws Malformed.
 */
export function readForm(http: HttpOperation, message: Message, form: string, reading?: Reading): unknown {
  const { plan, key } = wrapperOf(planOf(message.body));
  const parameters = new Map<string, string[]>();
  for (const pair of form.split("&")) {
    const [key = "", value = ""] = pair.split(/=([^]*)/, 2);
    const name = decoded(key);
    const text = decoded(value, name);
    const texts = parameters.get(name);
    if (texts === undefined) parameters.set(name, [text]);
    else texts.push(text);
  }
  const values: unknown[] = new Array(plan.size);
  for (const member of plan.members) {
    const name = parameterOf(http, member);
    try {
      values[member.index] = valueOf(plan, member, parameters.get(name) ?? [], reading);
    } catch (error) {
      throw error instanceof Malformed ? error.at(name, 1) : error;
    }
  }
  const only = key === undefined ? onlyMember(plan) : undefined;
  return only === undefined ? plan.create(values) : values[only.index];
}

/** Reads a request from a location; undefined for a location of another operation. Throws Malformed. */
export function readLocation(http: HttpOperation, message: Message, location: string, reading?: Reading): unknown {
  const form = formIn(http, location);
  return form === undefined ? undefined : readForm(http, message, form, reading);
}

/** The parameters in a location, in form encoding; undefined for the location of another operation. */
export function formIn(http: HttpOperation, location: string): string | undefined {
  const parts = splitLocation(http);
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

function valueOf(plan: Plan, member: Member, texts: readonly string[], reading: Reading | undefined): unknown {
  const item = itemOf(plan, member);
  const simple = (item ?? member).simple;
  if (simple === null) throw new Malformed("HTTP GET and POST cannot carry a complex type", "", 1);
  if (item !== undefined) {
    const wrong = reading?.validate?.miscount(item, texts.length) ?? "";
    if (wrong !== "") throw new Malformed(wrong, "", 1);
    return texts.map((text) => parseParameter(simple, text, reading));
  }
  if (texts.length === 0 && member.minOccurs === 0) return undefined;
  if (texts.length === 0) throw new Malformed(`expected ${simple.name}, found nothing`, "", 1);
  // ASP.NET joins the values of a repeated parameter.
  const text = texts.join(",");
  if (member.minOccurs === 0 && texts.join("") === "") return simple.fit(text, reading, true);
  return parseParameter(simple, text, reading);
}

/** Microsoft's clients write characters beyond ASCII as UTF-16: `%u263A`. */
const utf16 = /(?:%u[\dA-Fa-f]{4})+/g;

/** Decodes a parameter's name or value. Throws Malformed, with the name of the parameter if the value is wrong. */
function decoded(text: string, parameter?: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, " ").replace(utf16, inUtf8));
  } catch {
    if (parameter === undefined) throw new Malformed("expected names of parameters in percent-encoded UTF-8", "", 1);
    throw new Malformed(misfit("percent-encoded UTF-8", text), parameter, 1);
  }
}

function inUtf8(units: string): string {
  return encodeURIComponent(units.replace(/%u(.{4})/g, (_, unit: string) => String.fromCharCode(parseInt(unit, 16))));
}

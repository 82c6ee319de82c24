import type { Reading, Writing } from "../context.js";
import { Malformed, misfit, RequestError } from "../error.js";
import { bodyOf, onlyMember, wrapperOf } from "../complex/message.js";
import { planOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import type { HttpOperation, Message } from "../complex/table.js";

/**
 * Writes a request as the parameters of HTTP GET and POST. ASMX refuses a request without one of its parameters, so an
 * absent value is sent as an empty parameter. Only a list without items sends nothing. Throws a RequestError for nil
 * and for complex types.
 */
export function writeForm(http: HttpOperation, message: Message, request: unknown, writing?: Writing): string {
  return parametersOf(http, message, request, writing)
    .flatMap(([name, texts]) => texts.map((text) => `${encodeURIComponent(name)}=${encodeURIComponent(text)}`))
    .join("&");
}

/** The texts of a request, by parameter name. */
export function parametersOf(
  http: HttpOperation,
  message: Message,
  request: unknown,
  writing: Writing | undefined,
): [name: string, texts: readonly string[]][] {
  const body = planOf(message.body);
  const { plan, key } = wrapperOf(body);
  try {
    return entriesOf(http, plan, key === undefined ? bodyOf(body, request) : request, writing);
  } catch (error) {
    throw error instanceof RequestError && key !== undefined ? error.within(key) : error;
  }
}

/**
 * Reads a request from its parameters. An empty parameter is absent if its type has no empty text. Throws Malformed.
 */
export function readForm(http: HttpOperation, message: Message, form: string, reading?: Reading): unknown {
  const { plan, key } = wrapperOf(planOf(message.body));
  const parameters = new Map<string, string[]>();
  for (const pair of form.split("&")) {
    const [key = "", value = ""] = pair.split(/=(.*)/s, 2);
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

function entriesOf(
  http: HttpOperation,
  plan: Plan,
  request: unknown,
  writing: Writing | undefined,
): [name: string, texts: readonly string[]][] {
  if (typeof request !== "object" || request === null) throw new RequestError(misfit("an object", request));
  const values = new Map(Object.entries(request));
  const entries = plan.members.map((member): [string, readonly string[]] => {
    const value: unknown = values.get(member.key);
    values.delete(member.key);
    try {
      return [parameterOf(http, member), textsOf(plan, member, value, writing)];
    } catch (error) {
      throw error instanceof RequestError ? error.within(member.key) : error;
    }
  });
  for (const [key, value] of values) {
    if (value !== undefined)
      throw new RequestError("expected no such property: HTTP GET and POST have no such parameter", key);
  }
  return entries;
}

/** The parameter name of a member. */
export function parameterOf({ parameters = {} }: HttpOperation, { key, name }: Member): string {
  return (Object.hasOwn(parameters, key) ? parameters[key] : undefined) ?? name.local;
}

/** The item of a member that is a list: one that repeats or one of a list type. */
export function itemOf(plan: Plan, member: Member): Member | undefined {
  if (member.many) return member;
  if (member.simple !== null || member.whole !== null) return undefined;
  const type = planOfMember(member, plan);
  return type.list ? type.members[0] : undefined;
}

function textsOf(plan: Plan, member: Member, value: unknown, writing: Writing | undefined): readonly string[] {
  const item = itemOf(plan, member);
  if (value === undefined) {
    if (member.minOccurs > 0 && item === undefined) throw new RequestError(`expected ${nameOf(member)}, found nothing`);
    return item === undefined ? [""] : [];
  }
  if (item === undefined) return [formOf(member, value, writing)].flat();
  if (!Array.isArray(value)) throw new RequestError(misfit("a list", value));
  const wrong = writing?.validate?.miscount(item, value.length) ?? "";
  if (wrong !== "") throw new RequestError(wrong);
  return value.flatMap((one: unknown, index) => {
    try {
      return formOf(item, one, writing);
    } catch (error) {
      throw error instanceof RequestError ? error.within(index) : error;
    }
  });
}

function formOf(member: Member, value: unknown, writing: Writing | undefined): string | readonly string[] {
  if (member.simple === null) throw new RequestError(`HTTP GET and POST cannot carry ${nameOf(member)}`);
  if (value === null)
    throw new RequestError(`expected ${nameOf(member)}, found null, which HTTP GET and POST cannot carry`);
  return member.simple.form(value, writing);
}

function nameOf({ simple }: Member): string {
  return simple?.name ?? "a complex type";
}

function valueOf(plan: Plan, member: Member, texts: readonly string[], reading: Reading | undefined): unknown {
  const item = itemOf(plan, member);
  const simple = (item ?? member).simple;
  if (simple === null) throw new Malformed("HTTP GET and POST cannot carry a complex type", "", 1);
  if (item !== undefined) {
    const wrong = reading?.validate?.miscount(item, texts.length) ?? "";
    if (wrong !== "") throw new Malformed(wrong, "", 1);
    return texts.map((text) => simple.parse(text, reading));
  }
  if (texts.length === 0 && member.minOccurs === 0) return undefined;
  if (texts.length === 0) throw new Malformed(`expected ${simple.name}, found nothing`, "", 1);
  // ASP.NET joins the values of a repeated parameter.
  const text = texts.join(",");
  if (member.minOccurs === 0 && texts.join("") === "") return simple.fit(text, reading, true);
  return simple.parse(text, reading);
}

/** Microsoft's clients write characters beyond ASCII as UTF-16: `%u263A`. */
const utf16 = /(?:%u[\dA-Fa-f]{4})+/g;

/** Decodes a parameter's name or value. Throws Malformed, with the name of the parameter if the value is wrong. */
function decoded(text: string, parameter?: string): string {
  try {
    return decodeURIComponent(text.replaceAll("+", " ").replace(utf16, inUtf8));
  } catch {
    if (parameter === undefined) throw new Malformed("expected names of parameters in percent-encoded UTF-8", "", 1);
    throw new Malformed(misfit("percent-encoded UTF-8", text), parameter, 1);
  }
}

function inUtf8(units: string): string {
  return encodeURIComponent(units.replace(/%u(.{4})/g, (_, unit: string) => String.fromCharCode(parseInt(unit, 16))));
}

import type { Writing } from "../xml/output.js";
import { misfit, RequestError, rethrowWithin } from "../error.js";
import { writeParameter } from "../simple/parameter.js";
import { listOf } from "../xml/expect.js";
import { bodyOf, wrapperOf, planOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import type { HttpOperation, Message } from "../complex/operation.js";

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
      return rethrowWithin(error, member.key);
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
  return ({}.hasOwnProperty.call(parameters, key) ? parameters[key] : undefined) ?? name.local;
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
  if (item === undefined) return formOf(member, value, writing);
  const items = listOf(value);
  const wrong = writing?.validate?.miscount(item, items.length) ?? "";
  if (wrong !== "") throw new RequestError(wrong);
  return items.flatMap((one, index) => {
    try {
      return formOf(item, one, writing);
    } catch (error) {
      return rethrowWithin(error, index);
    }
  });
}

function formOf(member: Member, value: unknown, writing: Writing | undefined): readonly string[] {
  if (member.simple === null) throw new RequestError(`HTTP GET and POST cannot carry ${nameOf(member)}`);
  if (value === null)
    throw new RequestError(`expected ${nameOf(member)}, found null, which HTTP GET and POST cannot carry`);
  return writeParameter(member.simple, value, writing);
}

function nameOf({ simple }: Member): string {
  return simple?.name ?? "a complex type";
}

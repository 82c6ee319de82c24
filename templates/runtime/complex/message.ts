import { planOfMember, type Member, type Plan } from "./plan.js";

/** The only element of a body, if there is one: then the message's value is that element's, else the body's. */
export function onlyMember(body: Plan): Member | undefined {
  return body.members.length === 1 ? body.members[0] : undefined;
}

/** The content of a body, from the message's value. */
export function bodyOf(body: Plan, value: unknown): unknown {
  const only = onlyMember(body);
  return only === undefined ? value : { [only.key]: value };
}

/**
 * The plan of the wrapper element and its property in the body, for paths; the body's plan if the parts have no
 * wrapper.
 */
export function wrapperOf(body: Plan): { readonly plan: Plan; readonly key: string | undefined } {
  const only = onlyMember(body);
  const plan = only === undefined || !isComplex(only) ? body : planOfMember(only, body);
  return plan.list ? { plan: body, key: undefined } : { plan, key: plan === body ? undefined : only?.key };
}

function isComplex(member: Member): boolean {
  return member.simple === null && member.whole === null;
}

/** An element's name in messages. */
export function shown(local: string, namespace: string): string {
  return `<${local}> of ${JSON.stringify(namespace)}`;
}

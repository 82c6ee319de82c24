import { planOfMember, type Member, type Plan } from "./plan.js";

/** The element that a body is, if it is one: then the message's value is that element's, else it is the body's. */
export function onlyMember(body: Plan): Member | undefined {
  return body.members.length === 1 ? body.members[0] : undefined;
}

/** What a body holds, from the message's value. */
export function bodyOf(body: Plan, value: unknown): unknown {
  const only = onlyMember(body);
  return only === undefined ? value : { [only.key]: value };
}

/** The plan of the wrapper element, and the property of the body that it is, for paths; the body's where nothing wraps the parts. */
export function wrapperOf(body: Plan): { readonly plan: Plan; readonly key: string | undefined } {
  const only = onlyMember(body);
  const plan = only === undefined || !isComplex(only) ? body : planOfMember(only, body);
  return plan.list ? { plan: body, key: undefined } : { plan, key: plan === body ? undefined : only?.key };
}

function isComplex(member: Member): boolean {
  return member.simple === null && member.whole === null;
}

/** An element's name, for messages. */
export function shown(local: string, namespace: string): string {
  return `<${local}> of ${JSON.stringify(namespace)}`;
}

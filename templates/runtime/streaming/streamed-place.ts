import type { AnyOperation, Binding } from "../binding/binding.js";
import { rootOf } from "../binding/root.js";
import { isComplex, onlyMember, planOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import type { HttpOperation, Message } from "../complex/operation.js";

/** A member of a message that can be read while the message arrives. */
export interface StreamedPlace {
  /** The members of the elements from the root to this one; undefined for an element of any name. */
  readonly path: readonly (Pick<Member, "name"> | undefined)[];
  /** The local names of the same elements. */
  readonly names: readonly (string | undefined)[];
  /** The properties of the path. */
  readonly keys: readonly string[];
  readonly plan: Plan;
  readonly member: Member;
  /** Throws the TypeError for a member of another kind than `expected`. */
  readonly refuse: (expected: string) => never;
}

/** The place of an element at a path of properties in a response; `expected` describes it. Throws a TypeError if there is none, or if the response cannot be streamed. */
export function placeInResponse(
  { name, response, ...operation }: AnyOperation,
  binding: Binding,
  keys: readonly string[],
  expected: string,
): StreamedPlace {
  const http = binding === "httpGet" || binding === "httpPost" ? operation[binding] : undefined;
  return placeIn("stream", `the response of ${name}`, response, http, keys, expected);
}

/** The place in a SOAP request, as above. */
export function placeInRequest(
  { name, request }: AnyOperation,
  keys: readonly string[],
  expected: string,
): StreamedPlace {
  return placeIn("handlers", `the request of ${name}`, request, undefined, keys, expected);
}

function placeIn(
  user: string,
  where: string,
  message: Message | undefined,
  http: HttpOperation | undefined,
  keys: readonly string[],
  expected: string,
): StreamedPlace {
  const isLiteral = message?.encoded === undefined && message?.references === undefined;
  // A root with a type of its own is always literal.
  if (message === undefined || !(isLiteral || http?.reply !== undefined))
    throw new TypeError(
      `${user}: expected a literal message without references between its objects, as ${where} is not`,
    );
  const refuse = (expected: string): never => {
    throw new TypeError(
      `${user}: expected the path of a ${expected} in ${where}, found ${JSON.stringify(keys.join("."))}`,
    );
  };
  const found = http === undefined ? inBody(message, keys) : inRoot(http, message, keys);
  if (found === undefined) return refuse(expected);
  return { ...found, names: found.names ?? namesOf(found.path), keys, refuse };
}

type Walk = Pick<StreamedPlace, "path" | "plan" | "member">;
type Found = Walk & Partial<Pick<StreamedPlace, "names">>;

function inBody(message: Message, keys: readonly string[]): Found | undefined {
  const body = planOf(message.body);
  const only = onlyMember(body);
  if (only === undefined || !isComplex(only)) return undefined;
  const found = walk(planOfMember(only, body), keys, [only]);
  if (found === undefined) return undefined;
  return { ...found, path: [undefined, undefined, ...found.path], names: ["Envelope", "Body", ...namesOf(found.path)] };
}

function inRoot(http: HttpOperation, message: Message, keys: readonly string[]): Found | undefined {
  const { plan, member } = rootOf(http, message);
  if (member === undefined) return undefined;
  const [first, ...others] = keys;
  if (http.result === undefined) return walk(planOfMember(member, plan), keys, [undefined]);
  const found = http.result === first ? walk(plan, [member.key, ...others], []) : undefined;
  return found === undefined ? undefined : { ...found, path: [undefined, ...found.path.slice(1)] };
}

function namesOf(path: StreamedPlace["path"]): StreamedPlace["names"] {
  return path.map((member) => member?.name.local);
}

function walk(plan: Plan, [key, ...others]: readonly string[], path: StreamedPlace["path"]): Walk | undefined {
  const member = plan.members.find((each) => each.key === key);
  if (member === undefined || member.group !== null || plan.group !== null) return undefined;
  if (others.length === 0) return { path: [...path, member], plan, member };
  if (member.many || !isComplex(member)) return undefined;
  const inner = planOfMember(member, plan);
  return inner.list ? undefined : walk(inner, others, [...path, member]);
}

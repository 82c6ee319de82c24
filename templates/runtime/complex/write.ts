import { listOf, objectOf } from "../xml/expect.js";
import { misfit, RequestError, rethrowWithin } from "../error.js";
import { maxDepth, preparedTag, type Output } from "../xml/output.js";
import { isComplex, planOfMember, type Member, type Plan } from "./plan.js";
import type { OpenContent } from "./table.js";

/**
 * Writes the content of an element of the plan's type: members in schema order, then `$any`. `within` is the default
 * namespace of the enclosing element, where `xsi` must be bound. Throws a RequestError with the path of the value that
 * does not fit.
 */
export function writeContent(output: Output, plan: Plan, value: unknown, within: string, depth = 0): void {
  if (depth > maxDepth) throw new RequestError(`expected at most ${maxDepth} values inside each other`);
  const [item] = plan.members;
  if (plan.list && item !== undefined) {
    writeItems(output, plan, item, value, within, depth);
    return writeAny(output, plan, (value as OpenContent).$any, within); // a list that was read may have it
  }
  const object = objectOf(value);
  // The parts of a body are in its wrapper, or in the body itself.
  const references = depth < 2 && plan.shared === null ? output.references : null;
  if (plan.text !== null && object["$value"] !== undefined) plan.text.write(output, object["$value"]);
  let written = 0;
  const members = plan.content?.arrange((member) => partOf(object, member) !== undefined) ?? plan.members;
  for (const member of members) {
    const part = partOf(object, member);
    if (part === undefined) {
      if (member.minOccurs > 0) throw absent(member);
      continue;
    }
    written++;
    references?.begin();
    try {
      if (member.many) writeItems(output, plan, member, part, within, depth);
      else writeMember(output, plan, member, part, within, depth);
    } catch (error) {
      return rethrowWithin(error, member.key);
    }
  }
  writeAny(output, plan, object["$any"], within);
  if (Object.keys(object).length !== written) refuseOthers(plan, object);
}

/** The value of a member, if it is an own property of the object. */
export function partOf(object: Properties, { key, inherited }: Member): unknown {
  return inherited && !{}.hasOwnProperty.call(object, key) ? undefined : object[key];
}

/** The error for a required member that is absent. */
export function absent(member: Member): RequestError {
  return new RequestError(`expected ${described(member)}, found nothing`, member.key);
}

function writeItems(output: Output, plan: Plan, member: Member, value: unknown, within: string, depth: number): void {
  if (isDeferred(value)) return value.defer(output, plan, member, within, depth);
  const items = listOf(value);
  const wrong = output.writing.validate?.miscount(member, items.length) ?? "";
  if (wrong !== "") throw new RequestError(wrong);
  for (let k = 0; k < items.length; k++) {
    try {
      writeMember(output, plan, member, items[k], within, depth);
    } catch (error) {
      return rethrowWithin(error, k);
    }
  }
}

/** The place of a list's items in a document, as `writeMember` takes it. */
export type WrittenPlace = readonly [output: Output, plan: Plan, member: Member, within: string, depth: number];

/** A list whose items are written while the message is sent; created by `listFrom`. */
export interface DeferredItems {
  defer(...place: WrittenPlace): void;
}

function isDeferred(value: unknown): value is DeferredItems {
  return typeof (value as Partial<DeferredItems> | null)?.defer === "function"; // any value may be asked for it
}

/** Writes an element. Throws a RequestError if the value does not fit. */
export function writeMember(
  output: Output,
  plan: Plan,
  member: Member,
  value: unknown,
  within: string,
  depth: number,
): void {
  const { simple, mark } = member;
  // Most elements are of this kind, for which the general function would be slow.
  if (simple !== null && value !== null && mark === null && member.name.namespace.uri === within) {
    const { start, end } = tagsOf(member);
    output.tag(start);
    simple.write(output, value);
    return output.tag(end);
  }
  const at = output.length;
  writeUnmarked(output, plan, member, value, within, depth);
  mark?.(output, at, value);
}

function writeUnmarked(
  output: Output,
  plan: Plan,
  member: Member,
  value: unknown,
  within: string,
  depth: number,
): void {
  const { name, simple, whole, group } = member;
  const { uri } = name.namespace;
  if (group !== null) return group.writeItem(output, value, plan, member, within, depth);
  const complex = isComplex(member) ? planOfMember(member, plan) : null;
  if (complex !== null) {
    const writer = complex.writer ?? output.writing.openContent;
    const tag = writer?.openElement(output, complex, member, value, within);
    if (tag === null) return;
    if (tag !== undefined) {
      writeContent(output, typed(complex, value), value, tag.within, depth + 1);
      return tag.end();
    }
  }
  if (value === null && !member.nillable) throw unexpectedNull(member);
  if (value !== null && whole !== null) return whole.writeElement(output, value, uri, name.local, within, depth);
  const { start, end } = tagsOf(member);
  if (value !== null && uri === within) output.tag(start);
  else {
    output.ascii("<");
    output.text(name.local);
    if (uri !== within) output.attribute("xmlns", uri);
    output.ascii(value === null ? ' xsi:nil="true"/>' : ">");
  }
  if (value === null) return;
  if (simple !== null) simple.write(output, value);
  else if (complex !== null) {
    if ((value as OpenContent | undefined)?.$attributes !== undefined) throw notSent("$attributes");
    writeContent(output, complex, value, uri, depth + 1);
  }
  output.tag(end);
}

function tagsOf(member: Member): NonNullable<Member["tags"]> {
  const { local } = member.name;
  return (member.tags ??= { start: preparedTag(`<${local}>`), end: preparedTag(`</${local}>`) });
}

/** The plan of the type that `$type` names: the declared type or one derived from it. */
export function typed(declared: Plan, value: unknown): Plan {
  return declared.derivation?.ofValue(declared, objectOf(value)["$type"]) ?? declared;
}

function writeAny(output: Output, plan: Plan, any: unknown, within: string): void {
  if (any === undefined || plan.keys.has("$any")) return;
  const writer = plan.openContent ?? output.writing.openContent;
  if (writer === undefined) throw notSent("$any");
  writer.writeAny(output, any, within);
}

/** The error for content that the spec does not declare. */
function notSent(key: keyof OpenContent): RequestError {
  return new RequestError("expected no such property; a port with the option openContent sends it", key);
}

/** The error for null in a member that is not nillable. */
export function unexpectedNull(member: Member): RequestError {
  return new RequestError(
    `expected ${described(member)}, found null; the spec does not declare it nillable (an override can)`,
  );
}

function described({ simple, whole, group, type }: Member): string {
  const named = simple ?? whole ?? group;
  if (named !== null) return named.name;
  return typeof type === "object" && "list" in type ? "a list" : "an object";
}

type Properties = Readonly<Record<string, unknown>>;

/** Throws for a property that no table declares, because it would silently not be sent. */
export function refuseOthers({ keys, type }: Pick<Plan, "keys" | "type">, object: Properties): void {
  for (const [key, value] of Object.entries(object)) {
    if (value === undefined || keys.has(key) || key === "$any" || key === "$attributes") continue;
    if (key !== "$type" || type === null) throw new RequestError("expected no such property", key);
    if (value !== type.name) throw new RequestError(misfit(JSON.stringify(type.name), value), key);
  }
}

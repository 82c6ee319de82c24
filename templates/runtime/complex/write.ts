import { listOf, objectOf } from "../xml/expect.js";
import { misfit, RequestError, rethrowWithin } from "../error.js";
import { maxDepth, preparedTag, type OpenContentWriter, type Output } from "../xml/output.js";
import { isComplex, planOfMember, type Member, type Plan } from "./plan.js";

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
    writeAny(output, plan, (value as { $any?: unknown }).$any, within); // a list that was read may have `$any`
    return;
  }
  const object = objectOf(value);
  // The parts of a body are in its wrapper, or in the body itself.
  const references = depth < 2 && plan.shared === null ? output.references : null;
  let written = 0;
  for (const { key } of plan.attributes) if (object[key] !== undefined) written++;
  if (plan.text !== null && object["$value"] !== undefined) {
    written++;
    plan.text.write(output, object["$value"]);
  }
  if (plan.type !== null && object["$type"] === plan.type.name) written++;
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
  if (plan.any === null) writeAny(output, plan, object["$any"], within);
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
  if (mark !== null) mark(output, at, value);
}

function writeUnmarked(
  output: Output,
  plan: Plan,
  member: Member,
  value: unknown,
  within: string,
  depth: number,
): void {
  const { namespace, local } = member.name;
  const { uri } = namespace;
  if (member.group !== null) return member.group.writeItem(output, value, plan, member, within, depth);
  const declared = isComplex(member) ? planOfMember(member, plan) : null;
  if (declared !== null && member.nil?.write(output, declared, value, uri, local, within)) return;
  if (value === null) {
    if (!member.nillable) throw unexpectedNull(member);
    writeOpening(output, local, uri, within);
    return output.ascii(' xsi:nil="true"/>');
  }
  if (member.whole !== null) return member.whole.writeElement(output, value, uri, local, within, depth);
  const inner = declared && typed(declared, value);
  if (inner !== null) {
    const object = inner.list ? (Object(value) as Properties) : objectOf(value); // a list may have `$attributes`
    const { $attributes } = object;
    // Only one of a derived type must state it.
    const isNamed = inner !== declared || (!inner.derived && object["$type"] !== undefined);
    const references = inner.shared && output.references;
    const writer = (isNamed ? declared?.derivation : references && inner.shared) ?? inner.attributeCodec;
    if (writer !== null || $attributes !== undefined) {
      const id = references?.write(output, object, uri, local, within);
      if (id === null) return;
      const tag =
        writer?.openTag(output, inner, object, uri, local, within, isNamed, id) ??
        openContentOf(output, inner, "$attributes").openTag(output, $attributes, uri, local, within);
      writeContent(output, inner, value, tag.within, depth + 1);
      return tag.end();
    }
  }
  const { start, end } = tagsOf(member);
  if (uri === within) output.tag(start);
  else {
    writeOpening(output, local, uri, within);
    output.ascii(">");
  }
  if (member.simple !== null) member.simple.write(output, value);
  else if (inner !== null) writeContent(output, inner, value, uri, depth + 1);
  output.tag(end);
}

function tagsOf(member: Member): NonNullable<Member["tags"]> {
  const { local } = member.name;
  return (member.tags ??= { start: preparedTag(`<${local}>`), end: preparedTag(`</${local}>`) });
}

/** Writes the start of a tag, to be ended by `>`. Declares the default namespace if it changes. */
function writeOpening(output: Output, local: string, namespace: string, within: string): void {
  output.ascii("<");
  output.text(local);
  if (namespace !== within) output.attribute("xmlns", namespace);
}

/** The plan of the type that `$type` names: the declared type or one derived from it. */
export function typed(declared: Plan, value: unknown): Plan {
  return declared.derivation?.ofValue(declared, objectOf(value)["$type"]) ?? declared;
}

function writeAny(output: Output, plan: Plan, any: unknown, within: string): void {
  if (any !== undefined) openContentOf(output, plan, "$any").writeAny(output, any, within);
}

/** The writer of open content. Throws a RequestError if neither the table nor the context has one. */
function openContentOf({ writing }: Output, plan: Plan, key: string): OpenContentWriter {
  const found = plan.openContent ?? writing.openContent;
  if (found === undefined)
    throw new RequestError("expected no such property; a port with the option openContent sends it", key);
  return found;
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
export function refuseOthers(plan: Plan, object: Properties): void {
  const known = new Set(["$any", "$attributes"]);
  if (plan.text !== null) known.add("$value");
  for (const { key } of [...plan.attributes, ...plan.members]) known.add(key);
  for (const key of Object.keys(object)) {
    const value = object[key];
    if (known.has(key) || value === undefined || (key === "$type" && value === plan.type?.name)) continue;
    const isType = key === "$type" && plan.type !== null;
    throw new RequestError(isType ? misfit(JSON.stringify(plan.type.name), value) : "expected no such property", key);
  }
}

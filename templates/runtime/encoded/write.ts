import { isMark } from "./element.js";
import { idOf, metAs, objectsIn, type EncodedWriting, type Met } from "./shared-objects.js";
import {
  innerPlanOf,
  nameOfComplex,
  nameOfSimple,
  qnameOf,
  soap11Encoding,
  soap12Encoding,
  type QName,
} from "./type.js";
import { prefixOf, writeArrayType, writeType, type Part } from "./write-type.js";
import { RequestError } from "../error.js";
import { listOf, objectOf } from "../xml/expect.js";
import { maxDepth, Output } from "../xml/output.js";
import { writeAny } from "../complex/open-content.js";
import { isComplex, planOfMember, type Member, type Plan } from "../complex/plan.js";
import type { AnyKind, AnyKinds } from "../complex/table.js";
import type { XmlAttribute } from "../xml/element.js";
import { noteAttribute } from "../xml/tag-writer.js";
import { writeNamedAttributes } from "../complex/start-tag.js";
import { absent, partOf, refuseOthers, typed, unexpectedNull, writeContent } from "../complex/write.js";

/**
 * Writes the content of a Body: the wrapper element with its parts. In SOAP 1.1 an object that occurs more than once
 * follows the wrapper, as an element that the others refer to. In SOAP 1.2 it is written where it first occurs.
 */
export function writeEncoded(output: Output, plan: Plan, content: unknown, binding: "soap11" | "soap12"): void {
  writeRoots(output, { binding, inHeader: false }, plan, plan.members, content);
}

/** Writes `members` of a Body or a Header in this encoding, and the other members of the plan literally. */
export function writeRoots(
  output: Output,
  where: Pick<EncodedWriting, "binding" | "inHeader">,
  plan: Plan,
  members: readonly Member[],
  content: unknown,
): void {
  const writing: EncodedWriting = {
    ...where,
    objects: objectsIn({ ...plan, members }, content),
    behind: [],
    ids: 0,
    path: null,
  };
  try {
    const object = objectOf(content);
    for (const member of plan.members) {
      const value = partOf(object, member);
      if (value === undefined) {
        if (member.minOccurs > 0) throw absent(member);
      } else if (members.includes(member)) writeRoot(output, writing, plan, member, value);
      else writeContent(output, { ...plan, members: [member], content: null }, { [member.key]: value }, "");
    }
    // Writing an object may append others.
    for (const shared of writing.behind) writeBehind(output, writing, shared);
    writeAny(output, object["$any"], "");
    refuseOthers(plan, object);
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    let placed = error;
    let { path } = writing;
    // Objects that refer to each other make paths as long as their number, so the path is cut.
    for (let k = 0; path !== null && k < maxDepth; k++, path = path.outer) placed = placed.within(path.holder);
    throw placed;
  }
}

/** Writes an element of the Body or the Header, which is never a reference. */
function writeRoot(output: Output, writing: EncodedWriting, plan: Plan, member: Member, value: unknown): void {
  const { namespace, local } = member.name;
  writing.path = { holder: member.key, outer: null };
  const at = output.length;
  const kind = kindOf(member, value);
  if (member.whole !== null && value !== null && kind === null)
    member.whole.writeElement(output, value, namespace.uri, local, "");
  else {
    writeTop(output, { namespace: namespace.uri, local }, (part, tag) => {
      writeEncodingStyle(part, writing);
      const found =
        kind === null ? objectOrText(part, tag, plan, member, value) : stated(writing, part, tag, kind, value);
      if (found === null) return;
      const { plan: inner, value: object } = found;
      const met = metAs(writing, inner, object);
      if (met !== undefined && met.count > 1 && met.root === member) writeId(part, writing, met);
      writeComplex(writing, part, tag, inner, object, 0);
    });
  }
  if (member.mark !== null) member.mark(output, at, value);
  writing.path = null;
}

/** Writes an object that others refer to, in SOAP 1.1. */
function writeBehind(output: Output, writing: EncodedWriting, { plan, value, id, path }: Met): void {
  writing.path = path;
  // Elements of a Header must have a namespace (SOAP 1.1, 4.2).
  const name = writing.inHeader
    ? { namespace: soap11Encoding, local: plan.list ? "Array" : "Struct" }
    : { namespace: "", local: "multiRef" };
  writeTop(output, name, (part, tag) => {
    part.output.ascii(` id="${id}" ${prefixOf(part, soap11Encoding)}:root="0"`);
    writeEncodingStyle(part, writing);
    writeComplex(writing, part, tag, plan, value, 0);
  });
  writing.path = null;
}

/** Writes the content before the start tag, because only then all prefixes are known. */
function writeTop(output: Output, { namespace, local }: QName, write: (part: Part, tag: string) => void): void {
  const part: Part = { output: new Output(output.writing), prefixes: new Map() };
  const tag = namespace === "" ? local : `${prefixOf(part, namespace)}:${local}`;
  write(part, tag);
  output.ascii("<");
  output.text(tag);
  for (const [uri, prefix] of part.prefixes) output.attribute(`xmlns:${prefix}`, uri);
  output.bytes(part.output.done());
}

/** Writes an element for a member under its local name: accessors are unqualified (SOAP 1.1, 5). */
function writeAccessor(
  writing: EncodedWriting,
  part: Part,
  plan: Plan,
  member: Member,
  value: unknown,
  depth: number,
): void {
  const { output } = part;
  const { local } = member.name;
  const kind = kindOf(member, value);
  if (member.whole !== null && value !== null && kind === null)
    return member.whole.writeElement(output, value, "", local, "");
  output.ascii("<");
  output.text(local);
  const found =
    kind === null ? objectOrText(part, local, plan, member, value) : stated(writing, part, local, kind, value);
  if (found === null) return;
  const { plan: inner, value: object } = found;
  const met = metAs(writing, inner, object);
  if (met === undefined || met.count === 1) return writeComplex(writing, part, local, inner, object, depth + 1);
  if (writing.binding === "soap11") {
    if (met.id === null && met.root === null) {
      met.path = writing.path;
      writing.behind.push(met);
    }
    return output.ascii(` href="#${idOf(writing, met)}"/>`);
  }
  if (met.id !== null || met.root !== null)
    return output.ascii(` ${prefixOf(part, soap12Encoding)}:ref="${idOf(writing, met)}"/>`);
  writeId(part, writing, met);
  writeComplex(writing, part, local, inner, object, depth + 1);
}

/** The type that a value of any type states; null for XML and for other members. */
function kindOf({ whole }: Member, value: unknown): StatedKind | null {
  const any = whole?.any;
  const kind = value === null ? null : any?.kindOf(value);
  return any && kind ? { any, kind } : null;
}

interface StatedKind {
  readonly any: AnyKinds;
  readonly kind: AnyKind;
}

/** An object or a list to write, and its type. */
interface Found {
  readonly plan: Plan;
  readonly value: unknown;
}

/** The object of a member; null for a simple value or nil, of which it writes the rest of the element after its name. */
function objectOrText(part: Part, tag: string, plan: Plan, member: Member, value: unknown): Found | null {
  if (isComplex(member) && value !== null) return { plan: typed(planOfMember(member, plan), value), value };
  writeSimple(part, tag, member, value);
  return null;
}

/** The same for a value of any type. The path then leads to the object or the list. */
function stated(
  writing: EncodedWriting,
  part: Part,
  tag: string,
  { any, kind }: StatedKind,
  value: unknown,
): Found | null {
  const { output } = part;
  const codec = kind.codec();
  const { content, attributes } = any.partsOf(value, kind);
  if ("fit" in codec) {
    writeType(part, qnameOf(kind.type));
    writeOthers(part, attributes);
    output.ascii(">");
    any.writeText(output, value, codec);
    writeEnd(output, tag);
    return null;
  }
  if (codec.list) {
    if (attributes.length > 0)
      throw new RequestError("expected no attributes, because an array has none", "$attributes");
    writing.path = { holder: "$value", outer: writing.path };
  }
  return { plan: codec, value: content };
}

/** Gives the current element an id. In SOAP 1.1 it is a root, and declares that it is a value. */
function writeId(part: Part, writing: EncodedWriting, met: Met): void {
  const id = idOf(writing, met);
  if (writing.binding === "soap12") part.output.ascii(` ${prefixOf(part, soap12Encoding)}:id="${id}"`);
  else part.output.ascii(` id="${id}" ${prefixOf(part, soap11Encoding)}:root="1"`);
}

/**
 * Writes the rest of an element of simple type, or of a nil one, after its name. Groups do not occur in this encoding.
 */
function writeSimple(part: Part, tag: string, member: Member, value: unknown): void {
  const { output } = part;
  const { simple } = member;
  if (value === null) {
    if (!member.nillable) throw unexpectedNull(member);
    return output.ascii(' xsi:nil="true"/>');
  }
  if (simple === null) throw new RequestError("expected nothing, because SOAP encoding has no such content");
  writeType(part, nameOfSimple(simple));
  output.ascii(">");
  simple.write(output, value);
  writeEnd(output, tag);
}

/** Writes the rest of an element of complex type after its name. */
function writeComplex(
  writing: EncodedWriting,
  part: Part,
  tag: string,
  plan: Plan,
  value: unknown,
  depth: number,
): void {
  const { output } = part;
  if (depth > maxDepth) throw new RequestError(`expected at most ${maxDepth} values inside each other`);
  if (plan.list) {
    const list = listOf(value);
    writeArrayType(writing.binding, part, plan, sizesOf(writing, list, plan.dimensions));
    output.ascii(">");
    writeRows(writing, part, plan, plan.dimensions, list, depth);
    writeAny(output, (value as { $any?: unknown }).$any, ""); // a list that was read may have `$any`
  } else {
    const object = objectOf(value);
    writeType(part, nameOfComplex(plan));
    writeAttributes(part, plan, object);
    output.ascii(">");
    if (plan.text !== null && object["$value"] !== undefined) plan.text.write(output, object["$value"]);
    writeMembers(writing, part, plan, object, depth);
    writeAny(output, object["$any"], "");
    refuseOthers(plan, object);
  }
  writeEnd(output, tag);
}

function writeMembers(
  writing: EncodedWriting,
  part: Part,
  plan: Plan,
  object: Readonly<Record<string, unknown>>,
  depth: number,
): void {
  const outer = writing.path;
  const members = plan.content?.arrange((member) => partOf(object, member) !== undefined) ?? plan.members;
  for (const member of members) {
    const value = partOf(object, member);
    if (value === undefined) {
      if (member.minOccurs > 0) throw absent(member);
      continue;
    }
    if (member.key === "$any") continue;
    writing.path = { holder: member.key, outer };
    if (member.many) writeItems(writing, part, plan, member, listOf(value), depth);
    else writeAccessor(writing, part, plan, member, value, depth);
    writing.path = outer;
  }
}

/** Writes the items row by row (SOAP 1.1, 5.4.2). */
function writeRows(
  writing: EncodedWriting,
  part: Part,
  plan: Plan,
  dimensions: number,
  list: readonly unknown[],
  depth: number,
): void {
  const [item] = plan.members;
  const rows = dimensions > 1 ? innerPlanOf(plan) : undefined;
  if (item === undefined) return;
  if (rows === undefined) return writeItems(writing, part, plan, item, list, depth);
  const outer = writing.path;
  for (let k = 0; k < list.length; k++) {
    writing.path = { holder: k, outer };
    writeRows(writing, part, rows, dimensions - 1, list[k] as readonly unknown[], depth); // it has a size, hence is a list
  }
  writing.path = outer;
}

/** The number of items in each dimension; all rows must have the same length. */
function sizesOf(writing: EncodedWriting, value: unknown, dimensions: number): readonly number[] {
  const list = listOf(value);
  if (dimensions === 1) return [list.length];
  const outer = writing.path;
  let first: readonly number[] | undefined;
  for (let k = 0; k < list.length; k++) {
    writing.path = { holder: k, outer };
    const sizes = sizesOf(writing, list[k], dimensions - 1);
    first ??= sizes;
    if (sizes.join() !== first.join()) {
      const expected = first.join(" by ");
      throw new RequestError(`expected ${expected} items, as in the first row, found ${sizes.join(" by ")}`);
    }
  }
  writing.path = outer;
  return [list.length, ...(first ?? new Array<number>(dimensions - 1).fill(0))];
}

function writeItems(
  writing: EncodedWriting,
  part: Part,
  plan: Plan,
  member: Member,
  items: readonly unknown[],
  depth: number,
): void {
  const outer = writing.path;
  for (let k = 0; k < items.length; k++) {
    writing.path = { holder: k, outer };
    writeAccessor(writing, part, plan, member, items[k], depth);
  }
  writing.path = outer;
}

function writeAttributes(part: Part, plan: Plan, object: Readonly<Record<string, unknown>>): void {
  const names = attributeNames(part);
  writeNamedAttributes(part.output, plan, object, names);
  writeOthers(part, (object["$attributes"] ?? []) as readonly XmlAttribute[], names);
}

/** Writes attributes that no type declares. */
function writeOthers(part: Part, attributes: readonly XmlAttribute[], names = attributeNames(part)): void {
  for (const attribute of attributes) {
    if (!isMark(attribute)) part.output.attribute(names(attribute.namespace, attribute.name), attribute.value);
  }
}

/** Names the attributes of one element. */
function attributeNames(part: Part): (namespace: string, local: string) => string {
  const names = new Set<string>();
  return (namespace, local) => {
    noteAttribute(names, namespace, local);
    return namespace === "" ? local : `${prefixOf(part, namespace)}:${local}`;
  };
}

function writeEncodingStyle({ output }: Part, { binding }: EncodedWriting): void {
  output.ascii(` soap:encodingStyle="${binding === "soap11" ? soap11Encoding : soap12Encoding}"`);
}

function writeEnd(output: Output, tag: string): void {
  output.ascii("</");
  output.text(tag);
  output.ascii(">");
}

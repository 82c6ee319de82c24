import { carriedAttributes } from "../xml/carried.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import { trim } from "../xml/characters.js";
import { misfit, missing, unlike } from "../error.js";
import { membersAt, planOfMember, type Lack, type Member, type Plan } from "./plan.js";
import type { OpenContent } from "./table.js";
import { misplaced, type XmlAttribute, type XmlElement } from "../xml/element.js";
import { isType, localName, prefixOf, xsi } from "../xml/names.js";
import { EMPTY, VALUES } from "../xml/tag-reader.js";

/**
 * Reads the content of the element that was just opened, and moves past its end tag. Tries members in schema order and
 * looks up others by name, so that every element is read once. Content that the plan does not declare becomes `$any`
 * and `$attributes`. Follows `xsi:type` to a derived type, by default.
 */
export function readContent(
  cursor: Cursor,
  declared: Plan,
  named: Plan | null = typeOfElement(cursor, declared),
): unknown {
  cursor.enter();
  const tag = cursor.started();
  const plan = named ?? declared;
  const values: unknown[] = new Array(plan.size);
  const attributes = readAttributes(cursor, plan, values, named !== null);
  // A type that `xsi:type` cannot name is stated only to repeat it, unless there is content of another type.
  const untyped = plan.qname === null && attributes !== null ? otherAttributes(cursor, plan, true) : attributes;
  const reader = plan.simpleContent ?? plan.group;
  const any = reader === null ? readMembers(cursor, plan, tag, values) : reader.readContent(cursor, plan, tag, values);
  if (plan.list) values[0] ??= [];
  cursor.reading.validate?.refuseCounts(cursor, plan.members, values, tag.at);
  const value = plan.list ? values[0] : plan.create(values);
  if (any !== null) (value as OpenContent).$any = any; // an object or an array
  const kept = any === null ? untyped : attributes;
  if (kept !== null) (value as OpenContent).$attributes = kept;
  if (plan.derived || plan !== declared) (value as Typed).$type = plan.type?.name;
  cursor.depth--;
  return value;
}

interface Typed {
  $type?: string | undefined;
}

/** The plan of the type that `xsi:type` names; null if the type has no derived types, or the element does not name one. */
export function typeOfElement(cursor: Cursor, declared: Plan): Plan | null {
  return declared.derivation?.ofElement(cursor, declared) ?? null;
}

/** Reads the element that was just opened, and moves past its end tag. It refers to no other if `isResolved`. */
export function readElement(cursor: Cursor, plan: Plan, member: Member, isResolved = false): unknown {
  const { simple } = member;
  // Most elements are of this kind, for which the general function would be slow.
  if (simple !== null && cursor.flags === 0) return cursor.content() ? simple.read(cursor) : undefined;
  return readGeneral(cursor, plan, member, isResolved);
}

function readGeneral(cursor: Cursor, plan: Plan, member: Member, isResolved: boolean): unknown {
  const { simple, whole } = member;
  const { references } = cursor;
  if (references !== null && !isResolved && whole === null && (cursor.flags & VALUES) !== 0)
    return references.resolve(cursor, plan, member);
  if (cursor.isNil()) return readNil(cursor, plan, member);
  if (simple !== null) {
    noticeAttributes(cursor);
    return cursor.content() ? simple.read(cursor) : undefined;
  }
  const { namespace, local } = member.name;
  if (whole !== null) return whole.readElement(cursor, namespace.uri, local);
  return readContent(cursor, planOfMember(member, plan));
}

/** Lets the context see the attributes of an element whose value cannot keep them. */
function noticeAttributes(cursor: Cursor): void {
  if ((cursor.flags & VALUES) !== 0) cursor.reading.notice?.attributes(cursor, cursor.allAttributes());
}

/** Reads a nil element: null, or an object of its attributes if its type has some. */
function readNil(cursor: Cursor, plan: Plan, member: Member): object | null {
  const { at } = cursor;
  if (!member.nillable) refuseNil(cursor, member, at);
  const nil = member.nil?.read(cursor, planOfMember(member, plan)) ?? null;
  if (nil === null) noticeAttributes(cursor);
  cursor.content();
  const text = cursor.string();
  if (trim(text) !== "") cursor.refuse(misfit("nothing in a nil element", text), at);
  return nil;
}

/** Refuses nil in place of a value. */
export function refuseNil(cursor: Cursor, { simple, whole }: Member, at: number): unknown {
  return cursor.refuse(unlike((simple ?? whole)?.name ?? "elements", "nil"), at, '": { "nillable": true }');
}

/** Reads the elements up to the end tag of the element with this start tag, and returns those that the plan does not declare. */
export function readMembers(cursor: Cursor, plan: Plan, tag: StartTag, values: unknown[]): XmlElement[] | null {
  const { members } = plan;
  let incomplete = plan.content !== null;
  if ((tag.flags & EMPTY) === 0) {
    for (let k = 0; k < members.length; k++) {
      const member = members[k]!; // k is in range
      if (!cursor.open(member.name)) {
        if (member.minOccurs > 0) incomplete = true;
      } else if (member.many) {
        const items: unknown[] = (values[member.index] = []);
        do items.push(readElement(cursor, plan, member));
        while (cursor.open(member.name));
      } else values[member.index] = readElement(cursor, plan, member);
    }
  } else incomplete = true;
  const any = cursor.close(tag) ? null : readOthers(cursor, plan, tag, values);
  if (incomplete && !plan.list) requireMembers(cursor, plan, values, tag.at, any);
  return any;
}

/** Refuses content that lacks required members, unless `others` has one of the same name in another namespace. */
export function requireMembers(
  cursor: Cursor,
  plan: Plan,
  values: readonly unknown[],
  at: number,
  others: readonly XmlElement[] | null = null,
  where = "",
): void {
  for (const { names, member, reason = missing(names + where) } of absentIn(plan, values, nameOf)) {
    if (member?.group !== null) {
      cursor.refuse(reason, at);
      continue;
    }
    const { local, namespace } = member.name;
    const other = others?.find(({ name }) => name === local);
    if (other === undefined) cursor.refuse(reason, at, `/${local}": { "minOccurs": 0 }`);
    else {
      const fact = `/${local}": { "namespace": ${JSON.stringify(other.namespace)} }`;
      cursor.refuse(misplaced(local, namespace.uri, other.namespace), at, fact);
    }
  }
}

function nameOf({ name, group }: Member): string {
  return group?.name ?? `<${name.local}>`;
}

/** The required members that are absent. A member whose text does not fit is present. */
export function absentIn(
  { members, content }: Plan,
  values: readonly unknown[],
  show: (member: Member) => string,
): readonly Lack[] {
  if (content !== null) return content.lacks(({ index }) => index in values, show);
  return members
    .filter(({ minOccurs, index }) => minOccurs > 0 && !(index in values))
    .map((member) => ({ names: show(member), member }));
}

/**
 * Reads elements that are out of order or unknown. Of several members with one name, an element belongs to the first
 * that is free from the place of the element before it on. `see` is called in the start tag of each other element,
 * whose name `isKnown` if a member has it; by default, those are noticed.
 */
export function readOthers(
  cursor: Cursor,
  plan: Plan,
  tag: StartTag,
  values: unknown[],
  see: (isKnown: boolean) => void = (isKnown) => {
    if (isKnown) cursor.reading.notice?.beside(cursor);
  },
): XmlElement[] | null {
  let any: XmlElement[] | null = null;
  let place = 0;
  values.forEach((value, index) => {
    if (value !== undefined) place = index;
  });
  const isFree = ({ many, index }: Member): boolean => many || !(index in values);
  while (cursor.next(tag)) {
    const known = membersAt(plan, cursor);
    const free = known.filter(isFree);
    const member = free.find(({ index }) => index >= place) ?? free[0];
    if (member === undefined) {
      see(known.length > 0);
      (any ??= []).push(cursor.element());
    } else {
      readMember(cursor, plan, member, values);
      place = member.index;
    }
  }
  return any;
}

/** Reads the element that was just opened into its place among the values, or appends it to the list there. */
export function readMember(cursor: Cursor, plan: Plan, member: Member, values: unknown[]): void {
  const value = readElement(cursor, plan, member);
  if (member.many) ((values[member.index] ??= []) as unknown[]).push(value);
  else values[member.index] = value;
}

/** Reads the attributes that the plan declares, and returns the others. */
export function readAttributes(cursor: Cursor, plan: Plan, values: unknown[], typed: boolean): XmlAttribute[] | null {
  const found = plan.attributeCodec?.read(cursor, values);
  return found === cursor.values ? null : otherAttributes(cursor, plan, typed);
}

/** The attributes that the plan does not declare, without `xsi:type` if `typed` or if it names the type itself. */
export function otherAttributes(
  cursor: Cursor,
  plan: Pick<Plan, "attributeCodec" | "qname">,
  typed: boolean,
): XmlAttribute[] | null {
  if ((cursor.flags & VALUES) === 0) return null;
  const others = carriedAttributes(
    cursor,
    (attribute) =>
      !isKnown(attribute) &&
      cursor.references?.isMark(attribute) !== true &&
      !(isType(attribute) && (typed || namesType(cursor, plan, attribute.value))) &&
      plan.attributeCodec?.declares(attribute) !== true,
  );
  return others.length > 0 ? others : null;
}

/** True for the name of the plan's type, as `xsi:type` of the start tag last read states it. */
function namesType(cursor: Cursor, { qname }: Pick<Plan, "qname">, name: string): boolean {
  return qname === `${cursor.bindingOf(prefixOf(name))?.uri} ${localName(name)}`;
}

/** Refuses an element without a required attribute. */
export function refuseAttribute(cursor: Cursor, local: string, at: number): void {
  cursor.refuse(missing(`attribute ${local}`), at, `/@${local}": { "use": "optional" }`);
}

/** True for attributes about the document rather than the value. */
export function isKnown({ namespace, name }: XmlAttribute): boolean {
  return namespace === xsi && (name === "nil" || name === "schemaLocation" || name === "noNamespaceSchemaLocation");
}

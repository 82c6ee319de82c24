import { trim } from "../xml/characters.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import { bareStart, isNil, isPlain, typeIn, type EncodedElement } from "./element.js";
import { counted, fillItems } from "./items.js";
import { kindIn } from "./any-value.js";
import { nameOfComplex, qnameOf, type QName } from "./type.js";
import { missing, unlike } from "../error.js";
import { pass, resolve, sharedOf, type EncodedReading, type SharedObject } from "./reading.js";
import { noticeAttributes, readSimple, readText, simpleAt } from "./content.js";
import { keepElement, keepValue } from "./xml.js";
import { nextIn } from "./part.js";
import { identityOf, isComplex, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { refuseAttribute, refuseNil, requireMembers } from "../complex/read.js";
import type { ElementType, OpenContent } from "../complex/table.js";
import { renamed, type XmlAttribute, type XmlElement } from "../xml/element.js";
import { elsewhere, openAgain } from "../xml/position.js";
import { EMPTY } from "../xml/tag-reader.js";

const soapRpc = "http://www.w3.org/2003/05/soap-rpc";

/**
 * Reads the value of the element that was just opened, and moves past its end tag; undefined if nil is equivalent to absent,
 * or if its reference is refused. For an item, `array` is the element around it, which names its type unless it does so
 * itself.
 */
export function readAccessor(reading: EncodedReading, plan: Plan, member: Member, array?: EncodedElement): unknown {
  const { cursor } = reading;
  const { simple, whole } = member;
  // Most elements need no more than their content.
  if (isPlain(cursor)) {
    if (simple !== null) return readText(cursor, simple, -1);
    const inner = whole === null ? planOfMember(member, plan) : null;
    if (inner !== null && !inner.list && !inner.abstract && !inner.derived && inner.derivation === null)
      return contentOf(reading, inner, bareStart(cursor), null);
  }
  return resolve(reading, (element, at) => {
    if (isNil(cursor, element)) {
      noticeAttributes(reading, element);
      pass(reading, element);
      if (member.nillable) return null;
      // For a member, nil and absent are equivalent (SOAP 1.1, 5.1), but an item has a position.
      if (member.minOccurs === 0 && !plan.list) return undefined;
      refuseNil(cursor, member, at);
      return null;
    }
    if (simple !== null) return readSimple(reading, simple, element, at);
    if (whole !== null) return readAny(reading, whole, member.name.local, element, at, array);
    return readComplex(reading, plan, member, element, array);
  });
}

/** Reads a value of the type that an element states, or the element itself. */
function readAny(
  reading: EncodedReading,
  { any }: ElementType<unknown>,
  local: string,
  element: EncodedElement,
  at: number,
  array: EncodedElement | undefined,
): unknown {
  const kind = any && kindIn(reading.cursor, any, element, array);
  if (any === undefined || kind === undefined) return renamed(keepValue(reading, element), "", local);
  const codec = kind.codec();
  if (!("fit" in codec)) return any.stating(objectAt(reading, codec, element), kind, null);
  const { attributes } = element;
  return any.stating(simpleAt(reading, codec, element, at), kind, attributes.length === 0 ? null : attributes);
}

/** Reads an object or list of the element's type, or creates it to be filled later. */
export function readComplex(
  reading: EncodedReading,
  outer: Plan,
  member: Member,
  element: EncodedElement,
  array: EncodedElement | undefined,
): unknown {
  const declared = planOfMember(member, outer);
  const { cursor } = reading;
  const stated =
    declared.derivation === null
      ? undefined
      : (typeIn(cursor, element, "type") ?? (array && typeIn(cursor, array, "itemType")));
  const plan = typeNamed(declared, stated) ?? declared;
  if (plan.abstract) {
    cursor.refuse(missing(`xsi:type of a type derived from ${declared.type?.name}`), element.at);
  }
  const value = objectAt(reading, plan, element);
  // Elements always name their types in this encoding, so only a derived type is recorded. It is an object, because
  // lists have no derived types.
  if (plan.derived || plan !== declared) (value as Typed).$type = plan.type?.name;
  return value;
}

interface Typed {
  $type?: string | undefined;
}

/**
 * The object or list of an element. One that a reference leads to is filled later, unless the element comes before that, and
 * so is a deep one, for which the stack might not suffice.
 */
function objectAt(reading: EncodedReading, plan: Plan, element: EncodedElement): object {
  const { cursor, unfilled } = reading;
  const { depth, outer } = cursor;
  const known = sharedOf(reading.objects, element);
  const isHere = element.target === null && depth - reading.base < deepest;
  if (known === undefined && isHere) return contentOf(reading, plan, element, null);
  const type = identityOf(plan);
  let shared = known?.get(type);
  if (shared === undefined) {
    const value = plan.list ? [] : plan.create(new Array(plan.size));
    const target = element.target ?? { at: element.at, outer };
    shared = {
      plan,
      element: { ...element, target },
      value,
      depth: element.target === null ? depth : 0,
      isFilled: false,
    };
    known?.set(type, shared);
    if (!isHere) unfilled.push(shared);
  }
  if (isHere && !shared.isFilled) fillShared(reading, shared, element);
  else pass(reading, element);
  return shared.value;
}

/** The levels of recursion after which objects are filled later. Each such object has its content passed over once. */
const deepest = 200;

/** Reads the content of a shared value from its element, just opened. */
export function fillShared(reading: EncodedReading, shared: SharedObject, element: EncodedElement): void {
  shared.isFilled = true;
  contentOf(reading, shared.plan, element, shared.value);
}

/** Reads the object or list of the element that was just opened, and moves past its end tag; into `shared` if it exists. */
function contentOf(reading: EncodedReading, plan: Plan, element: EncodedElement, shared: object | null): object {
  const { cursor } = reading;
  cursor.enter();
  let value = shared;
  if (plan.list) readItems(reading, plan, element, (value ??= []) as unknown[]);
  else {
    const read = readObject(reading, plan, element);
    value = shared === null ? read : Object.assign(shared, read);
  }
  cursor.depth--;
  return value;
}

/** The plan of the type with this name, if it is the declared type or derived from it. */
function typeNamed(declared: Plan, name: QName | undefined): Plan | undefined {
  if (name === undefined) return undefined;
  const own = declared.type === null ? undefined : qnameOf(declared.type);
  if (own?.namespace === name.namespace && own.local === name.local) return declared;
  return declared.derivation?.find(name.namespace, name.local);
}

function readItems(reading: EncodedReading, plan: Plan, element: EncodedElement, list: unknown[]): void {
  const { cursor, gaps } = reading;
  const tag = cursor.started();
  const { size = [] } = element.marks;
  const exact = plan.dimensions > 1 && size.length === plan.dimensions;
  let row = plan;
  let dimensions = 1;
  for (let inner = listIn(row); inner !== undefined && dimensions < size.length; inner = listIn(row)) {
    row = inner;
    dimensions++;
  }
  const [member] = row.members;
  if (member === undefined) return cursor.skip();
  // An array of anything leaves its dimensions open.
  if (size.length > dimensions && member.whole === null) {
    cursor.fail(`expected an array of ${counted(dimensions)}, found one of ${size.length}`, element.at);
  }
  const absent = (): null => {
    if (member.nillable) return null;
    cursor.refuse(unlike(`every <${member.name.local}>`, "an array that leaves some out"), element.at);
    return null;
  };
  const isMap = nameOfComplex(plan)?.local !== "Map" && isApacheMap(cursor, element);
  if (isMap) cursor.refuse(unlike("an array", "a Map"), element.at);
  const next = (): boolean => opens(cursor, tag, member) || cursor.next(tag);
  const read = isMap ? readEntry : readAccessor;
  const item = (): unknown => read(reading, row, member, element);
  fillItems(cursor, list, element, { dimensions, exact, next, item, absent }, gaps);
}

/** Reads the start tag of a member if it comes next. May return false wrongly, as `open` may. */
function opens(cursor: Cursor, { flags }: StartTag, { name }: Member): boolean {
  return (flags & EMPTY) === 0 && cursor.open(name);
}

/** True for a map as Apache's and PHP's servers write one, PHP also for an array whose keys are not 0, 1, 2 and so on. */
function isApacheMap(cursor: Cursor, element: EncodedElement): boolean {
  if (element.marks.type?.endsWith("Map") !== true) return false;
  const type = typeIn(cursor, element, "type");
  return type?.local === "Map" && type.namespace === "http://xml.apache.org/xml-soap";
}

/** Reads the value of the entry that was just opened, which is beside its key. */
function readEntry(reading: EncodedReading, plan: Plan, member: Member, map: EncodedElement): unknown {
  const { cursor } = reading;
  const tag = cursor.started();
  let value: unknown;
  while (cursor.next(tag)) {
    if (cursor.local === "value") value = readAccessor(reading, plan, member, map);
    else cursor.skip();
  }
  return value;
}

/** The plan of the items of a list of lists. */
function listIn(plan: Plan): Plan | undefined {
  const [member] = plan.members;
  if (member === undefined || !isComplex(member)) return undefined;
  const inner = planOfMember(member, plan);
  return inner.list ? inner : undefined;
}

/**
 * Reads the content of the element that was just opened, and moves past its end tag. Tries members in schema order, and finds
 * others by their local names. In a wrapper, the first element is the first member, whatever its name (SOAP 1.1, 7.1).
 */
function readObject(reading: EncodedReading, plan: Plan, element: EncodedElement): object {
  const { cursor } = reading;
  const isRoot = reading.wrappers.get(element.at) === plan;
  const tag = cursor.started();
  const values: unknown[] = new Array(plan.size);
  const attributes = readAttributes(cursor, plan, element, values);
  const texts: string[] | null = plan.text === null ? null : [];
  let any: XmlElement[] | null = null;
  let isFirst = true;
  if (texts === null && (tag.flags & EMPTY) === 0)
    for (const member of plan.members)
      while (cursor.open(member.name)) {
        isFirst = false;
        readMember(reading, plan, member, values);
        if (!member.many) break;
      }
  const [result] = plan.members;
  let hasResult = false;
  let misnamed: StartTag | undefined;
  while (texts === null ? cursor.next(tag) : nextIn(cursor, tag, (text) => texts.push(text))) {
    const { local } = cursor;
    if (isRoot && cursor.namespace === soapRpc) {
      cursor.skip();
      continue;
    }
    const member = namesOf(plan).get(local);
    if (member !== undefined && (values[member.index] === undefined || member.many))
      readMember(reading, plan, member, values);
    else if (isRoot && isFirst && member === undefined && result?.group === null) {
      misnamed = cursor.started();
      cursor.skip();
    } else if (!readAttributeElement(reading, plan, local, values)) (any ??= []).push(keepElement(reading));
    isFirst = false;
    hasResult ||= member !== undefined && member === result;
  }
  const wrong = misnamed;
  if (wrong !== undefined && result !== undefined)
    elsewhere(cursor, () => {
      openAgain(cursor, wrong);
      if (!hasResult) readMember(reading, plan, result, values);
      else if (!readAttributeElement(reading, plan, cursor.local, values)) (any ??= []).unshift(keepElement(reading));
    });
  if (plan.text !== null && texts !== null) {
    const text = texts.join("");
    // Elements without a text have no value.
    if (isFirst || trim(text) !== "") {
      cursor.hold(text, element.at + 1);
      values[plan.attributes.length] = plan.text.read(cursor);
    }
  }
  completeMembers(cursor, plan, values, element.at);
  const object: OpenContent = plan.create(values);
  if (any !== null) object.$any = any;
  if (attributes.length > 0) object.$attributes = attributes;
  return object;
}

/** Reads the element that was just opened into its place among the values, or appends it to the list there. */
function readMember(reading: EncodedReading, plan: Plan, member: Member, values: unknown[]): void {
  const value = readAccessor(reading, plan, member);
  if (value === undefined) return;
  if (member.many) ((values[member.index] ??= []) as unknown[]).push(value);
  else values[member.index] = value;
}

/** The members by the local names of their elements, the first of several. */
function namesOf(plan: Plan): ReadonlyMap<string, Member> {
  let names = memberNames.get(plan);
  if (names === undefined) {
    names = new Map([...plan.members].reverse().map((member) => [member.name.local, member]));
    memberNames.set(plan, names);
  }
  return names;
}

const memberNames = /* @__PURE__ */ new WeakMap<Plan, Map<string, Member>>();

/** Reads the attributes that the plan declares, and returns the others. */
function readAttributes(
  cursor: Cursor,
  { attributes: declared }: Plan,
  { attributes }: EncodedElement,
  values: unknown[],
): XmlAttribute[] {
  for (const { namespace, local, index, type } of declared)
    if (cursor.openAttribute(namespace, local)) values[index] = type.read(cursor);
  return attributes.filter(({ name, namespace }) =>
    declared.every((each) => each.local !== name || each.namespace !== namespace),
  );
}

/**
 * Reads the element that was just opened if it is an attribute in the schema: ASMX writes attributes as elements in this
 * encoding.
 */
function readAttributeElement(reading: EncodedReading, plan: Plan, local: string, values: unknown[]): boolean {
  const member = plan.attributes.find((each) => each.local === local && values[each.index] === undefined);
  if (member === undefined) return false;
  values[member.index] = resolve(reading, (element, at) => {
    if (!isNil(reading.cursor, element)) return readSimple(reading, member.type, element, at);
    pass(reading, element);
    return undefined;
  });
  return true;
}

/**
 * Sets absent members to nil if they are nillable, because the two are equivalent; otherwise a required member is
 * missing.
 */
function completeMembers(cursor: Cursor, plan: Plan, values: unknown[], at: number): void {
  for (const { index, local, required } of plan.attributes)
    if (required && values[index] === undefined) refuseAttribute(cursor, local, at);
  let incomplete = plan.content !== null;
  for (const { index, minOccurs, nillable, many, group } of plan.members) {
    if (minOccurs === 0 || group !== null || values[index] !== undefined) continue;
    if (nillable && !many && plan.content === null) values[index] = null;
    else incomplete = true;
  }
  if (!incomplete) return;
  const present = values.slice();
  // Elements cannot be assigned to groups in this encoding, so they are kept as XML.
  for (const { index, group } of plan.members) if (group !== null) present[index] = null;
  requireMembers(cursor, plan, present, at);
}

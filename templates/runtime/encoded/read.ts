import { trim } from "../xml/characters.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import { elementsIn, isMark, isNil, readEncodedElement, textIn, typeIn, type EncodedElement } from "./element.js";
import { counted, fillItems } from "./items.js";
import { kindIn } from "./any-value.js";
import { nameOfComplex, qnameOf, type QName } from "./type.js";
import { missing, unlike } from "../error.js";
import { isFree, once, readingOf, targetOf, unreachedFrom, type EncodedReading } from "./reading.js";
import { readSimple, simpleAt, noticeAttributes, refuseText, readText } from "./content.js";
import { identityOf, isComplex, onlyMember, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { refuseAttribute, refuseNil, requireMembers } from "../complex/read.js";
import type { ElementType, EncodedBody, OpenContent } from "../complex/table.js";
import { renamed, shown, type XmlAttribute } from "../xml/element.js";

const soapRpc = "http://www.w3.org/2003/05/soap-rpc";

/**
 * Reads the Body that was just opened, and moves past its end tag. Finds the value by its position, since services
 * misname its element, and members by their local names.
 * A value with several references is read once, so that they share an object and cycles remain cycles. Objects are
 * filled one after another instead of recursively, so neither long chains of references nor many paths through them
 * exhaust stack or time.
 */
export function openEncoded(cursor: Cursor, soap: string): EncodedBody {
  const body = cursor.started();
  const elements: EncodedElement[] = [];
  while (cursor.next(body)) elements.push(readEncodedElement(cursor));
  const reading = readingOf(cursor, elements, body);
  return {
    elements: elements.map((element) => ({
      namespace: element.namespace,
      local: element.name,
      at: element.at,
      isRoot: elements.length === 1 || isFree(reading, element),
    })),
    read(plan, faultOf) {
      const fault = elements.find(({ name, namespace }) => name === "Fault" && namespace === soap);
      if (fault !== undefined) return { fault: faultOf(reading.xml.element(fault)) };
      const value = readRoots(reading, plan, elements, body);
      fill(reading);
      return { value };
    },
  };
}

/** Fills the objects and lists that exist so far. */
export function fill(reading: EncodedReading): void {
  // Filling one may append others.
  for (const { plan, element, value, isRoot } of reading.unfilled) {
    if (plan.list) fillList(reading, plan, element, value as unknown[]);
    else fillObject(reading, plan, element, value as Record<string, unknown>, isRoot);
  }
}

/** Reads the value of a body, ignoring elements that exist only to be referred to. */
function readRoots(reading: EncodedReading, plan: Plan, elements: readonly EncodedElement[], body: StartTag): unknown {
  const { cursor } = reading;
  const free = elements.filter((element) => isFree(reading, element));
  const roots = free.length > 0 ? free : elements;
  const only = onlyMember(plan);
  const values: unknown[] = new Array(plan.size);
  const taken = new Set<EncodedElement>();
  for (const member of plan.members) {
    const found = roots.find(({ name }) => name === member.name.local) ?? (member === only ? roots[0] : undefined);
    if (found !== undefined) {
      taken.add(found);
      values[member.index] = readRoot(reading, plan, member, found);
    } else if (member.minOccurs > 0) {
      const other = elements[0] === undefined ? "nothing" : shown(elements[0].name, elements[0].namespace);
      cursor.refuse(unlike(shown(member.name.local, member.name.namespace.uri), other), body.at);
    }
  }
  const { notice } = cursor.reading;
  if (only !== undefined && notice === undefined) return values[only.index];
  const unreached = unreachedFrom(reading, new Set([...free, ...taken]), elements, body);
  const others = elements.filter((each) => !taken.has(each) && (isFree(reading, each) || unreached.has(each)));
  if (only !== undefined) {
    for (const { at, name: local } of others) notice?.beside(cursor, { at, local });
    return values[only.index];
  }
  const value = plan.create(values);
  if (others.length > 0) value["$any"] = others.map((other) => reading.xml.element(other));
  return value;
}

/** Reads a wrapper; a nil wrapper is an empty one. */
function readRoot(reading: EncodedReading, plan: Plan, member: Member, element: EncodedElement): unknown {
  if (!isComplex(member) || member.nillable) return readAccessor(reading, plan, member, element);
  const target = targetOf(reading, element);
  return target && readComplex(reading, plan, member, target, undefined, true);
}

/**
 * Reads the value of an element; undefined if nil is equivalent to absent, or if its reference is refused. For an item,
 * `array` is the element around it, which names its type unless it does so itself.
 */
export function readAccessor(
  reading: EncodedReading,
  plan: Plan,
  member: Member,
  element: EncodedElement,
  array?: EncodedElement,
): unknown {
  const { cursor } = reading;
  const target = targetOf(reading, element);
  if (target === undefined) return undefined;
  if (isNil(cursor, target)) {
    noticeAttributes(reading, target);
    if (member.nillable) return null;
    // For a member, nil and absent are equivalent (SOAP 1.1, 5.1), but an item has a position.
    if (member.minOccurs === 0 && !plan.list) return undefined;
    refuseNil(cursor, member, element.at);
    return null;
  }
  if (member.simple !== null) return readSimple(reading, member.simple, target, element);
  if (member.whole !== null) return readAny(reading, member.whole, member.name.local, element, target, array);
  return readComplex(reading, plan, member, target, array, false);
}

/** Reads a value of the type that an element states, or the element itself. */
function readAny(
  reading: EncodedReading,
  { any }: ElementType<unknown>,
  local: string,
  element: EncodedElement,
  target: EncodedElement,
  array: EncodedElement | undefined,
): unknown {
  const kind = any && kindIn(reading.cursor, any, target, array);
  if (any === undefined || kind === undefined) return renamed(reading.xml.value(target), "", local);
  const codec = kind.codec();
  if (!("fit" in codec)) return any.stating(objectAt(reading, codec, target, false), kind, null);
  const others = target.attributes.filter((attribute) => !isMark(attribute));
  const attributes = others.length === 0 ? null : others.map(withoutPrefix);
  return any.stating(simpleAt(reading, codec, target, element), kind, attributes);
}

/** Creates an object or list of the element's type, to be filled later. */
function readComplex(
  reading: EncodedReading,
  outer: Plan,
  member: Member,
  element: EncodedElement,
  array: EncodedElement | undefined,
  isRoot: boolean,
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
  const value = objectAt(reading, plan, element, isRoot);
  // Elements always name their types in this encoding, so only a derived type is recorded. It is an object, because
  // lists have no derived types.
  if (plan.derived || plan !== declared) (value as Typed).$type = plan.type?.name;
  return value;
}

interface Typed {
  $type?: string | undefined;
}

/** The object or list of an element, to be filled later. */
function objectAt(reading: EncodedReading, plan: Plan, element: EncodedElement, isRoot: boolean): object {
  return once(reading, element, identityOf(plan), () => {
    const value = plan.list ? [] : plan.create(new Array(plan.size));
    reading.unfilled.push({ plan, element, value, isRoot });
    return value;
  });
}

/** The plan of the type with this name, if it is the declared type or derived from it. */
function typeNamed(declared: Plan, name: QName | undefined): Plan | undefined {
  if (name === undefined) return undefined;
  const own = declared.type === null ? undefined : qnameOf(declared.type);
  if (own?.namespace === name.namespace && own.local === name.local) return declared;
  return declared.derivation?.find(name.namespace, name.local);
}

function fillList(reading: EncodedReading, plan: Plan, element: EncodedElement, list: unknown[]): void {
  const { cursor, gaps } = reading;
  const { size = [] } = element.marks;
  refuseText(reading, element);
  const exact = plan.dimensions > 1 && size.length === plan.dimensions;
  if (plan.dimensions > 1 && !exact) expectRows(reading, plan, element);
  let row = plan;
  let dimensions = 1;
  for (let inner = listIn(row); inner !== undefined && dimensions < size.length; inner = listIn(row)) {
    row = inner;
    dimensions++;
  }
  const [member] = row.members;
  if (member === undefined) return;
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
  const item = (child: EncodedElement): unknown =>
    readAccessor(reading, row, member, (isMap && valueOfEntry(child)) || child, element);
  fillItems(cursor, list, element, { dimensions, exact, item, absent }, gaps);
}

/** True for a map as Apache's and PHP's servers write one, PHP also for an array whose keys are not 0, 1, 2 and so on. */
function isApacheMap(cursor: Cursor, element: EncodedElement): boolean {
  const type = typeIn(cursor, element, "type");
  return type?.local === "Map" && type.namespace === "http://xml.apache.org/xml-soap";
}

/** The value of an entry, which is beside its key. */
function valueOfEntry(entry: EncodedElement): EncodedElement | undefined {
  const inner = elementsIn(entry);
  return inner.some(({ name }) => name === "key") ? inner.find(({ name }) => name === "value") : undefined;
}

/** Fails for an array of several dimensions without sizes, unless its items are arrays. */
function expectRows(reading: EncodedReading, { dimensions }: Plan, element: EncodedElement): void {
  const { size = [] } = element.marks;
  // Checks each row once, however many references it has.
  const rows = () => [...new Set(elementsIn(element).map((row) => targetOf(reading, row)))];
  const isOfRows = size.length <= 1 && rows().every((row) => row === undefined || trim(textIn(row)) === "");
  if (!isOfRows)
    reading.cursor.fail(`expected an array of ${dimensions} dimensions, found one of ${size.length || 1}`, element.at);
}

/** The plan of the items of a list of lists. */
function listIn(plan: Plan): Plan | undefined {
  const [member] = plan.members;
  if (member === undefined || !isComplex(member)) return undefined;
  const inner = planOfMember(member, plan);
  return inner.list ? inner : undefined;
}

function fillObject(
  reading: EncodedReading,
  plan: Plan,
  element: EncodedElement,
  object: Record<string, unknown>,
  isRoot: boolean,
): void {
  const all = elementsIn(element);
  const elements = isRoot ? all.filter(({ namespace }) => namespace !== soapRpc) : all;
  const memberOf = memberFinder(plan, isRoot ? elements : []);
  const kept: EncodedElement[] = [];
  const attributes = readAttributes(reading, plan, element, object);
  for (const child of elements) {
    const member = memberOf(child);
    const before = member === undefined ? undefined : object[member.key];
    if (member === undefined || (before !== undefined && !member.many)) {
      if (!readAttributeElement(reading, plan, child, object)) kept.push(child);
      continue;
    }
    const value = readAccessor(reading, plan, member, child);
    if (value === undefined) continue;
    if (!member.many) object[member.key] = value;
    else if (before === undefined) object[member.key] = [value];
    else (before as unknown[]).push(value); // the list created above
  }
  if (plan.text !== null) readText(reading, plan.text, element, object);
  else refuseText(reading, element);
  fillMissing(reading, plan, element, object);
  if (kept.length > 0) (object as OpenContent).$any = kept.map((child) => reading.xml.element(child));
  if (attributes.length > 0) (object as OpenContent).$attributes = attributes;
}

/**
 * Returns a function that finds members by their local names. In a wrapper, the first element is the first member,
 * whatever its name (SOAP 1.1, 7.1).
 */
function memberFinder(plan: Plan, wrapped: readonly EncodedElement[]): (child: EncodedElement) => Member | undefined {
  let byName = members.get(plan);
  if (byName === undefined) {
    byName = new Map();
    for (const member of plan.members) if (!byName.has(member.name.local)) byName.set(member.name.local, member);
    members.set(plan, byName);
  }
  const names = byName;
  const [first] = wrapped;
  const result = plan.members[0]?.group === null ? plan.members[0] : undefined;
  const isMisnamed =
    first !== undefined && !names.has(first.name) && !wrapped.some(({ name }) => name === result?.name.local);
  return (child) => names.get(child.name) ?? (isMisnamed && child === first ? result : undefined);
}

const members = /* @__PURE__ */ new WeakMap<Plan, Map<string, Member>>();

/** Reads the attributes that the plan declares, and returns the others. */
function readAttributes(
  { cursor }: EncodedReading,
  plan: Plan,
  { attributes, at }: EncodedElement,
  object: Record<string, unknown>,
): XmlAttribute[] {
  const others = attributes.filter((attribute) => {
    const member = plan.attributes.find((a) => a.local === attribute.name && a.namespace === attribute.namespace);
    if (member === undefined) return !isMark(attribute);
    cursor.hold(attribute.value, at + 1);
    object[member.key] = member.type.read(cursor);
    return false;
  });
  return others.map(withoutPrefix);
}

function withoutPrefix({ name, namespace, value }: XmlAttribute): XmlAttribute {
  return { name, namespace, value };
}

/** Reads an element that is an attribute in the schema: ASMX writes attributes as elements in this encoding. */
function readAttributeElement(
  reading: EncodedReading,
  plan: Plan,
  child: EncodedElement,
  object: Record<string, unknown>,
): boolean {
  const member = plan.attributes.find(({ local, key }) => local === child.name && object[key] === undefined);
  if (member === undefined) return false;
  const target = targetOf(reading, child);
  if (target !== undefined && !isNil(reading.cursor, target))
    object[member.key] = readSimple(reading, member.type, target, child);
  return true;
}

/**
 * Sets absent members to nil if they are nillable, because the two are equivalent; otherwise a required member is
 * missing.
 */
function fillMissing(
  { cursor }: EncodedReading,
  plan: Plan,
  { at }: EncodedElement,
  object: Record<string, unknown>,
): void {
  for (const { key, local, required } of plan.attributes) {
    if (required && object[key] === undefined) refuseAttribute(cursor, local, at);
  }
  const values: unknown[] = new Array(plan.size);
  let incomplete = plan.content !== null;
  for (const { key, index, minOccurs, nillable, many, group } of plan.members) {
    if (object[key] === undefined && minOccurs > 0 && nillable && !many && plan.content === null) object[key] = null;
    // Elements cannot be assigned to groups in this encoding, so they are kept as XML.
    if (group !== null || object[key] !== undefined) values[index] = [];
    else if (minOccurs > 0) incomplete = true;
  }
  if (incomplete) requireMembers(cursor, plan, values, at);
}

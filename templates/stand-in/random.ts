/** Creates random values of the messages that tables describe, from a seed. */
import { elementOf } from "../runtime/complex/plan.js";
import type { Message } from "../runtime/complex/operation.js";
import type { AttributeUse, Element, GroupType, Particle, Table, Type } from "../runtime/complex/table.js";
import type { XmlElement } from "../runtime/xml/element.js";
import { builtinTexts } from "./builtin-values.js";
import { mixedProperty } from "./mixed.js";
import { shallow, type Shallow } from "./shallow-values.js";
import { simpleValue, textsOf, turned, type AnySimple, type Found, type SimpleChoices } from "./simple-values.js";

export interface Choices extends SimpleChoices {
  /** True if a schema must find the values valid; then they contain nothing undeclared. */
  readonly valid: boolean;
  /** True within a body of SOAP encoding, whose elements are unqualified; by default, as the message declares. */
  readonly encoded?: boolean;
  /**
   * True if an optional or nillable element should be present and not nil. `depth` is 1 for elements of the body, 2 for
   * their children.
   */
  readonly always?: (element: Element, depth: number) => boolean;
}

/**
 * Thrown if there is no finite value, or none was found: for an abstract type without derived types, or contradictory
 * facets.
 */
export class NoValue extends Error {}

/** The depth from which optional elements are left out; deeper still, there is no value. */
const enough = 4;
const tooDeep = 40;

/**
 * The number of elements and attributes from which optional ones are left out; above a second limit, there is no value.
 */
const many = 500;
const tooMany = 20_000;

/** The value of a message: that of its only element, or of its body. Throws NoValue. */
export function messageValue({ body, encoded }: Message, choices: Choices): unknown {
  const value = valueOf(body, { encoded: encoded !== undefined, ...choices });
  const [only, ...others] = Object.keys(body.sequence ?? {});
  return only !== undefined && others.length === 0 ? value[only] : value;
}

/** An object of a table that is not a list: header blocks, or a fault's detail. Throws NoValue. */
export function valueOf(table: Table, choices: Choices): Record<string, unknown> {
  return objectOf(table, "", makingOf(choices), 0);
}

/** The context of creating one value. */
interface Making extends Choices {
  /** Counts elements and attributes of the value. */
  readonly spend: (count: number) => void;
  /** True if the value is large enough to leave out optional elements. */
  readonly isFull: () => boolean;
  /** Values of types for which a search was long; they are reused. */
  readonly found: Map<AnySimple, Found | "none">;
  readonly shallow: Shallow;
}

function makingOf(choices: Choices): Making {
  let spent = 0;
  return {
    ...choices,
    spend(count) {
      spent += count;
      if (spent > tooMany) throw new NoValue("too many elements");
    },
    isFull: () => spent > many,
    found: new Map(),
    shallow: shallow(),
  };
}

function isTight({ isFull }: Making, depth: number): boolean {
  return depth > enough || isFull();
}

function typeValue(type: Type, name: XmlName, outer: string, making: Making, depth: number): unknown {
  making.spend(1);
  if (typeof type === "function") return tableValue(type(), outer, making, depth);
  if ("fit" in type) return simple(type, making);
  if ("readElement" in type) return anyElement(name, making, 1);
  if ("writeItem" in type) throw new TypeError("a group has no name");
  return tableValue(type, outer, making, depth);
}

interface XmlName {
  readonly namespace: string;
  readonly local: string;
}

/** `outer` is the namespace that a table without one inherits. */
function tableValue(table: Table, outer: string, making: Making, depth: number): unknown {
  if (depth > tooDeep) throw new NoValue("too deep");
  const { list } = table;
  if (list === undefined) return objectOf(table, outer, making, depth);
  const [[item, particle] = []] = Object.entries(list);
  if (item === undefined || particle === undefined) throw new TypeError("a list without an item");
  const element: Element = { minOccurs: 0, maxOccurs: Infinity, ...elementOf(particle) };
  const made = items(item, element, table.namespace ?? outer, making, depth + 1);
  // All rows must have the same length, and a single row has.
  return (table.dimensions ?? 1) > 1 ? made.slice(0, 1) : made;
}

function objectOf(declared: Table, outer: string, making: Making, depth: number): Record<string, unknown> {
  if (depth > tooDeep) throw new NoValue("too deep");
  const table = derivedFrom(declared, making, depth);
  const { attributes = {}, sequence: members = {}, content } = table;
  // Leaving out thousands of members takes time too.
  making.spend(Math.floor((Object.keys(attributes).length + Object.keys(members).length) / 100));
  const value: Record<string, unknown> = {};
  const set = (key: string, part: unknown): void => {
    if (part !== undefined)
      Object.defineProperty(value, key, { value: part, enumerable: true, configurable: true, writable: true });
  };
  for (const [key, attribute] of attributesOf(table, making)) set(key, attribute);
  if (table.text !== undefined) set("$value", simple(table.text.type, making));
  const keys = content === undefined ? new Set(Object.keys(members)) : chosen(content, members, making, depth);
  for (const [key, particle] of Object.entries(members)) {
    if (!keys.has(key)) continue;
    set(key, memberValue(key, elementOf(particle), table.namespace ?? outer, making, depth + 1));
  }
  if (table !== declared || table.derived === true) set("$type", table.type?.name);
  return value;
}

function* attributesOf({ attributes }: Table, making: Making): Generator<readonly [key: string, value: unknown]> {
  for (const [key, attribute] of Object.entries(attributes?.declared ?? {})) {
    const use: AttributeUse = "fit" in attribute ? { type: attribute } : attribute;
    const isOptional = use.use === "optional";
    if (isOptional && (making.isFull() || making.random(2) === 0)) continue;
    making.spend(1);
    yield [key, orNone(isOptional, () => simple(use.type, making))];
  }
}

/** The table itself or one derived from it. */
function derivedFrom(declared: Table, making: Making, depth: number): Table {
  let found: Table | undefined;
  const open = [() => declared];
  for (let steps = 0; steps < 1000; steps++) {
    const table = open.pop()?.();
    if (table === undefined) break;
    const derived = Object.values(table.derivation?.types ?? {});
    const tight = isTight(making, depth);
    if (table.abstract !== true) {
      if (derived.length === 0 || tight || making.random(2) === 0) return table;
      found ??= table;
    }
    const types = tight ? making.shallow.types(derived) : derived;
    const start = making.random(Math.max(types.length, 1));
    open.push(...types.slice(start), ...types.slice(0, start));
  }
  if (found === undefined) throw new NoValue(`no type is derived from ${declared.type?.name}`);
  return found;
}

type Content = NonNullable<Table["content"]>;

/** The properties of a randomly chosen alternative. */
function chosen(content: Content, members: NonNullable<Table["sequence"]>, making: Making, depth: number): Set<string> {
  const keys = new Set<string>();
  const tight = isTight(making, depth);
  const visit = (part: string | Content): void => {
    if (typeof part === "string") return void keys.add(part);
    switch (part.kind) {
      case "sequence":
        return part.parts.forEach(visit);
      case "optional":
        if (!tight && making.random(2) === 0) part.parts.forEach(visit);
        return;
      case "choice": {
        const arms = tight ? making.shallow.parts(part.parts, members) : part.parts;
        const arm = arms[making.random(arms.length)];
        if (arm !== undefined) visit(arm);
      }
    }
  };
  visit(content);
  return keys;
}

function isComplex({ type }: Element): boolean {
  return typeof type === "function" || !("fit" in type);
}

function memberValue(key: string, element: Element, outer: string, making: Making, depth: number): unknown {
  const { minOccurs = 1, maxOccurs = 1, nillable = false } = element;
  if (typeof element.type === "object" && "writeItem" in element.type)
    return key === mixedProperty
      ? mixedValue(element.type, element, outer, making, depth)
      : groupValue(element.type, element, outer, making, depth);
  const always = making.always?.(element, depth) === true;
  const tight = isTight(making, depth) && isComplex(element);
  if (minOccurs === 0 && (tight || (!always && (making.isFull() || making.random(4) === 0)))) return undefined;
  return orNone(minOccurs === 0, () => {
    if (maxOccurs > 1) return items(key, { ...element, minOccurs: Math.max(minOccurs, 1) }, outer, making, depth);
    if (nillable !== false && (tight || (!always && making.random(6) === 0))) return nilValue(element, making);
    return typeValue(element.type, nameOf(key, element, outer, making), outer, making, depth);
  });
}

/** Null, or an object of attributes: a nil element may have those of its type, except in SOAP encoding. */
function nilValue({ type, nillable }: Element, making: Making): object | null {
  const table = typeof type === "function" ? type() : type;
  if (making.encoded === true || typeof nillable !== "object" || !("attributes" in table)) return null;
  const attributes = [...attributesOf(table, making)].filter(([, value]) => value !== undefined);
  return attributes.length === 0 ? null : { $nil: true, ...Object.fromEntries(attributes) };
}

function nameOf(key: string, { name, namespace }: Element, outer: string, { encoded }: Choices): XmlName {
  return { local: name ?? key, namespace: encoded === true ? "" : (namespace ?? outer) };
}

function items(key: string, element: Element, outer: string, making: Making, depth: number): unknown[] {
  const { minOccurs = 0, maxOccurs = Infinity, nillable = false } = element;
  // The only content of a type may be required, although a list does not declare so.
  const least = making.valid ? Math.max(minOccurs, 1) : minOccurs;
  const most = isTight(making, depth) ? least : Math.min(maxOccurs, least + making.random(3));
  const nils = nillable !== false && making.always?.(element, depth) !== true;
  const name = nameOf(key, element, outer, making);
  const made: unknown[] = [];
  while (made.length < most) {
    const isNil = nils && making.random(5) === 0;
    making.spend(1);
    const item = isNil
      ? nilValue(element, making)
      : orNone(made.length >= minOccurs, () => typeValue(element.type, name, outer, making, depth));
    if (item === undefined) break;
    made.push(item);
  }
  return made;
}

/** The items of a repeated group or of a wildcard. */
function groupValue(
  { table, allows }: GroupType<unknown>,
  { minOccurs = 1, maxOccurs = 1 }: Element,
  outer: string,
  making: Making,
  depth: number,
): unknown {
  const most = Math.min(maxOccurs, minOccurs + (isTight(making, depth) ? 0 : making.random(3)));
  if (table === undefined) {
    if (most === 0 || (making.valid && minOccurs === 0)) return undefined;
    const namespace = ["urn:any", "", "urn:other"].find((uri) => allows?.(uri)) ?? "urn:any";
    return [anyElement({ local: "anything", namespace }, making, 1)];
  }
  const made: unknown[] = [];
  for (let k = 0; k < most; k++) {
    making.spend(1);
    const value = orNone(k >= minOccurs, () => groupItem(table, outer, making, depth + 1));
    if (value === undefined) break;
    made.push(value);
  }
  return made.length === 0 ? undefined : made;
}

/** An item that is not empty, because readers cannot find empty items. */
function groupItem(table: Table, outer: string, making: Making, depth: number): object {
  for (let attempt = 1; attempt <= fewTries; attempt++) {
    const value = objectOf(table, outer, attempt < fewTries ? making : { ...making, always: () => true }, depth);
    if (Object.keys(value).length > 0) return value;
  }
  throw new NoValue("a group without content");
}

/** Mixed content: elements with texts between them. */
function mixedValue(
  { table = {} }: GroupType<unknown>,
  { minOccurs = 1 }: Element,
  outer: string,
  making: Making,
  depth: number,
): unknown {
  const { random, valid } = making;
  const elements = Object.entries(table.sequence ?? {}).filter(([, particle]) => !valid || !isWildcard(particle));
  // The schema may restrict the elements more than the table. Most restrictions allow them in order, once each.
  const chosen = new Set(turned(elements, random).slice(0, isTight(making, depth) ? 0 : random(4)));
  const made: unknown[] = [];
  const addText = (): void => {
    const [text = ""] = random(4) === 0 ? [] : textsOf("string", making);
    if (text !== "") made.push(text);
  };
  addText();
  for (const [key, particle] of elements.filter((element) => chosen.has(element))) {
    making.spend(1);
    const value = orNone(true, () =>
      memberValue(key, elementOf(particle), table.namespace ?? outer, making, depth + 1),
    );
    if (value === undefined) continue;
    made.push(Object.fromEntries([[key, value]]));
    addText();
  }
  if (made.length === 0 && minOccurs > 0) made.push(...builtinTexts("token", random).slice(-1));
  return made.length === 0 ? undefined : made;
}

function isWildcard(particle: Particle): boolean {
  const { type } = elementOf(particle);
  return typeof type === "object" && "writeItem" in type && type.table === undefined;
}

function orNone<T>(optional: boolean, make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (optional && error instanceof NoValue) return undefined;
    throw error;
  }
}

/** A search with more tries counts as long. */
const fewTries = 20;

function simple(type: AnySimple, making: Making): unknown {
  const found = making.found.get(type) ?? simpleValue(type, making) ?? "none";
  if (found === "none" || found.tries > fewTries) making.found.set(type, found);
  if (found === "none") throw new NoValue(`no value of ${type.name}`);
  const { value } = found;
  if (typeof value === "string" || value instanceof Uint8Array || Array.isArray(value))
    making.spend(Math.floor(value.length / 100));
  return value;
}

function anyElement({ local, namespace }: XmlName, making: Making, depth: number): XmlElement {
  const { random, texts, valid } = making;
  const child = (index: number): XmlElement | string =>
    index % 2 === 0 ? "some text" : anyElement({ local: `any${index}`, namespace: "urn:any" }, making, depth + 1);
  const count = depth > 2 || valid ? 0 : random(3);
  const children =
    texts !== undefined
      ? Array.from({ length: count }, (_, index) => child(index))
      : builtinTexts("token", random).slice(-1);
  return { name: local, namespace, attributes: [], children };
}

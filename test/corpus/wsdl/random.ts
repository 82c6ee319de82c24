/** Random values of the messages that tables describe, from a seed. */
import type { AttributeUse, Element, GroupType, Table, Type, XmlElement } from "../../../templates/runtime/table.js";
import { elementOf } from "../../../templates/runtime/plan.js";
import { candidates, type AnySimple, type Makings } from "./simple-values.js";

/** Gives numbers from 0 up to, and not with, `limit`. */
export type Random = (limit: number) => number;

/** Marsaglia's xorshift of 32 bits: the same numbers everywhere. */
export function randomFrom(seed: number): Random {
  let state = seed | 0 || 1;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

export interface Choices {
  readonly random: Random;
  readonly makings: Makings;
  /** True if a schema has to find the values valid: then nothing that it does not name is in them. */
  readonly valid: boolean;
  /** Whether a simple type takes the value, facets and all. */
  readonly fits: (type: AnySimple, value: unknown) => boolean;
  /** Of a body in SOAP encoding, whose elements have no namespaces. */
  readonly encoded?: boolean;
  /** True for an element that is there and not nil wherever it can be, because a server has no absent or no nil value of it. */
  readonly always?: (element: Element) => boolean;
}

/** There is no finite value, or none was found: an abstract type without others, a facet that nothing meets. */
export class NoValue extends Error {}

/** Complex values inside each other before what can be left out is left out, and before there is no value at all. */
const enough = 4;
const tooDeep = 40;

export function valueOf(table: Table, choices: Choices): Record<string, unknown> {
  return objectOf(table, "", choices, 0);
}

function typeValue(type: Type, name: XmlName, outer: string, choices: Choices, depth: number): unknown {
  if (typeof type === "function") return tableValue(type(), outer, choices, depth);
  if ("parse" in type) return simpleValue(type, choices);
  if ("readElement" in type) return anyElement(name, choices, 1);
  if ("readGroup" in type) throw new TypeError("a group has no name");
  return tableValue(type, outer, choices, depth);
}

interface XmlName {
  readonly namespace: string;
  readonly local: string;
}

/** `outer` is the namespace that a table without one takes. */
function tableValue(table: Table, outer: string, choices: Choices, depth: number): unknown {
  if (depth > tooDeep) throw new NoValue("too deep");
  const { list } = table;
  if (list === undefined) return objectOf(table, outer, choices, depth);
  const [[item, particle] = []] = Object.entries(list);
  if (item === undefined || particle === undefined) throw new TypeError("a list without an item");
  const element: Element = { minOccurs: 0, ...elementOf(particle), maxOccurs: Infinity };
  return items(item, element, table.namespace ?? outer, choices, depth + 1);
}

function objectOf(declared: Table, outer: string, choices: Choices, depth: number): Record<string, unknown> {
  if (depth > tooDeep) throw new NoValue("too deep");
  const { table, tag } = derivedFrom(declared, choices, depth);
  const value: Record<string, unknown> = {};
  const set = (key: string, part: unknown): void => {
    if (part !== undefined)
      Object.defineProperty(value, key, { value: part, enumerable: true, configurable: true, writable: true });
  };
  for (const [key, attribute] of Object.entries(table.attributes ?? {})) {
    const use: AttributeUse = "parse" in attribute ? { type: attribute } : attribute;
    if (use.use === "optional" && choices.random(2) === 0) continue;
    set(
      key,
      orNone(use.use === "optional", () => simpleValue(use.type, choices)),
    );
  }
  if (table.text !== undefined) set("$value", simpleValue(table.text, choices));
  const members = table.sequence ?? {};
  const keys =
    table.content === undefined ? new Set(Object.keys(members)) : chosen(table.content, members, choices, depth);
  for (const [key, particle] of Object.entries(members)) {
    if (!keys.has(key)) continue;
    set(key, memberValue(key, elementOf(particle), table.namespace ?? outer, choices, depth + 1));
  }
  set("$type", tag);
  return value;
}

/** The table itself, or one derived from it, and then its tag. */
function derivedFrom(table: Table, choices: Choices, depth: number): { readonly table: Table; readonly tag?: string } {
  const types = Object.values(table.derivation?.types ?? {});
  const stay = table.abstract !== true && (types.length === 0 || depth > enough || choices.random(2) === 0);
  if (stay) return { table };
  const start = choices.random(Math.max(types.length, 1));
  for (let k = 0; k < types.length; k++) {
    const make = types[(start + k) % types.length];
    if (make === undefined) continue;
    const derived = make();
    if (derived.abstract === true && Object.keys(derived.derivation?.types ?? {}).length === 0) continue;
    const found = derivedFrom(derived, choices, depth);
    const tag = found.tag ?? found.table.type?.name;
    return tag === undefined ? { table: found.table } : { table: found.table, tag };
  }
  throw new NoValue(`no type is derived from ${table.type?.name}`);
}

type Content = NonNullable<Table["content"]>;

/** The properties that one choice of alternatives holds. */
function chosen(
  content: Content,
  members: NonNullable<Table["sequence"]>,
  choices: Choices,
  depth: number,
): Set<string> {
  const keys = new Set<string>();
  const visit = (part: string | Content): void => {
    if (typeof part === "string") return void keys.add(part);
    switch (part.kind) {
      case "sequence":
        return part.parts.forEach(visit);
      case "optional":
        if (depth <= enough && choices.random(2) === 0) part.parts.forEach(visit);
        return;
      case "choice": {
        const ends = part.parts.filter((arm) => typeof arm === "string" && !isComplex(elementOf(members[arm] ?? {})));
        const arms = depth > enough && ends.length > 0 ? ends : part.parts;
        const arm = arms[choices.random(arms.length)];
        if (arm !== undefined) visit(arm);
      }
    }
  };
  visit(content);
  return keys;
}

function isComplex({ type }: Element): boolean {
  return typeof type === "function" || !("parse" in type);
}

function memberValue(key: string, element: Element, outer: string, choices: Choices, depth: number): unknown {
  const { minOccurs = 1, maxOccurs = 1, nillable = false } = element;
  if (typeof element.type === "object" && "readGroup" in element.type)
    return groupValue(element, outer, choices, depth);
  const tight = depth > enough && isComplex(element);
  const always = choices.always?.(element) === true;
  if (minOccurs === 0 && (tight || (!always && choices.random(4) === 0))) return undefined;
  return orNone(minOccurs === 0, () => {
    if (maxOccurs > 1) return items(key, { ...element, minOccurs: Math.max(minOccurs, 1) }, outer, choices, depth);
    if (nillable && (tight || (!always && choices.random(6) === 0))) return null;
    return typeValue(element.type, nameOf(key, element, outer, choices), outer, choices, depth);
  });
}

function nameOf(key: string, { name, namespace }: Element, outer: string, { encoded }: Choices): XmlName {
  return { local: name ?? key, namespace: encoded === true ? "" : (namespace ?? outer) };
}

function items(key: string, element: Element, outer: string, choices: Choices, depth: number): unknown[] {
  const { minOccurs = 0, maxOccurs = Infinity, nillable = false } = element;
  // What is the only content of a type may have to be there, of which a list says nothing.
  const least = choices.valid ? Math.max(minOccurs, 1) : minOccurs;
  const most = depth > enough ? least : Math.min(maxOccurs, least + choices.random(3));
  const nils = nillable && choices.always?.(element) !== true;
  return Array.from({ length: most }, () =>
    nils && choices.random(5) === 0
      ? null
      : typeValue(element.type, nameOf(key, element, outer, choices), outer, choices, depth),
  );
}

/** Of a repeated group, of mixed content, or of a wildcard. */
function groupValue(element: Element, outer: string, choices: Choices, depth: number): unknown {
  const { minOccurs = 1, maxOccurs = 1 } = element;
  const group = element.type as GroupType<unknown>; // as the caller has seen
  const { table } = group;
  const most = Math.min(maxOccurs, minOccurs + (depth > enough ? 0 : choices.random(3)));
  if (table === undefined) {
    if (choices.valid || most === 0) return undefined;
    const namespace = ["urn:any", "", "urn:other"].find((uri) => group.allows?.(uri)) ?? "urn:any";
    return [anyElement({ local: "anything", namespace }, choices, 1)];
  }
  const made: unknown[] = [];
  for (let k = 0; k < most; k++) {
    const value = orNone(k >= minOccurs, () => objectOf(table, outer, choices, depth + 1));
    if (value === undefined) break;
    if (Object.keys(value).length > 0) made.push(value);
  }
  return made.length === 0 ? undefined : made;
}

function orNone<T>(optional: boolean, make: () => T): T | undefined {
  try {
    return make();
  } catch (error) {
    if (optional && error instanceof NoValue) return undefined;
    throw error;
  }
}

function simpleValue(type: AnySimple, { random, makings, fits }: Choices): unknown {
  const found = candidates(type, makings, random).find((value) => fits(type, value));
  if (found === undefined) throw new NoValue(`no value of ${type.name}`);
  return found;
}

function anyElement({ local, namespace }: XmlName, choices: Choices, depth: number): XmlElement {
  const children = Array.from({ length: depth > 2 || choices.valid ? 0 : choices.random(3) }, (_, index) =>
    index % 2 === 0 ? "some text" : anyElement({ local: `any${index}`, namespace: "urn:any" }, choices, depth + 1),
  );
  return { name: local, namespace, attributes: [], children };
}

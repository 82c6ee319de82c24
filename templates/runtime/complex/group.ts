import type { Cursor, StartTag } from "../xml/cursor.js";
import { RequestError } from "../error.js";
import { planOfMember, type Member, type Part, type Plan } from "./plan.js";
import { readElement, requireMembers } from "./read.js";
import type { GroupType, Table } from "./table.js";
import type { XmlElement } from "../xml/element.js";
import { writeContent } from "./write.js";

/**
 * A group that occurs more than once. Each item is an object, and its table is part of the content of the enclosing
 * type.
 */
export function repeated<Items extends readonly object[]>(table: Table): GroupType<Items> {
  return { name: "a group of elements", table, readContent: readGroup, writeItem: writeGroup };
}

/** Writes an item that is an object. It has no start tag and therefore no attributes. */
export const writeGroup: GroupType<unknown>["writeItem"] = (output, item, plan, member, within, depth) => {
  if (typeof item === "object" && item !== null && "$attributes" in item && item.$attributes !== undefined) {
    throw new RequestError("expected no such property", "$attributes");
  }
  writeContent(output, planOfMember(member, plan), item, within, depth + 1);
};

/**
 * Reads content with groups. The name of each element leads to a member, or through groups to a member of one of their
 * items.
 */
export function readGroup(cursor: Cursor, plan: Plan, tag: StartTag, values: unknown[]): XmlElement[] | null {
  const { names, wildcards, other, ambiguous } = routesOf(plan);
  const root = itemOf(plan, values, tag.at);
  const any: unknown[] = [];
  const { notice } = cursor.reading;
  while (cursor.next(tag)) {
    const { namespace } = cursor;
    const named = names.get(`${namespace} ${cursor.local}`);
    const routes =
      named ?? wildcards.find(({ allows }) => allows(namespace))?.routes ?? notice?.namesake(cursor, names);
    const route = routes && routeFor(root, routes);
    const member = route?.[route.length - 1];
    if (route === undefined || member === undefined) {
      if (named !== undefined && other === undefined) notice?.beside(cursor);
      (other === undefined ? any : listAt(root, other)).push(cursor.element());
      continue;
    }
    if (ambiguous) moveTo(root, route[0] ?? member);
    const item = itemAt(cursor, root, route);
    const value = member.group === null ? readElement(cursor, item.plan, member) : cursor.element();
    if (member.many) listAt(item, member).push(value);
    else item.values[member.index] = value;
  }
  finish(cursor, root);
  const others = any.length > 0 ? (any as XmlElement[]) : null; // all of them are unknown elements
  requireMembers(cursor, plan, values, tag.at, others);
  return others;
}

/** The first free route of a name that follows the element before; else the first that is free. */
function routeFor(root: Item, named: readonly Route[]): Route | undefined {
  const free = named.filter(([first]) => first !== undefined && (first.many || !(first.index in root.values)));
  if (free.length < 2) return free[0];
  return (
    free.find(([first]) => first !== undefined && (repeats(root, first) || placesAfter(root, first).length > 0)) ??
    free[0]
  );
}

/** The members that lead to an element: the groups from the outermost inwards, then the element's own. */
type Route = readonly Member[];

interface Routes {
  /** A name has two routes if it occurs at two places of the content model, such as before and in a group. */
  readonly names: ReadonlyMap<string, readonly Route[]>;
  /** The `$any` member, which keeps all other elements. */
  readonly other: Member | undefined;
  /** True if a name has two routes. */
  readonly ambiguous: boolean;
  readonly wildcards: readonly { readonly routes: readonly Route[]; readonly allows: (namespace: string) => boolean }[];
}

const routes = /* @__PURE__ */ new WeakMap<Plan, Routes>();

function routesOf(plan: Plan): Routes {
  let known = routes.get(plan);
  if (known === undefined) routes.set(plan, (known = findRoutes(plan)));
  return known;
}

function findRoutes(plan: Plan): Routes {
  const names = new Map<string, Route[]>();
  const wildcards: { routes: readonly Route[]; allows: (namespace: string) => boolean }[] = [];
  for (const member of plan.members) {
    const { name, group } = member;
    if (group?.allows !== undefined) wildcards.push({ routes: [[member]], allows: group.allows });
    if (group === null) add(names, `${name.namespace.uri} ${name.local}`, [member]);
    if (group?.table === undefined) continue;
    const inner = routesOf(planOfMember(member, plan));
    for (const [key, routes] of inner.names) for (const route of routes) add(names, key, [member, ...route]);
    for (const { routes, allows } of inner.wildcards) {
      wildcards.push({ routes: routes.map((route) => [member, ...route]), allows });
    }
  }
  const other = plan.members.find(({ key }) => key === "$any");
  return { names, wildcards, other, ambiguous: [...names.values()].some(({ length }) => length > 1) };
}

function add(names: Map<string, Route[]>, key: string, route: Route): void {
  const known = names.get(key);
  if (known === undefined) names.set(key, [route]);
  else known.push(route);
}

/** The content or the item of a group that is being read. */
interface Item {
  readonly plan: Plan;
  readonly values: unknown[];
  /** The offset of its first element. */
  readonly at: number;
  /** The open items of its groups. */
  readonly groups: Map<Member, Item>;
  /** The last member that was read, how often in succession, and its possible places in the content model. */
  last: Member | null;
  count: number;
  places: readonly Place[];
}

function itemOf(plan: Plan, values: unknown[], at: number): Item {
  return { plan, values, at, groups: new Map(), last: null, count: 0, places: [] };
}

/** The item that contains the element just opened; starts a new one if necessary. */
function itemAt(cursor: Cursor, root: Item, route: Route): Item {
  let item = root;
  for (let k = 0; k + 1 < route.length; k++) {
    const [member, next] = [route[k]!, route[k + 1]!]; // k + 1 is in range
    let current = item.groups.get(member);
    if (current === undefined || !goesOn(current, next)) {
      if (current !== undefined) end(cursor, item, member, current);
      const plan = planOfMember(member, item.plan);
      current = itemOf(plan, new Array(plan.size), cursor.at);
      item.groups.set(member, current);
      goesOn(current, next);
    }
    item = current;
  }
  return item;
}

function listAt({ values }: Item, { index }: Member): unknown[] {
  return (values[index] ??= []) as unknown[]; // a group's value is always a list
}

/** Ends an item of `holder` and the items of its own groups. */
function end(cursor: Cursor, holder: Item, member: Member, item: Item): void {
  finish(cursor, item);
  const { plan, values, at } = item;
  requireMembers(cursor, plan, values, at, null, " beside it");
  cursor.reading.validate?.refuseCounts(cursor, plan.members, values, at);
  listAt(holder, member).push(plan.create(values));
}

function finish(cursor: Cursor, item: Item): void {
  for (const [member, inner] of item.groups) end(cursor, item, member, inner);
}

/** True if an element of `member` continues the item; then advances its place. */
function goesOn(item: Item, member: Member): boolean {
  if (repeats(item, member)) {
    item.count++;
    return true;
  }
  if (!member.many && item.values[member.index] !== undefined) return false;
  const next = placesAfter(item, member);
  if (next.length > 0) setPlace(item, member, next);
  return next.length > 0;
}

/** Advances the place of an item to `member`, wherever that is. */
function moveTo(item: Item, member: Member): void {
  if (!goesOn(item, member)) setPlace(item, member, placesOf(item.plan).get(member) ?? []);
}

function setPlace(item: Item, member: Member, places: readonly Place[]): void {
  item.last = member;
  item.count = 1;
  item.places = places;
}

/** True if another element of the member that was read last may follow. */
function repeats({ last, count }: Item, member: Member): boolean {
  return member === last && (member.group?.table !== undefined || count < member.maxOccurs);
}

/** The places of `member` behind that of the element read last. */
function placesAfter({ plan, last, places: before }: Item, member: Member): readonly Place[] {
  const all = placesOf(plan).get(member) ?? [];
  return last === null ? all : all.filter((place) => before.some((other) => follows(place, other)));
}

/** A place in a content model: for each enclosing particle, whether it is a sequence, and the index in it. */
type Place = readonly { readonly inRow: boolean; readonly index: number }[];

const places = /* @__PURE__ */ new WeakMap<Plan, ReadonlyMap<Member, readonly Place[]>>();

function placesOf(plan: Plan): ReadonlyMap<Member, readonly Place[]> {
  let known = places.get(plan);
  if (known === undefined) {
    const found = new Map<Member, Place[]>();
    if (plan.content !== null) findPlaces(plan.content.root, [], found);
    else plan.members.forEach((member, index) => found.set(member, [[{ inRow: true, index }]]));
    places.set(plan, (known = found));
  }
  return known;
}

function findPlaces({ kind, parts, members }: Part, outer: Place, found: Map<Member, Place[]>): void {
  if (kind === "element") {
    for (const member of members) {
      const known = found.get(member);
      if (known === undefined) found.set(member, [outer]);
      else known.push(outer);
    }
  }
  parts.forEach((part, index) => findPlaces(part, [...outer, { inRow: kind !== "choice", index }], found));
}

/** True if the first place that differs is a later one of a sequence, as opposed to another branch of a choice. */
function follows(place: Place, before: Place): boolean {
  const k = place.findIndex(({ index }, depth) => index !== before[depth]?.index);
  const [later, earlier] = [place[k], before[k]];
  return later !== undefined && earlier !== undefined && later.inRow && later.index > earlier.index;
}

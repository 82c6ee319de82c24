import type { AnyOperation, Binding } from "../binding/binding.js";
import { rootOf } from "../binding/root.js";
import { isComplex, onlyMember, planOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { readElement } from "../complex/read.js";
import type { Message } from "../complex/table.js";
import type { Reading } from "../context.js";
import { Malformed } from "../error.js";
import { Cursor } from "../xml/cursor.js";
import { shown } from "../xml/element.js";
import type { Batch } from "./list-splitter.js";

/** A list in a response whose items can be read one by one. */
export interface StreamedList {
  /** The members of the elements from the root to an item; undefined for an element of any name. */
  readonly path: readonly (Pick<Member, "name"> | undefined)[];
  /** The local names of the same elements. */
  readonly names: readonly (string | undefined)[];
  readonly plan: Plan;
  readonly item: Member;
}

/** The list at a path of properties. Throws a TypeError if the response has no such list, or cannot be streamed. */
export function listAt(
  { name, response, ...operation }: AnyOperation,
  binding: Binding,
  keys: readonly string[],
): StreamedList {
  if (response === undefined || response.encoded !== undefined || response.references !== undefined)
    throw new TypeError(
      `stream: expected a literal response without references between its objects, as ${name} has not`,
    );
  const http = binding === "httpGet" || binding === "httpPost" ? operation[binding] : undefined;
  if (http === undefined) return soapList(name, response, keys);
  const { plan, member } = rootOf(http, response);
  if (member === undefined) return refuse(name, keys);
  if (http.result !== undefined) {
    const { path, ...list } = walk(name, plan, keys, [], keys);
    return withNames({ ...list, path: [undefined, ...path.slice(1)] }, []);
  }
  return withNames(walk(name, planOfMember(member, plan), keys, [undefined], keys), []);
}

function soapList(name: string, response: Message, keys: readonly string[]): StreamedList {
  const body = planOf(response.body);
  const only = onlyMember(body);
  if (only === undefined || !isComplex(only)) return refuse(name, keys);
  return withNames(walk(name, planOfMember(only, body), keys, [only], keys), ["Envelope", "Body"]);
}

type Walk = Omit<StreamedList, "names">;

/** Adds the names of the path, and those of the elements around it. */
function withNames({ path, ...list }: Walk, outer: readonly string[]): StreamedList {
  const names = [...outer, ...path.map((member) => member?.name.local)];
  return { ...list, path: [...outer.map(() => undefined), ...path], names };
}

function walk(
  name: string,
  plan: Plan,
  [key, ...others]: readonly string[],
  path: Walk["path"],
  all: readonly string[],
): Walk {
  const member = plan.members.find((each) => each.key === key);
  if (member === undefined || member.group !== null || plan.group !== null) return refuse(name, all);
  if (member.many && others.length === 0) return { path: [...path, member], plan, item: member };
  if (member.many || !isComplex(member)) return refuse(name, all);
  const inner = planOfMember(member, plan);
  const [item] = inner.members;
  if (!inner.list || item === undefined) return walk(name, inner, others, [...path, member], all);
  return others.length > 0 ? refuse(name, all) : { path: [...path, member, item], plan: inner, item };
}

function refuse(name: string, keys: readonly string[]): never {
  throw new TypeError(
    `stream: expected the path of a list in the response of ${name}, found ${JSON.stringify(keys.join("."))}`,
  );
}

/** Reads the items. Throws Malformed, with places in the whole document. */
export function readItems(
  { path, plan, item }: StreamedList,
  { document, linesBefore }: Batch,
  reading: Reading,
): readonly unknown[] {
  try {
    const cursor = new Cursor(document, reading);
    cursor.start();
    let tag = cursor.started();
    for (const member of path.slice(1, -1)) {
      cursor.next(tag);
      tag = cursor.started();
      if (member !== undefined) check(cursor, member);
    }
    const items: unknown[] = [];
    while (cursor.next(tag)) {
      if (cursor.local === item.name.local) {
        check(cursor, item);
        items.push(readElement(cursor, plan, item));
      } else cursor.skip();
    }
    return items;
  } catch (error) {
    throw error instanceof Malformed ? error.at(error.path, error.line + linesBefore) : error;
  }
}

/** Fails for an element of another namespace. */
function check(cursor: Cursor, { name: { local, namespace } }: Pick<Member, "name">): void {
  if (cursor.namespace !== namespace.uri)
    cursor.fail(`expected ${shown(local, namespace.uri)}, found ${shown(local, cursor.namespace)}`, cursor.at);
}

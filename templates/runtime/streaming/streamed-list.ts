import type { Reading } from "../context.js";
import { isComplex, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { readElement } from "../complex/read.js";
import { Malformed } from "../error.js";
import { Cursor } from "../xml/cursor.js";
import { shown } from "../xml/element.js";
import type { Extracted, Extractor } from "./extractor.js";
import { ListSplitter, type Batch } from "./list-splitter.js";
import type { StreamedPlace } from "./streamed-place.js";

/** A list whose items can be read one by one. */
interface StreamedList {
  readonly path: StreamedPlace["path"];
  readonly names: StreamedPlace["names"];
  readonly plan: Plan;
  readonly item: Member;
}

/** Takes the items of a list out of a document. Throws a TypeError for any other place. */
export function itemsExtractor(place: StreamedPlace, reading: Reading): Extractor<unknown> {
  const list = listAt(place);
  const splitter = new ListSplitter(list.names);
  return {
    push(document) {
      const batch = splitter.push(document);
      return batch === undefined ? { values: [] } : readItems(list, batch, reading);
    },
    kept: () => splitter.kept,
    remainder: () => splitter.remainder(),
    empty(value) {
      let found = value;
      for (const key of place.keys) found = (found as Record<string, unknown> | undefined)?.[key]; // the list's path of objects
      if (Array.isArray(found)) found.length = 0;
    },
  };
}

function listAt({ path, names, plan, member, refuse }: StreamedPlace): StreamedList {
  if (member.many) return { path, names, plan, item: member };
  const inner = isComplex(member) ? planOfMember(member, plan) : undefined;
  const item = inner?.list === true ? inner.members[0] : undefined;
  if (inner === undefined || item === undefined) return refuse("list");
  return { path: [...path, item], names: [...names, item.name.local], plan: inner, item };
}

/** Reads the items. An error has its place in the whole document. */
function readItems(
  { path, plan, item }: StreamedList,
  { document, linesBefore }: Batch,
  reading: Reading,
): Extracted<unknown> {
  const values: unknown[] = [];
  try {
    const cursor = new Cursor(document, reading);
    cursor.start();
    let tag = cursor.started();
    for (const member of path.slice(1, -1)) {
      cursor.next(tag);
      tag = cursor.started();
      if (member !== undefined) check(cursor, member);
    }
    while (cursor.next(tag)) {
      if (cursor.local === item.name.local) {
        check(cursor, item);
        values.push(readElement(cursor, plan, item));
      } else cursor.skip();
    }
    return { values };
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { values, error: error.at(error.path, error.line + linesBefore) };
  }
}

/** Fails for an element of another namespace. */
function check(cursor: Cursor, { name: { local, namespace } }: Pick<Member, "name">): void {
  if (cursor.namespace !== namespace.uri)
    cursor.fail(`expected ${shown(local, namespace.uri)}, found ${shown(local, cursor.namespace)}`, cursor.at);
}

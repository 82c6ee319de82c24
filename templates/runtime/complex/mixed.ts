import { choice } from "./content.js";
import type { Cursor, StartTag } from "../xml/cursor.js";
import { writeGroup } from "./group.js";
import { elementOf, memberAt, planOfMember, type Plan } from "./plan.js";
import { readElement } from "./read.js";
import type { GroupType, Table } from "./table.js";
import type { XmlElement } from "../xml/element.js";
import { EMPTY } from "../xml/tag-reader.js";

/** Mixed content: texts and elements in document order. Each item is a text, or an object of one property. */
export function mixed<Items extends readonly unknown[]>(table: Table): GroupType<Items> {
  const { sequence = {} } = table;
  const one = Object.entries(sequence).map(
    ([key, particle]) => [key, { ...elementOf(particle), minOccurs: 1, maxOccurs: 1 }] as const,
  );
  return {
    name: "mixed content",
    table: { ...table, sequence: Object.fromEntries(one), content: choice(...Object.keys(sequence)) },
    readContent: readMixed,
    writeItem(output, item, plan, member, within, depth) {
      if (typeof item === "string") output.text(item);
      else writeGroup(output, item, plan, member, within, depth);
    },
  };
}

function readMixed(cursor: Cursor, plan: Plan, tag: StartTag, values: unknown[]): XmlElement[] | null {
  const [member] = plan.members;
  if (member === undefined) return null;
  const inner = planOfMember(member, plan);
  const items: unknown[] = [];
  const any: XmlElement[] = [];
  for (;;) {
    const text = (tag.flags & EMPTY) === 0 ? cursor.chars() : null;
    if (text !== null) append(items, text);
    else if (cursor.close(tag)) break;
    else if (cursor.lookAhead()) {
      cursor.accept();
      const { namespace } = cursor;
      const known = memberAt(inner, cursor);
      if (known !== undefined) items.push({ [known.key]: readElement(cursor, inner, known) });
      else if (inner.members.some(({ group }) => group?.allows?.(namespace))) items.push({ $any: [cursor.element()] });
      else any.push(cursor.element());
    }
  }
  if (items.length > 0) values[member.index] = items;
  return any.length > 0 ? any : null;
}

function append(items: unknown[], text: string): void {
  if (text === "") return;
  const last = items.length - 1;
  const before = items[last];
  if (typeof before === "string") items[last] = before + text;
  else items.push(text);
}

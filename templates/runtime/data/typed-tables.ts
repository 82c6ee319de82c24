import { findMember, isComplex, planOf, planOfMember, type Member, type Plan } from "../complex/plan.js";
import { openContent } from "../complex/open-content.js";
import { readContent } from "../complex/read.js";
import { partOf, writeMember } from "../complex/write.js";
import type { OpenContent, Particle } from "../complex/table.js";
import { children } from "../document/find.js";
import { Malformed, misfit, RequestError, rethrowWithin } from "../error.js";
import { readDocument } from "../xml/cursor.js";
import { elementsIn, misplaced, type XmlAttribute, type XmlElement } from "../xml/element.js";
import { listOf, objectOf } from "../xml/expect.js";
import { xmlns, xsi } from "../xml/names.js";
import { maxDepth, Output } from "../xml/output.js";
import { cursorAt } from "../xml/reread.js";
import type { AnyRow, TypedTables, FoundRow } from "./data-rows.js";
import { diffgr, msdata } from "./schema.js";
import { checkedName, forRows, nestedRows, stateOf, type RowOf } from "./written-rows.js";

/** The declaration of a typed DataSet: the elements of rows, by the names of the tables. */
export interface DataSetDefinition {
  readonly name: string;
  readonly namespace: string;
  readonly sequence: { readonly [table: string]: Particle };
}

/** The tables of a typed DataSet. */
export function typedTables<Tables extends object>(definition: DataSetDefinition): TypedTables<Tables> {
  const { name, namespace, sequence } = definition;
  const plan = planOf({ namespace, sequence });
  const tables: RowTables = { plan, byRow: new Map(plan.members.map((table) => [planOfMember(table, plan), table])) };
  return {
    name,
    namespace,
    tables: Object.keys(sequence),
    read: (element, found) => readRow(element, tables, found),
    write: (rows, root) => writeDiffgram(rows, tables, root),
  };
}

/** The tables as members of a plan, and by the plans of their rows. */
interface RowTables {
  readonly plan: Plan;
  readonly byRow: ReadonlyMap<Plan, Member>;
}

/** The value of a member of a row that holds rows of another table. */
interface Nested {
  readonly table: Member;
  readonly member: Member;
  readonly value: unknown;
}

function nestedIn(row: AnyRow, table: Member, { plan, byRow }: RowTables): readonly Nested[] {
  const own = planOfMember(table, plan);
  return own.members.flatMap((member): readonly Nested[] => {
    const nested = isComplex(member) ? byRow.get(planOfMember(member, own)) : undefined;
    const value = nested && partOf(row, member);
    if (nested === undefined || value === undefined || value === null) return [];
    return [{ table: nested, member, value }];
  });
}

function rowsOf({ member, value }: Nested): readonly AnyRow[] {
  return (member.many ? listOf(value, member.key) : [value]) as readonly AnyRow[];
}

// ---- reading

function readRow(element: XmlElement, tables: RowTables, found: FoundRow): AnyRow | undefined {
  const { plan } = tables;
  const { name, namespace } = element;
  const table = findMember(plan, namespace, name);
  if (table === undefined) {
    const other = plan.members.find((each) => each.name.local === name);
    if (other !== undefined) throw new Malformed(misplaced(name, other.name.namespace.uri, namespace), name);
    return undefined;
  }
  const row = readContent(cursorAt(element), planOfMember(table, plan)) as AnyRow; // an object, since no row is a list
  settleRow(row, table, tables, found);
  return row;
}

/** Takes the attributes of the diffgram out of a row and those in it. */
function settleRow(row: AnyRow, table: Member, tables: RowTables, found: FoundRow): void {
  const open = row as OpenContent;
  const { $attributes: attributes = [] } = open;
  const others = attributes.filter((each) => !isOfDiffgram(each));
  if (others.length > 0) open.$attributes = others;
  else delete open.$attributes;
  found(row, table.key, { attributes });
  for (const nested of nestedIn(row, table, tables))
    for (const inner of rowsOf(nested)) settleRow(inner, nested.table, tables, found);
}

/** True for what a diffgram adds to a row. Hidden columns are attributes of `msdata` as well, and stay. */
function isOfDiffgram({ name, namespace }: XmlAttribute): boolean {
  return namespace === diffgr || namespace === xmlns || (namespace === msdata && name === "rowOrder");
}

// ---- writing

/** The attributes of a row in a diffgram, and of those in it. */
interface RowMarks {
  readonly attributes: readonly XmlAttribute[];
  readonly nested: readonly { readonly member: Member; readonly marks: readonly RowMarks[] }[];
}

interface Writing {
  readonly tables: RowTables;
  readonly namespace: string;
  /** The number of rows of each table so far. */
  readonly counts: Map<Member, number>;
  /** The rows that are changed or deleted, as they were. */
  readonly before: Output;
  readonly marksBefore: RowMarks[];
  /** The row to be written in the place of one inside another. */
  readonly current: (row: unknown) => unknown;
}

function writeDiffgram(rows: object, tables: RowTables, { name, namespace }: Pick<XmlElement, "name" | "namespace">) {
  const { $deleted = {}, ...lists } = rows as { readonly $deleted?: object };
  const output = new Output({ openContent });
  const before = new Output({ openContent });
  for (const key of [...Object.keys(lists), ...Object.keys($deleted)]) tableNamed(key, tables);
  const nested = nestedRows(
    lists,
    (key) => tableNamed(key, tables),
    (row, table) =>
      nestedIn(row, table, tables).flatMap(({ table, member, value }): readonly RowOf<Member>[] => {
        const list = member.many ? value : [value];
        return Array.isArray(list) ? list.map((row: unknown) => ({ row, table })) : [];
      }),
  );
  const { current } = nested;
  const writing: Writing = { tables, namespace, counts: new Map(), before, marksBefore: [], current };
  const marks: RowMarks[] = [];
  output.ascii(`<diffgr:diffgram xmlns:diffgr="${diffgr}" xmlns:msdata="${msdata}" xmlns:xsi="${xsi}"><`);
  output.text(checkedName(name));
  output.attribute("xmlns", namespace);
  output.ascii(">");
  forRows(lists, (row, key) => {
    if (nested.has(row)) return;
    const table = tableNamed(key, tables);
    const prepared = prepareRow(row, table, writing);
    writeMember(output, tables.plan, table, prepared.columns, namespace, 0);
    marks.push(prepared.marks);
  });
  output.ascii("</");
  output.text(name);
  output.ascii(">");
  forRows($deleted, (row, key) => {
    const table = tableNamed(key, tables);
    writeOriginal(row, table, placeOf(table, writing), writing);
  });
  if (before.length > 0) {
    output.ascii("<diffgr:before");
    output.attribute("xmlns", namespace);
    output.ascii(">");
    output.bytes(before.done());
    output.ascii("</diffgr:before>");
  }
  output.ascii("</diffgr:diffgram>");
  const diffgram = readDocument(output.done(), { maxDepth: 1000 });
  const [root, originals] = elementsIn(diffgram);
  markRows(elementsIn(root), marks);
  markRows(elementsIn(originals), writing.marksBefore);
  return diffgram;
}

function tableNamed(key: string, { plan }: RowTables): Member {
  const table = plan.members.find((member) => member.key === key);
  if (table === undefined) {
    const names = plan.members.map((member) => member.key).join(", ");
    throw new RequestError(misfit(`one of the tables ${names}`, key), key);
  }
  return table;
}

/** The columns of a row without its state, and its attributes in the diffgram. Writes the row as it was before a change. */
function prepareRow(
  row: AnyRow,
  table: Member,
  writing: Writing,
  depth = 0,
): { readonly columns: object; readonly marks: RowMarks } {
  if (depth > maxDepth) throw new RequestError(`expected at most ${maxDepth} rows inside each other`);
  const { $state, $before, ...columns } = row;
  const place = placeOf(table, writing);
  const state = stateOf($state);
  if ($before !== undefined) {
    try {
      writeOriginal($before as AnyRow, table, place, writing);
    } catch (error) {
      rethrowWithin(error, "$before");
    }
  }
  const nested = nestedIn(row, table, writing.tables).map((each) => {
    const { table, member } = each;
    const prepared = rowsOf(each).map((inner, index) => {
      try {
        return prepareRow(objectOf(writing.current(inner)) as AnyRow, table, writing, depth + 1);
      } catch (error) {
        return rethrowWithin(error instanceof RequestError ? error.within(index) : error, member.key);
      }
    });
    const values = prepared.map((each) => each.columns) as AnyRow[];
    columns[member.key] = member.many ? values : values[0];
    return { member, marks: prepared.map(({ marks }) => marks) };
  });
  return { columns, marks: { attributes: attributesOf(table, place, state), nested } };
}

function writeOriginal(row: AnyRow, table: Member, place: number, writing: Writing): void {
  const { before, marksBefore, namespace, tables } = writing;
  writeMember(before, tables.plan, table, objectOf(row), namespace, 0);
  marksBefore.push({ attributes: attributesOf(table, place), nested: [] });
}

function placeOf(table: Member, { counts }: Writing): number {
  const place = counts.get(table) ?? 0;
  counts.set(table, place + 1);
  return place;
}

function attributesOf({ name }: Member, place: number, state?: string): readonly XmlAttribute[] {
  return [
    { name: "id", namespace: diffgr, prefix: "diffgr", value: `${name.local}${place + 1}` },
    { name: "rowOrder", namespace: msdata, prefix: "msdata", value: String(place) },
    ...(state === undefined ? [] : [{ name: "hasChanges", namespace: diffgr, prefix: "diffgr", value: state }]),
  ];
}

function markRows(rows: readonly XmlElement[], marks: readonly RowMarks[]): void {
  rows.forEach((row, index) => {
    const { attributes = [], nested = [] } = marks[index] ?? {};
    row.attributes.unshift(...attributes);
    for (const { member, marks } of nested) {
      const { namespace, local } = member.name;
      markRows(children(row, local, namespace.uri), marks);
    }
  });
}

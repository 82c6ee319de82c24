import { RequestError, rethrowWithin } from "../error.js";
import { string } from "../simple/text.js";
import type { Simple } from "../simple/simple.js";
import { readDocument } from "../xml/cursor.js";
import type { XmlElement } from "../xml/element.js";
import { listOf, objectOf } from "../xml/expect.js";
import { xsi } from "../xml/names.js";
import { maxDepth, Output } from "../xml/output.js";
import { writeElement } from "../xml/write-element.js";
import type { OpenContent } from "../complex/table.js";
import type { AnyRow, DataResult, DataRows, TypedTables, TypedDataSet } from "./data-rows.js";
import { partsOf, type DataParts } from "./rows.js";
import { checkedName, forRows, nestedRows, stateOf, type RowOf } from "./written-rows.js";
import { diffgr, encodeName, msdata, type DataSchema, type DataTable } from "./schema.js";

/**
 * A DataSet or DataTable with the schema of `result` and with these rows, to be sent: `tables` are lists of rows as
 * {@link rows} reads them. A new row has the `$state` `inserted`, a changed one `modified` and `$before`. Throws a
 * {@link RequestError} for a value that does not fit, and a TypeError if `result` is not a DataSet.
 */
export function writeRows(result: DataResult, tables: object): XmlElement;
/** The same with rows of the types that the spec declares. */
export function writeRows<Tables extends object>(
  result: TypedDataSet<Tables> | OpenContent,
  tables: Partial<DataRows<Tables>>,
  type: () => TypedTables<Tables>,
): TypedDataSet<Tables>;
/** A DataSet without a schema, as .NET sends one whose `SchemaSerializationMode` is `ExcludeSchema`. */
export function writeRows<Tables extends object>(
  type: () => TypedTables<Tables>,
  tables: Partial<DataRows<Tables>>,
): TypedDataSet<Tables>;
export function writeRows(
  of: DataResult | (() => TypedTables<object>),
  tables: object,
  type = typeof of === "function" ? of : undefined,
): XmlElement {
  const typed = type?.();
  const { schemas, schema, root, attributes } = typeof of === "function" ? excluded : partsOf(of, typed?.name);
  const diffgram = typed === undefined ? writeDiffgram(tables, schema, root) : typed.write(tables, root ?? typed);
  return { name: "DataSet", namespace: "", attributes: [...attributes], children: [...schemas, diffgram] };
}

/** The parts of a DataSet that is sent without a schema. */
const excluded: DataParts = {
  schemas: [],
  schema: { name: "NewDataSet", namespace: "", tables: new Map() },
  root: undefined,
  before: [],
  attributes: [{ name: "SchemaSerializationMode", namespace: msdata, prefix: "msdata", value: "ExcludeSchema" }],
};

function writeDiffgram(tables: object, schema: DataSchema, root: XmlElement | undefined): XmlElement {
  const { name = schema.name, namespace = schema.namespace } = root ?? {};
  const output = new Output();
  const { $deleted = {}, ...lists } = tables as { readonly $deleted?: object };
  const named = new Map([...schema.tables].map(([local, table]) => [table.name, { local, table }]));
  const target = (name: string): Target => named.get(name) ?? { local: encodeName(name), table: undefined };
  const nested = nestedRows(lists, (name) => named.get(name)?.table, rowsIn);
  const writing: Writing = { output, namespace, counts: new Map(), before: [], current: nested.current };
  output.ascii(`<diffgr:diffgram xmlns:diffgr="${diffgr}" xmlns:msdata="${msdata}" xmlns:xsi="${xsi}"`);
  if (namespace !== "") output.attribute("xmlns:t", namespace);
  output.ascii("><");
  output.text(checkedName(name));
  output.attribute("xmlns", namespace);
  output.ascii(">");
  forRows(lists, (row, table) => {
    if (!nested.has(row)) writeRow(writing, target(table), row);
  });
  output.ascii("</");
  output.text(name);
  output.ascii("><diffgr:before>");
  const empty = output.length;
  for (const { place, target, row } of writing.before) writeOriginal(writing, target, row, place);
  forRows($deleted, (row, table) => {
    writeOriginal(writing, target(table), row, placeOf(writing, target(table).local));
  });
  if (output.length > empty) output.ascii("</diffgr:before>");
  else output.length -= "<diffgr:before>".length;
  output.ascii("</diffgr:diffgram>");
  return readDocument(output.done(), { maxDepth: 1000 });
}

interface Target {
  readonly local: string;
  readonly table: DataTable | undefined;
}

interface Writing {
  readonly output: Output;
  readonly namespace: string;
  /** The number of rows of each table so far. */
  readonly counts: Map<string, number>;
  readonly before: { readonly place: number; readonly target: Target; readonly row: AnyRow }[];
  /** The row to be written in the place of one inside another. */
  readonly current: (row: unknown) => unknown;
}

/** The rows directly inside a row. */
function rowsIn(row: AnyRow, table: DataTable | undefined): readonly RowOf<DataTable>[] {
  return [...(table?.elements.values() ?? [])].flatMap((inner): readonly RowOf<DataTable>[] => {
    const list = "elements" in inner ? row[inner.name] : undefined;
    return "elements" in inner && Array.isArray(list) ? list.map((row) => ({ row, table: inner })) : [];
  });
}

function placeOf({ counts }: Writing, local: string): number {
  const place = counts.get(local) ?? 0;
  counts.set(local, place + 1);
  return place;
}

function writeRow(writing: Writing, target: Target, row: AnyRow, depth = 0): void {
  if (depth > maxDepth) throw new RequestError(`expected at most ${maxDepth} rows inside each other`);
  const { $state, $before, ...columns } = row;
  const place = placeOf(writing, target.local);
  const state = stateOf($state);
  if ($before !== undefined) writing.before.push({ place, target, row: $before as AnyRow });
  writeColumns(writing, target, columns, place, depth, () => {
    if (state !== undefined) writing.output.attribute("diffgr:hasChanges", state);
  });
}

function writeOriginal(writing: Writing, target: Target, row: AnyRow, place: number): void {
  const original = { ...writing, current: (inner: unknown) => inner };
  writeColumns(original, target, row, place, 0, () => writing.output.attribute("xmlns", writing.namespace));
}

function writeColumns(
  writing: Writing,
  { local, table }: Target,
  row: AnyRow,
  place: number,
  depth: number,
  mark: () => void,
): void {
  const { output, namespace } = writing;
  const cells = new Map<string, unknown>(Object.entries(row).filter(([, value]) => (value ?? undefined) !== undefined));
  output.ascii("<");
  output.text(checkedName(local));
  output.attribute("diffgr:id", `${local}${place + 1}`);
  output.attribute("msdata:rowOrder", String(place));
  mark();
  for (const [name, column] of table?.attributes ?? []) {
    const prefix = column.namespace === msdata ? "msdata:" : column.namespace === "" ? "" : "t:";
    take(cells, column, (value) => {
      output.attribute(`${prefix}${checkedName(name)}`, () => writeValue(output, column.type, value));
    });
  }
  output.ascii(">");
  if (table?.text !== undefined) take(cells, table.text, (value) => writeValue(output, table.text?.type, value));
  for (const [name, inner] of table?.elements ?? []) {
    take(cells, inner, (value) => {
      if ("elements" in inner) writeNested(writing, { local: name, table: inner }, value, depth);
      else writeCell(output, name, inner.type, value, namespace);
    });
  }
  for (const name of [...cells.keys()]) {
    if (table !== undefined) throw new RequestError("expected no such column", name);
    take(cells, { name }, (value) => writeCell(output, encodeName(name), string, value, namespace));
  }
  output.ascii("</");
  output.text(local);
  output.ascii(">");
}

function take(cells: Map<string, unknown>, { name }: { readonly name: string }, write: (value: unknown) => void): void {
  const value = cells.get(name);
  if (value === undefined) return;
  cells.delete(name);
  try {
    write(value);
  } catch (error) {
    rethrowWithin(error, name);
  }
}

function writeNested(writing: Writing, target: Target, rows: unknown, depth: number): void {
  listOf(rows).forEach((row, index) => {
    try {
      writeRow(writing, target, objectOf(writing.current(row)) as AnyRow, depth + 1);
    } catch (error) {
      rethrowWithin(error, index);
    }
  });
}

/** A cell that stayed XML is written as it is. */
function writeCell(output: Output, name: string, type: Simple<unknown>, value: unknown, within: string): void {
  if (typeof value === "object" && value !== null && "children" in value)
    return writeElement(output, value as XmlElement, within);
  output.ascii("<");
  output.text(checkedName(name));
  output.ascii(">");
  writeValue(output, type, value);
  output.ascii("</");
  output.text(name);
  output.ascii(">");
}

function writeValue(output: Output, type: Simple<unknown> = string, value: unknown): void {
  type.write(output, value);
}

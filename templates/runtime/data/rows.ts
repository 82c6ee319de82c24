import { Malformed, misfit } from "../error.js";
import type { OpenContent } from "../complex/table.js";
import { attribute, child, children, textOf } from "../document/find.js";
import { elementsIn, shown, type XmlElement } from "../xml/element.js";
import { xmlns, xsd, xsi } from "../xml/names.js";
import { string } from "../simple/text.js";
import {
  decodeName,
  diffgr,
  msdata,
  readDataSchema,
  type DataColumn,
  type DataScalar,
  type DataSchema,
  type DataTable,
} from "./schema.js";

/** A DataSet or a DataTable in a reply: a schema, and rows in a diffgram. */
export type DataResult = XmlElement | OpenContent;

/** The rows of a DataSet, by the names of their tables. */
export type DataRows<Tables extends object = AnyTables> = {
  [Name in keyof Tables]: DataRow<Tables[Name]>[];
} & {
  /** The deleted rows. */
  $deleted?: { [Name in keyof Tables]?: Tables[Name][] };
};

/** A row, by the names of its columns. Columns that are null are absent. Rows of nested tables are lists. */
export type DataRow<Columns = AnyRow> = Columns & {
  /** The change of the row since it was read from the database; absent for none. */
  $state?: "inserted" | "modified";
  /** A modified row as it was before. */
  $before?: Columns;
};

/** Rows whose tables are known at run time only. */
export interface AnyTables {
  [table: string]: AnyRow;
}

/** A row whose columns are known at run time only. */
export interface AnyRow {
  [column: string]: DataScalar | XmlElement | AnyRow | AnyRow[] | undefined;
}

/**
 * The rows of a DataSet or a DataTable, read by the schema that comes with them. Rows of a nested table are in the list
 * of their table and in the row that they are nested in. Throws {@link Malformed} for a value that does not fit, and a
 * TypeError for a value other than a DataSet.
 */
export function rows<Tables extends object = AnyTables>(result: DataResult): DataRows<Tables> {
  const { schema, root, before } = partsOf(result);
  const lists = new Map([...schema.tables.values()].map(({ name }): [string, AnyRow[]] => [name, []]));
  const originals = new Map(before.map((element) => [attribute(element, "id", diffgr), element]));
  const originalOf = (element: XmlElement): AnyRow =>
    readRow(element, schema.tables.get(element.name), { schema, found: () => {} });
  const reading: Reading = {
    schema,
    found(row, name, element) {
      const state = attribute(element, "hasChanges", diffgr);
      if (state === "inserted" || state === "modified") row["$state"] = state;
      const id = attribute(element, "id", diffgr);
      const original = originals.get(id);
      originals.delete(id);
      if (original !== undefined) row["$before"] = originalOf(original);
      append(lists, name, row);
    },
  };
  for (const element of root === undefined ? [] : elementsIn(root))
    readRow(element, schema.tables.get(element.name), reading);
  const deleted = new Map<string, AnyRow[]>();
  for (const element of originals.values())
    append(deleted, nameOf(element, schema.tables.get(element.name)), originalOf(element));
  const tables = Object.fromEntries(lists);
  return (deleted.size === 0 ? tables : { ...tables, $deleted: Object.fromEntries(deleted) }) as DataRows<Tables>; // as the caller declares them
}

function append(lists: Map<string, AnyRow[]>, name: string, row: AnyRow): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [row]);
  else list.push(row);
}

/** The parts of a result. */
export interface DataParts {
  readonly schemas: readonly XmlElement[];
  readonly schema: DataSchema;
  /** The element that holds the rows; absent if there are none. */
  readonly root: XmlElement | undefined;
  /** The rows that are changed or deleted, as they were. */
  readonly before: readonly XmlElement[];
}

/** The parts of a result. Throws a TypeError for any other value. */
export function partsOf(result: DataResult): DataParts {
  const all = contentOf(result);
  const schemas = all.filter(({ name, namespace }) => name === "schema" && namespace === xsd);
  const diffgram = all.find(({ name, namespace }) => name === "diffgram" && namespace === diffgr);
  if (diffgram === undefined && schemas.length === 0) {
    const names = all.map(({ name, namespace }) => shown(name, namespace));
    throw noDataSet(names.length === 0 ? "no elements" : names.slice(0, 3).join(", "));
  }
  const content = diffgram === undefined ? all.filter((each) => !schemas.includes(each)) : elementsIn(diffgram);
  const before = diffgram && child(diffgram, "before", diffgr);
  return {
    schemas,
    schema: readDataSchema(schemas),
    root: content.find(({ namespace }) => namespace !== diffgr),
    before: before === undefined ? [] : children(before),
  };
}

function contentOf(result: unknown): readonly XmlElement[] {
  if (result === undefined || result === null) throw noDataSet(String(result));
  if (typeof result !== "object") throw noDataSet(`a ${typeof result}`);
  return "children" in result ? elementsIn(result as XmlElement) : ((result as OpenContent).$any ?? []);
}

function noDataSet(found: string): TypeError {
  return new TypeError(
    `found ${found}, expected a DataSet or a DataTable, which has an xs:schema or a diffgr:diffgram`,
  );
}

interface Reading {
  readonly schema: DataSchema;
  readonly found: (row: AnyRow, table: string, element: XmlElement) => void;
}

/** Reads a row, and the rows nested in it. */
function readRow(element: XmlElement, table: DataTable | undefined, reading: Reading): AnyRow {
  const cells = new Map<string, AnyRow[string]>();
  for (const { name, namespace, value } of element.attributes) {
    if (namespace === diffgr || namespace === xmlns || (namespace === msdata && !name.startsWith("hidden"))) continue;
    const column = table?.attributes.get(name);
    cells.set(column?.name ?? decodeName(name), valueOf(value, column, element, `@${name}`));
  }
  const nested: [XmlElement, DataTable][] = [];
  for (const cell of elementsIn(element)) {
    const declared = table?.elements.get(cell.name);
    if (declared === undefined) cells.set(decodeName(cell.name), cellOf(cell, undefined, element));
    else if ("elements" in declared) nested.push([cell, declared]);
    else cells.set(declared.name, cellOf(cell, declared, element));
  }
  const text = table?.text;
  if (text !== undefined) cells.set(text.name, valueOf(textOf(element), text, element, ""));
  const row: AnyRow = Object.fromEntries(cells);
  reading.found(row, nameOf(element, table), element);
  for (const [inner, declared] of nested) {
    const list = (row[declared.name] ??= []) as AnyRow[];
    list.push(readRow(inner, declared, reading));
  }
  return row;
}

function nameOf(element: XmlElement, table: DataTable | undefined): string {
  return table?.name ?? decodeName(element.name);
}

/** The value of a column. It stays XML if it holds elements, or states its type. */
function cellOf(
  cell: XmlElement,
  column: DataColumn | undefined,
  row: XmlElement,
): DataScalar | XmlElement | undefined {
  if (attribute(cell, "nil", xsi) === "true") return undefined;
  if (attribute(cell, "type", xsi) !== undefined || elementsIn(cell).length > 0) return cell;
  return valueOf(textOf(cell), column, row, cell.name);
}

function valueOf(text: string, column: DataColumn | undefined, row: XmlElement, name: string): DataScalar {
  const { type = string } = column ?? {};
  const value = type.fit(text);
  if (value === undefined) throw new Malformed(misfit(type.name, text), name === "" ? row.name : `${row.name}/${name}`);
  return value;
}

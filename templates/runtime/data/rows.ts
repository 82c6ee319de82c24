import { Malformed, misfit } from "../error.js";
import type { OpenContent } from "../complex/table.js";
import { attribute, child, children, textOf } from "../document/find.js";
import { elementsIn, shown, type XmlAttribute, type XmlElement } from "../xml/element.js";
import { xmlns, xsd, xsi } from "../xml/names.js";
import { string } from "../simple/text.js";
import type { AnyRow, AnyTables, DataResult, DataRows, TypedTables, FoundRow, TypedDataSet } from "./data-rows.js";
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

/**
 * The rows of a typed DataSet or of one of its DataTables, read as the types that the spec declares. Tables that the spec
 * does not declare are read by the schema that comes with them.
 */
export function rows<Tables extends object>(
  result: TypedDataSet<Tables> | OpenContent,
  type: () => TypedTables<Tables>,
): DataRows<Tables>;
/**
 * The rows of a DataSet or a DataTable, read by the schema that comes with them. Rows of a nested table are in the list
 * of their table and in the row that they are nested in. Throws {@link Malformed} for a value that does not fit, and a
 * TypeError for a value other than a DataSet.
 */
export function rows<Tables extends object = AnyTables>(result: DataResult): DataRows<Tables>;
export function rows(result: DataResult, type?: () => TypedTables<object>): object {
  const typed = type?.();
  const { schema, root, before } = partsOf(result, typed?.name);
  const names = typed?.tables ?? [...schema.tables.values()].map(({ name }) => name);
  const lists = new Map(names.map((name): [string, AnyRow[]] => [name, []]));
  const originals = new Map(before.map((element) => [attribute(element, "id", diffgr), element]));
  const read = (element: XmlElement, found: FoundRow): AnyRow =>
    typed?.read(element, found) ?? readRow(element, schema.tables.get(element.name), { schema, found });
  const originalOf = (element: XmlElement): AnyRow => read(element, () => {});
  const found: FoundRow = (row, name, element) => {
    const state = attribute(element, "hasChanges", diffgr);
    if (state === "inserted" || state === "modified") row["$state"] = state;
    const id = attribute(element, "id", diffgr);
    const original = originals.get(id);
    originals.delete(id);
    if (original !== undefined) row["$before"] = originalOf(original);
    append(lists, name, row);
  };
  for (const element of elementsIn(root)) read(element, found);
  const deleted = new Map<string, AnyRow[]>();
  for (const element of originals.values()) {
    const tables: string[] = [];
    const row = read(element, (_, table) => void tables.push(table));
    append(deleted, tables[0] ?? element.name, row);
  }
  const tables = Object.fromEntries(lists);
  return deleted.size === 0 ? tables : { ...tables, $deleted: Object.fromEntries(deleted) };
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
  /** The attributes of ADO.NET on the element of the DataSet: that its schema is left out. */
  readonly attributes: readonly XmlAttribute[];
}

/**
 * The parts of a result; `name` is that of the DataSet if it is known, whose rows may then be without a diffgram. Throws a
 * TypeError for any other value.
 */
export function partsOf(result: DataResult, name?: string): DataParts {
  const all = contentOf(result);
  const schemas = all.filter(({ name, namespace }) => name === "schema" && namespace === xsd);
  const diffgram = all.find(({ name, namespace }) => name === "diffgram" && namespace === diffgr);
  if (diffgram === undefined && schemas.length === 0 && !(name !== undefined && all[0]?.name === name)) {
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
    attributes: attributesOf(result).filter(({ namespace }) => namespace === msdata),
  };
}

function contentOf(result: unknown): readonly XmlElement[] {
  if (result === undefined || result === null) throw noDataSet(String(result));
  if (typeof result !== "object") throw noDataSet(`a ${typeof result}`);
  return "children" in result ? elementsIn(result as XmlElement) : ((result as OpenContent).$any ?? []);
}

function attributesOf(result: DataResult): readonly XmlAttribute[] {
  return ("children" in result ? result.attributes : result.$attributes) ?? [];
}

function noDataSet(found: string): TypeError {
  return new TypeError(
    `found ${found}, expected a DataSet or a DataTable, which has an xs:schema or a diffgr:diffgram`,
  );
}

interface Reading {
  readonly schema: DataSchema;
  readonly found: FoundRow;
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

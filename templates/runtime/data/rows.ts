import { Malformed, misfit, unlike } from "../error.js";
import type { OpenContent } from "../complex/table.js";
import { attribute, children, textOf } from "../document/find.js";
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
 * of their table and in the row that they are nested in. Throws {@link Malformed} for a value that does not fit, and for
 * what rows cannot hold, such as two values of one column; a TypeError for a value other than a DataSet.
 */
export function rows<Tables extends object = AnyTables>(result: DataResult): DataRows<Tables>;
export function rows(result: DataResult, type?: () => TypedTables<object>): object {
  const typed = type?.();
  const { schema, root, before } = partsOf(result, typed?.name);
  const names = typed?.tables ?? [...schema.tables.values()].map(({ name }) => name);
  const lists = new Map(names.map((name): [string, AnyRow[]] => [name, []]));
  const read = (element: XmlElement, found: FoundRow): AnyRow =>
    typed?.read(element, found) ?? readRow(element, schema.tables.get(element.name), { schema, found });
  const originals = before.map((element) => readOriginal(element, read));
  const changed = changedRows(originals);
  const found: FoundRow = (row, name, element) => {
    const state = attribute(element, "hasChanges", diffgr);
    if (state === "inserted" || state === "modified") row["$state"] = state;
    const original = changed.get(keyOf(name, attribute(element, "id", diffgr)));
    if (original !== undefined) {
      if (original.isTaken) throw new Malformed(misfit(ownId, original.id), name);
      original.isTaken = true;
      row["$before"] = original.row;
    }
    append(lists, name, row);
  };
  for (const element of elementsIn(root)) read(element, found);
  const deleted = new Map<string, AnyRow[]>();
  for (const { table, row, isTaken } of originals) if (!isTaken) append(deleted, table, row);
  const tables = Object.fromEntries(lists);
  return deleted.size === 0 ? tables : { ...tables, $deleted: Object.fromEntries(deleted) };
}

/** A row of `diffgr:before`. */
interface Original {
  readonly table: string;
  readonly id: string | undefined;
  readonly row: AnyRow;
  /** True if it is a row of the result as it was; otherwise it is deleted. */
  isTaken: boolean;
}

function readOriginal(element: XmlElement, read: (element: XmlElement, found: FoundRow) => AnyRow): Original {
  const tables: string[] = [];
  const row = read(element, (_, table) => void tables.push(table));
  return { table: tables[0] ?? element.name, id: attribute(element, "id", diffgr), row, isTaken: false };
}

const ownId = "a diffgr:id that no other row of the table has";

/** The rows that may be those of the result as they were, by their tables and ids. A row without an id is deleted. */
function changedRows(originals: readonly Original[]): ReadonlyMap<string | undefined, Original> {
  const changed = new Map<string | undefined, Original>();
  for (const original of originals) {
    const { table, id } = original;
    const key = keyOf(table, id);
    if (key === undefined) continue;
    if (changed.has(key)) throw new Malformed(misfit(ownId, id), table);
    changed.set(key, original);
  }
  return changed;
}

function keyOf(table: string, id: string | undefined): string | undefined {
  return id === undefined ? undefined : JSON.stringify([table, id]);
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
  const diffgram = onlyOne(
    all.filter(({ name, namespace }) => name === "diffgram" && namespace === diffgr),
    "diffgr:diffgram",
  );
  if (diffgram === undefined && schemas.length === 0 && !(name !== undefined && all[0]?.name === name)) {
    const names = all.map(({ name, namespace }) => shown(name, namespace));
    throw noDataSet(names.length === 0 ? "no elements" : names.slice(0, 3).join(", "));
  }
  const content = diffgram === undefined ? all.filter((each) => !schemas.includes(each)) : elementsIn(diffgram);
  const before = diffgram && onlyOne(children(diffgram, "before", diffgr), "diffgr:before");
  return {
    schemas,
    schema: readDataSchema(schemas),
    root: onlyOne(
      content.filter(({ namespace }) => namespace !== diffgr),
      "element that holds the rows",
    ),
    before: before === undefined ? [] : children(before),
    attributes: attributesOf(result).filter(({ namespace }) => namespace === msdata),
  };
}

function onlyOne(elements: readonly XmlElement[], name: string): XmlElement | undefined {
  if (elements.length > 1) throw new Malformed(`found ${elements.length}, expected one ${name}`);
  return elements[0];
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
  const add = (column: string, value: AnyRow[string], name: string): void => {
    if (cells.has(column)) throw new Malformed(unlike("one value of each column", "a second"), name);
    cells.set(column, value);
  };
  for (const { name, namespace, value } of element.attributes) {
    if (namespace === diffgr || namespace === xmlns || (namespace === msdata && !name.startsWith("hidden"))) continue;
    const column = table?.attributes.get(name);
    add(column?.name ?? decodeName(name), valueOf(value, column, element, `@${name}`), `${element.name}/@${name}`);
  }
  const nested = new Map<DataTable, { readonly list: AnyRow[]; readonly elements: XmlElement[] }>();
  for (const cell of elementsIn(element)) {
    const declared = table?.elements.get(cell.name);
    const path = `${element.name}/${cell.name}`;
    if (declared === undefined) add(decodeName(cell.name), cellOf(cell, undefined, element), path);
    else if (!("elements" in declared)) add(declared.name, cellOf(cell, declared, element), path);
    else {
      const known = nested.get(declared);
      if (known !== undefined) known.elements.push(cell);
      else {
        const list: AnyRow[] = [];
        add(declared.name, list, path);
        nested.set(declared, { list, elements: [cell] });
      }
    }
  }
  const text = table?.text;
  if (text !== undefined) add(text.name, valueOf(textOf(element), text, element, ""), element.name);
  // Defines properties of any name, also of `__proto__`.
  const row: AnyRow = Object.fromEntries(cells);
  reading.found(row, nameOf(element, table), element);
  for (const [table, { list, elements }] of nested)
    for (const inner of elements) list.push(readRow(inner, table, reading));
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

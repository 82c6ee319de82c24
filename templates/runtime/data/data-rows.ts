import type { OpenContent } from "../complex/table.js";
import type { XmlElement } from "../xml/element.js";
import type { DataScalar } from "./schema.js";

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

/** A DataSet or a DataTable in a message, whose tables the spec declares: XML, which `rows` reads with a {@link TypedTables}. */
export interface TypedDataSet<Tables extends object> extends XmlElement {
  /** Exists only as a type: the types of the rows. */
  tables?: Tables;
}

/** The tables of a typed DataSet, as generated modules export them; created by {@link typedTables}. */
export interface TypedTables<Tables extends object> {
  readonly name: string;
  readonly namespace: string;
  /** The names of the tables. */
  readonly tables: readonly string[];
  /**
   * Reads the row of an element, with those nested in it, and calls `found` for each, outer before inner. Undefined for
   * the element of another table. Throws {@link Malformed} for a value that does not fit.
   */
  read(element: XmlElement, found: FoundRow): AnyRow | undefined;
  /**
   * Writes a diffgram, with the rows in an element of this name. Throws a {@link RequestError} for a value that does not
   * fit.
   */
  write(tables: object, root: Pick<XmlElement, "name" | "namespace">): XmlElement;
  /** Exists only as a type: the types of the rows. */
  readonly values?: Tables;
}

/** Receives a row, the name of its table, and the attributes of its element. */
export type FoundRow = (row: AnyRow, table: string, element: Pick<XmlElement, "attributes">) => void;

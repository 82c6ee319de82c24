import { misfit, RequestError, rethrowWithin, unlike } from "../error.js";
import { isNCName } from "../xml/characters.js";
import { listOf, objectOf } from "../xml/expect.js";
import type { AnyRow } from "./data-rows.js";

/** Calls `see` for each row; an error is placed in its table. */
export function forRows(lists: object, see: (row: AnyRow, table: string) => void): void {
  for (const [table, list] of Object.entries(lists) as [string, unknown][]) {
    listOf(list, table).forEach((row, index) => {
      try {
        see(objectOf(row) as AnyRow, table);
      } catch (error) {
        rethrowWithin(error instanceof RequestError ? error.within(index) : error, table);
      }
    });
  }
}

/** A value in the place of a row, and the table that it belongs to. */
export interface RowOf<Table> {
  readonly row: unknown;
  readonly table: Table;
}

/** The rows that are written inside others. */
export interface NestedRows {
  /** True for a row that is not written again for the list of its table. */
  readonly has: (row: unknown) => boolean;
  /** The row to be written in the place of one inside another: the changed one if a list has it, whose `$before` is this. */
  readonly current: (row: unknown) => unknown;
}

/**
 * The rows that are inside others, at any depth. `inside` gives those directly inside a row. Throws a RequestError if rows
 * are inside each other in a circle, so that none of them is the outermost, and for a row that seems to be a copy of one
 * inside another, since both would be written.
 */
export function nestedRows<Table>(
  lists: object,
  tableOf: (name: string) => Table,
  inside: (row: AnyRow, table: Table) => readonly RowOf<Table>[],
): NestedRows {
  const listed: RowOf<Table>[] = [];
  const rows: AnyRow[] = [];
  forRows(lists, (row, name) => {
    rows.push(row);
    listed.push({ row, table: tableOf(name) });
  });
  const nested = rowsInside(listed, inside);
  const outermost = listed.filter(({ row }) => !nested.has(row));
  if (rowsInside(outermost, inside).size < nested.size) throw new RequestError("expected no row inside itself");
  const changed = new Map<unknown, AnyRow>();
  for (const row of rows) {
    const { $before } = row;
    if (nested.has(row) || !nested.has($before)) continue;
    if (changed.has($before)) throw new RequestError("expected one changed row for each $before, found two");
    changed.set($before, row);
  }
  const replacing = new Set(changed.values());
  const known = new Set<unknown>([...rows, ...changed.keys()]);
  const isNew = (row: unknown): boolean => (row as AnyRow | null)?.$state === "inserted"; // any value may be asked for it
  const originals = Array.from(nested).filter(([row]) => !known.has(row) && !isNew(row));
  const unlisted = new Set(originals.map(([, { table }]) => table));
  const recursive = recursiveTables(nested.values());
  forRows(lists, (row, name) => {
    const table = tableOf(name);
    if (nested.has(row) || replacing.has(row) || isNew(row)) return;
    if (!unlisted.has(table) || recursive.has(table)) return;
    const expected = 'the object inside another row, a row that has it in $before, or the $state "inserted"';
    throw new RequestError(unlike(expected, "a copy, which would be a second row"));
  });
  return {
    has: (row) => nested.has(row) || replacing.has(row as AnyRow),
    current: (row) => changed.get(row) ?? row,
  };
}

/** The table of a row inside another, and that of the other. */
interface Inside<Table> {
  readonly table: Table;
  readonly within: Table;
}

/** The tables that have rows inside rows of their own. The outermost of these are in no other row. */
function recursiveTables<Table>(nested: Iterable<Inside<Table>>): ReadonlySet<Table> {
  const inner = new Map<Table, Set<Table>>();
  for (const { table, within } of nested) {
    const tables = inner.get(within);
    if (tables === undefined) inner.set(within, new Set([table]));
    else tables.add(table);
  }
  const reachesItself = (table: Table): boolean => {
    const reached = new Set(inner.get(table));
    for (const each of reached) for (const next of inner.get(each) ?? []) reached.add(next);
    return reached.has(table);
  };
  return new Set([...inner.keys()].filter(reachesItself));
}

function rowsInside<Table>(
  rows: readonly RowOf<Table>[],
  inside: (row: AnyRow, table: Table) => readonly RowOf<Table>[],
): ReadonlyMap<unknown, Inside<Table>> {
  const found = new Map<unknown, Inside<Table>>();
  const open = [...rows];
  // Those that are found are searched too.
  for (const { row, table } of open) {
    if (typeof row !== "object" || row === null) continue; // refused where it is written
    for (const inner of inside(row as AnyRow, table)) {
      if (found.has(inner.row)) continue;
      found.set(inner.row, { table: inner.table, within: table });
      open.push(inner);
    }
  }
  return found;
}

/** The state of a row that is written. Throws a RequestError for an unknown one. */
export function stateOf($state: unknown): "inserted" | "modified" | undefined {
  if ($state === undefined || $state === "inserted" || $state === "modified") return $state;
  throw new RequestError(misfit('"inserted" or "modified"', $state), "$state");
}

/** The name of an element or an attribute. Throws a RequestError for a text that cannot be one. */
export function checkedName(name: string): string {
  if (!isNCName(name)) throw new RequestError(misfit("the name of an element or an attribute", name));
  return name;
}

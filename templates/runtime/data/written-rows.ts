import { misfit, RequestError, rethrowWithin } from "../error.js";
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

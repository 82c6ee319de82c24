import type { Simple } from "./simple.js";

/** The item type of a list, through all restrictions; undefined for other types. */
export function itemOf({ made }: Simple<unknown>): Simple<unknown> | undefined {
  switch (made?.kind) {
    case undefined:
    case "union":
      return undefined;
    case "list":
      return made.item;
    case "restriction":
      return itemOf(made.base);
    case "default":
    case "fixed":
      return itemOf(made.type);
  }
}

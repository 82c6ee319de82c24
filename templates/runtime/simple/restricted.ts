import { checked } from "./checked.js";
import type { Facets, Simple } from "./simple.js";

/** Adds facets to a type, which `validate` checks. */
export function restricted<T>(base: Simple<T>, facets: Facets): Simple<T> {
  return checked(base, { kind: "restriction", base, facets });
}

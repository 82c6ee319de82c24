import { checked } from "./checked.js";
import type { Facets, Simple } from "./simple.js";

/** The same type with facets, which are checked where it is asked for by `validate`. */
export function restricted<T>(base: Simple<T>, facets: Facets): Simple<T> {
  return checked(base, { kind: "restriction", base, facets });
}

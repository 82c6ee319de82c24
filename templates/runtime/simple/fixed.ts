import { checked } from "./checked.js";
import { withDefault } from "./default.js";
import type { Simple } from "./simple.js";

/** Restricts a type to the value of `text`, which `validate` checks. */
export function fixed<T>(type: Simple<T>, text: string): Simple<T> {
  return checked(withDefault(type, text), { kind: "fixed", type, text });
}

import { checked } from "./checked.js";
import { withDefault } from "./default.js";
import type { Simple } from "./simple.js";

/** The same type, whose only value is that of `text`, which is checked where it is asked for by `validate`. */
export function fixed<T>(type: Simple<T>, text: string): Simple<T> {
  return checked(withDefault(type, text), { kind: "fixed", type, text });
}

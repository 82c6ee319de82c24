import { checked } from "./checked.js";
import { withDefault } from "./default.js";
import { misfit, type Reason } from "../error.js";
import type { Simple } from "./simple.js";
import { readText, writeText } from "./xml-text.js";

/** The same type, whose only value is that of `text`, which is checked where it is asked for by `validate`. */
export function fixed<T>(type: Simple<T>, text: string): Simple<T> {
  let only: string | undefined;
  const violation = (value: T): Reason | undefined => {
    // Both are written, so that `1` is `01`.
    const written = writeText(type, value);
    only ??= writeText(type, readText(type, text));
    return written === only ? undefined : misfit(`always ${JSON.stringify(text)}`, written);
  };
  return { ...checked(withDefault(type, text), violation), made: { kind: "fixed", type, text } };
}

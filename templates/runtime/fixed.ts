import { withDefault } from "./default.js";
import { Malformed, misfit, RequestError } from "./error.js";
import type { Simple } from "./simple.js";
import { readText, writeText } from "./xml-text.js";

/** The same type, whose only value is that of `text`, which is checked where it is asked for by `validate`. */
export function fixed<T>(type: Simple<T>, text: string): Simple<T> {
  const same = withDefault(type, text);
  let only: string | undefined;
  /** What is wrong with a value. Both are written, so that `1` is `01`. */
  const violation = (value: T): string | undefined => {
    const written = writeText(type, value);
    only ??= writeText(type, readText(type, text));
    return written === only ? undefined : misfit(`always ${JSON.stringify(text)}`, written);
  };
  const check = (value: T, validate: boolean | undefined): void => {
    const message = validate ? violation(value) : undefined;
    if (message !== undefined) throw new RequestError(message);
  };
  return {
    ...same,
    read: (cursor) => {
      const { from } = cursor;
      const value = same.read(cursor);
      const message = cursor.validate ? violation(value) : undefined;
      return message === undefined ? value : cursor.fail(message, from);
    },
    write: (output, value) => {
      check(value, output.validate);
      same.write(output, value);
    },
    form: (value, validate) => {
      check(value, validate);
      return same.form(value, validate);
    },
    parse: (given, validate) => {
      const value = same.parse(given, validate);
      const message = validate ? violation(value) : undefined;
      if (message !== undefined) throw new Malformed(message, "", 0);
      return value;
    },
  };
}

import { Malformed, RequestError, type Reason } from "../error.js";
import type { Simple } from "./simple.js";
import { readText, writeText } from "./xml-text.js";

/** The same type, whose values are checked where it is asked for by `validate`: `violation` says what is wrong with one and its text. */
export function checked<T>(base: Simple<T>, violation: (value: T, text: string) => Reason | undefined): Simple<T> {
  /** Of a value, as a reader of its text sees it. */
  const violationOf = (value: T): Reason | undefined => {
    const text = writeText(base, value);
    return violation(readText(base, text), text);
  };
  const checkRequest = (value: T): void => {
    const message = violationOf(value);
    if (message !== undefined) throw new RequestError(message);
  };
  return {
    name: base.name,
    ...(base.builtin && { builtin: base.builtin }),
    ...(base.members && { members: base.members }),
    read: (cursor) => {
      if (!cursor.validate) return base.read(cursor);
      const { from } = cursor;
      const text = cursor.string();
      const value = base.read(cursor);
      const message = violation(value, text);
      return message === undefined ? value : cursor.fail(message, from);
    },
    fit: (text, validate, form) => {
      const value = base.fit(text, validate, form);
      if (value === undefined || !validate) return value;
      return (form ? violationOf(value) : violation(value, text)) === undefined ? value : undefined;
    },
    write: (output, value) => {
      if (output.validate) checkRequest(value);
      base.write(output, value);
    },
    form: (value, validate) => {
      if (validate) checkRequest(value);
      return base.form(value, validate);
    },
    parse: (text, validate) => {
      const value = base.parse(text, validate);
      const message = validate ? violationOf(value) : undefined;
      if (message !== undefined) throw new Malformed(message, "", 0);
      return value;
    },
  };
}

import type { Validation } from "../context.js";
import { Malformed, RequestError, type Reason } from "../error.js";
import { parseParameter } from "./parameter.js";
import type { Made, Simple } from "./simple.js";
import { readText, writeText } from "./xml-text.js";

/** A restriction on the values of a type, which `validate` checks. */
export type Demand = Extract<Made, { readonly kind: "restriction" | "fixed" }>;

/** Adds a restriction to a type. */
export function checked<T>(base: Simple<T>, made: Demand): Simple<T> {
  /** The violation of a value, as a reader of its text would find it. */
  const violationOf = (value: T, validate: Validation): Reason | undefined => {
    const text = writeText(base, value);
    return validate.violation(made, readText(base, text), text);
  };
  const checkRequest = (value: T, validate: Validation | undefined): void => {
    const message = validate && violationOf(value, validate);
    if (message !== undefined) throw new RequestError(message);
  };
  return {
    name: base.name,
    made,
    ...(base.builtin && { builtin: base.builtin }),
    ...(base.members && { members: base.members }),
    read: (cursor) => {
      const { validate } = cursor.reading;
      if (validate === undefined) return base.read(cursor);
      const { from } = cursor;
      const text = cursor.string();
      const value = base.read(cursor);
      // A lenient context gives no value for a text that does not fit.
      const message = value === undefined ? undefined : validate.violation(made, value, text);
      if (message !== undefined) cursor.refuse(message, from);
      return value;
    },
    fit: (text, reading, form) => {
      const value = base.fit(text, reading, form);
      const validate = reading?.validate;
      if (value === undefined || validate === undefined) return value;
      const message = form ? violationOf(value, validate) : validate.violation(made, value, text);
      return message === undefined ? value : undefined;
    },
    write: (output, value) => {
      checkRequest(value, output.writing.validate);
      base.write(output, value);
    },
    form: (value, writing) => {
      checkRequest(value, writing?.validate);
      return base.form(value, writing);
    },
    parse: (text, reading) => {
      const value = parseParameter(base, text, reading);
      const message = reading?.validate && violationOf(value, reading.validate);
      if (message !== undefined) throw new Malformed(message);
      return value;
    },
  };
}

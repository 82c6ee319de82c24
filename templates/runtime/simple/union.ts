import { Malformed, misfit, RequestError } from "../error.js";
import type { Simple } from "./simple.js";
import { readText, writeText } from "./xml-text.js";

/**
 * A value of one of several types, told apart by the text: it is read as the first that it fits (XSD 1.0 part 2, 2.5.1.3).
 * A string that fits an earlier member is written, and is of that member to the reader.
 */
export function union<Values extends readonly unknown[]>(
  ...members: { readonly [index in keyof Values]: Simple<Values[index]> }
): Simple<Values[number]> {
  type Value = Values[number];
  // Every member is given every value, and refuses those that are not of its type.
  const types = members as readonly Simple<Value>[];
  const name = types.map((type) => type.name).join(" or ");

  /** What the first member gives that refuses neither value nor facets; where facets do not matter, then the first that takes the value. */
  const first = <Result>(validate: boolean, attempt: (type: Simple<Value>, validate: boolean) => Result) =>
    accepted(types, (type) => attempt(type, true)) ??
    (validate ? undefined : accepted(types, (type) => attempt(type, false)));

  const written = <Text>(value: Value, found: { readonly result: Text } | undefined): Text => {
    if (found === undefined) throw new RequestError(misfit(name, value));
    return found.result;
  };
  return {
    name,
    made: { kind: "union", members: types },
    read: (cursor) => {
      const text = cursor.string();
      const found = first(cursor.validate, (type, validate) => readText(type, text, validate));
      return found === undefined ? cursor.misfit(name) : found.result;
    },
    write: (output, value) => {
      const found = first(output.validate, (type, validate) => writeText(type, value, validate));
      output.text(written(value, found));
    },
    form: (value, validate = false) =>
      written(
        value,
        first(validate, (type, validate) => type.form(value, validate)),
      ),
    parse: (text, validate = false) => {
      const found = first(validate, (type, validate) => type.parse(text, validate));
      if (found === undefined) throw new Malformed(misfit(name, text), "", 0);
      return found.result;
    },
  };
}

function accepted<Type, Result>(
  types: readonly Type[],
  attempt: (type: Type) => Result,
): { readonly result: Result } | undefined {
  for (const type of types) {
    try {
      return { result: attempt(type) };
    } catch (error) {
      if (!(error instanceof Malformed || error instanceof RequestError)) throw error;
    }
  }
  return undefined;
}

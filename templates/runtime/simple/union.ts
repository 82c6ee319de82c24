import { Malformed, misfit, RequestError } from "../error.js";
import { simple } from "./lexical.js";
import type { Simple } from "./simple.js";
import { writeText } from "./xml-text.js";

/**
 * A value of one of several types, distinguished by the text: it is read as the first that it fits (XSD 1.0 part 2, 2.5.1.3).
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
  const first = <Result>(
    validate: boolean,
    attempt: (type: Simple<Value>, validate: boolean) => Result | undefined,
  ): Result | undefined =>
    firstOf(types, (type) => attempt(type, true)) ??
    (validate ? undefined : firstOf(types, (type) => attempt(type, false)));

  const written = <Text>(
    value: Value,
    validate: boolean,
    write: (type: Simple<Value>, validate: boolean) => Text,
  ): Text => {
    const text = first(validate, (type, validate) => unlessRefused(() => write(type, validate)));
    if (text === undefined) throw new RequestError(misfit(name, value));
    return text;
  };
  return {
    ...simple<Value>(
      name,
      (text, validate = false, form) => first(validate, (type, validate) => type.fit(text, validate, form)),
      () => undefined,
    ),
    made: { kind: "union", members: types },
    write: (output, value) =>
      output.text(written(value, output.validate, (type, validate) => writeText(type, value, validate))),
    form: (value, validate = false) => written(value, validate, (type, validate) => type.form(value, validate)),
  };
}

function firstOf<Type, Result>(
  types: readonly Type[],
  attempt: (type: Type) => Result | undefined,
): Result | undefined {
  for (const type of types) {
    const result = attempt(type);
    if (result !== undefined) return result;
  }
  return undefined;
}

function unlessRefused<Text>(write: () => Text): Text | undefined {
  try {
    return write();
  } catch (error) {
    // A value is written to its text and checked as it is read.
    if (error instanceof RequestError || error instanceof Malformed) return undefined;
    throw error;
  }
}

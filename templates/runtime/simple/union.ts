import type { Writing } from "../xml/output.js";
import { Malformed, misfit, RequestError } from "../error.js";
import { facets } from "./facets.js";
import { simple, type Simple } from "./simple.js";
import { writeText } from "./xml-text.js";

/**
 * A value of the first member type that its text fits (XSD 1.0 part 2, 2.5.1.3). A string is written as it is, even if
 * the reader will find that it fits an earlier member.
 */
export function union<Values extends readonly unknown[]>(
  ...members: { readonly [index in keyof Values]: Simple<Values[index]> }
): Simple<Values[number]> {
  type Value = Values[number];
  // Every member is tried with every value, and refuses misfits.
  const types = members as readonly Simple<Value>[];
  const name = types.map((type) => type.name).join(" or ");

  /**
   * The result of the first member whose type and facets accept the value, since those decide the member. If none does
   * and facets are not checked, then of the first whose type does.
   */
  const first = <Context extends Writing, Result>(
    context: Context | undefined,
    attempt: (type: Simple<Value>, context: Context | undefined) => Result | undefined,
  ): Result | undefined => {
    if (context?.validate !== undefined) return firstOf(types, (type) => attempt(type, context));
    const strict = { ...context, validate: facets } as Context; // a context is plain data
    return firstOf(types, (type) => attempt(type, strict)) ?? firstOf(types, (type) => attempt(type, context));
  };

  const written = <Text>(
    value: Value,
    writing: Writing | undefined,
    write: (type: Simple<Value>, writing: Writing | undefined) => Text,
  ): Text => {
    const text = first(writing, (type, writing) => unlessRefused(() => write(type, writing)));
    if (text === undefined) throw new RequestError(misfit(name, value));
    return text;
  };
  return {
    ...simple<Value>(
      name,
      (text, reading, form) => first(reading, (type, reading) => type.fit(text, reading, form)),
      () => undefined,
    ),
    made: { kind: "union", members: types },
    write: (output, value) =>
      output.text(written(value, output.writing, (type, writing) => writeText(type, value, writing))),
    form: (value, writing) => written(value, writing, (type, writing) => type.form(value, writing)),
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
    // A value is checked by writing it and reading the text.
    if (error instanceof RequestError || error instanceof Malformed) return undefined;
    throw error;
  }
}

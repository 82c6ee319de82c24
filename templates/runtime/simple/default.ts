import type { Simple } from "./simple.js";

/**
 * Gives a type a default: an empty element has the value of `text` (XSD 1.0 part 1, 3.3.1). For types that the empty text
 * does not fit: elsewhere, it is a value of its own.
 */
export function withDefault<T>(type: Simple<T>, text: string): Simple<T> {
  return {
    ...type,
    made: { kind: "default", type, text },
    read: (cursor) => {
      if (cursor.text === null ? cursor.from === cursor.to : cursor.text === "") cursor.hold(text, cursor.from);
      return type.read(cursor);
    },
    fit: (given, reading, form) => type.fit(given === "" && !form ? text : given, reading, form),
  };
}

import type { Simple } from "./simple.js";

/** The same type, whose value is that of `text` where an element is empty (XSD 1.0 part 1, 3.3.1). */
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

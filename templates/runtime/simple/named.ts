import type { Simple, TypeName } from "./simple.js";

/** Adds the name in the schema to a type, for messages that state the types of their values. */
export function named<T>(type: Simple<T>, name: TypeName): Simple<T> {
  return { ...type, type: name };
}

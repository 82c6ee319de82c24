import type { Simple, TypeName } from "./simple.js";

/** The same type under the name that a schema gives it, for messages that say the types of what they hold. */
export function named<T>(type: Simple<T>, name: TypeName): Simple<T> {
  return { ...type, type: name };
}

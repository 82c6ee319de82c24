import { explain, misfit } from "../error.js";
import type { ServedOperation, Streaming } from "./contract.js";

/** The handler of an operation, possibly a method of a class instance. Throws a TypeError if it is missing. */
export function handlerOf(handlers: object, name: string): ServedOperation["answer"] {
  const found: unknown = Reflect.get(handlers, name);
  const handler = found === Reflect.get(Object.prototype, name) ? undefined : found;
  if (typeof handler !== "function") {
    throw new TypeError(`handlers.${name}: ${explain(misfit("a function", handler))}`);
  }
  return (request, call): unknown => Reflect.apply(handler, handlers, [request, call]);
}

/** The property of a handler that reads its requests while they arrive. */
export function streamingOf(handlers: object, name: string): Streaming | undefined {
  const handler: unknown = Reflect.get(handlers, name);
  // Only `handleItems` and `handleBytes` create it.
  return typeof handler === "function" ? (handler as { readonly streaming?: Streaming }).streaming : undefined;
}

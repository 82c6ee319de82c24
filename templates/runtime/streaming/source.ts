import type { Taken } from "../binding/transport.js";
import type { Source } from "../context.js";
import { RequestError } from "../error.js";

/** Takes values from a source on demand. */
export interface Taker<T> {
  readonly next: () => Promise<Taken<T>>;
  /** Tells the source that the other values are not wanted. */
  readonly cancel: () => Promise<unknown>;
}

/** Sources that give their values once, and would seem to be empty. */
const taken = /* @__PURE__ */ new WeakSet();

/**
 * Begins to take values. Throws a TypeError for anything other than a source, and a RequestError for one whose values
 * were taken before.
 */
export function takerOf<T>(source: Source<T>): Taker<T> {
  // Not every browser can iterate over a stream.
  if ("getReader" in source) {
    const reader = source.getReader();
    return { next: () => reader.read(), cancel: () => reader.cancel() };
  }
  const iterator = Symbol.asyncIterator in source ? source[Symbol.asyncIterator]() : source[Symbol.iterator]();
  // A generator is its own iterator; a stream of Node has a new one each time.
  if ((iterator as object) === source || "pipe" in source) {
    if (taken.has(source)) throw new RequestError("expected a source that was not read before");
    taken.add(source);
  }
  return { next: async () => iterator.next(), cancel: async () => iterator.return?.() };
}

/** True for anything that can be a source. */
export function isSource(value: unknown): value is Source<unknown> {
  if (typeof value !== "object" || value === null) return false;
  return Symbol.asyncIterator in value || Symbol.iterator in value || "getReader" in value;
}

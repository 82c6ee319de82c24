import type { Place } from "../source.js";

/** An operation that a spec declares or shows and its client lacks. */
export interface LeftOut {
  readonly name: string;
  /** What is wrong with it: `found only a request, expected a response in at least one binding`. */
  readonly reason: string;
  readonly place: Place;
}

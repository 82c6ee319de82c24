import type { Place } from "../source.js";

/** An operation that is in a spec but not in its client. */
export interface LeftOut {
  readonly name: string;
  /** The reason: `found only a request, expected a response in at least one binding`. */
  readonly reason: string;
  /** The next step for the user, if something is to be added: `add the request of GetPrice`. */
  readonly hint?: string;
  readonly place: Place;
}

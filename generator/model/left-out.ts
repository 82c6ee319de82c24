import type { Place } from "../source.js";

/** An operation that is in a spec but not in its client, or a part that its operation in the client lacks. */
export interface LeftOut {
  /** The name of the operation. */
  readonly name: string;
  /** The part: `header block Session`. Undefined if all of the operation is left out. */
  readonly part?: string;
  /** The reason: `found only a request, expected a response in at least one binding`. */
  readonly reason: string;
  /** The next step for the user, if something is to be added: `add the request of GetPrice`. */
  readonly hint?: string;
  readonly place: Place;
}

/** True if all of the operation is left out. */
export function isOperation({ part }: LeftOut): boolean {
  return part === undefined;
}

import type { Reason, TypeReference } from "../model/service.js";
import type { Place } from "../source.js";
import type { Direction } from "./change.js";
import type { RuleName } from "./rules.js";

/** A fact in both versions. */
export interface At {
  readonly path: string;
  readonly direction: Direction;
  readonly before: Place | undefined;
  readonly after: Place | undefined;
}

/** The comparison of two versions of a service, for the functions that compare its parts. */
export interface Comparison {
  readonly say: (rule: RuleName, at: At, message: string) => void;
  /** Compares the types of a part, later and each pair once in each direction, because types can refer to each other. */
  readonly types: (old: TypeReference, present: TypeReference, at: At) => void;
}

/** States that something has become something else. */
export function sayChanged({ say }: Comparison, rule: RuleName, at: At, old: string, present: string): void {
  say(rule, at, `was ${old}, is ${present}`);
}

export function placeOf({ places }: Reason): Place | undefined {
  return places[0];
}

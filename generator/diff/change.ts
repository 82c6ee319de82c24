import type { Place } from "../source.js";
import { either, rules, type Breaks, type RuleName } from "./rules.js";

/** A difference between two versions of a service, as a fact of the model. */
export interface Change {
  readonly rule: RuleName;
  /** The name of the service. */
  readonly service: string;
  /** The path that an override would have, such as `Order.Quantity` or `GetPrice.request/Sku`; empty for the service itself. */
  readonly path: string;
  /** The change in words: `was int, is string`. */
  readonly message: string;
  readonly directions: readonly Direction[];
  readonly breaks: Breaks;
  /** The places in the two specs, where they show the fact. */
  readonly before: Place | undefined;
  readonly after: Place | undefined;
}

export type Direction = "requests" | "replies";

/** A difference as it is found; the same may be found in both directions. */
export interface Difference extends Pick<Change, "rule" | "path" | "message" | "before" | "after"> {
  readonly direction: Direction | undefined;
}

/** Unites the differences that only their directions distinguish, in the order in which they were found. */
export function changesOf(service: string, differences: readonly Difference[]): readonly Change[] {
  const found = new Map<string, Change>();
  for (const { direction, ...difference } of differences) {
    const { rule, path, message } = difference;
    const { inRequests, inReplies } = rules[rule];
    const breaks =
      direction === undefined ? either(inRequests, inReplies) : direction === "requests" ? inRequests : inReplies;
    const key = JSON.stringify([rule, path, message]);
    const known = found.get(key);
    const directions = new Set([...(known?.directions ?? []), ...(direction === undefined ? [] : [direction])]);
    found.set(key, {
      service,
      ...(known ?? difference),
      directions: [...directions],
      breaks: known === undefined ? breaks : either(known.breaks, breaks),
    });
  }
  return [...found.values()];
}

import { formatPlace, type Place } from "../source.js";
import type { Evidence, LikelyType } from "./service.js";

/**
 * Prints the reasons for facts in one line: `name, type shown at a.txt:5:3, :20:3; minOccurs assumed`. Consecutive
 * facts with the same places share them.
 */
export function explain(evidence: Evidence<string>): string {
  const factsByReason = new Map<string, string[]>();
  for (const [fact, { kind, places, values }] of Object.entries(evidence)) {
    const reason = [kind, formatPlaces(places), values === undefined ? "" : likeness(values)].join(separator);
    const facts = factsByReason.get(reason);
    if (facts === undefined) factsByReason.set(reason, [fact]);
    else facts.push(fact);
  }
  let before = "";
  const reasons = [...factsByReason].map(([reason, facts]) => {
    const [kind = "", places = "", like = ""] = reason.split(separator);
    const at = places === "" || places === before ? "" : ` at ${places}`;
    before = places;
    return `${facts.join(", ")} ${kind}${at}${like === "" ? "" : `, ${like}`}`;
  });
  return reasons.join("; ");
}

/** `looks like int in 11 of 12 values` */
export function likeness({ like, fitting, all }: LikelyType): string {
  return `looks like ${like} in ${fitting} of ${all} value${all === 1 ? "" : "s"}`;
}

const separator = "\n";

/** Prints places. Those in the same source as the one before are only a line and a column. */
function formatPlaces(places: readonly Place[]): string {
  let path = "";
  return places
    .map((place) => {
      const text = formatPlace(place);
      const short = place.path === path ? text.slice(path.length) : text;
      path = place.path;
      return short;
    })
    .join(", ");
}

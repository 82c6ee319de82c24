import { formatPlace, type Place } from "../source.js";
import type { Evidence } from "./service.js";

/**
 * Prints the reasons for facts in one line: `name, type shown at a.txt:5:3, :20:3; minOccurs assumed`. Consecutive
 * facts with the same places share them.
 */
export function explain(evidence: Evidence<string>): string {
  const factsByReason = new Map<string, string[]>();
  for (const [fact, { kind, places }] of Object.entries(evidence)) {
    const reason = `${kind}${separator}${formatPlaces(places)}`;
    const facts = factsByReason.get(reason);
    if (facts === undefined) factsByReason.set(reason, [fact]);
    else facts.push(fact);
  }
  let before = "";
  const reasons = [...factsByReason].map(([reason, facts]) => {
    const [kind = "", places = ""] = reason.split(separator);
    const at = places === "" || places === before ? "" : ` at ${places}`;
    before = places;
    return `${facts.join(", ")} ${kind}${at}`;
  });
  return reasons.join("; ");
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

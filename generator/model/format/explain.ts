import { groupBy } from "../../group-by.js";
import { formatPlace, type Place } from "../../source.js";
import type { Evidence, LikelyType } from "../service.js";

/**
 * Prints the reasons for facts in one line: `name, type shown at a.txt:5:3, :20:3; minOccurs assumed`. Consecutive
 * facts with the same places share them.
 */
export function explain(evidence: Evidence<string>): string {
  const texts = Object.entries(evidence).map(([fact, { kind, places, values }]) => {
    return { fact, kind, places: formatPlaces(places), like: values === undefined ? "" : `, ${likeness(values)}` };
  });
  let before = "";
  const reasons = groupBy(texts, ({ kind, places, like }) => [kind, places, like].join("\n")).values();
  return Array.from(reasons, (facts) => {
    const [{ kind, places, like }] = facts;
    const at = places === "" || places === before ? "" : ` at ${places}`;
    before = places;
    return `${facts.map(({ fact }) => fact).join(", ")} ${kind}${at}${like}`;
  }).join("; ");
}

/** `looks like int in 11 of 12 values` */
export function likeness({ like, fitting, all }: LikelyType): string {
  return `looks like ${like} in ${fitting} of ${all} value${all === 1 ? "" : "s"}`;
}

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

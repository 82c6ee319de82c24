import { explain, misfit } from "../runtime/error.js";
import { placeIn, problemAt, unknownProperty, type Place, type Problem } from "./problem.js";

/** Of steps that lead to a value: readers take 256 elements inside each other unless told otherwise, each of three steps at most. */
export const maxSteps = 768;

/** Gives the value of a part of a JSON document; what does not fit becomes a problem, and then the value does not count. */
export type FromJson = (json: unknown, place: Place) => unknown;

/** The properties of an object that are there, each by its own function; undefined for what is no object. */
export function objectFromJson(
  json: unknown,
  place: Place | null,
  problems: Problem[],
  properties: ReadonlyMap<string, FromJson>,
): ReadonlyMap<string, unknown> | undefined {
  if (typeof json !== "object" || json === null || Array.isArray(json)) {
    problems.push(problemAt(place, explain(misfit("an object", json))));
    return undefined;
  }
  if (isTooDeep(place, problems)) return undefined;
  const values = new Map<string, unknown>();
  for (const [name, part] of Object.entries(json)) {
    if (part === undefined) continue;
    const fromJson = properties.get(name);
    if (fromJson !== undefined) values.set(name, fromJson(part, placeIn(place, name)));
    else problems.push(unknownProperty(place, name, [...properties.keys()]));
  }
  return values;
}

/** The items of a list. */
export function listFromJson(json: unknown, place: Place | null, problems: Problem[], item: FromJson): unknown[] {
  if (!Array.isArray(json)) {
    problems.push(problemAt(place, explain(misfit("a list", json))));
    return [];
  }
  if (isTooDeep(place, problems)) return [];
  return json.map((one: unknown, index) => item(one, placeIn(place, index)));
}

function isTooDeep(place: Place | null, problems: Problem[]): boolean {
  if (place === null || place.depth <= maxSteps) return false;
  problems.push(problemAt(place, `expected at most ${maxSteps} values inside each other`));
  return true;
}
